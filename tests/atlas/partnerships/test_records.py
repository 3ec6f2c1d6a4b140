"""Counts of named places are counted again here, from the table itself, in another way."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from atlas.alike.similar import similar
from atlas.desk.desk import Desk
from atlas.desk.file_formats import GEOPACKAGE
from atlas.desk.taken import flat_rows, written
from atlas.partnerships.examples import PEERS, examples
from atlas.partnerships.export import (
    export_name,
    taken_records,
)
from atlas.partnerships.matrix import COLUMNS, counts_and_presence
from atlas.partnerships.rates import domain_rates, listed_schemes, rates_of
from atlas.partnerships.records import (
    Records,
    RecordsQuery,
    choose_records,
    counts_by_territory,
    meaning_of_none,
    safe_page,
)
from common.csv_files import FRANCE, csv_bytes
from common.errors import NotAvailableError
from common.grammar import counted
from common.levels import Level, Territory
from common.paths import DATA
from geo.perimeter import make_perimeter
from indicators.base.domains import DOMAIN_KEYS
from indicators.partnerships import Presence
from indicators.partnerships.vocabulary import UNNAMED_ALLIANCE
from tests.taken_out import geojson

CAHORS = Territory(Level.EPCI, "200023737")
CREUSE = Territory(Level.DEPARTEMENT, "23")
AMBERIEU = Territory(Level.COMMUNE, "01004")


@cache
def read(name: str) -> pd.DataFrame:
    return pd.read_parquet(DATA / name)


@cache
def communes_by_place() -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for level, code, commune in read("boundaries/memberships.parquet").itertuples(index=False):
        found.setdefault((level, code), []).append(commune)
    return found


@cache
def inhabitants() -> dict[str, int]:
    rows = read("boundaries/territories.parquet").query("level == 'commune'")
    return dict(zip(rows["code"], rows["population"].fillna(0), strict=True))


@cache
def named_inside(place: Territory) -> pd.DataFrame:
    """Records of today that a place has, grants apart, found by walking through the table."""
    members, people = communes_by_place(), inhabitants()
    communes = set(members.get((place.level.value, place.code), [place.code]))
    accepted = {str(place)} | {f"commune:{code}" for code in communes}
    finer = {Level.EPCI: [], Level.COMMUNE: [], Level.DEPARTEMENT: ["epci", "crte"]}[place.level]
    for (level, code), inside in members.items():
        if level in finer:
            there = sum(people[commune] for commune in inside if commune in communes)
            if there > sum(people[commune] for commune in inside) / 2:
                accepted.add(f"{level}:{code}")
    frame = read("partnerships/records.parquet")
    frame = frame[(frame["kind"] != "subvention") & ~(frame["end_year"] < 2026).fillna(False)]
    named = frame["territories"].fillna("").str.split("|")
    return frame[[bool(accepted.intersection(places)) for places in named]]


@pytest.mark.parametrize("place", [AMBERIEU, CAHORS, CREUSE], ids=str)
def test_the_matrix_counts_what_the_table_names(desk: Desk, place: Territory) -> None:
    own = named_inside(place)
    counts, presence = counts_and_presence(desk, place)
    assert counts.shape == (16, 5)
    assert counts.columns.tolist() == list(COLUMNS)
    assert (counts.dtypes == "Int64").all()
    for domain in DOMAIN_KEYS:
        serving = own[[domain in keys.split("|") for keys in own["domains"]]]
        expected = serving["category"].fillna("non_precisee").value_counts()
        for column in COLUMNS:
            found, told = counts.loc[domain, column], presence.loc[domain, column]
            if column in expected:
                assert (found, told) == (expected[column], Presence.PRESENT)
            else:
                assert pd.isna(found) if told == Presence.UNKNOWN else found == 0


def test_what_no_list_counts_is_unknown_and_not_zero(desk: Desk) -> None:
    counts, presence = counts_and_presence(desk, AMBERIEU)
    assert counts["mecenat"].isna().all()  # no source states this category
    assert presence.loc["niveau_de_vie"].eq(Presence.UNKNOWN).all()
    # ACTEE is listed by département: it counts there, and says nothing of what is below.
    assert pd.isna(counts.loc["transition_energetique", "pratiques_responsables"])
    at_epci = counts_and_presence(desk, CAHORS)[1]
    assert at_epci.loc["transition_energetique", "pratiques_responsables"] == Presence.UNKNOWN
    of_departement = counts_and_presence(desk, CREUSE)[0]
    at_departement = of_departement.loc["transition_energetique", "pratiques_responsables"]
    actee = named_inside(CREUSE).query("scheme == 'actee'")
    assert at_departement == len(actee) > 0


def test_a_perimeter_of_the_communes_of_an_epci_has_its_matrix_and_rates(desk: Desk) -> None:
    twin = make_perimeter("Cahors", desk.communes(CAHORS), desk.memberships)
    for mine, theirs in zip(
        counts_and_presence(desk, twin), counts_and_presence(desk, CAHORS), strict=True
    ):
        pd.testing.assert_frame_equal(mine, theirs)
    pd.testing.assert_frame_equal(
        rates_of(desk, twin), rates_of(desk, CAHORS), check_dtype=False, rtol=1e-9
    )


def test_a_rate_rests_on_the_lists_that_are_complete_everywhere(desk: Desk) -> None:
    schemes = listed_schemes(desk, Level.EPCI)
    assert set(schemes["coverage"]) == {"france"}
    assert set(schemes["kind"]) == {"label", "alliance"}
    assert not {"adulte_relais", "pat", "citeduc", "actee"} & set(schemes["scheme"])
    own = named_inside(CAHORS)
    listed = own[own["scheme"].isin(schemes["scheme"])]
    digital = [("numerique" in keys.split("|")) for keys in listed["domains"]]
    row = rates_of(desk, CAHORS).loc["numerique"]
    assert row["listed"] == sum(digital)
    assert row["count"] == sum("numerique" in keys.split("|") for keys in own["domains"])
    population = desk.territory_row(CAHORS)["population"]
    assert row["raw_rate"] == pytest.approx(10_000 * sum(digital) / population)
    assert row["low"] < row["smoothed_rate"] < row["high"]
    between = sorted([row["raw_rate"], row["expected"]])
    assert between[0] <= row["smoothed_rate"] <= between[1]


def test_rates_of_a_place_are_those_of_its_level(desk: Desk) -> None:
    level = domain_rates(desk, Level.EPCI, "numerique")
    row = rates_of(desk, CAHORS).loc["numerique"]
    same = ("smoothed_rate", "low", "high", "raw_rate", "exact_low", "exact_high", "ratio")
    for name in same:
        assert row[name] == pytest.approx(level.loc[CAHORS.code, name])
    with pytest.raises(NotAvailableError, match="Aucune liste complète"):
        domain_rates(desk, Level.EPCI, "niveau_de_vie")
    assert pd.isna(rates_of(desk, CAHORS).loc["niveau_de_vie", "smoothed_rate"])


def test_shares_of_a_larger_territory_are_told_and_never_drawn(desk: Desk) -> None:
    foix = Territory(Level.COMMUNE, "09122")
    found = choose_records(desk, RecordsQuery(within=foix, around=True))
    around = found.frame[found.frame["attached"] == "around"]
    assert len(around) == found.around_count > 0
    people = desk.territories_of(Level.COMMUNE)["population"]
    ariege = people[people.index.str.startswith("09")].sum()
    wide = around[around["territories"] == "departement:09"]
    assert wide["share"].to_numpy() == pytest.approx(people["09122"] / ariege)
    assert not found.located["record"].isin(around["record"]).any()
    alone = choose_records(desk, RecordsQuery(within=foix))
    assert set(alone.frame["record"]) == set(found.frame["record"]) - set(around["record"])


def test_conditions_add_up(desk: Desk) -> None:
    found = choose_records(
        desk, RecordsQuery(domain="numerique", kind="label", year=2024, within=CREUSE)
    )
    own = named_inside(CREUSE)
    kept = own[
        own["domains"].str.split("|").map(lambda keys: "numerique" in keys)
        & (own["kind"] == "label")
        & ~(own["start_year"] > 2024).fillna(False)
        & ~(own["end_year"] < 2024).fillna(False)
    ]
    assert set(found.frame["record"]) == set(kept["record"])
    assert found.about.sources


def test_circles_count_each_record_where_it_is(desk: Desk) -> None:
    found = choose_records(desk, RecordsQuery())
    counts = counts_by_territory(desk, found, Level.EPCI)
    assert counts.loc[CAHORS.code, "count"] == len(named_inside(CAHORS))
    assert counts["count"].gt(0).all()


def test_grants_and_what_has_ended_stand_apart_and_are_told(desk: Desk) -> None:
    default = choose_records(desk, RecordsQuery(within=CREUSE))
    assert not set(default.frame["kind"]) & {"subvention"}
    assert not (default.frame["end_year"] < 2026).any()
    grants = choose_records(desk, RecordsQuery(within=CREUSE, kind="subvention"))
    assert len(grants.frame) == default.grants > 0
    ended = choose_records(desk, RecordsQuery(within=CREUSE, period="terminees"))
    assert len(ended.frame) == default.ended > 0
    assert set(ended.frame["scheme"]) >= {"contrat_ruralite"}
    both = choose_records(desk, RecordsQuery(within=CREUSE, period="toutes"))
    assert len(both.frame) == len(default.frame) + len(ended.frame)
    assert (both.grants, both.ended, grants.grants) == (default.grants, 0, 0)
    alive = choose_records(desk, RecordsQuery(within=CREUSE, year=2019))
    assert "contrat_ruralite" in set(alive.frame["scheme"])
    assert export_name(ended, "csv") == "fragiscope_partenariats_departement_23_terminees.csv"


def test_an_alliance_says_whether_its_source_names_the_partners(desk: Desk) -> None:
    rows = flat_rows(
        taken_records(choose_records(desk, RecordsQuery(kind="alliance", period="toutes")))
    )
    unnamed = rows["partners"].isna()
    assert set(rows.loc[~unnamed, "kind_label"]) == {"Alliance"}
    assert set(rows.loc[unnamed, "kind_label"]) == {UNNAMED_ALLIANCE}
    assert unnamed[rows["scheme"] == "covoiturage"].sum() == 0
    assert unnamed[rows["scheme"] == "contrat_ruralite"].all()


def test_finding_nothing_may_mean_two_things(desk: Desk) -> None:
    listed = RecordsQuery(scheme="acv", within=CAHORS)
    assert meaning_of_none(desk, listed) is Presence.ABSENT
    assert meaning_of_none(desk, RecordsQuery(category="mecenat")) is Presence.UNKNOWN
    actee = RecordsQuery(scheme="actee", within=CAHORS)
    assert meaning_of_none(desk, actee) is Presence.UNKNOWN


def test_examples_serve_the_domain_in_comparable_territories(desk: Desk) -> None:
    found = examples(desk, CAHORS)
    peers = set(similar(desk, CAHORS, PEERS)["place"])
    assert set(found["territory"]) <= peers
    assert str(CAHORS) not in set(found["territory"])
    assert found.groupby("domain").size().max() == 2
    records = desk.records.set_index("record")
    for row in found.itertuples():
        assert row.domain in records.loc[row.record, "domains"].split("|")
        own = named_inside(Territory.parse(row.territory)) if row.Index < 2 else None
        assert own is None or row.record in set(own["record"])


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//exemple.fr",
        "https://",
        "http://a b",
        "ftp://a",
    ],
)
def test_only_the_address_of_a_page_is_a_link(address: str) -> None:
    assert safe_page(address) == ""


@pytest.fixture(scope="module")
def chosen(desk: Desk) -> Records:
    return choose_records(desk, RecordsQuery(within=Territory(Level.DEPARTEMENT, "09")))


def test_the_geojson_has_its_sources_and_no_invented_point(chosen: Records) -> None:
    collection = json.loads(geojson(taken_records(chosen)))
    assert collection["count"] == len(chosen.frame)
    assert {"producer", "licence"} <= set(collection["sources"][0])
    assert all(feature["geometry"] for feature in collection["features"])
    named = chosen.frame.set_index("record")["territories"]
    without = set(named.index) - {feature["id"] for feature in collection["features"]}
    assert collection["without_place"].startswith(counted(len(without), "ligne"))
    assert not named[sorted(without)].str.contains("commune:").any()


def test_the_csv_opens_in_a_spreadsheet_and_runs_nothing(chosen: Records) -> None:
    frame = chosen.frame.copy()
    frame.loc[0, "title"] = '=HYPERLINK("http://evil.example")'
    frame.loc[1, "title"] = "@SUM(A1)"
    records = replace(chosen, frame=frame)
    content = csv_bytes(flat_rows(taken_records(records)), FRANCE)
    table = pd.read_csv(io.BytesIO(content), sep=";", decimal=",", dtype={"start_year": "Int64"})
    assert len(table) == len(frame)
    titles = table.set_index("record")["title"]
    assert titles[frame.loc[0, "record"]].startswith("'=")
    assert titles[frame.loc[1, "record"]].startswith("'@")
    assert table["licence"].notna().all()
    assert table.loc[table["points"] != 1, "lon"].isna().all()


def test_the_geopackage_is_stable_and_opens(chosen: Records, tmp_path: Path) -> None:
    content = written(taken_records(chosen), GEOPACKAGE)
    assert content == written(taken_records(chosen), GEOPACKAGE)
    path = tmp_path / export_name(chosen, "gpkg")
    path.write_bytes(content)
    frame = gpd.read_file(path, layer="partenariats")
    assert path.name == "fragiscope_partenariats_departement_09.gpkg"
    beside = pyogrio.read_dataframe(path, layer="partenariats_sans_lieu")
    assert set(frame["record"]) | set(beside["record"]) == set(chosen.frame["record"])
    assert (len(frame) + len(beside), frame.crs.to_epsg()) == (len(chosen.frame), 4326)
    sources = pyogrio.read_dataframe(path, layer="sources")
    assert len(sources) == len(chosen.about.sources)
    assert sources["licence"].notna().all()
    points = frame.set_index("record").geometry.explode()
    west, south, east, north = points.total_bounds
    assert 0.8 < west < east < 2.2  # the Ariège
    assert 42.5 < south < north < 43.4


def test_geopackages_written_at_once_are_the_same_and_leave_gdal_as_it_was(
    chosen: Records,
) -> None:
    before = pyogrio.get_gdal_config_option("OGR_CURRENT_DATE")
    with ThreadPoolExecutor(4) as threads:
        contents = set(threads.map(lambda _: written(taken_records(chosen), GEOPACKAGE), range(16)))
    assert len(contents) == 1
    assert pyogrio.get_gdal_config_option("OGR_CURRENT_DATE") == before
