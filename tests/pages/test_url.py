"""What is chosen before a screen is whole is kept; what an address says anew is read."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest

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
