"""A series taken away: the values of the tables, year by year, and why a cell is empty."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.file_formats import XLSX
from atlas.desk.series_export import (
    levels_and_years,
    series_name,
    series_table,
    taken_series,
    years_in_words,
)
from atlas.desk.taken import flat_rows, written
from common.errors import NotAvailableError, UnknownNameError
from common.levels import LEVELS, Level
from indicators.base.values import read_values
from tests.common.test_workbook_files import read_workbook

KEY = "chomage_localise"


def test_every_value_of_the_tables_is_in_its_year(desk: Desk) -> None:
    rows = flat_rows(taken_series(series_table(desk, KEY, Level.DEPARTEMENT))).set_index("code")
    assert len(rows) == 101
    kept = read_values("departement", desk.data, [KEY]).astype({"code": "str"})
    assert len(kept["year"].unique()) > 1
    for code, year, value, status in kept[["code", "year", "value", "status"]].itertuples(
        index=False
    ):
        if f"value_{year}" in rows:
            written = rows.loc[code, f"value_{year}"]
            assert written == pytest.approx(value, abs=1e-6) or (
                pd.isna(written) and pd.isna(value)
            )
            assert rows.loc[code, f"status_{year}"] == status


def test_the_years_said_are_those_of_the_file(desk: Desk) -> None:
    years = levels_and_years(desk)
    assert set(years) == set(desk.catalogue)
    for level in (Level.REGION, Level.FRANCE):
        series = series_table(desk, KEY, level)
        assert years_in_words(series.years) == years[KEY][level]
    some = [key for key, levels in years.items() if Level.COMMUNE not in levels]
    assert some
    with pytest.raises(NotAvailableError, match="par commune"):
        series_table(desk, some[0], Level.COMMUNE)
    assert all(
        list(levels) == [one for one in LEVELS if one in levels] for levels in years.values()
    )


def test_the_workbook_and_the_name(desk: Desk) -> None:
    series = series_table(desk, KEY, Level.REGION)
    sheets = read_workbook(written(taken_series(series), XLSX))
    assert list(sheets) == ["Données", "À lire"]
    assert len(sheets["Données"]) == 1 + 18
    assert series_name(series, "csv") == f"fragiscope_serie_region_{KEY}.csv"
    with pytest.raises(UnknownNameError):
        series_table(desk, "martiens", Level.REGION)
