"""Éducation: diplomas (census), social position of the schools, young people left out."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.denominators import population
from pipeline.indicators.ptod import (
    DEPARTEMENT_FILE,
    EPCI_FILE,
    level_rows,
    read_iris,
    read_table,
)
from pipeline.indicators.weights import by_city
from pipeline.passage import read_passage
from pipeline.sources import source_file
from pipeline.territory_sources import read_groups

_BELOW_BAC = "dsp_dipl_infbac_pct_22"
_SCHOOL_YEAR = 2022
_SCHOOL_COMMUNE = "code_insee_de_la_commune"
_CENSUSES = (2008, 2013, 2018)
#: File, column of the codes and start of the others, by level.
_NOT_AT_WORK = {
    Level.COMMUNE: ("communes", "code_insee", "part_jeunes_non_inseres_"),
    Level.EPCI: ("epci", "code_epci", "part_jeunes_non_inseres_"),
    Level.DEPARTEMENT: ("dep", "dep", ""),
}


def read_part_sous_bac(sources: Path) -> pd.DataFrame:
    """Read the share below the baccalauréat: official by EPCI and by département.

    By commune it is the mean of its IRIS weighted by their population.
    """
    path = source_file(sources, "indicators/edu_energie_commune_rp2022_dpe2024.csv")
    table = pd.read_csv(path, dtype={"code_commune": "str"})
    frames = [
        observations(
            Level.COMMUNE,
            table["code_commune"],
            2022,
            value=table["pct_diplome_inf_bac"] / 100,
            denominator=table["pop_2022"],
        )
    ]
    for level, name in ((Level.EPCI, EPCI_FILE), (Level.DEPARTEMENT, DEPARTEMENT_FILE)):
        official = level_rows(read_table(sources, name, [_BELOW_BAC]), level)
        frames.append(observations(level, official["code"], 2022, value=official[_BELOW_BAC] / 100))
    return pd.concat(frames, ignore_index=True)


def read_part_sans_diplome(sources: Path) -> pd.DataFrame:
    """Read the counts without a diploma; only the communes of 2,000 inhabitants or more."""
    path = source_file(sources, "indicators/edu_diplomes_communes2000hab_rp2018.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"})
    return observations(
        Level.COMMUNE,
        table["code_insee"],
        2018,
        numerator=table["pop_dipl_aucun"],
        denominator=table["pop_non_scol_15p"],
    )


def read_ips_ecoles(sources: Path) -> pd.DataFrame:
    """Read the social position of the schools of 2024-25, estimated where there is no school.

    The file gives the median of the schools of a commune, without pupils: exact for one school,
    an estimate for several. Counts: median x schools, over schools; a commune without a school
    counts nothing.
    """
    path = source_file(sources, "indicators/edu_ips_ecoles_communes_2024_2025.csv")
    table = pd.read_csv(path, dtype={"code_insee": "str"}).dropna(subset=["ips_median"])
    current = by_city(table["code_insee"]).map(read_passage(sources).table)
    schools = table["school_count"].astype("float64")
    counts = pd.DataFrame({"product": table["ips_median"] * schools, "schools": schools})
    counts = counts.groupby(current.rename("code")).sum()
    counts = counts.reindex(population(sources).index, fill_value=0.0).reset_index(names="code")
    several = counts["schools"] > 1
    return observations(
        Level.COMMUNE,
        counts["code"],
        2024,
        numerator=counts["product"],
        denominator=counts["schools"],
        status=several.map({True: Status.ESTIMATED.value, False: Status.OBSERVED.value}),
    )


def read_ips_colleges(sources: Path) -> pd.DataFrame:
    """Read the mean social position of collégiens, estimated where there is no collège."""
    return _with_estimates(sources, _pupils(sources, "colleges", "ips", "effectifs"))


def read_ips_lycees(sources: Path) -> pd.DataFrame:
    """Read the mean social position of lycéens; a commune without lycée counts nobody."""
    pupils = _pupils(sources, "lycees", "ips_ensemble_gt_pro", "effectifs_ensemble_gt_pro")
    pupils = pupils.reindex(population(sources).index, fill_value=0.0).reset_index(names="code")
    return observations(
        Level.COMMUNE,
        pupils["code"],
        _SCHOOL_YEAR,
        numerator=pupils["product"],
        denominator=pupils["pupils"],
    )


def read_part_jeunes_non_inseres(sources: Path) -> pd.DataFrame:
    """Read the share of young people neither at work nor at school: 2008, 2013 and 2018.

    Official by commune, EPCI and département. By commune the young are those of 15-24 of the
    census of 2022 (métropole): they weigh in what is made of communes, and tell small numbers.
    """
    frames = []
    for level, (name, code, prefix) in _NOT_AT_WORK.items():
        path = source_file(sources, f"indicators/edu_jeunes_non_inseres_{name}_2008_2013_2018.csv")
        table = pd.read_csv(path, dtype={code: "str"})
        base = table[code].map(_young(sources)) if level is Level.COMMUNE else np.nan
        for year in _CENSUSES:
            share = table[f"{prefix}{year}"] / 100
            frames.append(
                observations(
                    level,
                    table[code],
                    year,
                    value=share,
                    numerator=share * base,
                    denominator=base,
                )
            )
    return pd.concat(frames, ignore_index=True)


def _young(sources: Path) -> pd.Series[float]:
    """Inhabitants of 15-24 in 2022 by commune code of the table by IRIS, and by city."""
    iris = read_iris(sources, ["dm_1524_pct_22", "P22_POP"])
    young = iris["dm_1524_pct_22"] / 100 * iris["P22_POP"]
    return young.fillna(0.0).groupby(by_city(iris["COM"])).sum()


def _pupils(sources: Path, schools: str, index: str, count: str) -> pd.DataFrame:
    """Add up the schools of each current commune: product (index x pupils), pupils."""
    path = source_file(sources, f"indicators/edu_ips_{schools}_2022_2023.csv")
    table = pd.read_csv(path, dtype={_SCHOOL_COMMUNE: "str"})
    current = by_city(table[_SCHOOL_COMMUNE]).map(read_passage(sources).table)
    products = pd.DataFrame({"product": table[index] * table[count], "pupils": table[count]})
    return products.groupby(current.rename("code")).sum()


def _with_estimates(sources: Path, pupils: pd.DataFrame) -> pd.DataFrame:
    """Give the communes without a school the mean of their EPCI, which then weighs nothing."""
    communes = pd.DataFrame(index=population(sources).index).join(pupils)
    members = read_groups(sources, "epci")[1].set_index("commune")["code"]
    epci = communes.index.to_series().map(members)
    around = communes.groupby(epci)[["product", "pupils"]].transform("sum")
    own = communes["pupils"].notna()
    product = communes["product"].where(own, around["product"])
    count = communes["pupils"].where(own, around["pupils"])
    frame = pd.DataFrame(
        {
            "value": product / count.where(count > 0),
            "weight": communes["pupils"].fillna(0.0),
            "status": np.where(own, Status.OBSERVED.value, Status.ESTIMATED.value),
        }
    ).reset_index(names="code")
    return observations(
        Level.COMMUNE,
        frame["code"],
        _SCHOOL_YEAR,
        value=frame["value"],
        denominator=frame["weight"],
        status=frame["status"],
    )


READERS = {
    "part_sous_bac": Reader(
        read_part_sous_bac,
        geography=2025,
        coverage="metropole",
        operations=dict.fromkeys(
            (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT), "recensement de la population"
        ),
    ),
    "part_sans_diplome": Reader(read_part_sans_diplome, geography=2021),
    "ips_ecoles": Reader(read_ips_ecoles, geography=2026),
    "ips_colleges": Reader(read_ips_colleges, geography=2026),
    "ips_lycees": Reader(read_ips_lycees, geography=2026),
    "part_jeunes_non_inseres": Reader(
        read_part_jeunes_non_inseres,
        geography=2021,
        operations=dict.fromkeys(_NOT_AT_WORK, "recensement de la population"),
    ),
}
