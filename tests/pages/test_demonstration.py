"""The demonstration is on no screen until it is asked for; then every excerpt bears its mark."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from itertools import product
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK, DRAWN
from atlas.divergences.choices import GapQuery
from atlas.divergences.view import gap_view
from atlas.layers.layer import layer
from atlas.layers.measures import PERCEIVED
from atlas.layers.query import LayerQuery
from atlas.layers.table import french_table
from atlas.maps.cartography import choropleth
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.profiles import profile
from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUPS
from indicators.partnerships.need_response import Quadrant
from pages.parts.carte.histogram import histogram_chart
from pages.parts.ecarts.chart import quadrant_chart
from pages.parts.ecarts.panel import gap_rows
from pages.parts.kit import demonstration
from pages.parts.kit.demonstration_switch import HIDE, SHOW
from pages.parts.kit.door import SCREENS
from pages.parts.kit.place_state import file_stem
from pages.parts.partenariats.need_chart import need_response_chart
from pages.parts.partenariats.need_view import need_table

OpenPage = Callable[..., AppTest]
PLACE = "commune:01004"
#: What each screen is asked where answers of people may be shown.
ASKED = {
    "carte": {"mesure": "perceived", "niveau": "region", "domaine": "emploi"},
    "ecarts": {"vue": "domaine", "domaine": "emploi", "niveau": "departement", "territoire": PLACE},
    "partenariats": {"vue": "besoin", "groupe": "citoyens", "niveau": "region"},
    "territoire": {"territoire": PLACE, "onglet": "ressenti"},
    "diagnostic": {"territoire": PLACE, "etape": "ressenti"},
    "autodiagnostic": {"territoire": PLACE, "apports": "achats"},
    "note": {"territoire": PLACE},
    "comparer": {"territoire": PLACE, "avec": "commune:01053", "domaine": "emploi"},
}
KINDS = (
    *("title", "header", "subheader", "markdown", "caption", "warning", "info", "error"),
    *("metric", "expander"),
)


def said(app: AppTest) -> str:
    """All that a screen shows: texts, tables, charts, pictures' words."""
    texts = [
        f"{getattr(one, 'label', '')} {getattr(one, 'value', '')}"
        for kind in KINDS
        for one in app.get(kind)
    ]
    tables = [one.value.to_csv() for kind in ("dataframe", "table") for one in app.get(kind)]
    charts = [
        one.proto.spec
        for kind in ("vega_lite_chart", "arrow_vega_lite_chart")
        for one in app.get(kind)
    ]
    return "\n".join([*texts, *tables, *charts])


def offers(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


@pytest.mark.parametrize("page", [name for name, _, _ in SCREENS])
def test_no_screen_shows_the_demonstration_unasked(open_page: OpenPage, page: str) -> None:
    app = open_page(page, **ASKED.get(page, {}))
    assert not app.exception
    assert DEMONSTRATION_MARK not in said(app)
    assert DRAWN not in said(app)
    assert SHOW in offers(app)
    assert HIDE not in offers(app)
    assert demonstration.NAME not in app.query_params


def test_the_switch_is_in_the_address_of_every_page_and_of_the_session(
    open_page: OpenPage,
) -> None:
    app = open_page("carte", **ASKED["carte"])
    assert "Pas de carte" in said(app)
    next(button for button in app.button if button.label == SHOW).click().run()
    for page in ("donnees", "territoire", "accueil", "carte"):
        app.query_params.clear()
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        assert app.query_params[demonstration.NAME] == "oui"
        assert DEMONSTRATION_MARK in said(app)
    next(button for button in app.button if button.label == HIDE).click().run()
    assert demonstration.NAME not in app.query_params
    assert DEMONSTRATION_MARK not in said(app)


@pytest.mark.parametrize(("text", "on"), [("oui", True), ("non", False)])
def test_an_address_turns_the_switch(open_page: OpenPage, text: str, on: bool) -> None:
    app = open_page("donnees", demonstration=text)
    assert (DEMONSTRATION_MARK in said(app)) is on


def test_a_word_that_is_neither_is_told(open_page: OpenPage) -> None:
    app = open_page("donnees", demonstration="peut-être")
    assert not app.exception
    assert any("oui, non" in str(warning.value) for warning in app.warning)
    assert DEMONSTRATION_MARK not in said(app)


def shown_on_map(desk: Desk, level: Level, key: str, group: str) -> About:
    return layer(desk, LayerQuery(level, key, measure=PERCEIVED, group=group)).about


def shown_as_gap(desk: Desk, level: Level, key: str, group: str) -> About:
    return gap_view(desk, GapQuery(level, key, group)).about


def shown_as_need(desk: Desk, level: Level, key: str, group: str) -> About:
    return need_response(desk, NeedQuery(level, key, group=group)).about


def test_no_question_of_a_clean_session_rests_on_the_demonstration(desk: Desk) -> None:
    """Every domain, group and level of the screens: a real survey answers, or a refusal does."""
    answered = []
    for question in product(MAPPED_LEVELS, (*DOMAIN_KEYS, OVERALL), GROUPS):
        for ask in (shown_on_map, shown_as_gap, shown_as_need):
            with suppress(NotAvailableError):
                answered.append(ask(desk, *question))
    assert answered
    assert not any(about.demonstration for about in answered)
    for text in (PLACE, "epci:240100883", "crte:crte-84-01-8", "departement:01", "region:84"):
        made = profile(desk, Territory.parse(text))
        assert not made.about.demonstration
        assert not made.views["demonstration"].any()


def of_every_text(spec: dict[str, Any]) -> str:
    return json.dumps(spec, ensure_ascii=False)


def test_every_chart_bears_the_mark(demonstrating_desk: Desk) -> None:
    desk = demonstrating_desk
    gap = gap_view(desk, GapQuery(Level.DEPARTEMENT, "emploi"))
    felt = layer(desk, LayerQuery(Level.REGION, "emploi", measure=PERCEIVED))
    need = need_response(desk, NeedQuery(Level.REGION, "emploi", group="citoyens"))
    for spec in (
        quadrant_chart(gap, None).to_dict(),
        need_response_chart(need, None).to_dict(),
    ):
        assert DEMONSTRATION_MARK in of_every_text(spec)
    assert DEMONSTRATION_MARK in histogram_chart(felt, choropleth(felt), felt.table.index)


def test_every_row_of_a_table_bears_the_mark(demonstrating_desk: Desk) -> None:
    desk = demonstrating_desk
    gap = gap_view(desk, GapQuery(Level.DEPARTEMENT, "emploi"))
    felt = layer(desk, LayerQuery(Level.REGION, "emploi", measure=PERCEIVED))
    need = need_response(desk, NeedQuery(Level.REGION, "emploi", group="citoyens"))
    for rows in (gap_rows(gap), french_table(felt), need_table(need, list(Quadrant))):
        assert len(rows)
        assert set(rows["Enquête"].astype(str)) == {DEMONSTRATION_MARK}


def test_sentences_and_file_names_bear_the_mark(open_page: OpenPage, desk: Desk) -> None:
    known = gap_view(desk.with_demonstration(), GapQuery(Level.DEPARTEMENT, "emploi")).compared
    asked = ASKED["ecarts"] | {"territoire": f"departement:{known.index[0]}"}
    app = open_page("ecarts", **asked, demonstration="oui")
    assert not app.exception
    told = [str(one.value) for one in app.markdown]
    for start in ("**Les positions.**", "Perçu"):
        (sentence,) = [text for text in told if text.startswith(start)]
        assert sentence.endswith(DRAWN), sentence
    assert any(one.label == f"Perçu (0 à 100) {DRAWN}" for one in app.metric)
    place = Territory.parse(PLACE)
    drawn = profile(desk.with_demonstration(), place).about
    assert file_stem(place, drawn).endswith("-demonstration")
    assert "demonstration" not in file_stem(place, profile(desk, place).about)
