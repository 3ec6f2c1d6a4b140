"""Readers of the economic and social domains against lines of the official files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from indicators.base.catalogue import load_catalogue
from indicators.base.status import Status
from pipeline.indicators import emploi, handicap, logement, niveau_de_vie, pauvrete, vieillissement
from pipeline.indicators.contract import COLUMNS
from pipeline.indicators.registry import readers
from pipeline.passage import CITY_OF, read_passage

Read = Callable[[Path], pd.DataFrame]


def line(frame: pd.DataFrame, level: str, code: str, year: int) -> pd.Series:
    found = frame[(frame["level"] == level) & (frame["code"] == code) & (frame["year"] == year)]
    assert len(found) == 1, f"{level} {code} {year}: {len(found)} rows"
    return found.iloc[0]


def test_every_indicator_has_its_reader() -> None:
    assert set(readers()) == set(load_catalogue())


def test_census_counts(sources: Path) -> None:
    frame = emploi.read_unemployment(sources)
    assert list(frame.columns) == COLUMNS
    now = line(frame, "commune", "01004", 2021)
    assert (now["numerator"], now["denominator"]) == (969, 7118)
    before = line(frame, "commune", "01004", 2018)
    assert before["numerator"] == pytest.approx(1034.218658)
    # The zeros of Mayotte and the whole cities, empty in the file, are no counts.
    now_codes = set(frame.loc[frame["year"] == 2021, "code"])
    assert "97611" not in now_codes
    assert "75056" not in now_codes
    assert {"75101", "97101"} <= now_codes


def test_ilo_rate_is_the_yearly_mean_of_the_zone(sources: Path) -> None:
    frame = emploi.read_ilo_unemployment(sources)
    alencon = line(frame, "commune", "61001", 2024)
    # Zone 0051, quarters of 2024 in the file: 6.7, 6.7, 6.9, 6.6.
    assert alencon["value"] == pytest.approx(np.mean([6.7, 6.7, 6.9, 6.6]) / 100)
    assert set(frame["status"]) == {Status.ESTIMATED}
    assert sorted(set(frame["year"])) == list(range(2003, 2026))


@pytest.mark.parametrize(
    ("read", "code", "status", "value"),
    [
        (pauvrete.read_poverty, "01004", Status.OBSERVED, 0.17),
        (pauvrete.read_poverty, "01001", Status.SUPPRESSED, np.nan),
        (niveau_de_vie.read_median, "01001", Status.OBSERVED, 25_820),
        (niveau_de_vie.read_inequality, "01004", Status.OBSERVED, 3.1),
        (niveau_de_vie.read_taxed_households, "01004", Status.OBSERVED, 0.5),
        (vieillissement.read_poverty_75, "01004", Status.SUPPRESSED, np.nan),
    ],
)
def test_filosofi_keeps_secrecy_apart(
    read: Read, code: str, status: Status, value: float, sources: Path
) -> None:
    row = line(read(sources), "commune", code, 2021)
    assert row["status"] == status
    assert row["value"] == pytest.approx(value, nan_ok=True)


def test_a_rate_published_as_5_is_a_bound_at_every_level(sources: Path) -> None:
    frame = pauvrete.read_poverty(sources)
    at_floor = frame["value"] == 0.05
    assert at_floor.sum() > 100
    assert set(frame.loc[at_floor, "status"]) == {Status.CENSORED}
    assert (frame.loc[~at_floor, "status"] != Status.CENSORED).all()


def test_what_the_file_calls_unavailable_is_left_out(sources: Path) -> None:
    """« nd » (île de Sein, communes without inhabitants) is neither a value nor a secret."""
    frame = pauvrete.read_poverty(sources)
    assert not frame["code"].isin(["29083", "55039"]).any()


def test_old_age_counts_of_departements_are_exact(sources: Path) -> None:
    frame = vieillissement.read_share_75(sources)
    ain = line(frame, "departement", "01", 2022)
    assert (ain["numerator"], ain["denominator"]) == (57_151, 665_391)
    communes = frame[(frame["level"] == "commune") & (frame["year"] == 2022)]
    assert communes["denominator"].sum() == pytest.approx(65_768_000, rel=2e-3)


def test_recipients(sources: Path) -> None:
    aah = line(handicap.read_aah(sources), "departement", "976", 2019)
    assert (aah["numerator"], aah["denominator"]) == (476, 121_716)
    assert handicap.read_aah(sources).query("year == 2019")["numerator"].sum() == 1_221_474
    rsa = pauvrete.read_rsa(sources).query("year == 2019")
    assert rsa["numerator"].sum() == pytest.approx(1_916_129, rel=1e-3)
    assert not handicap.read_pch(sources)["code"].isin(["2A", "2B", "976"]).any()


def test_a_commune_borrows_the_overcrowding_of_its_epci(sources: Path) -> None:
    frame = logement.read_overcrowding(sources)
    epci = line(frame, "epci", "200000172", 2021)
    bonneville = line(frame, "commune", "74042", 2021)
    assert bonneville["value"] == epci["value"] == 0.04
    assert bonneville["status"] == Status.ESTIMATED
    # In the Grand Paris, from the établissement territorial; Paris has its own.
    aubervilliers = line(frame, "commune", "93001", 2021)
    assert aubervilliers["value"] == line(frame, "epci", "200057867", 2021)["value"]
    assert line(frame, "commune", "75056", 2021)["status"] == Status.OBSERVED
    assert not frame["code"].str.startswith("976").any()


@pytest.mark.parametrize(
    "key", ["chomage_recensement", "emploi_precaire", "taux_emploi", "logements_vacants"]
)
def test_declared_geography_fits_the_codes(key: str, sources: Path) -> None:
    """A complete source has all the parts of the communes merged since the year it declares."""
    reader, passage = readers()[key], read_passage(sources)
    frame = reader.function(sources)
    communes = frame[frame["level"] == "commune"]
    for year, rows in communes.groupby("year"):
        codes = set(rows["code"]) | {CITY_OF.get(code, code) for code in rows["code"]}
        geography = reader.geography_of(int(str(year)))
        parts = {old for olds in passage.parts(geography).values() for old in olds}
        assert len(parts - codes) <= 2, year
        extinct = {code for code in codes - set(passage.current) - parts if code not in CITY_OF}
        assert len(extinct) <= 8, sorted(extinct)
