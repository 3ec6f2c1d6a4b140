"""The series of one indicator, all the territories of a level, year by year; taken away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import find_indicator, indicator_sources
from atlas.desk.remade import command_words
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from common.errors import NotAvailableError
from common.levels import LEVELS, Level
from indicators.base.catalogue import SHARE, Indicator


@dataclass(frozen=True)
class SeriesTable:
    """The values of an indicator at a level, in all its years.

    Attributes
    ----------
    indicator, level : what was asked for.
    about : what goes with it.
    values : by code and year (int), a share being 0-1; NaN where there is no value.
    statuses : of the same shape, the status of each value; null where the year says nothing.
    names : of the territories, by code.
    """

    indicator: Indicator
    level: Level
    about: About
    values: pd.DataFrame
    statuses: pd.DataFrame
    names: pd.Series

    @property
    def years(self) -> list[int]:
        """Years that have a value somewhere, the oldest first."""
        return [int(year) for year in self.values.columns]


def series_table(desk: Desk, key: str, level: Level) -> SeriesTable:
    """Read the series of an indicator.

    Raises
    ------
    UnknownNameError
        If the catalogue has no such indicator.
    NotAvailableError
        If it has no value at this level.
    """
    indicator = find_indicator(desk, key)
    rows = desk.values(level, [key], None)
    rows = rows[rows["value"].notna() | rows["status"].notna()]
    rows = rows.astype({"code": "str", "status": "str"})
    known = rows.groupby("year")["value"].count()
    years = sorted(known[known > 0].index)
    if not years:
        raise NotAvailableError(
            f"« {indicator.label} » n’a pas de valeur par {level.label}. Choisissez un autre "
            "niveau : le catalogue dit lesquels en ont."
        )
    names = desk.territories_of(level)["name"].sort_index()
    return SeriesTable(
        indicator=indicator,
        level=level,
        about=about_of(
            desk,
            f"{indicator.label}, {'France' if level is Level.FRANCE else f'par {level.label}'}",
            method=indicator.definition,
            note=indicator.caveats,
            sources=indicator_sources([indicator]),
            command=command_words("table", "series", indicator=key, level=level.value),
        ),
        values=_wide(rows, "value", names.index, years),
        statuses=_wide(rows, "status", names.index, years).astype("category"),
        names=names,
    )


def _wide(rows: pd.DataFrame, column: str, codes: pd.Index, years: list[int]) -> pd.DataFrame:
    return rows.pivot(index="code", columns="year", values=column).reindex(codes, columns=years)


def taken_series(series: SeriesTable) -> Taken:
    """Lay out a series, to be written as a table.

    Returns
    -------
    Taken
        One row per territory: territory (``level:code``), code, name, value_YYYY and status_YYYY
        for each year (a share is 0-1; an empty value has a status that says why), indicator (its
        key), unit.
    """
    columns = {"name": series.names}
    for year in series.years:
        columns[f"value_{year}"] = series.values[year]
        columns[f"status_{year}"] = series.statuses[year]
    unit = "part (0 à 1)" if series.indicator.unit == SHARE else series.indicator.unit
    rows = by_territory(pd.DataFrame(columns), series.level)
    rows = rows.assign(indicator=series.indicator.key, unit=unit).round(6)
    return Taken("serie", rows, series.about)


def series_name(series: SeriesTable, extension: str) -> str:
    """Name the file of a series."""
    parts = ["serie", series.level.value, series.indicator.key]
    return named_file(parts, series.about, extension)


def levels_and_years(desk: Desk) -> dict[str, dict[Level, str]]:
    """Say in which years each indicator has a value, level by level.

    Returns
    -------
    dict
        By indicator of the catalogue, then by level, finest first: the years in words, those that
        follow one another told by the first and the last. A level without a value is absent.
    """
    rows = desk.series
    rows = rows[rows["known"] > 0]
    found: dict[str, dict[Level, str]] = {key: {} for key in desk.catalogue}
    for level in LEVELS:
        own = rows[rows["level"] == level.value]
        for key, years in own.groupby("indicator")["year"]:
            if key in found:
                found[str(key)][level] = years_in_words(years)
    return found


def years_in_words(years: Iterable[int]) -> str:
    """Write years, those that follow one another as a span.

    >>> years_in_words([2018, 2021, 2019, 2024, 2025]), years_in_words([2020])
    ('2018–2019, 2021, 2024–2025', '2020')
    """
    spans: list[list[int]] = []
    for year in sorted({int(one) for one in years}):
        if spans and spans[-1][-1] == year - 1:
            spans[-1] = [spans[-1][0], year]
        else:
            spans.append([year])
    return ", ".join("–".join(map(str, span)) for span in spans)
