"""What to do with a profile: hand it out, share it, compare it, read it elsewhere, leave it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.desk.place import as_territory
from atlas.profiles import Profile
from common.levels import Territory
from pages.parts.kit.container import around
from pages.parts.kit.council import council_actions
from pages.parts.kit.perimeter_box import perimeter_box
from pages.parts.kit.place_state import start_afresh
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState

CHANGE, ELSEWHERE = "Changer de territoire", "Voir aussi"
#: Of the search.
LABEL = "Votre commune, EPCI, CRTE, département ou région"


def actions(state: ScreenState, profile: Profile) -> None:
    """Draw the row of the first screen; what opens, opens over the page.

    Parameters
    ----------
    state : of the page.
    profile : what it shows; a perimeter is on no map and in no list.
    """
    place = as_territory(profile.place)
    here = {"territoire": str(profile.place)}
    with st.container(horizontal=True, key="fs-actions"):
        council_actions(profile)
        _link("comparer", "Comparer", "balance", here)
        with st.popover(ELSEWHERE, icon=":material/open_in_new:", key="territoire-ailleurs"):
            _link("note", "Préparer la note", "description", here)
            if isinstance(place, Territory):
                shown = {"territoire": str(place)}
                container = {"niveau": place.level.value, "dans": str(around(place))}
                _link("carte", "Voir sur la carte", "map", shown | container)
                _link("ecarts", "Écarts", "compare_arrows", shown)
                _link("partenariats", "Partenariats", "handshake", {"dans": str(place)})
                _link("pratiques", "Pratiques", "auto_stories", {"dans": str(place)})
        with st.popover(CHANGE, icon=":material/search:", key="territoire-choix"):
            choose = partial(state.set, "territoire")
            search_box(state.screen, choose, LABEL)
            start_afresh(state)
            perimeter_box(f"{state.screen}.perimetre", profile.place, choose)


def _link(page: str, label: str, icon: str, url: dict[str, str]) -> None:
    st.page_link(f"pages/{page}.py", label=label, icon=f":material/{icon}:", query_params=url)
