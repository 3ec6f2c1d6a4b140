"""Partnerships of an organisation."""

from __future__ import annotations

import pytest

from geo.gazetteer import Gazetteer
from indicators.partnerships import RECORDS, SCHEMES
from indicators.partnerships.store import PLACES
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check
from own_data.loaded import OwnKind
from tests.own_data.conftest import ABOUT, Checker
from tests.own_data.written import FORMATS

TEXT = (
    "titre;territoire;nature;domaines;partenaires;debut;fin;montant\n"
    "Navette;01004|1144;Alliance;Mobilité|emploi;A, B;2023;;12 000\n"
    "Label;240100883;label;;;01/09/2024;;\n"
)


def test_tables_have_the_declarations_of_the_product(checked: Checker) -> None:
    tables = checked(OwnKind.PARTNERSHIPS, TEXT).loaded.tables
    declared = {RECORDS.file: RECORDS, PLACES.file: PLACES, SCHEMES.file: SCHEMES}
    assert {name: schema.faults(tables[name]) for name, schema in declared.items()} == {
        name: [] for name in declared
    }
    first, second = tables[RECORDS.file].to_dict("records")
    assert first["territories"] == "commune:01004|commune:01025"
    assert (first["domains"], first["kind"], first["start_year"]) == (
        "mobilite|emploi", "alliance", 2023,
    )  # fmt: skip
    assert first["amount_eur"] == 12_000
    assert (second["territories"], second["start_year"]) == ("epci:240100883", 2024)
    assert tables[PLACES.file]["weight"].tolist() == [0.5, 0.5, 1.0]
    assert tables[SCHEMES.file]["coverage"].tolist() == ["partial"]


@pytest.mark.parametrize("form", ["geojson", "gpkg", "shapefile"])
def test_points_of_a_geographical_file_are_kept(places: Gazetteer, form: str) -> None:
    name, write = FORMATS[form]
    content = write([{"titre": "Navette", "domaines": "mobilite"}])
    made = check(OwnKind.PARTNERSHIPS, content, name, places, Choices(ABOUT)).loaded
    (record,) = made.tables[RECORDS.file].to_dict("records")
    assert (round(record["lon"], 4), round(record["lat"], 4)) == (5.35, 45.95)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("A;01004;alliances;;;;;", "nature"),
        ("A;01004;;emplois;;;;", "domaines"),
        (";01004;;;;;;", "titre"),
        ("A;;;;;;;", "territoire"),
        ("A;01004;;;x@exemple.fr;;;", "partenaires"),
        ("A;01004;;;;2024;2020;", "fin"),
        ("A;01004;;;;;;-5", "montant"),
    ],
)
def test_a_fault_is_placed(checked: Checker, row: str, column: str) -> None:
    made = checked(OwnKind.PARTNERSHIPS, f"{TEXT}{row}\n")
    assert [(fault.line, fault.column) for fault in made.report.faults] == [(4, column)]


def test_swapped_axes_are_told(checked: Checker) -> None:
    text = "titre;commune;lon;lat\nA;01004;45,95;5,35\n"
    (fault,) = checked(OwnKind.PARTNERSHIPS, text).report.faults
    assert "échangées" in fault.mend
