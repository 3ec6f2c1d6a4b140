"""Numbers by current commune that several readers divide by or weight with."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from pipeline.passage import ARRONDISSEMENTS, read_passage
from pipeline.sources import source_file
from pipeline.territory_sources import read_communes, read_groups

#: Start of the commune codes of the DROM, whose département has three characters.
OVERSEAS = "97"


@lru_cache(maxsize=2)
def population(sources: Path) -> pd.Series[float]:
    """Municipal population 2023 by commune (2017 in Mayotte), index: COG 2026 code.

    The six communes of the Meuse without inhabitants count 0.
    """
    communes = read_communes(sources).set_index("code")["population"]
    return communes.fillna(0).astype("float64")


def main_residences(sources: Path) -> pd.Series[float]:
    """Main residences of the census 2021 by current commune (Mayotte absent)."""
    counts = housing_census(sources)
    current = counts["code"].map(read_passage(sources).table)
    return counts.groupby(current)["P21_RP"].sum().rename("main_residences")


def housing_census(sources: Path) -> pd.DataFrame:
    """Dwellings of the census 2021: code (text, COG 2024), P21_LOG, P21_RP, P21_LOGVAC.

    The file has lost the leading zeros of the codes, and gives Paris, Lyon and Marseille both whole
    and by arrondissement (dropped here). Mayotte is empty.
    """
    path = source_file(sources, "indicators/insee_logement_rp2021_communes.csv")
    counts = pd.read_csv(path, sep=";", dtype={"INSEE_C": "str"})
    counts["code"] = counts["INSEE_C"].str.zfill(5)
    parts = [part for codes in ARRONDISSEMENTS.values() for part in codes]
    return counts[~counts["code"].isin(parts)].drop(columns="INSEE_C").reset_index(drop=True)


def by_epci(sources: Path, communes: pd.Series[float]) -> pd.Series[float]:
    """Add up a number of the current communes by EPCI (index: EPCI code)."""
    members = read_groups(sources, "epci")[1].set_index("commune")["code"]
    return communes.groupby(pd.Series(communes.index, index=communes.index).map(members)).sum()


def by_departement(communes: pd.Series[float]) -> pd.Series[float]:
    """Add up a number of the current communes by département (index: its code)."""
    return communes.groupby(departement_of(communes.index)).sum()


def departement_of(codes: pd.Index[str]) -> pd.Series[str]:
    """Give the département of commune codes.

    >>> departement_of(pd.Index(["01004", "2A004", "97411"])).tolist()
    ['01', '2A', '974']
    """
    text = codes.to_series()
    return text.str[:3].where(text.str.startswith(OVERSEAS), text.str[:2])
