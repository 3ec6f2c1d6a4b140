"""The page of data and method: the catalogue searched, a series, each tab by its address."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.codebook import codebook
from atlas.desk.desk import Desk
from indicators.base.catalogue import load_catalogue
from indicators.scores.objective import default_recipe
from pages.parts.donnees.catalogue import FIRST_SHOWN, INDEX_ONLY, SEARCH
from pages.parts.donnees.codebook import SEARCH as COLUMN
from pages.parts.donnees.state import TABS
from pages.parts.kit.taken_files import TABLES

OpenPage = Callable[..., AppTest]


def cards(app: AppTest) -> str:
    bodies = [str(html.proto.body) for html in app.get("html")]
    return next(body for body in bodies if "fs-indicators" in body)


def test_the_catalogue_is_searched_and_its_cards_say_all(open_page: OpenPage) -> None:
    app = open_page("donnees")
    assert not app.exception
    assert cards(app).count("<article") == FIRST_SHOWN
    box = next(box for box in app.text_input if box.label == SEARCH)
    found = box.set_value("medecins generalistes").run()
    one = load_catalogue()["apl_generalistes"]
    assert cards(found).count("<article") == 1
    for said in (one.key, one.licence, "2022–2023 (tous les niveaux)"):
        assert said in cards(found)


def test_only_those_of_the_scores(open_page: OpenPage) -> None:
    app = open_page("donnees")
    next(one for one in app.toggle if one.label == INDEX_ONLY).set_value(True).run()
    scored = sum(one.in_index for one in load_catalogue().values())
    assert any(str(said.value).startswith(f"**{scored} indicateurs") for said in app.markdown)


@pytest.mark.parametrize("part", TABS)
def test_each_tab_opens_by_its_address(open_page: OpenPage, part: str) -> None:
    app = open_page("donnees", partie=part)
    assert not app.exception
    assert not app.error
    assert not app.warning or part == "enquetes"


def test_a_series_shows_every_territory_of_its_level(open_page: OpenPage, desk: Desk) -> None:
    app = open_page("donnees", partie="series")
    shown = app.dataframe[0].value
    assert len(shown) == 18
    key = str(app.selectbox[0].value)
    values = desk.values(app.selectbox[1].value, [key], None)
    year = int(values["year"].max())
    row = values[(values["year"] == year) & (values["code"] == "53")].iloc[0]
    written = shown[shown["Code"] == "53"].iloc[0]
    assert written[f"{year} (%)"] == pytest.approx(100 * row["value"], abs=0.051)
    labels = [button.label for button in app.get("download_button")]
    assert labels == ["Série (CSV pour Excel)"]
    formats = next(box for box in app.selectbox if box.label == "Format du fichier")
    assert formats.options == [form.label for form in TABLES]


def test_the_codebook_is_searched_in_both_languages(open_page: OpenPage) -> None:
    app = open_page("donnees", partie="dictionnaire")
    assert len(app.dataframe[0].value) == len(codebook())
    box = next(box for box in app.text_input if box.label == COLUMN)
    for words in ("bas intervalle rang", "low rank interval"):
        app = box.set_value(words).run()
        assert "rank_low" in set(app.dataframe[0].value["Colonne"])
        assert len(app.dataframe[0].value) < 10


def test_the_citation_names_the_recipe_of_the_scores(open_page: OpenPage) -> None:
    app = open_page("donnees", partie="citer")
    assert all(default_recipe().fingerprint in one.value for one in app.get("code"))


def test_a_part_that_does_not_exist_gets_a_message(open_page: OpenPage) -> None:
    app = open_page("donnees", partie="martiens")
    assert not app.exception
    assert "martiens" in str(app.warning[0].value)
    assert "<article" in cards(app)
