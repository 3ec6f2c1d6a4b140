"""Readers of the services domains: traps of the sources, national figures, official comparisons."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.levels import Level
from indicators.base.catalogue import Indicator, load_catalogue
from indicators.base.status import Status
from indicators.base.upward import YearOfValues
from pipeline.indicators import (
    culture,
    education,
    energie,
    environnement,
    mobilite,
    numerique,
    sante,
    securite,
)
from pipeline.indicators.denominators import by_departement, by_epci, housing_census, population
from pipeline.indicators.distances import distances, town_centres
from pipeline.indicators.finish import with_ratio
from pipeline.indicators.outlines import area, commune_of, inner_points
from pipeline.indicators.ptod import DEPARTEMENT_FILE, level_rows, read_table
from pipeline.indicators.weights import by_city, population_weights
from pipeline.territory_sources import read_groups

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"
READERS = (
    education.READERS
    | sante.READERS
    | securite.READERS
    | mobilite.READERS
    | numerique.READERS
    | culture.READERS
    | environnement.READERS
    | energie.READERS
)


def read(key: str, sources: Path, level: Level = Level.COMMUNE) -> pd.DataFrame:
    """Rows of one level, by code, arrondissements left out."""
    rows = READERS[key].function(sources)
    rows = rows[(rows["level"] == level) & (by_city(rows["code"]) == rows["code"])]
    return rows.set_index("code")


def weighted(rows: pd.DataFrame) -> float:
    known = rows.dropna(subset=["value", "denominator"])
    return float((known["value"] * known["denominator"]).sum() / known["denominator"].sum())


# National figures -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "expected", "tolerance"),
    [
        # Census 2021: 18-19 % of households without a car, 70.6 % of workers drive and 14.4 % take
        # public transport. The last two are known weighted by all inhabitants: workers are
        # somewhat more urban than they are.
        ("part_menages_sans_voiture", 0.185, 0.005),
        ("part_actifs_voiture", 0.706, 0.008),
        ("part_actifs_transports_commun", 0.144, 0.008),
    ],
)
def test_ratio_of_the_whole_country(
    key: str, expected: float, tolerance: float, sources: Path
) -> None:
    rows = read(key, sources)
    counts = rows[["numerator", "denominator"]].sum()

    assert counts["numerator"] / counts["denominator"] == pytest.approx(expected, abs=tolerance)


def test_fibre_of_the_whole_country(sources: Path) -> None:
    # Arcep, third quarter of 2025: 93-94 % of premises; three large cities are missing here.
    rows = read("part_locaux_sans_fibre", sources)

    assert weighted(rows) == pytest.approx(0.065, abs=0.008)
    assert not {PARIS, LYON, MARSEILLE} & set(rows.index)
    assert rows["value"].eq(0).any()
    assert rows["value"].eq(1).sum() == pytest.approx(714, abs=5)


def test_facts_of_the_whole_country(sources: Path) -> None:
    # SSMSI, 2024: 218,200 burglaries; ONISR: 54,822 injury accidents in 2023, 54,402 in 2024.
    burglaries = read("cambriolages", sources, Level.DEPARTEMENT)
    accidents = READERS["accidents_route"].function(sources)

    assert burglaries.loc[burglaries["year"] == 2024, "numerator"].sum() == pytest.approx(
        218_200, rel=0.001
    )
    assert accidents["numerator"].sum() == 54_822 + 54_402


# Official values of the higher level ------------------------------------------------------------


def test_below_bac_made_of_communes_agrees_with_published(sources: Path) -> None:
    communes = READERS["part_sous_bac"].function(sources).query("level == 'commune'")
    communes = communes.assign(code=by_city(communes["code"]))
    communes["product"] = communes["value"] * communes["denominator"]
    sums = communes.groupby("code")[["product", "denominator"]].sum()
    made = by_epci(sources, sums["product"]) / by_epci(sources, sums["denominator"])
    gap = (made - read("part_sous_bac", sources, Level.EPCI)["value"]).dropna().abs()
    france = level_rows(read_table(sources, DEPARTEMENT_FILE, [education._BELOW_BAC]), Level.FRANCE)

    assert len(gap) > 1200
    # IRIS rates weighted by all inhabitants, not by the over-15s out of school (not published).
    assert gap.median() < 0.001
    assert gap.max() < 0.011
    assert weighted(communes) * 100 == pytest.approx(france[education._BELOW_BAC].iloc[0], abs=0.3)


@pytest.mark.parametrize(
    ("key", "column", "unit"),
    [
        ("part_trajet_plus_30_min", "pct_actifs_plus30min_domicile_travail_2014", 100),
        ("temps_acces_cinema_theatre", "temps_acces_cinema_theatre_min_2017", 1),
    ],
)
def test_means_by_epci_agree_with_the_table_by_epci(
    key: str, column: str, unit: int, sources: Path
) -> None:
    official = pd.read_csv(
        sources / "indicators/multi_cget_granddebat_epci2018.csv", dtype={"epci2018": "str"}
    ).set_index("epci2018")[column]
    rows = read(key, sources).dropna(subset=["value"])
    made = by_epci(sources, rows["value"] * rows["denominator"])
    made /= by_epci(sources, rows["denominator"])
    gap = (made * unit - official).dropna().abs()

    # Weights are today's inhabitants, not the young, workers or inhabitants of the year; EPCI of
    # 2018 against those of 2026.
    assert len(gap) > 1200
    assert gap.median() < 0.3
    assert gap.quantile(0.9) < 1.0


def test_rates_of_departements_are_those_published(sources: Path) -> None:
    published = published_rates(sources, "destructions")
    rows = read("destructions", sources, Level.DEPARTEMENT).set_index("year", append=True)
    ours = 1000 * rows["numerator"] / rows["denominator"]

    assert ours.to_numpy() == pytest.approx(published.reindex(ours.index).to_numpy(), rel=1e-4)


def test_the_rate_published_for_burglaries_is_per_dwelling(sources: Path) -> None:
    published = published_rates(sources, "cambriolages").xs(2021, level="annee")
    rows = read("cambriolages", sources, Level.DEPARTEMENT)
    counted = rows.loc[rows["year"] == 2021, "numerator"]
    census = housing_census(sources).set_index("code")["P21_LOG"]
    dwellings = by_departement(census[~census.index.str.startswith("976")])

    base = (1000 * counted / published).reindex(dwellings.index)
    assert base.to_numpy() == pytest.approx(dwellings.to_numpy(), rel=0.05)


def published_rates(sources: Path, key: str) -> pd.Series:
    path = sources / "indicators/securite_ssmsi_departements_2016_2025.csv"
    table = pd.read_csv(path, dtype={"codeDepartement": "str"})
    table = table[table["indicateur"] == securite.FACTS[key].category]
    return table.set_index(["codeDepartement", "annee"])["tauxPourMille"]


# Absent, suppressed, zero -----------------------------------------------------------------------


def test_a_fact_is_counted_absent_or_withheld(sources: Path) -> None:
    rows = read("cambriolages", sources)

    assert rows.loc["01005", ["numerator", "status"]].tolist() == [9, Status.OBSERVED]
    assert rows.loc["01002", ["numerator", "status"]].tolist()[1] == Status.ESTIMATED
    assert (rows.loc[rows["status"] == Status.ESTIMATED, "numerator"] > 0).all()
    assert rows.loc[rows["status"] == Status.OBSERVED, "numerator"].between(0, 5).sum() > 6_000


def test_accidents_of_a_city_and_of_its_arrondissements_add_up(sources: Path) -> None:
    rows = read("accidents_route", sources)
    raw = pd.read_csv(
        sources / "indicators/securite_mobilite_accidents_routiers_communes_2023_2024.csv",
        dtype={"code_commune": "str"},
    ).set_index("code_commune")["accidents_corporels_2023_2024"]

    assert rows.loc[MARSEILLE, "numerator"] == raw.loc["13201":"13216"].sum() + raw[MARSEILLE]
    assert raw[MARSEILLE] == 6


def test_an_unknown_risk_is_not_an_absent_one(sources: Path) -> None:
    rows = read("risques_naturels", sources)
    raw = pd.read_csv(
        sources / "indicators/env_risques_majeurs_communes_2019.csv", dtype={"code_insee": "str"}
    ).set_index("code_insee")

    assert raw.loc["14666", "nb_risques_naturels"] == 0
    assert raw.loc["14666", "inondation":"eruption_volcanique"].isna().all()
    assert "14666" not in rows.index
    both = rows["value"].index.intersection(raw.index)
    assert (rows.loc[both, "value"] == raw.loc[both, "nb_risques_naturels"]).all()


def test_access_to_care_has_no_corsica_nor_mayotte_and_true_zeros(sources: Path) -> None:
    rows = read("apl_generalistes", sources)
    rows = rows[rows["year"] == 2023]

    assert not rows.index.str.startswith(("2A", "2B", "976")).any()
    assert rows["value"].eq(0).sum() == pytest.approx(371, abs=10)
    # Drees, 2022-2023: 3.3 for the doctors of 65 or less; all ages are necessarily above.
    assert 3.3 < weighted(rows) < 4.0


def test_dwellings_rated_are_unknown_in_alsace_moselle(sources: Path) -> None:
    rows = read("part_dpe_fg", sources)

    assert not rows.index.str.startswith(("57", "67", "68")).any()
    assert rows["denominator"].lt(30).any()
    assert READERS["part_dpe_fg"].minimum == 30


def test_communes_without_a_school_take_the_mean_of_their_epci_and_weigh_nothing(
    sources: Path,
) -> None:
    rows = read("ips_colleges", sources)
    own = rows[rows["status"] == Status.OBSERVED]
    estimated = rows[rows["status"] == Status.ESTIMATED]
    mean = by_epci(sources, own["value"] * own["denominator"])
    mean /= by_epci(sources, own["denominator"])
    epci = read_groups(sources, "epci")[1].set_index("commune")["code"]

    assert estimated["denominator"].eq(0).all()
    assert estimated["value"].to_numpy() == pytest.approx(
        mean.reindex(epci.reindex(estimated.index)).to_numpy()
    )


def test_schools_count_as_many_and_several_are_estimated(sources: Path) -> None:
    rows = read("ips_ecoles", sources)
    assert (rows["denominator"] > 1).eq(rows["status"] == Status.ESTIMATED).all()
    assert rows.loc["01004", "numerator"] / rows.loc["01004", "denominator"] == pytest.approx(99.9)
    assert rows.loc["01002", "denominator"] == 0
    # Depp, rentrée 2024: somewhat above 104 on average over the schools.
    assert rows["numerator"].sum() / rows["denominator"].sum() == pytest.approx(104.6, abs=0.5)


# Units and distances ----------------------------------------------------------------------------


def test_emergency_distances_are_kilometres_by_road(sources: Path) -> None:
    rows = read("distance_urgences", sources)
    places = town_centres(sources)
    equipped = places.loc[rows.index[rows["value"] == 0].intersection(places.index)]
    made = distances(sources, 2024, equipped["lon"], equipped["lat"])
    straight = made.set_index("code")["value"].reindex(rows.index)
    ratio = (rows["value"] / straight).where(rows["value"] > 0)

    # Minutes would fall with the distance, as roads get faster; kilometres keep their ratio.
    assert ratio[straight.between(5_000, 10_000)].median() == pytest.approx(1.28, abs=0.05)
    assert ratio[straight.between(30_000, 50_000)].median() == pytest.approx(1.31, abs=0.05)


def test_distances_do_not_cross_the_sea(sources: Path) -> None:
    nice, saint_denis = (7.262, 43.7045), (55.4481, -20.8789)
    lon, lat = (pd.Series(axis) for axis in zip(nice, saint_denis, strict=True))
    rows = distances(sources, 2024, lon, lat).set_index("code")
    metres = rows["value"].reindex(inner_points(sources).index)

    assert metres[metres.index.str.startswith(("2A", "2B", "971", "973", "976"))].isna().all()
    assert metres[metres.index.str.startswith("974")].between(0, 80_000).all()
    # Nice to Paris is 685 km, to Menton 24 km.
    assert metres[PARIS] == pytest.approx(685_000, rel=0.01)
    assert metres["06083"] == pytest.approx(22_000, abs=4_000)


def test_an_inner_point_is_in_its_commune(sources: Path) -> None:
    points = inner_points(sources).loc[["97411", "2A004", "01004"]]

    assert commune_of(sources, points["lon"], points["lat"]).tolist() == points.index.tolist()


def test_a_point_nowhere_has_no_commune(sources: Path) -> None:
    lon, lat = pd.Series([2.35, 0.0, np.nan]), pd.Series([48.86, 0.0, 48.86])

    assert commune_of(sources, lon, lat).isna().tolist() == [False, True, True]


def test_areas_add_up_to_the_country(sources: Path) -> None:
    # IGN: 543,940 km² in métropole and 89,500 overseas, coasts and inland waters generalised here.
    assert area(sources).sum() == pytest.approx(638_000, rel=0.01)
    assert area(sources)[PARIS] == pytest.approx(105.4, rel=0.01)


# Weights ----------------------------------------------------------------------------------------


def test_old_codes_share_the_population_of_their_commune(sources: Path) -> None:
    codes = pd.Series(["01033", "01091", "01205", "75101", "75102", "99999"])
    weights = population_weights(sources, codes)

    # Valserhône took in Châtillon-en-Michaille and Lancrans in 2019.
    assert (weights[:3] == weights[0]).all()
    assert weights[:3].sum() == population(sources)["01033"]
    assert weights[3] != weights[4]
    assert weights[3:5].lt(30_000).all()
    assert np.isnan(weights[5])


def test_weights_of_current_codes_are_their_population(sources: Path) -> None:
    people = population(sources)
    weights = population_weights(sources, people.index.to_series())

    pd.testing.assert_series_equal(weights, people, check_names=False)
    assert by_departement(people).sum() == people.sum()


# What the framework does with small bases and units of no weight --------------------------------


@pytest.fixture(scope="module")
def share() -> Indicator:
    catalogue = load_catalogue()
    return replace(next(iter(catalogue.values())), rule="ratio", scale=1.0)


@given(base=st.floats(0, 100), least=st.floats(0, 100))
def test_a_ratio_under_the_minimum_is_missing_and_keeps_its_counts(
    share: Indicator, base: float, least: float
) -> None:
    rows = pd.DataFrame(
        {
            "code": ["01001"],
            "year": [2024],
            "value": [np.nan],
            "numerator": [base / 2],
            "denominator": [base],
            "status": [Status.OBSERVED.value],
        }
    )
    told = with_ratio(rows, share, least)

    assert (told["status"][0] == Status.OBSERVED) == (base >= least and base > 0)
    assert np.isnan(told["value"][0]) == (told["status"][0] == Status.MISSING)
    assert told["denominator"][0] == base


def test_an_estimate_of_no_weight_does_not_make_an_aggregate_an_estimate() -> None:
    rows = pd.DataFrame(
        {
            "code": ["A", "B"],
            "value": [100.0, 110.0],
            "numerator": np.nan,
            "denominator": [0.0, 50.0],
            "status": [Status.ESTIMATED.value, Status.ESTIMATED.value],
        }
    )

    assert YearOfValues(rows, pd.Index(["A", "B"])).estimated.tolist() == [False, True]
