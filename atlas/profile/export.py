"""The indicators of a profile taken away, each with its source."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import indicator_sources
from atlas.desk.written import with_provenance
from atlas.profile.model import Profile

#: What a file says of the series of an indicator, by column: see
#: :data:`atlas.profile.trends.PROFILE_TRENDS`.
TRENDS = {
    "trend_first": "first",
    "trend_last": "last",
    "trend_first_value": "first_value",
    "trend_last_value": "last_value",
    "trend": "direction",
    "trend_fragile_direction": "fragile_direction",
    "trend_test": "test",
    "trend_change": "change",
    "trend_p_value": "p_value",
}


def views_rows(profile: Profile, group: str) -> pd.DataFrame:
    """Lay out what a group feels and how far that is from what is measured, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per view of the group: place, the columns of :attr:`Profile.views`, place_name and
        :data:`atlas.desk.written.COLUMNS`, the mention and the mark being those of the row.
    """
    rows = profile.views_of(group).assign(place=str(profile.place), place_name=profile.name)
    return with_provenance(rows.set_index("place"), profile.about)


def indicators_rows(desk: Desk, profile: Profile) -> pd.DataFrame:
    """Lay out the indicators of a profile and where they go, to be written as CSV.

    Neither a score nor an answer to a survey is among them: the recipe and the mentions of the
    profile are left out.

    Returns
    -------
    DataFrame
        One row per indicator: place, the columns of :attr:`Profile.indicators` (shares 0-1), those
        of :data:`TRENDS` (missing where the place knows one year alone), place_name, producer,
        licence and :data:`atlas.desk.written.COLUMNS`, the sources being those of the row.
    """
    declared = [desk.catalogue[key] for key in profile.indicators["key"]]
    goes = profile.trends.set_index("indicator")[list(TRENDS.values())]
    goes = goes.astype({"first": "Int64", "last": "Int64"})
    goes = goes.rename(columns={old: new for new, old in TRENDS.items()})
    rows = profile.indicators.join(goes, on="key").assign(
        place=str(profile.place),
        place_name=profile.name,
        producer=[one.origin for one in declared],
        licence=[one.licence for one in declared],
        sources=[indicator_sources([one])[0].line() for one in declared],
    )
    about = replace(profile.about, mentions=(), demonstration=False, recipe="")
    return with_provenance(rows.set_index("place"), about)
