"""Places of a picture, of which some are marked."""

from __future__ import annotations

import pandas as pd

from atlas.findings.finding import MARKED_PLACES, PlaceMark, PlacesPicture
from common.palette import MEASURED


def marked_places(
    territories: pd.DataFrame,
    first: pd.Index,
    second: pd.Index | None = None,
    colour: str = MEASURED,
) -> PlacesPicture:
    """PlaceMark some territories among all those of a level.

    Parameters
    ----------
    territories : index code; lat, lon.
    first, second : codes that are marked, in two ways.
    colour : of the marks.

    Examples
    --------
    >>> level = pd.DataFrame({"lat": [1.0, 2.0], "lon": [3.0, 4.0]}, index=["a", "b"])
    >>> marked_places(level, pd.Index(["a"])).places["mark"].to_dict()
    {'b': '', 'a': 'first'}
    """
    places = territories[["lat", "lon"]].rename_axis("code")
    mark = pd.Series(PlaceMark.NONE.value, index=places.index)
    mark[places.index.isin(first)] = PlaceMark.FIRST.value
    if second is not None:
        mark[places.index.isin(second)] = PlaceMark.SECOND.value
    rows = places.assign(mark=mark).sort_values("mark", kind="stable")
    return PlacesPicture(rows[MARKED_PLACES.names], colour)
