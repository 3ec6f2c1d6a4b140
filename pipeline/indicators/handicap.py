"""Disability and diversity, by département: allowances, delays, inclusive schooling, equality."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from common.levels import Level
from pipeline.indicators.ages import read_ages
from pipeline.indicators.barometer import read_barometer
from pipeline.indicators.contract import Reader, observations
from pipeline.indicators.solidarity import read_counts, read_solidarity


def read_aah(sources: Path) -> pd.DataFrame:
    """AAH recipients over the 20-64, 2016-2019."""
    years = (2016, 2017, 2018, 2019)
    return read_solidarity(sources, {year: f"aah_alloc_{year}" for year in years}, "pop_20_64_2020")


def read_pch(sources: Path) -> pd.DataFrame:
    """PCH recipients over the population, 2019-2020; nothing for Corse and Mayotte."""
    return read_solidarity(
        sources, {year: f"pch_benef_{year}" for year in (2019, 2020)}, "pop_2020"
    )


def read_aah_delay(sources: Path) -> pd.DataFrame:
    """Months to answer a request for the AAH; weight: recipients of 2019."""
    delay = read_barometer(sources, "duree-moyenne-traitement-demandes-allocation-adulte-handicape")
    recipients = read_counts(sources).set_index("dep")["aah_alloc_2019"]
    return _departements(delay, value=delay["value"], denominator=delay["code"].map(recipients))


def read_ulis(sources: Path) -> pd.DataFrame:
    """Units for pupils with disabilities (ULIS) for 10,000 under-20s."""
    units = read_barometer(sources, "nombre-creation-ulis")
    young = read_ages(sources).set_index("dep")["pop_0_19"]
    return _departements(units, numerator=units["value"], denominator=units["code"].map(young))


def read_equality(sources: Path) -> pd.DataFrame:
    """Companies that publish their gender equality index; weight: the 20-64."""
    published = read_barometer(sources, "tx-entreprise-egalite-pro")
    adults = read_ages(sources).set_index("dep")["pop_20_64"]
    weight = published["code"].map(adults)
    return _departements(published, value=published["value"] / 100, denominator=weight)


def _departements(
    table: pd.DataFrame,
    *,
    denominator: pd.Series[float],
    value: pd.Series[float] | float = np.nan,
    numerator: pd.Series[float] | float = np.nan,
) -> pd.DataFrame:
    """Lay out one number by département, at the latest year of the source."""
    year = int(table["year"].max())
    return observations(
        Level.DEPARTEMENT,
        table["code"],
        year,
        value=value,
        numerator=numerator,
        denominator=denominator,
    )


READERS = {
    "allocataires_aah": Reader(read_aah, geography=2020),
    "beneficiaires_pch": Reader(read_pch, geography=2020),
    "delai_traitement_aah": Reader(read_aah_delay, geography=2022),
    "unites_inclusion_scolaire": Reader(read_ulis, geography=2022),
    "publication_egalite_professionnelle": Reader(read_equality, geography=2022),
}
