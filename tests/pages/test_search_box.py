"""The search box gives what is chosen to the screen, and nothing that is no territory."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from common.levels import Level
from pages.parts.kit.search_address import SEARCH_ADDRESS
from tests.pages.conftest import choose_place, search_boxes

OpenPage = Callable[..., AppTest]


SCREEN = """
import streamlit as st

from common.levels import Level
from pages.parts.kit.search_box import search_box

chosen = st.session_state.setdefault("places", [])
search_box("here", lambda place: chosen.append(str(place)), "Où ?", Level.CRTE)
"""


def test_what_is_chosen_is_given_once() -> None:
    app = AppTest.from_string(SCREEN).run()
    box = json.loads(search_boxes(app)["here.search"].json)
    assert box["label"] == "Où ?"
    assert box["first"] == Level.CRTE.value
    assert box["address"] == f"/{SEARCH_ADDRESS}"
    choose_place(app, "here", "commune:01004")
    assert app.session_state["places"] == ["commune:01004"]
    app.run()
    assert app.session_state["places"] == ["commune:01004"]


@pytest.mark.parametrize("sent", ["commune:99999", "<script>", ""])
def test_what_is_no_territory_is_refused(open_page: OpenPage, sent: str) -> None:
    app = choose_place(open_page("carte"), "carte", sent)
    assert not app.exception
    assert [error.value for error in app.error if "territoire" in error.value]


@pytest.mark.parametrize(
    ("screen", "key", "place", "shown"),
    [
        ("accueil", "accueil", "commune:23008", "Aubusson"),
        ("carte", "carte", "region:76", "Occitanie"),
        ("comparer", "comparer", "departement:23", "Creuse"),
    ],
)
def test_a_screen_shows_what_is_chosen(
    open_page: OpenPage, screen: str, key: str, place: str, shown: str
) -> None:
    app = choose_place(open_page(screen), key, place)
    assert not app.exception
    words = [str(one.value) for kind in ("title", "header", "markdown") for one in app.get(kind)]
    assert any(shown in text for text in words)


def test_one_may_add_several_to_a_comparison(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="departement:23")
    assert json.loads(search_boxes(app)["comparer.avec.search"].json)["stays"]
    for place in ("departement:19", "departement:87"):
        choose_place(app, "comparer.avec", place)
    removed = [one.label for one in app.button if one.label.startswith("Retirer")]
    assert len(removed) == 2
