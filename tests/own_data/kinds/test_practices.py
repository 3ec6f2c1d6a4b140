"""Case studies of an organisation."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.gazetteer import Gazetteer
from indicators.partnerships.practice_check import practice_faults
from indicators.partnerships.practice_words import CHANGES
from indicators.partnerships.practices import PRACTICES
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check, template
from own_data.kinds.named_places import named_places
from own_data.kinds.recognised import recognised
from own_data.loaded import OwnKind
from own_data.sheets.reading import read_sheet
from tests.own_data.conftest import ABOUT, Checker
from tests.own_data.written import FORMATS, csv_text

TEXT = (
    "titre;territoire;domaines;categorie;famille;type;finalites;debut;fin;confiance;partenaires\n"
    "Navette;01004|1144;Mobilité|emploi;;;Tiers-lieux;hybrider le modèle économique;2021;;"
    "Des habitants en parlent;A, B\n"
    "Don;;;Mécénat;partenariale;;;;;Non renseignée;non renseignés\n"
)


def test_what_is_not_said_stays_unsaid(checked: Checker) -> None:
    made = checked(OwnKind.PRACTICES, TEXT)
    table = made.loaded.tables[PRACTICES.file]
    assert PRACTICES.faults(table) == practice_faults(table) == []
    first, second = table.to_dict("records")
    assert first["territories"] == "commune:01004|commune:01025"
    assert (first["domains"], first["type"], first["aims"], first["start_year"]) == (
        "mobilite|emploi", "tiers_lieux", "hybrider_modele_economique", 2021,
    )  # fmt: skip
    assert first["confiance"] == "Des habitants en parlent"
    unsaid = ["summary", "scale", "innovation", "performance", "link", "end_year", "category"]
    assert all(pd.isna(first[name]) for name in unsaid)
    assert all(pd.isna(second[name]) for name in (*CHANGES, "partners", "territories"))
    assert (second["source"], second["producer"]) == (ABOUT.title, ABOUT.organisation)


def test_a_type_says_its_family_and_a_category_its_type(checked: Checker) -> None:
    table = checked(OwnKind.PRACTICES, TEXT).loaded.tables[PRACTICES.file]
    assert table["family"].tolist() == ["dynamique_collective", "partenariale"]
    assert table["type"].tolist() == ["tiers_lieux", "mecenat"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (";01004;;;;;;;;;", "titre"),
        ("A;Nulle-Part-sur-Rien;;;;;;;;;", "territoire"),
        ("A;01004;emplois;;;;;;;;", "domaines"),
        ("A;01004;;;engagement;tiers_lieux;;;;;", "type"),
        ("A;01004;;innovation_societale;partenariale;mecenat;;;;;", "type"),
        ("A;01004;;;;;gagner;;;;", "finalites"),
        ("A;01004;;;;;;2024;2020;;", "fin"),
        ("A;01004;;;;;;;;x@exemple.fr;", "confiance"),
    ],
)
def test_a_fault_is_placed(checked: Checker, row: str, column: str) -> None:
    made = checked(OwnKind.PRACTICES, f"{TEXT}{row}\n")
    assert [(fault.line, fault.column) for fault in made.report.faults] == [(4, column)]


def test_a_practice_without_place_is_taken_and_said(checked: Checker) -> None:
    made = checked(OwnKind.PRACTICES, [{"titre": "Seule", "source": "Un livre"}])
    assert made.loaded.tables[PRACTICES.file]["source"].tolist() == ["Un livre"]
    assert any(notice.startswith("1 sans territoire") for notice in made.report.notices)


def test_its_territories_are_on_the_map_of_the_check(checked: Checker) -> None:
    made = checked(OwnKind.PRACTICES, TEXT)
    assert set(named_places(made.loaded)["code"]) == {"01004", "01025"}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_gives_the_same_titles(places: Gazetteer, form: str) -> None:
    name, write = FORMATS[form]
    made = check(
        OwnKind.PRACTICES, write([{"titre": "Navette", "domaines": "mobilite"}]), name, places,
        Choices(ABOUT),
    )  # fmt: skip
    assert made.loaded.tables[PRACTICES.file]["title"].tolist() == ["Navette"]


def test_a_list_of_practices_is_told_from_one_of_partnerships() -> None:
    rows = template(OwnKind.PRACTICES).to_dict("records")
    assert recognised(read_sheet(csv_text(rows).encode(), "a.csv")) is OwnKind.PRACTICES
    rows = template(OwnKind.PARTNERSHIPS).to_dict("records")
    assert recognised(read_sheet(csv_text(rows).encode(), "a.csv")) is OwnKind.PARTNERSHIPS
