"""Accueil: the question, the figures it rests on, the findings and the views they open, a click."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.findings.told import CANDIDATES
from atlas.partnerships.records import RecordsQuery, choose_records
from common.definitions import definition
from common.french import number
from common.levels import Level
from pages.parts.accueil.about import FIRST_WORDS
from pages.parts.accueil.cache import public_findings, public_holdings
from pages.parts.accueil.findings import card, heading, opened
from pages.parts.accueil.hero import MAP, QUESTION
from pages.parts.kit.html import typeset

OpenPage = Callable[..., AppTest]


def html(app: AppTest) -> str:
    return "\n".join(str(one.proto.body) for one in app.get("html"))


def test_the_first_screen_says_what_it_is_and_what_it_rests_on(open_page: OpenPage) -> None:
    app = open_page("accueil")
    assert not app.exception
    assert not app.error
    assert [one.value for one in app.title] == [QUESTION]
    shown = html(app)
    held = public_holdings()
    for figure in (held.communes, held.indicators, held.surveys, held.partnerships):
        assert number(figure) in shown
    for key in FIRST_WORDS:
        assert typeset(definition(key).meaning) in shown


def test_what_the_data_hold_is_counted(desk: Desk) -> None:
    held = public_holdings()
    assert held.communes == len(desk.territories_of(Level.COMMUNE))
    assert held.partnerships == len(choose_records(desk, RecordsQuery()).frame)
    assert held.surveys == sum(not one.demonstration for one in desk.surveys.values())


def test_each_finding_is_shown_with_its_mentions(open_page: OpenPage) -> None:
    app = open_page("accueil")
    shown = html(app)
    told = public_findings()
    assert heading(len(told)) in [one.value for one in app.header]
    for finding in told:
        assert typeset(finding.title) in shown.replace("&#39;", "'")
        for mention in finding.about.mentions:
            assert typeset(mention) in shown


def test_no_finding_changes_with_the_demonstration(open_page: OpenPage) -> None:
    app = open_page("accueil", demonstration="oui")
    assert all(str(card(finding)) in html(app) for finding in public_findings())


@pytest.mark.parametrize("place", range(len(CANDIDATES)))
def test_the_view_of_each_finding_opens(desk: Desk, open_page: OpenPage, place: int) -> None:
    finding = CANDIDATES[place](desk)
    assert finding
    _, screen, address = opened(finding)
    app = open_page(screen, **address)
    assert not app.exception
    assert not app.error
    assert [str(one.value) for one in app.warning] == []


def test_a_click_on_the_map_opens_the_profile_of_the_epci(desk: Desk, open_page: OpenPage) -> None:
    app = open_page("accueil")
    row = desk.territories_of(Level.EPCI).loc["240100883"]
    app.session_state[MAP] = {"last_clicked": {"lat": row["lat"], "lng": row["lon"]}}
    app.run()
    assert not app.exception
    assert app.query_params["territoire"] in ("epci:240100883", ["epci:240100883"])
