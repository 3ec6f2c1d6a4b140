"""Recipients of RSA, AAH and PCH by département (DREES)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from pipeline.indicators.contract import observations
from pipeline.sources import source_file

FILE = "indicators/drees_aah_rsa_pch_dep_2019_2020.csv"


def read_counts(sources: Path) -> pd.DataFrame:
    """Read the file: dep (code), counts of recipients and populations."""
    return pd.read_csv(source_file(sources, FILE), dtype={"dep": "str"})


def read_solidarity(sources: Path, counts: dict[int, str], base: str) -> pd.DataFrame:
    """Read recipients by year over one population.

    Parameters
    ----------
    counts : column of recipients by year.
    base : column of the population that they are compared with (1st of January 2020).
    """
    table = read_counts(sources)
    return pd.concat(
        [
            observations(
                Level.DEPARTEMENT,
                table["dep"],
                year,
                numerator=table[column].astype("float64"),
                denominator=table[base].astype("float64").where(table[column].notna()),
            )
            for year, column in counts.items()
        ],
        ignore_index=True,
    )
