"""The filters of the page Pratiques, each one kept in the URL."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from common.labelled import Labelled
from common.levels import Territory
from common.limits import SEARCH_LENGTH
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.partnerships.practice_words import Aim
from indicators.partnerships.vocabulary import Category, Family, Scale
from pages.parts.kit.container import container_box
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState
from pages.parts.pratiques.state import ALL, types_of


def practice_filters(state: ScreenState) -> None:
    """Choose practices: words, domain, place; then category, family and type, aim, scale."""
    words, subject, place = st.columns([4, 4, 4])
    words.text_input(
        "Mots",
        key=state.key("mots"),
        max_chars=SEARCH_LENGTH,
        placeholder="Titre, partenaire, territoire…",
        icon=":material/search:",
    )
    subject.selectbox(
        "Domaine", [OVERALL, *DOMAIN_KEYS], format_func=domain_label, key=state.key("domaine")
    )
    with place:
        container_box(state, "Territoire")
    names = ("categorie", "famille", "type", "finalite", "echelle")
    used = any(state.get(name) for name in names)
    with st.expander("Autres filtres", icon=":material/tune:", expanded=used):
        _other_filters(state)
    with st.expander("Se limiter à une commune, un EPCI ou un CRTE", icon=":material/place:"):
        search_box("pratiques", partial(_choose_place, state), "Commune, EPCI, CRTE")


def _other_filters(state: ScreenState) -> None:
    first, second, third = st.columns(3)
    _box(first, state.key("categorie"), "Catégorie", list(Category), "Toutes")
    _box(second, state.key("echelle"), "Échelle", list(Scale), "Toutes")
    _box(third, state.key("finalite"), "Finalité", list(Aim), "Toutes")
    first, second = st.columns(2)
    _box(first, state.key("famille"), "Famille de pratiques", list(Family), "Toutes")
    kinds = types_of(state.get("famille"))
    if state.get("type") not in (ALL, *kinds):
        state.set("type", ALL)
    _box(second, state.key("type"), "Type", kinds, "Tous")
    st.caption(
        "Une pratique dont la source ne dit pas la catégorie, le type, la finalité ou l’échelle "
        "n’est trouvée par aucun de ces filtres."
    )


def _box(
    column: DeltaGenerator, key: str, label: str, known: Sequence[Labelled], every: str
) -> None:
    labels = {ALL: every} | {one.value: one.label for one in known}
    column.selectbox(label, list(labels), format_func=labels.__getitem__, key=key)


def _choose_place(state: ScreenState, territory: Territory) -> None:
    state.set("dans", territory)
    state.set("pratique", ALL)
