"""What an answer says of itself, in rows, in JSON and in the metadata of a file."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from atlas.desk.about import About, about_of
from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV
from atlas.desk.provenance import DEMONSTRATION_MARK, Source
from atlas.desk.written import (
    COLUMNS,
    MEMBERS,
    TEXTS,
    by_territory,
    members,
    metadata,
    named_file,
    version_line,
    with_provenance,
)
from common.levels import Level
from indicators.scores.objective import default_recipe

ABOUT = About(
    "Titre",
    method="Méthode.",
    note="Limite.",
    sources=(Source("Insee", "RP", "2021", "LO"), Source("DGFiP", "", "2020-2022", "LO")),
    mentions=("Sondage X.", "Sondage Y."),
    demonstration=True,
    data_version="d1",
    recipe="r1",
    command="layer --level region",
    recipe_text="name = 'r'",
)
AGAIN = "fragiscope layer --level region --demonstration"
ROWS = pd.DataFrame({"value": [1.5, -2.0]}, index=pd.Index(["01", "2A"], name="code"))


def test_each_row_ends_with_all_that_is_needed_to_read_it_alone() -> None:
    rows = with_provenance(ROWS, ABOUT)
    assert tuple(rows.columns) == ("value", *COLUMNS)
    assert rows.loc["01", list(COLUMNS)].tolist() == rows.loc["2A", list(COLUMNS)].tolist()
    assert rows.loc["01", list(COLUMNS)].tolist() == [
        *("Titre", "Insee, RP (2021), LO ; DGFiP (2020-2022), LO", "Sondage X. Sondage Y."),
        *(DEMONSTRATION_MARK, "d1", "r1", f"{AGAIN} --france -o fichier.csv"),
    ]
    international = with_provenance(ROWS, ABOUT, CSV)
    assert list(international["command"]) == [f"{AGAIN} -o fichier.csv"] * 2


def test_what_a_row_says_of_itself_is_kept_and_a_flag_becomes_the_mark() -> None:
    own = ROWS.assign(title=["a", "b"], mention=["Sondage X.", ""], demonstration=[True, False])
    rows = with_provenance(own, ABOUT)
    assert tuple(rows.columns[:4]) == ("value", "title", "mention", "demonstration")
    assert set(COLUMNS) < set(rows.columns)
    assert list(rows["title"]) == ["a", "b"]
    assert list(rows["mention"]) == ["Sondage X.", ""]
    assert list(rows["demonstration"]) == [DEMONSTRATION_MARK, ""]


def test_an_answer_without_survey_nor_score_says_so_by_empty_cells() -> None:
    silent = {"mentions": (), "recipe": "", "command": "", "recipe_text": ""}
    plain = replace(ABOUT, demonstration=False, **silent)
    said = ["", "", "d1", "", ""]
    assert with_provenance(ROWS, plain).loc["01", list(COLUMNS[2:])].tolist() == said
    told = members(plain)
    assert (told["mentions"], told["demonstration"], told["recipe"]) == ([], False, None)
    assert {told[name] for name in ("demonstration_mark", "command", "recipe_text")} == {None}
    assert set(metadata(plain)) == {*TEXTS[:5], "data_version", "citation"}


def test_json_and_metadata_have_the_same_names_in_every_file() -> None:
    assert tuple(members(ABOUT)) == MEMBERS
    assert tuple(metadata(ABOUT, f"{AGAIN} -o fichier.tif")) == TEXTS
    assert members(ABOUT, "json")["command"] == f"{AGAIN} -o fichier.json"
    assert members(ABOUT)["sources"][0] == {
        "producer": "Insee", "title": "RP", "year": "2021", "licence": "LO",
    }  # fmt: skip
    assert metadata(ABOUT)["licences"] == "LO"
    assert version_line(ABOUT) == "Données Fragiscope, version d1, réglages r1."
    assert version_line(replace(ABOUT, recipe="")) == "Données Fragiscope, version d1."


def test_rows_of_territories_are_named_by_level_and_code() -> None:
    rows = by_territory(ROWS, Level.DEPARTEMENT)
    assert (rows.index.name, list(rows.index)) == (
        "territory",
        ["departement:01", "departement:2A"],
    )
    assert list(rows["code"]) == ["01", "2A"]


def test_an_answer_takes_mentions_and_mark_of_its_surveys_and_version_of_the_data(
    demonstrating_desk: Desk,
) -> None:
    desk = demonstrating_desk
    surveys = list(desk.surveys.values())
    drawn = [survey for survey in surveys if survey.demonstration]
    real = [survey for survey in surveys if not survey.demonstration]
    both = about_of(desk, "t", surveys=[*real, *drawn, *drawn], recipe=default_recipe())
    assert both.mentions == tuple(dict.fromkeys(one.mention for one in [*real, *drawn]))
    assert both.mark == DEMONSTRATION_MARK
    assert (both.data_version, both.recipe) == (
        desk.manifest.version,
        default_recipe().fingerprint,
    )
    alone = about_of(desk, "t", surveys=real)
    assert (alone.mark, alone.recipe) == ("", "")


def test_the_name_of_a_file_says_what_sets_its_data_apart() -> None:
    own = Source("Préfecture", "Baromètre", "2026", "non publiée", own=True)
    both = replace(ABOUT, sources=(*ABOUT.sources, own))
    assert named_file(["ecart", None, "", "x"], both, "csv") == (
        "fragiscope_ecart_x_demonstration_non-publie.csv"
    )
    assert named_file(["ecart"], replace(both, demonstration=False), "csv") == (
        "fragiscope_ecart_non-publie.csv"
    )
    assert named_file(["a", "demonstration"], ABOUT, "csv") == "fragiscope_a_demonstration.csv"
