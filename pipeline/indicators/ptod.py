"""The tables of the Observatoire territorial PTOD: INSEE figures by IRIS, EPCI and département.

They hold percentages rounded to two decimals. By IRIS (RP 2022, géographie 2025, métropole) the
counts are worked back from the percentage and its base, which is exact for the communes of one
IRIS (93 % of them). By EPCI the Métropole du Grand Paris is replaced by its établissements publics
territoriaux and Paris, which are no territories of ours.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import FRANCE_CODE, Level
from pipeline.sources import source_file

IRIS_FILE = "indicators/ptod_iris_metropole_rp2022.parquet"
COMMUNES_FILE = "indicators/ptod_agg_commARM_5Khab.parquet"
EPCI_FILE = "indicators/ptod_epci_full_2026-01-29.json"
EPCI_ECONOMY_FILE = "indicators/ptod_agg_epci_exdeco.json"
EPCI_HOUSING_FILE = "indicators/ptod_agg_exdlog_epci.json"
DEPARTEMENT_FILE = "indicators/ptod_agg_dep.json"
DEPARTEMENT_HOUSING_FILE = "indicators/ptod_agg_exdlog_dep.json"
IRIS_GEOGRAPHY = 2025
#: Census years of the table by IRIS, by suffix of its columns.
CENSUSES = {"11": 2011, "16": 2016, "22": 2022}
_FRANCE_ROW = "00FR"


def read_iris(sources: Path, columns: list[str]) -> pd.DataFrame:
    """Read columns of the table by IRIS, and COM, the commune or arrondissement municipal."""
    return pd.read_parquet(source_file(sources, IRIS_FILE), columns=["COM", *columns])


def commune_counts(
    iris: pd.DataFrame, numerator: pd.Series[float], denominator: pd.Series[float]
) -> pd.DataFrame:
    """Add up counts of the IRIS by commune.

    Parameters
    ----------
    iris : frame of :func:`read_iris`.
    numerator, denominator : by IRIS. Where the numerator is unknown because the base is empty, it
        is 0; an IRIS with a base and no numerator is left out of both.

    Returns
    -------
    DataFrame
        columns code, numerator, denominator.
    """
    counts = pd.DataFrame({"code": iris["COM"], "numerator": numerator, "denominator": denominator})
    empty = counts["denominator"] == 0
    counts["numerator"] = counts["numerator"].mask(empty, 0.0)
    known = counts.dropna(subset=["numerator", "denominator"])
    return known.groupby("code", sort=True)[["numerator", "denominator"]].sum().reset_index()


def read_table(sources: Path, name: str, columns: list[str]) -> pd.DataFrame:
    """Read columns of a table by EPCI, département (JSON) or large commune (Parquet).

    Returns
    -------
    DataFrame
        code (text), then the columns as floats; the row of the whole country has the code ``FR``.
    """
    path = source_file(sources, name)
    if path.suffix == ".parquet":
        table = pd.read_parquet(path)
    else:
        table = pd.DataFrame(json.loads(path.read_text(encoding="utf-8")))
    table = table[["code", *columns]].astype(dict.fromkeys(columns, "float64"))
    table["code"] = table["code"].astype("str").where(table["code"] != _FRANCE_ROW, FRANCE_CODE)
    return table.replace({np.inf: np.nan})


def level_rows(table: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Keep the rows of a level: the country, or all the others."""
    france = table["code"] == FRANCE_CODE
    return table[france if level is Level.FRANCE else ~france].reset_index(drop=True)
