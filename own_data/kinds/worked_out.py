"""The levels above that of the communes, worked out from the figures of a file."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from common.levels import FRANCE_CODE, Level
from geo.gazetteer import Gazetteer
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from indicators.base.upward import NUMBERS, Membership, YearOfValues, aggregate

_SERIES = ["indicator", "year"]
_COLUMNS = [*_SERIES, "code", *NUMBERS, "status"]


def worked_out(
    gazetteer: Gazetteer, communes: pd.DataFrame, declared: Mapping[str, Indicator], level: Level
) -> pd.DataFrame:
    """Work out a level by the rules of the indicators, all the series at once.

    Each row is a unit, and a territory in a series is what its rows make up: one aggregation then
    does for a hundred indicators, which would take twenty times as long each in turn.

    Parameters
    ----------
    gazetteer : what territories exist.
    communes : indicator, year, code, value, numerator, denominator, status; each commune once in a
        series.
    declared : indicator by key; ``official`` ones are not worked out.

    Returns
    -------
    DataFrame
        The same columns, without the series that have no value at the level, nor the territories of
        which nothing is known.
    """
    rules = {key: (one.rule, one.scale) for key, one in declared.items() if one.rule != "official"}
    summed = communes[communes["indicator"].isin(list(rules))]
    parts = [
        _of_one_rule(gazetteer, rows, declared[str(rows["indicator"].iloc[0])], level)
        for _, rows in summed.groupby(summed["indicator"].map(rules), sort=False)
    ]
    return pd.concat([communes.head(0)[_COLUMNS], *parts], ignore_index=True)


def _of_one_rule(
    gazetteer: Gazetteer, communes: pd.DataFrame, indicator: Indicator, level: Level
) -> pd.DataFrame:
    """Number the communes, the territories and the series: texts take ten times as long."""
    rows = communes.sort_values([*_SERIES, "code"], ignore_index=True)
    series = rows[_SERIES].drop_duplicates(ignore_index=True)
    known = gazetteer.communes.index
    people = gazetteer.communes["population"].astype("float64").fillna(0.0).to_numpy()
    pairs = _pairs(gazetteer, level)
    codes, names = pd.factorize(pairs["code"])
    inside = known.get_indexer(pd.Index(pairs["commune"]))
    members = pd.DataFrame({"commune": inside, "territory": codes})
    totals = np.bincount(codes, weights=people[inside])
    units = pd.DataFrame(
        {
            "commune": known.get_indexer(pd.Index(rows["code"])),
            "series": rows.groupby(_SERIES, sort=False).ngroup(),
        }
    )
    held = units.rename_axis("unit").reset_index().merge(members, on="commune")
    places, place = np.unique(held["series"] * len(names) + held["territory"], return_inverse=True)
    territory = places % len(names)
    membership = Membership(
        pd.DataFrame({"code": place, "commune": held["unit"]}),
        pd.Series(people[units["commune"]]),
        pd.Series(totals[territory]),
    )
    made = aggregate(YearOfValues(rows.assign(code=rows.index), rows.index), indicator, membership)
    made = made.assign(code=names[territory])
    made[_SERIES] = series.iloc[places // len(names)].to_numpy()
    valued = made["value"].notna().groupby(places // len(names)).transform("any")
    return made.loc[valued & (made["status"] != Status.MISSING), _COLUMNS]


def _pairs(gazetteer: Gazetteer, level: Level) -> pd.DataFrame:
    """Say which communes make the territories of a level: code, commune."""
    if level is Level.FRANCE:
        return pd.DataFrame({"commune": gazetteer.communes.index}).assign(code=FRANCE_CODE)
    of_level = gazetteer.memberships["level"] == level.value
    return gazetteer.memberships.loc[of_level, ["code", "commune"]]
