"""Population by age and département on the 1st of January 2022 (INSEE estimates)."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from pipeline.sources import source_file

FILE = "indicators/insee_structure_age_dep_2022.csv"
YEAR = 2022


def read_ages(sources: Path) -> pd.DataFrame:
    """Read dep (code), pop_2022, pop_0_19, pop_20_64, pop_65p, pop_75p, pop_80p… (101 rows)."""
    table = pd.read_csv(source_file(sources, FILE), dtype={"dep": "str"})
    counts = [name for name in table.columns if name.startswith("pop_")]
    return table.astype(dict.fromkeys(counts, "float64"))
