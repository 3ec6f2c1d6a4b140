"""The values of a perimeter, added up by the rules that make those of the upper territories."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from geo.perimeter import PREFIX, Perimeter, whole_territories
from indicators.base.status import Status
from indicators.base.upward import (
    NUMBERS,
    Membership,
    YearOfValues,
    aggregate,
    best_known,
    same_territories,
)

#: Code under which a perimeter stands among the territories that it is compared with.
CODE = PREFIX
#: Levels whose published values are summed, where they lie wholly inside, beside the communes.
_COMPONENTS = (Level.EPCI, Level.DEPARTEMENT, Level.REGION)
_KEY = ["indicator", "year"]


def perimeter_values(desk: Desk, perimeter: Perimeter) -> pd.DataFrame:
    """Add up the values of a perimeter.

    They are made of those of its communes, or of those published for the EPCI, départements and
    régions that it holds whole; what cannot be added up is missing.

    Returns
    -------
    DataFrame
        indicator, code, year, value, numerator, denominator, status, as
        :func:`indicators.base.values.read_values` gives them, for each indicator and year that
        exists at the level of the perimeter; oldest first.
    """
    series = series_at(desk, perimeter.level)
    twins, totals = [], []
    units = _units(desk, perimeter)
    inhabitants = float(units[Level.COMMUNE].sum())
    for level, people in units.items():
        rows = _rows_of(desk, level, people.index, series)
        if level is Level.COMMUNE:
            rows = rows[rows["indicator"].map(_summed_at(desk, perimeter.level)).astype("bool")]
        for rule_rows, membership in _by_rule(desk, rows, people, inhabitants):
            indicator = desk.catalogue[rule_rows["indicator"].iloc[0]]
            if level is not Level.COMMUNE:
                twins.append(same_territories(rule_rows, membership).assign(coverage=1.0))
            if indicator.rule != "official":
                total = aggregate(YearOfValues(rule_rows, membership.units), indicator, membership)
                totals.append(total.assign(year=series["year"].reindex(total["code"]).to_numpy()))
    found = best_known([*twins, *totals]).set_index("code")[[*NUMBERS, "status"]]
    table = series.join(found)
    table["status"] = table["status"].fillna(Status.MISSING.value).astype("str")
    table = table.assign(code=CODE).sort_values(["year", "indicator"], ignore_index=True)
    return table[["indicator", "code", "year", *NUMBERS, "status"]]


def _summed_at(desk: Desk, level: Level) -> dict[str, bool]:
    """Tell of each indicator whether communes are summed at a level: one source a level."""
    return {key: one.sums_communes_at(level) for key, one in desk.catalogue.items()}


def series_at(desk: Desk, level: Level) -> pd.DataFrame:
    """Indicators and years that exist at a level: indicator, year; index ``indicator:year``."""
    series = desk.series.loc[desk.series["level"] == level.value, _KEY].astype({"year": "int64"})
    return series.set_index(_key_of(series)).sort_index()


def _key_of(rows: pd.DataFrame) -> pd.Series:
    return (rows["indicator"] + ":" + rows["year"].astype("str")).rename("code")


def _units(desk: Desk, perimeter: Perimeter) -> dict[Level, pd.Series]:
    """Inhabitants of what a perimeter is made of: communes, and the upper territories inside."""
    people = desk.territories_of(Level.COMMUNE)["population"].fillna(0).astype("float64")
    made = {Level.COMMUNE: people[list(perimeter.communes)]}
    whole = whole_territories(perimeter.communes, desk.memberships)
    for level in _COMPONENTS:
        inside = whole.index[whole.index.get_level_values("level") == level.value]
        rows = desk.memberships[desk.memberships["level"] == level.value]
        rows = rows[rows["code"].isin(inside.get_level_values("code"))]
        if len(rows):
            made[level] = rows["commune"].map(people).groupby(rows["code"]).sum()
    return made


def _rows_of(desk: Desk, level: Level, codes: pd.Index, series: pd.DataFrame) -> pd.DataFrame:
    """Values of some territories of one level, in the series asked for.

    Returns
    -------
    DataFrame
        territory, indicator, year, value, numerator, denominator, status, series (its
        index); code numbers the rows.
    """
    rows = desk.values(level, None, list(codes))
    rows = rows.astype({"indicator": "str", "code": "str", "status": "str", "year": "int64"})
    rows = rows.rename(columns={"code": "territory"}).assign(series=_key_of(rows))
    rows = rows[rows["series"].isin(series.index)]
    if level is not Level.COMMUNE:  # what was added up from the communes is not to be added again
        rows = rows[rows["status"] != Status.AGGREGATED.value]
    return rows.assign(code=pd.RangeIndex(len(rows)).astype("str"))


def _by_rule(
    desk: Desk, rows: pd.DataFrame, people: pd.Series, total: float
) -> Iterator[tuple[pd.DataFrame, Membership]]:
    """Group the rows whose indicators are added up alike.

    Each row is a unit, and each series a territory that its rows make up: one aggregation then
    does for all of them.

    Parameters
    ----------
    desk : the opened data.
    rows : of :func:`_rows_of`.
    people : inhabitants of each territory that the rows speak of.
    total : inhabitants of the perimeter.
    """
    declared = [desk.catalogue[key] for key in rows["indicator"]]
    rule = pd.Series([one.rule for one in declared], index=rows.index, dtype="str")
    scale = pd.Series([one.scale for one in declared], index=rows.index, dtype="float64")
    for _, part in rows.groupby([rule, scale], sort=True):
        pairs = part[["series", "code"]].set_axis(["code", "commune"], axis=1)
        population = people.reindex(part["territory"]).set_axis(part["code"])
        totals = pd.Series(total, index=pd.Index(part["series"].unique()))
        yield part, Membership(pairs, population, totals)
