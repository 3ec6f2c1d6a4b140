"""What is chosen before a screen is whole is kept; what an address says anew is read."""

from __future__ import annotations

from functools import partial

import pytest
from streamlit.testing.v1 import AppTest

from common.errors import UnknownNameError
from pages.parts.carte.multiples import View
from pages.parts.kit.address_words import refusal
from pages.parts.kit.url_values import known_domain, mapped_level, one_of

SCREEN = """
import streamlit as st

from pages.parts.kit.url import Parameter, ScreenState

state = ScreenState("here", [Parameter("lieu", "", str), Parameter("avec", "", str)])
state.read_url()
st.button("Ajouter", on_click=state.set, args=("avec", "19"))
if st.session_state.pop("cut short", False):
    st.stop()
state.write_url()
"""


def opened(**url: str) -> AppTest:
    """Open the screen; a click comes before it has written its address."""
    app = AppTest.from_string(SCREEN)
    app.query_params.update(url)
    app.session_state["cut short"] = True
    return app.run()


def test_a_choice_that_cuts_the_first_run_short_is_kept() -> None:
    app = opened(lieu="23")
    app.button[0].click().run()
    assert app.session_state["here.avec"] == "19"
    assert app.query_params["avec"] == "19"


def test_another_address_is_read_even_then() -> None:
    app = opened(lieu="23")
    app.query_params.update({"lieu": "87"})
    app.run()
    assert app.session_state["here.lieu"] == "87"


def test_the_first_address_is_read_again_once_another_was_written() -> None:
    app = opened(lieu="23")
    app.button[0].click().run()
    app.session_state["here.replaced"] = []  # long ago
    app.query_params.clear()
    app.query_params.update({"lieu": "23"})
    app.run()
    assert app.session_state["here.avec"] == ""


def test_an_address_is_refused_in_the_words_of_the_screens() -> None:
    told = {}
    for name, read in {
        "niveau": partial(mapped_level, "xx"),
        "domaine": partial(known_domain, "developpement"),
        "vue": partial(one_of, "la vue", "annee", list(View)),
    }.items():
        with pytest.raises(UnknownNameError) as error:
            read()
        told[name] = refusal(error.value)
    assert told["niveau"].endswith("Attendu : commune, EPCI, CRTE, département, région.")
    assert "Le plus proche : Développement économique." in told["domaine"]
    assert "Attendu : Une carte, Les 16 domaines, Les années." in told["vue"]
    assert not any("_" in one for one in told.values())
