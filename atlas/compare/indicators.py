"""Indicators side by side, in the year of the first place: absolute values, whatever the levels."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.compare.deviations import chance_of
from atlas.compare.model import Compared
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import index_indicators
from atlas.desk.place import Place
from atlas.desk.place_values import latest_years, place_values
from common.levels import Level
from indicators.base.catalogue import Indicator
from indicators.base.domains import OVERALL
from indicators.base.status import Status
from indicators.scores.deviation import Chance, Fragility, intervals
from indicators.views.two_estimates import difference_interval

COLUMNS = ["key", "label", "unit", "year", "position", "value", "status", "side"]
_NUMBERS = ["value", "numerator", "denominator"]


def shown_indicators(desk: Desk, domain_key: str) -> list[Indicator]:
    """List the indicators of a domain; for the whole, those of the index."""
    if domain_key == OVERALL:
        return index_indicators(desk, OVERALL)
    return [one for one in desk.catalogue.values() if one.domain == domain_key]


def compare_indicators(
    desk: Desk, compared: tuple[Compared, ...], declared: list[Indicator]
) -> pd.DataFrame:
    """Lay out the values of all the places; see :attr:`Comparison.indicators`.

    Indicators that the first place has not are taken in their most recent year at its level; an
    indicator that does not exist there, in the most recent year that any of the others has.
    """
    keys = [one.key for one in declared]
    values = [_values(desk, one.place, keys) for one in compared]
    years = _years(desk, compared[0].place.level, values, keys)
    tables = [_in_year(table, years) for table in values]
    own_limits = _limits(tables[0], declared)
    parts = []
    for position, table in enumerate(tables):
        part = pd.DataFrame(
            {
                "key": keys,
                "label": [one.label for one in declared],
                "unit": [one.unit for one in declared],
                "year": years.reindex(keys).astype("Int64").array,
                "position": position,
                "value": table["value"].to_numpy(),
                "status": table["status"].fillna(Status.MISSING.value).to_numpy(),
                "side": _sides(_limits(table, declared), own_limits, declared),
            },
            columns=COLUMNS,
        )
        parts.append(part)
    parts[0]["side"] = Fragility.UNKNOWN.value
    whole = pd.concat(parts, ignore_index=True)
    known = whole.groupby("key")["value"].transform("count") > 0
    return whole[known].reset_index(drop=True)


def _values(desk: Desk, place: Place, keys: list[str]) -> pd.DataFrame:
    values = place_values(desk, place)
    return values[values["indicator"].isin(keys)].astype({"status": "str"})


def _years(desk: Desk, level: Level, values: list[pd.DataFrame], keys: list[str]) -> pd.Series:
    newest = latest_years(desk, level)
    known = newest[newest.index.isin(keys)]
    years = pd.Series({str(key): int(year) for key, year in known.items()}, dtype="float64")
    elsewhere = pd.concat(values).dropna(subset=["value"]).groupby("indicator")["year"].max()
    return years.combine_first(elsewhere.astype("float64")).reindex(keys)


def _in_year(values: pd.DataFrame, years: pd.Series) -> pd.DataFrame:
    rows = values[values["year"] == values["indicator"].map(years)]
    return rows.set_index("indicator")[[*_NUMBERS, "status"]].reindex(years.index)


def _limits(table: pd.DataFrame, declared: list[Indicator]) -> pd.DataFrame:
    """Give each value with what chance leaves to its counts; NaN where it has no counts."""
    chance = [
        chance_of(one).value if one.rule == "ratio" else Chance.NONE.value for one in declared
    ]
    limits = intervals(table, pd.Series(chance, index=table.index, dtype="str"))
    ratio = table["numerator"] / table["denominator"].where(table["denominator"] > 0)
    return limits.assign(value=ratio)


def _sides(limits: pd.DataFrame, own: pd.DataFrame, declared: list[Indicator]) -> np.ndarray:
    difference = difference_interval(limits, own)
    direction = np.array([one.direction for one in declared])
    fragile = difference["value"].to_numpy() * direction > 0
    settled = ((difference["low"] > 0) | (difference["high"] < 0)).to_numpy()
    sides: np.ndarray = np.select(
        [difference["low"].isna().to_numpy(), ~settled, fragile],
        [Fragility.UNTESTED.value, Fragility.UNCLEAR.value, Fragility.MORE.value],
        Fragility.LESS.value,
    )
    return sides
