"""Facts recorded by police and gendarmerie: counts, true zeros, and what the SSMSI withholds.

Three files tell one year together. The counts list the communes where facts are published and not
zero. The complete table gives every commune a rate: its own where it is published, zeros included,
else the mean of the communes that are not published in its département (« complément »). The table
by département gives the total.

What is withheld in a département is therefore its total less the published counts. Shared out by
population over the communes that are not published, it is an estimate: it goes up to the EPCI and
the CRTE, and ranks no commune. Its rate must be the complement of the SSMSI; where it is not, the
zeros of that département are not believed and its communes without counts are all taken for
withheld.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators.contract import observations
from pipeline.indicators.denominators import departement_of, housing_census, population
from pipeline.passage import read_passage
from pipeline.sources import source_file

COUNTS_FILE = "indicators/securite_ssmsi_communes_2024.csv"
RATES_FILE = "indicators/securite_ssmsi_communes_2024_complet.csv.gz"
DEPARTEMENTS_FILE = "indicators/securite_ssmsi_departements_2016_2025.csv"
COMMUNES_YEAR = 2024
#: How far the rate worked out may lie from the complement: rounding, and for dwellings one census
#: instead of the next.
_AGREEMENT = 0.02


@dataclass(frozen=True)
class Fact:
    """Names of one category of facts in the three files.

    Attributes
    ----------
    count, rate : columns of the counts and of the complete table.
    category : value of the table by département.
    by_dwelling : whether the rate is per 1,000 dwellings instead of inhabitants.
    """

    count: str
    rate: str
    category: str
    by_dwelling: bool = False


def read_facts(sources: Path, fact: Fact) -> pd.DataFrame:
    """Read one category: communes 2024, départements 2016-2025, per inhabitant everywhere.

    The rate published by département is not read: for burglaries it is per 1,000 dwellings.

    Raises
    ------
    InvalidDataError
        If more facts are published by commune than by département.
    """
    departements = read_departements(sources, fact.category)
    totals = departements[departements["year"] == COMMUNES_YEAR].set_index("code")["numerator"]
    communes = _rates(sources)[["population_insee", fact.rate]].set_axis(["people", "rate"], axis=1)
    communes["count"] = _counts(sources)[fact.count].reindex(communes.index)
    communes["base"] = _dwellings(sources) if fact.by_dwelling else communes["people"]
    counts = shared_out(communes, totals)
    rows = observations(
        Level.COMMUNE,
        counts.index.to_series(),
        COMMUNES_YEAR,
        numerator=counts["numerator"],
        denominator=counts["people"],
        status=counts["status"],
    )
    return pd.concat([rows, departements], ignore_index=True)


def shared_out(communes: pd.DataFrame, totals: pd.Series[float]) -> pd.DataFrame:
    """Give every commune its facts: published, none, or its share of what is withheld.

    Parameters
    ----------
    communes : people, rate (complete table), count (NaN where not published), base (what the rate
        is per thousand of); index: commune code.
    totals : facts by département.

    Returns
    -------
    DataFrame
        numerator, people, status (observed or estimated); the communes with a count or a rate.

    Raises
    ------
    InvalidDataError
        If more facts are published by commune than by département.
    """
    table = communes.dropna(subset=["people"])
    table = table[table["count"].notna() | table["rate"].notna()].copy()
    place = departement_of(table.index)
    left = totals - table["count"].groupby(place).sum().reindex(totals.index).fillna(0)
    if negative := sorted(left.index[left < 0]):
        faults = [f"département {code} : {-left[code]:.0f} faits de trop" for code in negative]
        raise InvalidDataError(COUNTS_FILE, faults)
    hidden = table["count"].isna() & (table["rate"] > 0)
    doubtful = place.isin(sorted(unproved(table[hidden], left)))
    hidden |= doubtful & table["count"].isna()
    people = table["people"].where(hidden, 0).groupby(place).sum()
    share = table["people"] * place.map(left / people)
    return pd.DataFrame(
        {
            "numerator": table["count"].fillna(0.0).mask(hidden, share),
            "people": table["people"],
            "status": hidden.map({True: Status.ESTIMATED.value, False: Status.OBSERVED.value}),
        }
    )


def unproved(hidden: pd.DataFrame, left: pd.Series[float]) -> set[str]:
    """Name the départements where what is left is not what the complement says.

    Parameters
    ----------
    hidden : communes not published: rate, base.
    left : facts not published, by département.
    """
    place = departement_of(hidden.index)
    told = (hidden["rate"] * hidden["base"] / 1000).groupby(place).sum(min_count=1)
    told = told.reindex(left.index).fillna(0.0)
    agree = (left - told).abs() <= _AGREEMENT * told
    return set(left.index[~agree])


def read_departements(sources: Path, category: str) -> pd.DataFrame:
    """Read one category of facts by département, as its file names it, from 2016 on."""
    path = source_file(sources, DEPARTEMENTS_FILE)
    table = pd.read_csv(path, dtype={"codeDepartement": "str"})
    table = table[table["indicateur"] == category]
    return observations(
        Level.DEPARTEMENT,
        table["codeDepartement"],
        table["annee"],
        numerator=table["nombre"],
        denominator=table["inseePop"],
    )


def _dwellings(sources: Path) -> pd.Series[float]:
    census = housing_census(sources)
    current = census["code"].map(read_passage(sources).table)
    return census["P21_LOG"].groupby(current).sum()


@lru_cache(maxsize=1)
def _rates(sources: Path) -> pd.DataFrame:
    """Complete table of the communes; Paris, Lyon and Marseille whole."""
    table = pd.read_csv(source_file(sources, RATES_FILE), dtype={"code_insee": "str"})
    table = table.set_index("code_insee").reindex(population(sources).index)
    return table.rename_axis("code")


@lru_cache(maxsize=1)
def _counts(sources: Path) -> pd.DataFrame:
    """Published counts, by commune; Paris, Lyon and Marseille whole."""
    path = source_file(sources, COUNTS_FILE)
    return pd.read_csv(path, dtype={"code_commune": "str"}).set_index("code_commune")
