"""Territoire: the profile of a territory, or of a perimeter that the reader composes."""

from __future__ import annotations

import streamlit as st

from atlas.desk.place import Place
from common.errors import FragiscopeError
from pages.parts.kit.council import council_actions
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.place_state import begin_with_last, remember
from pages.parts.kit.profiles import cached_profile
from pages.parts.kit.screen_end import end_screen
from pages.parts.territoire.goals import goals_section, priorities_section, questions_section
from pages.parts.territoire.head import identity_header, onward_links, standing_out
from pages.parts.territoire.partnerships import partnership_section
from pages.parts.territoire.programme import programme_section
from pages.parts.territoire.sections import (
    TITLE,
    ask_for_a_place,
    domains_section,
    felt_section,
    portrait_section,
    profile_place,
    take_away,
)
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
    profile_place(state, place)
    state.write_url()
    end_screen()
remember(place)

identity_header(profile, state.get("groupe"))
council_actions(profile)
onward_links(profile)
profile_place(state, place)

standing_out(profile)
domains_section(profile)
priorities_section(profile)
felt_section(state, profile)
programme_section(profile)
partnership_section(profile)
goals_section(profile)
questions_section(profile)
portrait_section(profile)

take_away(profile)
sources_notice(profile.about)
state.write_url()
