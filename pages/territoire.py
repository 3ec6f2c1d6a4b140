"""Territoire: the profile of a territory, or of a perimeter that the reader composes."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from pages.parts.kit.embedded import embedded
from pages.parts.kit.notices import plain, refused_values
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.screen_end import end_screen
from pages.parts.territoire.actions import LABEL, actions
from pages.parts.territoire.ask import TITLE, ask_for_a_place
from pages.parts.territoire.embedded import show_embedded
from pages.parts.territoire.foot import foot
from pages.parts.territoire.head import dimension_cards, place_head
from pages.parts.territoire.paper import on_paper
from pages.parts.territoire.sections import show_tabs
from pages.parts.territoire.state import profile_state

state = profile_state()
refused_values(state.read_url())

begin_with_last(state)
place: Place | None = state.get("territoire")
if place is None:
    ask_for_a_place(state)
    state.write_url()
    end_screen()

try:
    profile = cached_profile(place)
except FragiscopeError as error:
    st.title(TITLE)
    st.error(plain(str(error)), icon=":material/error:")
    place_choice(state, place, LABEL)
    state.write_url()
    end_screen()
remember(place)
state.hold()
if embedded():
    show_embedded(state, profile)
    end_screen()

place_head(profile, state.get("groupe"))
actions(state, profile)
dimension_cards(profile, state.get("groupe"))
show_tabs(state, profile)

on_paper(profile, state.get("groupe"))
foot(profile)
state.write_url()
