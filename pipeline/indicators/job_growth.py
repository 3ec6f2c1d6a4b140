"""What the territory of everyday life offers in jobs, and whether jobs kept up with inhabitants.

Whether a commune holds jobs says if people live or work there, not if its economy is well: both
measures are made over the territory where people do both. The zone d'emploi is drawn by the INSEE
so that most of its residents work inside; the change of jobs is that of the EPCI, since a commune
of few jobs doubles or halves with one workshop, and it is divided by that of the population, so
that growth of the population alone does not pass for development. Counts of the censuses of 2013
and 2018: the last that tell jobs of every commune, overseas included (but Mayotte).
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.census_2018 import read_census_2018
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import by_departement, by_epci
from pipeline.indicators.spread import lent_to_communes
from pipeline.passage import read_passage
from pipeline.sources import source_file

ZONES_FILE = "indicators/chomage_ze_par_commune.csv"
_YEAR = 2018
#: Every level is made of the same two censuses.
JOB_CENSUSES = dict.fromkeys(
    (Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT), "recensement de la population"
)


def read_jobs_of_zone(sources: Path) -> pd.DataFrame:
    """Jobs for 100 inhabitants of 15-64 in the commune's zone d'emploi (estimated).

    Weight: inhabitants of 15-64 in 2018.
    """
    path = source_file(sources, ZONES_FILE)
    zones = pd.read_csv(path, dtype={"code_insee": "str", "code_ze": "str"})
    counts = _counts(sources, ["P18_EMPLT", "P18_POP1564"])
    people = zones["code_insee"].map(counts["P18_POP1564"])
    jobs = zones["code_insee"].map(counts["P18_EMPLT"])
    totals = pd.DataFrame({"jobs": jobs, "people": people}).groupby(zones["code_ze"]).sum()
    ratio = 100 * totals["jobs"] / totals["people"].where(totals["people"] > 0)
    return observations(
        Level.COMMUNE,
        zones["code_insee"],
        _YEAR,
        value=zones["code_ze"].map(ratio),
        denominator=people,
        status=Status.ESTIMATED,
    )


def read_net_job_growth(sources: Path) -> pd.DataFrame:
    """Jobs of 2018 for 100 that would have followed the population since 2013.

    By EPCI, lent to its communes, and by département; weight: the jobs that would have followed.
    """
    counts = _counts(sources, ["P18_EMPLT", "P13_EMPLT", "P18_POP", "P13_POP"])
    epci = counts.apply(lambda column: by_epci(sources, column))
    departements = counts.apply(by_departement)
    published = _net_growth(Level.EPCI, epci)
    followed = lent_to_communes(sources, published, counts["P13_EMPLT"])
    return pd.concat([published, followed, _net_growth(Level.DEPARTEMENT, departements)])[
        published.columns
    ].reset_index(drop=True)


def _net_growth(level: Level, counts: pd.DataFrame) -> pd.DataFrame:
    expected = counts["P13_EMPLT"] * counts["P18_POP"] / counts["P13_POP"]
    counted = expected > 0
    return observations(
        level,
        counts.index.to_series(),
        _YEAR,
        value=(100 * counts["P18_EMPLT"] / expected.where(counted)),
        denominator=expected.where(counted),
    )


def _counts(sources: Path, columns: list[str]) -> pd.DataFrame:
    """Add up counts of the census by current commune; Mayotte, blank in the file, is left out."""
    counts = read_census_2018(sources, columns).dropna(subset=columns)
    current = counts["code"].map(read_passage(sources).table)
    return counts.groupby(current)[columns].sum()
