"""Pratiques: case studies of alliances, to search, to read and to describe."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from pages.parts.kit.definitions import defined
from pages.parts.kit.notices import refused_values
from pages.parts.pratiques.form import show_form
from pages.parts.pratiques.form_fields import keep_draft
from pages.parts.pratiques.references import show_references
from pages.parts.pratiques.search import show_search
from pages.parts.pratiques.state import DESCRIBE, REFERENCES, SEARCH, VIEWS, practices_state

state = practices_state()
with st.container():
    refused_values(state.read_url(), " La vue par défaut est affichée.")
st.title("Pratiques", help=defined("alliance"))
st.markdown(
    "Qui s’allie déjà, sur quoi, et ce que cela a changé quand quelqu’un l’a dit. Une pratique ne "
    "montre que ce que sa source affirme."
)
st.segmented_control(
    "Vue",
    list(VIEWS),
    format_func=VIEWS.__getitem__,
    key=state.key("vue"),
    required=True,
    label_visibility="collapsed",
)
keep_draft()
SHOW: dict[str, Callable[[], None]] = {
    SEARCH: partial(show_search, state),
    DESCRIBE: show_form,
    REFERENCES: show_references,
}
SHOW[state.get("vue")]()
state.write_url()
