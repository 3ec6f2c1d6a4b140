"""The INSEE « comparateur de territoires » of January 2022: census 2018, firms 2018.

COG 2021; Paris, Lyon and Marseille come both whole and by arrondissement (dropped here); Mayotte
is empty.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

import pandas as pd

from pipeline.passage import ARRONDISSEMENTS
from pipeline.sources import source_file

FILE = "indicators/insee_base_cc_comparateur_rp2018_csv.zip"
GEOGRAPHY = 2021
_MEMBER = "base_cc_comparateur.CSV"


def read_census_2018(sources: Path, columns: list[str]) -> pd.DataFrame:
    """Read columns of the file as floats, and code."""
    with (
        zipfile.ZipFile(source_file(sources, FILE)) as archive,
        archive.open(_MEMBER) as member,
    ):
        table = pd.read_csv(member, sep=";", dtype={"CODGEO": "str"}, usecols=["CODGEO", *columns])
    parts = [part for codes in ARRONDISSEMENTS.values() for part in codes]
    table = table[~table["CODGEO"].isin(parts)].rename(columns={"CODGEO": "code"})
    return table.astype(dict.fromkeys(columns, "float64")).reset_index(drop=True)
