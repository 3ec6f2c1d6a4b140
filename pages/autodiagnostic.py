"""Autodiagnostic: what a company or an association could do for its place, and with whom."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from pages.parts.autodiagnostic.sections import (
    LABEL,
    by_category,
    fragilities,
    introduction,
    others_like_you,
    who_asks,
    whom_to_talk_to,
)
from pages.parts.autodiagnostic.state import organisation_state
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.screen_end import end_screen

state = organisation_state()
refused_values(state.read_url())
state.hold()

begin_with_last(state)
introduction()
place: Place | None = state.get("territoire")
place_choice(state, place, LABEL)
if place is None:
    state.write_url()
    end_screen()

try:
    profile = cached_profile(place)
except FragiscopeError as error:
    st.error(plain(str(error)), icon=":material/error:")
    state.write_url()
    end_screen()
remember(place)

who_asks(state)
fragilities(profile)
by_category(state, profile)
whom_to_talk_to(state, profile)
others_like_you(state)

sources_notice(profile.about)
state.write_url()
