"""Diagnostic: six steps that take an official from a place to a sheet to debate."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from pages.parts.diagnostic.state import diagnosis_state
from pages.parts.diagnostic.steps import (
    LABEL,
    introduction,
    moves,
    place_head,
    show_step,
    step_choice,
)
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.screen_end import end_screen

state = diagnosis_state()
refused_values(state.read_url())
state.hold()

begin_with_last(state)
place: Place | None = state.get("territoire")
if place is None:
    introduction()
    place_choice(state, None, LABEL)
    state.write_url()
    end_screen()

try:
    profile = cached_profile(place)
except FragiscopeError as error:
    introduction()
    st.error(plain(str(error)), icon=":material/error:")
    place_choice(state, place, LABEL)
    state.write_url()
    end_screen()
remember(place)
place_head(profile)

step = step_choice(state)
show_step(state, profile, step)
moves(state, step)

sources_notice(profile.about)
state.write_url()
