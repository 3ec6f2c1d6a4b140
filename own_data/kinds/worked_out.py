"""The levels above that of the communes, worked out from the figures of a file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
import pandas as pd

from common.levels import FRANCE_CODE, UPPER_LEVELS, Level
from geo.gazetteer import Gazetteer
from indicators.base.catalogue import Indicator
from indicators.base.status import Status
from indicators.base.upward import NUMBERS, Membership, YearOfValues, aggregate

_SERIES = ["indicator", "year"]
_ABOVE = (*UPPER_LEVELS, Level.FRANCE)
_COLUMNS = [*_SERIES, "code", *NUMBERS, "status"]


def worked_out(
    gazetteer: Gazetteer, communes: pd.DataFrame, declared: Mapping[str, Indicator]
) -> dict[Level, pd.DataFrame]:
    """Work out the levels above by the rules of the indicators, all the series at once.

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
    dict of DataFrame
        The same columns by level, without the series that have no value there, nor the territories
        of which nothing is known.
    """
    rules = {key: (one.rule, one.scale) for key, one in declared.items() if one.rule != "official"}
    summed = communes[communes["indicator"].isin(list(rules))]
    parts = {level: [communes.head(0)[_COLUMNS]] for level in _ABOVE}
    for _, rows in summed.groupby(summed["indicator"].map(rules), sort=False):
        indicator = declared[str(rows["indicator"].iloc[0])]
        for level, made in _of_one_rule(gazetteer, rows, indicator):
            parts[level].append(made)
    return {level: pd.concat(made, ignore_index=True) for level, made in parts.items()}


def _of_one_rule(
    gazetteer: Gazetteer, communes: pd.DataFrame, indicator: Indicator
) -> Iterator[tuple[Level, pd.DataFrame]]:
    """Number the communes, the territories and the series: texts take ten times as long."""
    rows = communes.sort_values([*_SERIES, "code"], ignore_index=True)
    series = rows[_SERIES].drop_duplicates(ignore_index=True)
    known = gazetteer.communes.index
    people = gazetteer.communes["population"].astype("float64").fillna(0.0).to_numpy()
    units = pd.DataFrame(
        {
            "unit": rows.index,
            "commune": known.get_indexer(pd.Index(rows["code"])),
            "series": rows.groupby(_SERIES, sort=False).ngroup(),
        }
    )
    values = YearOfValues(rows.assign(code=rows.index), rows.index)
    for level in _ABOVE:
        pairs = _pairs(gazetteer, level)
        codes, names = pd.factorize(pairs["code"])
        inside = known.get_indexer(pd.Index(pairs["commune"]))
        held = units.merge(pd.DataFrame({"commune": inside, "territory": codes}), on="commune")
        numbers = held["series"] * len(names) + held["territory"]
        places, place = np.unique(numbers, return_inverse=True)
        of_series, territory = np.divmod(places, len(names))
        membership = Membership(
            pd.DataFrame({"code": place, "commune": held["unit"]}),
            pd.Series(people[units["commune"]]),
            pd.Series(np.bincount(codes, weights=people[inside])[territory]),
        )
        made = aggregate(values, indicator, membership).assign(code=names[territory])
        made[_SERIES] = series.iloc[of_series].to_numpy()
        valued = made["value"].notna().groupby(of_series).transform("any")
        yield level, made.loc[valued & (made["status"] != Status.MISSING), _COLUMNS]


def _pairs(gazetteer: Gazetteer, level: Level) -> pd.DataFrame:
    """Say which communes make the territories of a level: code, commune."""
    if level is Level.FRANCE:
        return pd.DataFrame({"commune": gazetteer.communes.index}).assign(code=FRANCE_CODE)
    of_level = gazetteer.memberships["level"] == level.value
    return gazetteer.memberships.loc[of_level, ["code", "commune"]]
