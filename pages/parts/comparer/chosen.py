"""Choosing what a place is compared with: reference points, territories found, alike ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from atlas.alike.similar import RULE, similar_sources
from atlas.compare import kind_of
from atlas.compare.asked import MOST_CHOSEN
from atlas.desk.parents import place_name
from atlas.desk.place import Place
from common.errors import NotAvailableError
from common.french import number
from common.levels import Level, Territory
from pages.parts.comparer.cache import cached_similar
from pages.parts.comparer.tables import similar_table
from pages.parts.kit.definitions import defined
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.place_state import start_afresh
from pages.parts.kit.search_box import search_box
from pages.parts.kit.tables import text_table
from pages.parts.kit.url import ScreenState

#: Key of the list of reference points: those of the address that the place offers.
_OFFERED = "comparer.reperes.offerts"
_LABEL = "Le territoire à comparer : commune, EPCI, CRTE, département ou région"


def ask_for_a_place(state: ScreenState) -> None:
    """Show what the page is while it has no place."""
    st.title("Comparer des territoires", help=defined("fragilite", "domaine"))
    search_box("comparer", partial(state.set, "territoire"), _LABEL)
    st.info(
        "Cherchez un territoire : il sera comparé à la France, à sa région, à son département, à "
        "son EPCI, à ses voisins, à ceux qui lui ressemblent et à ceux que vous choisirez."
    )


def chosen_controls(state: ScreenState, offered: Sequence[Level]) -> None:
    """Change the place, the reference points and the territories chosen.

    Parameters
    ----------
    state : of the page.
    offered : levels at which a larger territory holds the place.
    """
    with st.expander("Changer de territoire", icon=":material/search:"):
        search_box("comparer", partial(state.set, "territoire"), _LABEL)
        start_afresh(state)
    left, right = st.columns(2, gap="medium")
    with left:
        st.session_state[_OFFERED] = [one for one in state.get("reperes") if one in offered]
        st.multiselect(
            "Repères : les territoires qui contiennent celui-ci",
            offered,
            format_func=_reference_label,
            key=_OFFERED,
            placeholder="Aucun repère",
            on_change=keep_references,
            args=(state, offered),
        )
    with right:
        if len(state.get("avec")) < MOST_CHOSEN:
            search_box(
                "comparer.avec",
                partial(add, state),
                f"Ajouter un territoire ({number(MOST_CHOSEN)} au plus, de n’importe quel niveau)",
                several=True,
            )
        else:
            st.caption(f"{number(MOST_CHOSEN)} territoires sont choisis, le plus possible.")
    chosen: list[Place] = state.get("avec")
    if chosen:
        with st.container(horizontal=True):
            for place in chosen:
                st.button(
                    plain(f"Retirer {place_name(desk(), place)} ({kind_of(place)})"),
                    key=f"comparer.retirer.{place}",
                    on_click=remove,
                    args=(state, place),
                    icon=":material/close:",
                )


def keep_references(state: ScreenState, offered: Sequence[Level]) -> None:
    """Keep the levels chosen, and those that this place does not offer, for the next one."""
    others = [one for one in state.get("reperes") if one not in offered]
    state.set("reperes", [*others, *st.session_state[_OFFERED]])


def _reference_label(level: Level) -> str:
    return f"{level.label[0].upper()}{level.label[1:]}"


def add(state: ScreenState, place: Place) -> None:
    """Add a territory to those compared, if there is room and it is not there yet."""
    chosen: list[Place] = state.get("avec")
    if place not in chosen and place != state.get("territoire") and len(chosen) < MOST_CHOSEN:
        state.set("avec", [*chosen, place])


def remove(state: ScreenState, place: Place) -> None:
    """Take a territory out of those compared."""
    state.set("avec", [other for other in state.get("avec") if other != place])


def similar_section(state: ScreenState, place: Place) -> None:
    """List the territories most alike, each with a button that adds it to the comparison."""
    st.header("Les territoires semblables")
    try:
        found = cached_similar(place)
    except NotAvailableError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    if found.empty:
        st.info(
            "Aucun territoire n’a les mêmes traits de structure connus.", icon=":material/info:"
        )
        return
    with st.expander("Ce qui les rapproche, ce qui diffère", icon=":material/table:"):
        text_table(similar_table(found))
        st.caption(RULE)
        st.caption(
            "Dans les deux premières colonnes de texte, la première valeur est celle du territoire "
            "comparé. Distance : écart quadratique moyen sur les traits connus, chacun rapporté à "
            "ce dont les territoires du niveau diffèrent d’habitude."
        )
    full = len(state.get("avec")) >= MOST_CHOSEN
    with st.container(horizontal=True):
        for code, name in zip(found["code"], found["name"], strict=True):
            territory = Territory(place.level, code)
            st.button(
                plain(f"Ajouter {name}"),
                key=f"comparer.ajouter.{territory}",
                on_click=add,
                args=(state, territory),
                disabled=full or territory in state.get("avec"),
                icon=":material/add:",
            )
    lines = " ; ".join(source.line() for source in similar_sources(desk()))
    st.caption(plain(f"Sources de la structure : {lines}."))
