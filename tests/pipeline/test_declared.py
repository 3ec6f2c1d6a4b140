"""Every official file is declared once, and what is declared is what the build opens."""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

from common.errors import InvalidDataError, UnknownNameError
from common.files import refuse_endless
from common.paths import DATA, ROOT
from common.tables import manifest_tables
from indicators.base.catalogue import load_catalogue
from indicators.base.questions import load_questions, published_surveys
from pipeline.commune_facts import population_2018
from pipeline.declared import (
    SOURCES,
    TABLES,
    Supply,
    official_files,
    read_declaration,
    told_vintage,
)
from pipeline.indicators.registry import readers
from pipeline.partnerships.build import READERS as PARTNERSHIPS
from pipeline.partnerships.build import read_crosswalk
from pipeline.partnerships.source_places import SourcePlaces
from pipeline.passage import read_passage
from pipeline.perceptions.bicycle import NATIONAL, count_answers
from pipeline.perceptions.build import BICYCLE
from pipeline.perceptions.published import READERS as SURVEYS
from pipeline.perceptions.published import read_published
from pipeline.territories import build_territories
from tests.pipeline.trimmed import write_trimmed

DECLARED = official_files()
SURVEY_FILES = {name for one in published_surveys(load_questions()).values() for name in one.source}
GOOD = """
checked = 2026-11-28
[[source]]
file = "codes/a.csv"
title = "codes"
producer = "Insee"
licence = "Licence Ouverte 2.0"
page = "https://www.insee.fr"
vintage = "2024-09"
columns = ["code"]
feeds = ["boundaries"]
"""


def named_in_the_workshop() -> Iterator[str]:
    """Paths of official files that the code or the catalogues write out."""
    for path in (ROOT / "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                folder = "|".join({name.split("/")[0] for name in DECLARED.files})
                if re.fullmatch(rf"({folder})/[\w.-]+\.(csv|json|parquet|xlsx|zip|gz)", node.value):
                    yield node.value
                elif f"partnerships/{node.value}" in DECLARED.files:
                    yield f"partnerships/{node.value}"
    for indicator in load_catalogue().values():
        yield from indicator.source
    yield from SURVEY_FILES


def test_what_is_named_is_declared_and_the_reverse() -> None:
    written = {"boundaries/territories.parquet", "boundaries/memberships.parquet"}
    named = set(named_in_the_workshop()) - written
    assert named <= set(DECLARED.files)
    # Named by a part that varies: a level, a kind of school.
    patterns = (r"codes/(departement|region|epci|ept)s?\.json", r"indicators/edu_ips_\w+\.csv")
    unnamed = set(DECLARED.files) - named
    assert [name for name in unnamed if not any(re.fullmatch(one, name) for one in patterns)] == []


def test_the_catalogues_and_the_declaration_agree() -> None:
    for key, indicator in load_catalogue().items():
        for name in indicator.source:
            assert "indicators" in DECLARED.files[name].feeds, (key, name)
    files = {name for name, one in DECLARED.files.items() if one.survey}
    assert files - {NATIONAL} == SURVEY_FILES
    assert set(DECLARED.credited()) == set(read_crosswalk()["source"])


def test_what_a_survey_or_a_list_says_of_itself_is_said_once() -> None:
    vqs = DECLARED.files["perceptions/perception_vqs_departements_2021.xlsx"]
    survey = published_surveys(load_questions())["vqs_2021"]
    assert (vqs.producer, vqs.licence, vqs.page) == (survey.producer, survey.licence, survey.url)
    crosswalk = read_crosswalk().set_index("scheme")
    told = ["producer", "licence", "vintage"]
    assert crosswalk.loc["conseiller_numerique", told].tolist() == [
        "Agence nationale de la cohésion des territoires (ANCT)",
        "Licence Ouverte 2.0",
        "juin 2022",
    ]
    stored = pd.read_parquet(DATA / "partnerships" / "schemes.parquet").set_index("scheme")
    assert crosswalk.loc[stored.index, told].equals(stored[told])


def test_each_file_says_all_that_remakes_the_data() -> None:
    for name, one in DECLARED.files.items():
        assert one.optional == (name == NATIONAL)
        assert one.optional or (one.sha256 and one.size and one.copy), name
    assert {table for one in DECLARED.files.values() for table in one.feeds} == set(TABLES)


def test_each_file_says_whence_it_comes() -> None:
    files = list(DECLARED.files.values())
    assert {one.file for one in files if one.supply is Supply.UNKNOWN} == {
        *(f"codes/{name}.json" for name in ("departements", "epci", "ept")),  # of a registry
        "indicators/energie_irve_stations_2023_03.csv",
        NATIONAL,
    }
    addresses = [one.address for one in files if one.address]
    assert len(set(addresses)) == len(addresses)
    assert not [one.file for one in files if one.address and not one.sha256]
    assert all("/explore/dataset/" not in one.official for one in files)  # a page, not a file


def test_the_tables_that_are_kept_were_made_of_the_declared_files() -> None:
    tables = manifest_tables(DATA)
    for table, entry in tables.items():
        folder = table.rpartition("/")[0]
        feeds = next((one for one in (folder, folder.split("/")[0]) if one in TABLES), None)
        made_here = folder == "perceptions/demonstration"
        expected = {
            name: DECLARED.files[name].sha256
            for name in ([] if made_here else DECLARED.feeding(str(feeds)))
            if not DECLARED.files[name].optional
        }
        assert entry["inputs"] == expected, table


def test_files_are_found_by_their_path_or_their_name() -> None:
    (epci,) = DECLARED.named(("epci.json",))
    assert epci.file == "codes/epci.json"
    assert DECLARED.named(("codes/epci.json",)) == [epci]
    assert len(DECLARED.named(())) == len(DECLARED.files)
    twice = DECLARED.named(("num_aidants_connect_communes_2024.csv",))
    assert {one.file.split("/")[0] for one in twice} == {"indicators", "partnerships"}
    with pytest.raises(UnknownNameError, match=re.escape("epci.json")):
        DECLARED.named(("epcis.json",))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("2026-11-28", '"hier"', "checked : date attendue"),
        ('file = "codes/a.csv"', 'file = "../a.csv"', "« dossier/nom » attendu"),
        ('file = "codes/a.csv"', 'file = "/codes/a.csv"', "« dossier/nom » attendu"),
        ("2024-09", "2024-13", "vintage : année ou mois"),
        ("2024-09", "septembre 2024", "vintage : année ou mois"),
        ("https://www", "www", "page : adresse http(s) attendue"),
        ('"2024-09"', '"2024-09"\nnewer = "2024"\nnewer_note = "x"', "plus récent que vintage"),
        ('"2024-09"', '"2024-09"\nnewer = "2025"', "newer, newer_note"),
        ('["code"]', "[]", "columns : noms"),
        ('["boundaries"]', '["bornes"]', "« bornes » inconnu"),
        ('["boundaries"]', '["boundaries"]\nsha256 = "ab"', "sha256 : 64 chiffres"),
        ('["boundaries"]', '["boundaries"]\nbytes = 3', "bytes, sha256"),
        ('["boundaries"]', '["boundaries"]\nadress = "https://a.fr"', "address"),
        ('["boundaries"]', '["boundaries"]\naddress = "file:///etc/passwd"', "address : adresse"),
        (
            '["boundaries"]',
            '["boundaries"]\nofficial = "http://a.fr/b"',
            "official : adresse https",
        ),
        ('["boundaries"]', '["boundaries"]\nofficial = "https:///b"', "official : adresse https"),
        (
            '["boundaries"]',
            '["boundaries"]\naddress = "https://a.fr"\nreworked = "coupé"',
            "address, reworked",
        ),
        (
            '["boundaries"]',
            '["boundaries"]\naddress = "https://raw.githubusercontent.com/a/b/main/c.csv"',
            "commit attendu",
        ),
        ('["boundaries"]', '["boundaries"]\nsurvey = "vqs_2021"', "producer : déjà dit"),
        ('producer = "Insee"', "", "producer : champ absent"),
        ("[[source]]", "[source]", "liste attendue"),
    ],
)
def test_what_is_wrong_with_a_declaration_is_said(
    old: str, new: str, fault: str, tmp_path: Path
) -> None:
    text = tmp_path / "sources.toml"
    text.write_text(GOOD, "utf-8")
    assert read_declaration(text).files["codes/a.csv"].told_vintage == "septembre 2024"
    text.write_text(GOOD.replace(old, new), "utf-8")
    with pytest.raises(InvalidDataError, match=re.escape(fault)):
        read_declaration(text)


def test_a_file_is_declared_once(tmp_path: Path) -> None:
    text = tmp_path / "sources.toml"
    text.write_text(GOOD + GOOD.partition("2026-11-28")[2], "utf-8")
    with pytest.raises(InvalidDataError, match="déjà déclaré"):
        read_declaration(text)


def test_vintages_are_written_as_people_say_them() -> None:
    assert [told_vintage(one) for one in ("2021", "2026-01", "2003/2025")] == [
        "2021",
        "janvier 2026",
        "2003-2025",
    ]


def test_the_text_is_in_the_order_of_its_folders() -> None:
    files = [one["file"] for one in tomllib.loads(SOURCES.read_text("utf-8"))["source"]]
    folders = [name.split("/")[0] for name in files]
    assert len(set(folders)) == sum(
        folder != before for folder, before in zip(folders, ["", *folders], strict=False)
    )


@pytest.mark.slow
def test_the_build_opens_what_is_declared_and_needs_no_other_column(
    sources: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every reader, over copies that hold the declared columns alone."""
    opened = set()

    def noted(path: Path, limit: int, name: str) -> None:
        opened.add(name)
        refuse_endless(path, limit, name)

    monkeypatch.setattr("pipeline.sources.refuse_endless", noted)
    needed = {name for name, one in DECLARED.files.items() if not one.optional}
    for name in needed:
        write_trimmed(sources, DECLARED.files[name], tmp_path)
    territories = pd.read_parquet(DATA / "boundaries" / "territories.parquet")
    people = territories[territories["level"] == "commune"].set_index("code")["population"]
    build_territories(tmp_path, tmp_path / "data")
    population_2018(tmp_path, read_passage(tmp_path), people.astype("float64"))
    for reader in readers().values():
        assert len(reader.function(tmp_path))
        if reader.denominator is not None:
            assert len(reader.denominator(tmp_path))
    places = SourcePlaces(tmp_path, DATA)
    for records in PARTNERSHIPS:
        assert len(records(tmp_path, places))
    questions = load_questions()
    for survey in SURVEYS:
        assert len(read_published(survey, tmp_path, territories, questions))
    bicycle = published_surveys(questions)[BICYCLE].source
    assert len(count_answers(tmp_path, territories, bicycle))
    zones = {"zonages/communes_zonages_cog2025.csv"}
    assert needed - opened == zones  # read by the test of commune_facts
    assert opened <= needed
