"""The page Écarts, its table of divergences and its correspondences."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.desk.file_formats import FORMATS
from atlas.divergences.correspondences import level_correspondences
from atlas.divergences.divergences import (
    DivergenceQuery,
    answering_around,
    divergences,
    readings_of,
    summary,
    words_table,
)
from atlas.divergences.needs import sample_needed, sample_sentence
from atlas.divergences.pair_reading import RANKS_ONLY, link_of
from atlas.divergences.pairs import PairQuery, PairView, pair_view
from atlas.divergences.readings import SIGNS
from common.french import number
from common.grammar import capitalised
from common.levels import Level, Territory
from common.palette import GAP_STATUS, contrast
from indicators.views.positions import GapStatus
from pages.parts.ecarts.chart import quadrant_points
from pages.parts.ecarts.divergences import _paint
from pages.parts.ecarts.rank_chart import rank_chart, rank_points
from pages.parts.kit.notices import plain
from tests.pages.test_screens import texts

OpenPage = Callable[..., AppTest]
SEINE_MARITIME = Territory(Level.DEPARTEMENT, "76")


def pair_title(view: PairView) -> str:
    return plain(f"{capitalised(view.question.counts)} – {view.indicator.label}")


@pytest.mark.parametrize("level", ["region", "departement"])
def test_the_table_opens_with_the_demonstration(open_page: OpenPage, level: str) -> None:
    app = open_page("ecarts", niveau=level, demonstration="oui")
    assert not app.exception
    assert not app.error
    opens = [button.key for button in app.button if ".ouvrir." in str(button.key)]
    assert len(opens) > 1


def test_the_page_opens_on_the_table_and_tells_its_first_territory(open_page: OpenPage) -> None:
    app = open_page("ecarts", niveau="commune", dans="departement:76")
    assert not app.exception
    assert not app.error
    view = divergences(Desk(), DivergenceQuery(Level.COMMUNE, SEINE_MARITIME))
    said = texts(app)
    assert plain(summary(view)) in said
    assert f"## {view.territories['name'].iloc[0]}" in said
    shown = app.dataframe[0].value
    assert list(shown["Territoire"]) == list(view.territories["name"])
    words = words_table(Desk(), view)
    assert shown.fillna("").to_numpy().tolist() == words.fillna("").to_numpy().tolist()
    assert "réponses de 2025" in said
    offered = app.selectbox(key="ecarts.divergences.fichier.format").options
    assert offered == [form.label for form in FORMATS]


def test_a_territory_without_answers_leads_to_those_that_hold_it(open_page: OpenPage) -> None:
    creuse, region = Territory(Level.DEPARTEMENT, "23"), Territory(Level.REGION, "75")
    crte = Territory(Level.CRTE, "crte-75-23-6")
    around = answering_around(Desk(), crte)
    assert around == {one: len(readings_of(Desk(), one)) for one in (creuse, region)}
    assert min(around.values()) > 0
    app = open_page("ecarts", territoire=str(crte))
    assert any("Creuse Confluence" in str(one.value) for one in app.info)
    app.button(key=f"ecarts.autour.{creuse}").click().run()
    assert not app.exception
    assert "## Creuse" in texts(app)
    assert app.session_state["ecarts.niveau"] is Level.DEPARTEMENT
    assert answering_around(Desk(), creuse) == {}


def test_the_filters_of_the_address_are_those_of_the_table(open_page: OpenPage) -> None:
    app = open_page("ecarts", position="silent_fragility", source="grand_debat_2019")
    query = DivergenceQuery(survey="grand_debat_2019", position="silent_fragility")
    expected = divergences(Desk(), query)
    assert plain(summary(expected)) in texts(app)
    if len(expected.territories):
        assert list(app.dataframe[0].value["Territoire"]) == list(expected.territories["name"])
    else:
        assert "Aucun territoire n’a cette position" in texts(app)


def test_without_answers_the_sample_is_said(open_page: OpenPage) -> None:
    app = open_page("ecarts", niveau="epci", dans="departement:76")
    assert not app.exception
    said = texts(app)
    assert "Aucune réponse réelle à comparer à ce niveau" in said
    sample = sample_needed(Desk(), Level.EPCI, SEINE_MARITIME)
    assert plain(sample_sentence(sample)) in said


def test_a_cell_is_painted_readably_and_never_without_its_words() -> None:
    for status in GapStatus:
        css = _paint(f"{SIGNS[status]} {status.label}")
        if status in (GapStatus.NOT_DISTINGUISHABLE, GapStatus.NOT_PUBLISHABLE):
            assert css == ""
        else:
            background, ink = (part.split(": ")[1] for part in css.split("; "))
            assert background == GAP_STATUS[status.value]
            assert contrast(background, ink) >= 4.5
    assert _paint(None) == ""


def test_correspondences_list_the_pairs_and_open_one(desk: Desk, open_page: OpenPage) -> None:
    app = open_page(
        "ecarts", vue="correspondances", niveau="departement", paire="vqs_handicap.allocataires_aah"
    )
    assert not app.exception
    rows = level_correspondences(desk, Level.DEPARTEMENT)
    shown = app.dataframe[0].value
    assert len(shown) == len(rows)
    assert shown["Corrélation des rangs"].is_monotonic_decreasing
    opened = pair_view(desk, PairQuery("vqs_handicap", level=Level.DEPARTEMENT))
    said = texts(app)
    assert pair_title(opened) in said
    assert plain(RANKS_ONLY) in said
    assert any(plain(opened.question.wording) in str(one.value) for one in app.caption)
    line = shown[shown["Indicateur"] == opened.indicator.label].iloc[0]
    assert line["Les deux rangs"].endswith(
        link_of(opened.correlation.low, opened.correlation.high).label
    )
    # Of each age, its own figures.
    app.selectbox(key="ecarts.age").set_value("60_plus").run()
    older = pair_view(desk, PairQuery("vqs_handicap", level=Level.DEPARTEMENT, age="60_plus"))
    assert plain(older.sentences[0]) in texts(app)
    assert older.sentences != opened.sentences


def test_questions_without_a_pair_are_listed_with_their_reason(
    desk: Desk, open_page: OpenPage
) -> None:
    app = open_page("ecarts", vue="correspondances", niveau="departement")
    alone = [one for one in desk.questions.values() if not one.indicators]
    (section,) = [
        one for one in app.expander if one.label == f"Questions sans comparaison ({len(alone)})"
    ]
    listed = section.table[0].value
    assert len(listed) == len(alone)
    for one, reason in zip(alone, listed["Pourquoi"], strict=True):
        assert plain(one.withdrawn or one.unpaired) in reason


@pytest.mark.parametrize(
    ("domain", "question"), [("sante", "spf_sante"), ("services_publics", "gd_services_publics")]
)
def test_a_domain_that_questions_cover_in_part_leads_to_the_pair(
    desk: Desk, open_page: OpenPage, domain: str, question: str
) -> None:
    app = open_page("ecarts", vue="domaine", domaine=domain)
    assert not app.exception
    view = pair_view(desk, PairQuery(question))
    said = texts(app)
    assert pair_title(view) in said
    for sentence in view.sentences:
        assert plain(sentence) in said
    assert "Pas d’écart" not in said


def test_a_pair_has_its_marks_in_the_corners_or_at_its_ranks(desk: Desk) -> None:
    named = pair_view(desk, PairQuery("spf_sante"))
    points = quadrant_points(named, "53").set_index("code")
    assert len(points) == len(named.compared) == 17
    assert list(points["Position"]) == [
        GapStatus(status).label for status in named.compared["status"]
    ]
    alone = pair_view(desk, PairQuery("vqs_handicap", level=Level.DEPARTEMENT))
    ranks = rank_points(alone, "29").set_index("code")
    assert list(ranks["y"]) == list(alone.frame["felt_rank"])
    assert ranks["Choisi"].sum() == 1
    assert number(len(alone.frame)) in ranks["Perçu"].iloc[0]
    drawn = rank_chart(alone, "29").to_dict()
    # Both axes are turned over: the first rank is the most fragile, at the top right.
    scales = [
        layer["encoding"][axis]["scale"]["domain"]
        for layer in drawn["layer"]
        for axis in ("x", "y")
    ]
    assert all(first > last for first, last in scales)
