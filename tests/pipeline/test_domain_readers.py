"""Readers that measure what a domain means, against lines of the official files."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.levels import Level
from indicators.base.status import Status
from pipeline.indicators import (
    culture,
    education,
    energie,
    exposures,
    isolement,
    logement,
    stations,
)
from pipeline.indicators.denominators import by_epci, population
from pipeline.indicators.job_growth import read_jobs_of_zone, read_net_job_growth
from pipeline.indicators.mobilite import (
    read_dependance_voiture,
    read_menages_sans_voiture_loin_gare,
    read_part_menages_sans_voiture,
)
from pipeline.indicators.securite import FOLLOWED, READERS
from pipeline.passage import read_passage
from pipeline.territory_sources import read_groups

PARIS, LYON, MARSEILLE = "75056", "69123", "13055"
#: CC Faucigny-Glières (Haute-Savoie), of which Bonneville (74042).
FAUCIGNY = "200000172"
OVERSEAS = ("971", "972", "973", "974", "976")


def rows(frame: pd.DataFrame, level: Level, year: int) -> pd.DataFrame:
    found = frame[(frame["level"] == level.value) & (frame["year"] == year)]
    return found.set_index("code")


def census_2018(sources: Path) -> pd.DataFrame:
    path = sources / "indicators/insee_base_cc_comparateur_rp2018_csv.zip"
    with zipfile.ZipFile(path) as archive, archive.open("base_cc_comparateur.CSV") as member:
        return pd.read_csv(member, sep=";", dtype={"CODGEO": "str"}).set_index("CODGEO")


def members(sources: Path, epci: str) -> list[str]:
    pairs = read_groups(sources, "epci")[1]
    return list(pairs.loc[pairs["code"] == epci, "commune"])


def table(sources: Path, name: str, code: str) -> pd.DataFrame:
    return pd.read_csv(sources / "indicators" / name, dtype={code: "str"}).set_index(code)


def test_jobs_are_those_of_the_zone_and_of_its_inhabitants(sources: Path) -> None:
    zones = table(sources, "chomage_ze_par_commune.csv", "code_insee")
    census = census_2018(sources)
    alencon = zones.index[zones["code_ze"] == zones.loc["61001", "code_ze"]]
    totals = census.reindex(alencon)[["P18_EMPLT", "P18_POP1564"]].sum()
    row = rows(read_jobs_of_zone(sources), Level.COMMUNE, 2018).loc["61001"]

    assert row["value"] == pytest.approx(
        100 * totals["P18_EMPLT"] / totals["P18_POP1564"], rel=0.01
    )
    assert row["status"] == Status.ESTIMATED
    assert row["denominator"] == pytest.approx(census.loc["61001", "P18_POP1564"])


def test_growth_of_jobs_is_net_of_that_of_the_population(sources: Path) -> None:
    totals = census_2018(sources).reindex(members(sources, FAUCIGNY)).sum(numeric_only=True)
    jobs = totals["P18_EMPLT"] / totals["P13_EMPLT"]
    people = totals["P18_POP"] / totals["P13_POP"]
    frame = read_net_job_growth(sources)
    epci = rows(frame, Level.EPCI, 2018).loc[FAUCIGNY]
    commune = rows(frame, Level.COMMUNE, 2018).loc["74042"]

    assert epci["value"] == pytest.approx(100 * jobs / people)
    assert (commune["value"], commune["status"]) == (epci["value"], Status.ESTIMATED)
    assert len(rows(frame, Level.DEPARTEMENT, 2018)) == 100
    assert not frame["code"].str.startswith("976").any()


def test_who_lives_alone_and_who_raises_children_alone(sources: Path) -> None:
    iris = pd.read_parquet(sources / "indicators/ptod_iris_metropole_rp2022.parquet")
    alone = rows(isolement.read_adults_alone(sources), Level.COMMUNE, 2022)
    parents = rows(isolement.read_lone_parents(sources), Level.COMMUNE, 2022)
    only = iris[~iris["COM"].duplicated(keep=False) & (iris["P22_POP"] > 2_000)].set_index("COM")
    share = 100 * alone["numerator"] / alone["denominator"]
    children = only["men_mono_pct_22"] + only["men_coupaenf_pct_22"]
    lone = parents["numerator"] / parents["denominator"]

    assert len(only) > 1_000
    assert share.reindex(only.index).to_numpy() == pytest.approx(
        only["dmv_5579_seul_pct_22"].to_numpy(dtype=float)
    )
    assert lone.reindex(only.index).to_numpy() == pytest.approx(
        (only["men_mono_pct_22"] / children).to_numpy(dtype=float)
    )
    # Insee, 2022: 2.9 million families in ten millions with children of any age at home.
    assert lone.notna().sum() > 34_000
    assert parents["numerator"].sum() / parents["denominator"].sum() == pytest.approx(
        0.29, abs=0.02
    )


def test_the_old_alone_have_three_censuses_by_departement(sources: Path) -> None:
    frame = isolement.read_old_alone(sources)
    for year in (2011, 2016, 2022):
        assert len(rows(frame, Level.DEPARTEMENT, year)) == 96
    paris = rows(frame, Level.DEPARTEMENT, 2022).loc["75", "value"]
    counts = rows(frame, Level.COMMUNE, 2022)
    made = counts[counts.index.str.startswith("75")].sum(numeric_only=True)
    assert paris == pytest.approx(made["numerator"] / made["denominator"], abs=0.005)


def test_long_vacancy_is_that_of_the_commune_or_a_secret(sources: Path) -> None:
    source = table(sources, "logement_lovac_communes_2025.csv", "code_insee")
    found = rows(logement.read_long_vacancy(sources), Level.COMMUNE, 2025)
    told = source["taux_vacance_long_25_pct"].reindex(found.index).dropna()

    assert (100 * found.loc[told.index, "value"]).to_numpy() == pytest.approx(told.to_numpy())
    assert found.loc["01001", "status"] == Status.SUPPRESSED
    assert set(found.loc[[PARIS, LYON, MARSEILLE], "status"]) == {Status.ESTIMATED}
    parts = source["taux_vacance_long_25_pct"].filter(regex="^751") / 100
    assert parts.min() < found.loc[PARIS, "value"] < parts.max()


def test_overcrowding_by_commune_is_that_of_the_epci_less_its_rounding(sources: Path) -> None:
    frame = rows(logement.read_overcrowding_by_commune(sources), Level.COMMUNE, 2020)
    assert frame.loc["93066", "value"] == pytest.approx(0.268)
    known = frame.dropna(subset=["value", "denominator"])
    crowded = by_epci(sources, known["value"] * known["denominator"])
    made = crowded / by_epci(sources, known["denominator"])
    published = rows(logement.read_overcrowding(sources), Level.EPCI, 2021)["value"]
    gap = (made - published).dropna()
    assert len(gap) > 1_200
    # Published to the percent, a year later.
    assert abs(gap.mean()) < 0.001
    assert gap.abs().quantile(0.95) < 0.008


def test_the_young_left_out_are_published_at_three_levels(sources: Path) -> None:
    frame = education.read_part_jeunes_non_inseres(sources)
    assert rows(frame, Level.EPCI, 2018).loc[FAUCIGNY, "value"] == pytest.approx(0.175)
    assert rows(frame, Level.EPCI, 2008).loc[FAUCIGNY, "value"] == pytest.approx(0.166)
    assert rows(frame, Level.DEPARTEMENT, 2018).loc["02", "value"] == pytest.approx(0.238)
    amberieu = rows(frame, Level.COMMUNE, 2018).loc["01004"]
    assert amberieu["numerator"] / amberieu["denominator"] == pytest.approx(amberieu["value"])
    guyane = rows(frame, Level.COMMUNE, 2018).loc["97302"]
    assert guyane["value"] == pytest.approx(0.305)
    assert np.isnan(guyane["denominator"])


def test_nobody_overseas_lives_near_a_train(sources: Path) -> None:
    far = stations.far_from_station(sources)
    assert (far[far.index.str.startswith(OVERSEAS)] == 1).all()
    assert far[PARIS] == far[LYON] == 0
    assert 0 < far[MARSEILLE] < 0.5
    # Nobody near a station by the table, and one at 300 m from the centre: unknown.
    assert np.isnan(far["78455"])
    assert far["01001"] == 1
    assert far.isna().sum() < 100


def test_having_no_car_weighs_only_far_from_a_train(sources: Path) -> None:
    carless = read_part_menages_sans_voiture(sources).set_index("code")
    stuck = read_menages_sans_voiture_loin_gare(sources).set_index("code")
    cayenne = "97302"
    assert stuck.loc[cayenne, "numerator"] == pytest.approx(carless.loc[cayenne, "numerator"])
    assert stuck.loc[PARIS, "numerator"] == 0
    assert set(stuck["status"]) == {Status.ESTIMATED}


def test_the_car_is_held_against_public_transport_alone(sources: Path) -> None:
    census = table(sources, "mob_insee_domicile_travail_voiture_communes_2021.csv", "code_insee")
    cayenne = census.loc["97302"]
    car, transport = (
        cayenne[f"part_actifs_{name}_2021"] for name in ("voiture", "transports_commun")
    )
    found = read_dependance_voiture(sources).set_index("code").loc["97302"]
    assert found["numerator"] / found["denominator"] == pytest.approx(car / (car + transport))
    # Few drive in Cayenne, and nearly all who do not walk.
    assert found["numerator"] / found["denominator"] > 0.85


def test_seats_are_those_of_the_epci(sources: Path) -> None:
    cinemas = pd.read_csv(
        sources / "indicators/culture_cinemas_cnc_2022.csv", dtype={"code INSEE": "str"}
    )
    inside = cinemas["code INSEE"].isin(members(sources, FAUCIGNY)) & (cinemas["genre"] == "FIXE")
    frame = culture.read_fauteuils_cinema(sources)
    epci = rows(frame, Level.EPCI, 2022).loc[FAUCIGNY]
    lent = rows(frame, Level.COMMUNE, 2022).loc["74042"]

    assert epci["numerator"] == cinemas.loc[inside, "fauteuils"].sum() > 0
    assert lent["value"] == pytest.approx(1_000 * epci["numerator"] / epci["denominator"])
    fixed = cinemas[(cinemas["genre"] == "FIXE") & ~cinemas["DEP"].astype(str).str.startswith("97")]
    assert rows(frame, Level.DEPARTEMENT, 2022)["numerator"].sum() == fixed["fauteuils"].sum()


def test_disasters_of_a_commune_that_the_table_leaves_out_are_none(sources: Path) -> None:
    source = table(sources, "env_catnat_arretes_communes_2025.csv", "code_insee")
    found = rows(exposures.read_disasters(sources), Level.COMMUNE, 2025)
    assert list(found.index) == list(population(sources).index)
    assert found.loc["01001", "value"] == source.loc["01001", "arretes_10_ans"] == 0
    assert found["value"].max() == source["arretes_10_ans"].max()
    told = pd.Index(source.index.to_series().map(read_passage(sources).table).dropna())
    assert (found.loc[found.index.difference(told), "value"] == 0).all()


def test_pesticides_are_hazardous_kilograms_over_told_hectares(sources: Path) -> None:
    frame = exposures.read_pesticides(sources)
    departements = rows(frame, Level.DEPARTEMENT, 2021)["value"]
    # Postcodes of 01 to 09 have lost their leading zero; the Beauce buys most, Aveyron little.
    assert not departements.index.str.startswith("0").any()
    assert departements["28"] == pytest.approx(3.32, abs=0.05)
    assert departements["12"] < 0.2
    assert set(frame["status"]) == {Status.ESTIMATED}


def test_air_of_the_rhone_lies_between_its_halves(sources: Path) -> None:
    source = table(sources, "env_urbasante_departements_air_2023.csv", "code_insee")
    days = source["air_part_jours_indice_atmo_sup3_2023"]
    found = rows(exposures.read_degraded_air(sources), Level.DEPARTEMENT, 2023)["value"]
    low, high = sorted(days[["69D", "69M"]])
    assert low < found["69"] < high
    assert found["13"] == days["13"]
    assert not {"09", "11", "46", "48", "971"} & set(found.index)


def test_energy_of_the_social_stock_is_told_in_alsace_and_moselle(sources: Path) -> None:
    found = rows(energie.read_social_stock(sources), Level.DEPARTEMENT, 2022)
    assert found.loc[["57", "67", "68"], "value"].tolist() == pytest.approx([0.16, 0.19, 0.23])
    assert not {"09", "971", "974"} & set(found.index)


def test_solar_installations_are_counted_by_inhabitant(sources: Path) -> None:
    found = rows(energie.read_solar(sources), Level.EPCI, 2025).loc[FAUCIGNY]
    people = by_epci(sources, population(sources))[FAUCIGNY]
    assert found["value"] == pytest.approx(1_000 * 547 / people)


def test_sport_is_that_of_2024(sources: Path) -> None:
    found = rows(culture.read_equipements_sportifs(sources), Level.COMMUNE, 2024)
    assert found.loc["01001", "numerator"] == 4
    assert found["numerator"].sum() == 156_527


@pytest.mark.parametrize("key", FOLLOWED)
def test_facts_followed_by_departement_are_those_of_the_file(key: str, sources: Path) -> None:
    file = pd.read_csv(
        sources / "indicators/securite_ssmsi_departements_2016_2025.csv",
        dtype={"codeDepartement": "str"},
    )
    line = file[
        (file["indicateur"] == FOLLOWED[key])
        & (file["codeDepartement"] == "13")
        & (file["annee"] == 2024)
    ].iloc[0]
    frame = READERS[key].function(sources)
    row = rows(frame, Level.DEPARTEMENT, 2024).loc["13"]
    assert (row["numerator"], row["denominator"]) == (line["nombre"], line["inseePop"])
    assert 1_000 * row["numerator"] / row["denominator"] == pytest.approx(line["tauxPourMille"])
    assert sorted(set(frame["year"])) == list(range(2016, 2026))
