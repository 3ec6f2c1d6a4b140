"""Filosofi (INSEE, DGFiP): living standards and poverty, commune file of 2021 and upper tables.

The commune file writes ``s`` where statistical confidentiality hides the value and ``nd`` where
there is none. A poverty rate below 5 % is published as 5: it is a bound, at every level.
Guadeloupe, Guyane and Mayotte are not covered.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import by_departement, by_epci, population
from pipeline.indicators.ptod import DEPARTEMENT_FILE, EPCI_FILE, level_rows, read_table
from pipeline.indicators.weights import population_weights
from pipeline.sources import source_file

COMMUNES_FILE = "indicators/insee_cc_filosofi_2021_COM.csv"
GEOGRAPHY = 2024
YEAR = 2021
#: What is read at any level comes from it.
OPERATIONS = dict.fromkeys(Level, "Filosofi")
#: Poverty rates below are published as this (percent).
POVERTY_FLOOR = 5.0


def communes_2021(
    sources: Path,
    column: str,
    *,
    percent: bool = False,
    floor: float | None = None,
    weighted: bool = False,
) -> pd.DataFrame:
    """Read one column of the commune file.

    Parameters
    ----------
    column : as the file names it (``MED21``).
    percent : divide by 100.
    floor : value, as published, that stands for all those below.
    weighted : give the population as denominator, for a weighted mean.
    """
    path = source_file(sources, COMMUNES_FILE)
    raw = pd.read_csv(path, sep=";", dtype="str", usecols=["CODGEO", column])
    hidden = raw[column] == "s"
    text = raw[column].mask(hidden | (raw[column] == "nd"))
    number = pd.to_numeric(text.str.replace(",", ".", regex=False), errors="raise")
    denominator = population_weights(sources, raw["CODGEO"]) if weighted else np.nan
    return observations(
        Level.COMMUNE,
        raw["CODGEO"],
        YEAR,
        value=number / 100 if percent else number,
        denominator=denominator,
        status=_status(number, floor).mask(hidden, Status.SUPPRESSED.value),
    )


def upper_levels(
    sources: Path,
    columns: dict[int, str],
    *,
    percent: bool = False,
    floor: float | None = None,
    weighted: bool = False,
) -> pd.DataFrame:
    """Read official values by EPCI, by département and for the country.

    The row of the country is that of métropole: it is left out of a weighted mean, which the
    départements give with Martinique and La Réunion.

    Parameters
    ----------
    columns : column of the tables by year (``{2021: "rev_med_21"}``).
    percent, floor : as :func:`communes_2021`.
    weighted : give the municipal population as denominator, for a weighted mean.
    """
    people = population(sources)
    weights = {
        Level.EPCI: by_epci(sources, people),
        Level.DEPARTEMENT: by_departement(people),
    }
    files = {Level.EPCI: EPCI_FILE, Level.DEPARTEMENT: DEPARTEMENT_FILE}
    if not weighted:
        files[Level.FRANCE] = DEPARTEMENT_FILE
    frames = []
    for level, name in files.items():
        table = level_rows(read_table(sources, name, list(columns.values())), level)
        weight = weights[level] if weighted else None
        for year, column in columns.items():
            number = table[column]
            frames.append(
                observations(
                    level,
                    table["code"],
                    year,
                    value=number / 100 if percent else number,
                    denominator=np.nan if weight is None else table["code"].map(weight),
                    status=_status(number, floor),
                )
            )
    return pd.concat(frames, ignore_index=True)


def _status(number: pd.Series[float], floor: float | None) -> pd.Series[str]:
    """Censored at the floor, observed elsewhere."""
    observed = pd.Series(Status.OBSERVED.value, index=number.index, dtype="str")
    return observed if floor is None else observed.mask(number == floor, Status.CENSORED.value)
