"""Where a row is, when its file says it by coordinates."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from geo.extents import EXTENTS
from own_data.checks.columns import Columns
from own_data.checks.gathering import Gathering
from own_data.checks.typed import read_numbers

_FRANCE = "un point de France, en degrés (longitude et latitude, EPSG:4326)"


def read_points(gathering: Gathering, columns: Columns) -> pd.DataFrame:
    """Read the point of each row: of its shape, else of the columns ``lon`` and ``lat``.

    A line or a polygon stands by a point of its own. A point out of France is a fault, which says
    when its axes were swapped.

    Returns
    -------
    DataFrame
        lon, lat (degrees), by line; NaN where there is none.
    """
    shapes = gathering.sheet.shapes
    if shapes is not None:
        with np.errstate(invalid="ignore"):  # coordinates that are no number have no point
            points = shapes.representative_point()
        empty = shapely.is_empty(shapes.to_numpy()) | shapely.is_missing(shapes.to_numpy())
        wild = ~np.isfinite(shapes.bounds).all(axis=1) & ~empty
        for line in shapes.index[wild]:
            gathering.refuse(
                int(line), "", "des coordonnées qui ne sont pas des nombres", _FRANCE,
                "Corrigez l’objet, ou retirez-le.",
            )  # fmt: skip
        points = points.where(~wild)
        return _checked(gathering, pd.DataFrame({"lon": points.x, "lat": points.y}), "")
    points = pd.DataFrame(
        {name: read_numbers(gathering, columns, name)[0] for name in ("lon", "lat")}
    )
    half = points["lon"].isna() != points["lat"].isna()
    for line in points.index[half]:
        gathering.refuse(
            int(line), "", "une longitude sans latitude, ou l’inverse", "les deux, ou aucune",
            "Complétez, ou videz les deux cellules.",
        )  # fmt: skip
    return _checked(gathering, points[~half], columns.header("lon")).reindex(points.index)


def _checked(gathering: Gathering, points: pd.DataFrame, column: str) -> pd.DataFrame:
    given = points.notna().all(axis=1)
    here = _in_france(points["lon"], points["lat"])
    swapped = _in_france(points["lat"], points["lon"])
    for line in points.index[given & ~here]:
        lon, lat = points.loc[line, "lon"], points.loc[line, "lat"]
        gathering.refuse(
            int(line),
            column,
            f"le point {lon:.5g} ; {lat:.5g}",
            _FRANCE,
            "La longitude et la latitude sont échangées : remettez-les dans l’ordre."
            if swapped[line]
            else "Vérifiez le système de coordonnées du fichier.",
        )
    return points


def _in_france(lon: pd.Series, lat: pd.Series) -> pd.Series:
    inside = np.zeros(len(lon), dtype=bool)
    for extent in EXTENTS:
        west, south, east, north = extent.bounds
        inside |= (lon.between(west, east) & lat.between(south, north)).to_numpy()
    return pd.Series(inside, index=lon.index)
