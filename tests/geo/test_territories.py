from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.errors import MissingDataError, UnknownNameError
from common.levels import MAPPED_LEVELS, UPPER_LEVELS, Level, Territory
from geo.territories import communes_of, read_territories, resolve, within

COUNTS = {"commune": 34_875, "epci": 1_255, "crte": 854, "departement": 101, "region": 18}
#: Île-de-Bréhat, Île-de-Sein, Ouessant, L'Île-d'Yeu.
WITHOUT_EPCI = ["22016", "29083", "29155", "85113"]
BREHAT = "22016"
#: Villages of the Meuse destroyed in 1916, "mortes pour la France".
UNINHABITED = ["55039", "55050", "55139", "55189", "55239", "55307"]


@pytest.fixture(scope="module")
def communes(territories: pd.DataFrame) -> pd.DataFrame:
    return territories[territories["level"] == "commune"].set_index("code")


def counts_by_commune(
    memberships: pd.DataFrame, communes: pd.DataFrame, level: Level
) -> pd.Series[int]:
    rows = memberships[memberships["level"] == level.value]
    return rows.groupby("commune").size().reindex(communes.index, fill_value=0)


def test_every_level_is_complete_and_keys_are_unique(territories: pd.DataFrame) -> None:
    assert territories.groupby("level").size().to_dict() == COUNTS | {"france": 1}
    assert not territories.duplicated(["level", "code"]).any()


def test_rows_are_sorted_by_level_then_code(territories: pd.DataFrame) -> None:
    order = [*MAPPED_LEVELS, Level.FRANCE]
    assert list(territories["level"].unique()) == order
    assert all(rows["code"].is_monotonic_increasing for _, rows in territories.groupby("level"))


def test_numbers_are_known_and_plausible(territories: pd.DataFrame) -> None:
    assert territories["area_km2"].gt(0).all()
    assert territories["population"].ge(0).all()
    assert territories["lon"].between(-62, 56).all()
    assert territories["lat"].between(-22, 52).all()
    france = territories.iloc[-1]
    assert france["code"] == "FR"
    # Insee: 68.4 million inhabitants in 2023; IGN: 638,000 km² with the five DROM.
    assert france["population"] == pytest.approx(68.4e6, rel=0.005)
    assert france["area_km2"] == pytest.approx(638_000, rel=0.005)


@pytest.mark.parametrize("level", [Level.DEPARTEMENT, Level.REGION])
def test_each_commune_has_one_departement_and_one_region(
    memberships: pd.DataFrame, communes: pd.DataFrame, level: Level
) -> None:
    assert counts_by_commune(memberships, communes, level).eq(1).all()
    rows = memberships[memberships["level"] == level.value].set_index("commune")["code"]
    assert rows.sort_index().equals(communes[level.value].rename("code"))


def test_only_four_islands_have_no_epci(memberships: pd.DataFrame, communes: pd.DataFrame) -> None:
    count = counts_by_commune(memberships, communes, Level.EPCI)
    assert list(count.index[count == 0]) == WITHOUT_EPCI
    assert count.max() == 1
    assert list(communes.index[communes["epci"].isna()]) == WITHOUT_EPCI


def test_39_communes_have_two_crte_and_brehat_none(
    memberships: pd.DataFrame, communes: pd.DataFrame
) -> None:
    count = counts_by_commune(memberships, communes, Level.CRTE)
    assert count.value_counts().to_dict() == {1: 34_835, 2: 39, 0: 1}
    assert list(count.index[count == 0]) == [BREHAT]
    # All of them are in the Genevois français and in the CRTE of their own EPCI, in the Ain.
    double = memberships["commune"].isin(count.index[count == 2])
    crte = memberships[double & (memberships["level"] == "crte")]
    assert set(crte["code"]) == {"crte-84-01-13", "crte-84-01-14", "crte-84-74-8"}


def test_paris_lyon_and_marseille_exist_once(communes: pd.DataFrame) -> None:
    for code, name, first, last in [
        ("75056", "Paris", 75101, 75120),
        ("69123", "Lyon", 69381, 69389),
        ("13055", "Marseille", 13201, 13216),
    ]:
        assert list(communes.index[communes["name"] == name]) == [code]
        assert not communes.index.isin([str(c) for c in range(first, last + 1)]).any()
    assert communes["population"]["75056"] > 2_000_000


def test_the_destroyed_villages_have_zero_inhabitants_not_an_unknown_number(
    communes: pd.DataFrame,
) -> None:
    assert list(communes.index[communes["population"] == 0]) == UNINHABITED
    assert not communes["population"].isna().any()


def test_only_mayotte_was_counted_in_another_year(territories: pd.DataFrame) -> None:
    other = territories[territories["population_year"] != 2023]
    assert set(other["population_year"]) == {2017}
    mayotte = (other["departement"] == "976") | other["code"].isin(["976", "06"])
    assert mayotte.all()
    assert set(other["level"]) == set(MAPPED_LEVELS)


@pytest.mark.parametrize("level", UPPER_LEVELS)
def test_upper_territories_are_the_sums_of_their_communes(
    territories: pd.DataFrame, memberships: pd.DataFrame, communes: pd.DataFrame, level: Level
) -> None:
    rows = memberships[memberships["level"] == level.value]
    joined = rows.join(communes[["population", "area_km2"]], on="commune")
    sums = joined.groupby("code")[["population", "area_km2"]].sum()
    upper = territories[territories["level"] == level.value].set_index("code")
    assert upper["population"].equals(sums["population"])
    assert upper["area_km2"].sub(sums["area_km2"]).abs().max() < 1e-3


@pytest.mark.parametrize("parent", [Level.DEPARTEMENT, Level.REGION])
def test_the_parent_of_an_epci_or_crte_holds_most_of_its_population(
    territories: pd.DataFrame, memberships: pd.DataFrame, communes: pd.DataFrame, parent: Level
) -> None:
    for level in (Level.EPCI, Level.CRTE):
        rows = memberships[memberships["level"] == level.value]
        joined = rows.join(communes[["population", parent.value]], on="commune")
        held = joined.groupby(["code", parent.value])["population"].sum()
        upper = territories[territories["level"] == level.value].set_index("code")[parent.value]
        theirs = held.loc[list(zip(upper.index, upper, strict=True))]
        assert theirs.droplevel(1).equals(held.groupby("code").max())


def test_parents_exist_and_those_that_do_not_are_null(territories: pd.DataFrame) -> None:
    for level in (Level.EPCI, Level.DEPARTEMENT, Level.REGION):
        codes = territories.loc[territories["level"] == level.value, "code"]
        assert set(territories[level.value].dropna()) == set(codes)
    upper = territories["level"].isin(["departement", "region", "france"])
    assert territories.loc[upper, ["epci", "departement"]].isna().all(axis=None)


def test_communes_carry_postcodes_density_and_former_names(communes: pd.DataFrame) -> None:
    assert communes["postcodes"].str.fullmatch(r"\d{5}( \d{5})*").all()
    assert communes["density"].nunique() == 7
    assert communes.loc["01025", "aliases"] == "Bâgé-la-Ville|Dommartin"
    assert "75115" in communes["former_codes"].str.split()["75056"]


def test_names_are_clean(territories: pd.DataFrame) -> None:
    assert territories["name"].str.strip().equals(territories["name"])
    assert not territories["name"].str.contains(r"’|\s\s|\n", regex=True).any()


def test_resolve_reads_what_exists(territories: pd.DataFrame) -> None:
    assert resolve(territories, " epci:200069193 ") == Territory(Level.EPCI, "200069193")
    assert resolve(territories, "france:FR").level is Level.FRANCE


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        ("commune:1004", "commune:01004 (Ambérieu-en-Bugey)"),
        ("commune:75115", "commune:75056 (Paris)"),
        ("commune:01144", "commune:01025 (Bâgé-Dommartin)"),
        ("commune:2a004", "commune:2A004 (Ajaccio)"),
        ("commune:amberieu-en-bugey", "commune:01004 (Ambérieu-en-Bugey)"),
        ("departement:Ariege", "departement:09 (Ariège)"),
        ("departement:9", "departement:09 (Ariège)"),
        ("epci:200069194", "epci:200069193 (CC de la Dombes)"),
        ("crte:CRTE-84-01-77", "crte:crte-84-01-7 (CRTE de la Dombes)"),
        ("Ambérieu-en-Bugey", "commune:01004 (Ambérieu-en-Bugey)"),
        ("Marseile", "commune:13055 (Marseille)"),
    ],
)
def test_an_unknown_territory_gets_the_nearest_one(
    territories: pd.DataFrame, text: str, nearest: str
) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve(territories, text)
    assert error.value.nearest == nearest
    assert "Attendu : un territoire de la forme " in str(error.value)


@pytest.mark.parametrize("text", ["commune:zzzzqqq", "epci:000", "blabla", "commune:blabla"])
def test_an_unknown_territory_like_no_other_gets_no_false_hope(
    territories: pd.DataFrame, text: str
) -> None:
    with pytest.raises(UnknownNameError) as error:
        resolve(territories, text)
    assert error.value.nearest is None


def test_communes_of_each_kind_of_territory(
    memberships: pd.DataFrame, communes: pd.DataFrame
) -> None:
    assert communes_of(memberships, Territory(Level.COMMUNE, "01004")) == ["01004"]
    assert communes_of(memberships, Territory(Level.FRANCE, "FR")) == list(communes.index)
    paris = communes_of(memberships, Territory(Level.DEPARTEMENT, "75"))
    assert paris == ["75056"]
    grand_paris = communes_of(memberships, Territory(Level.EPCI, "200054781"))
    assert len(grand_paris) == 130
    assert "75056" in grand_paris


def test_within_lists_what_has_a_commune_in_the_container(
    territories: pd.DataFrame, memberships: pd.DataFrame
) -> None:
    def inside(level: Level, container: str) -> list[str]:
        return within(territories, memberships, level, Territory.parse(container))

    # Redon Agglomération is astride Ille-et-Vilaine, Loire-Atlantique and Morbihan.
    redon = "243500741"
    holders = inside(Level.DEPARTEMENT, f"epci:{redon}")
    assert holders == ["35", "44", "56"]
    assert all(redon in inside(Level.EPCI, f"departement:{code}") for code in holders)
    assert redon not in inside(Level.EPCI, "departement:29")
    assert inside(Level.DEPARTEMENT, "region:53") == ["22", "29", "35", "56"]
    assert inside(Level.REGION, "commune:01004") == ["84"]
    assert inside(Level.EPCI, f"commune:{BREHAT}") == []
    assert len(inside(Level.CRTE, "france:FR")) == COUNTS["crte"]


def test_a_missing_table_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="fragiscope build"):
        read_territories(tmp_path)
