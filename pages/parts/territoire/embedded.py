"""The spine of a place alone."""

from __future__ import annotations

import streamlit as st

from atlas.profiles import Profile
from atlas.profiles.summary import fragile_words
from pages.parts.kit.embedded import embedded_foot
from pages.parts.kit.html import show
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.url import ScreenState
from pages.parts.territoire.cache import cached_spine_table


def show_embedded(state: ScreenState, profile: Profile) -> None:
    """Show the domains of a place, the sentence that sums them up, and their sources."""
    st.title(plain(f"{profile.name} : {fragile_words(profile)}"), anchor=False)
    if profile.about.demonstration:
        demonstration_notice()
    show(cached_spine_table(profile.place, state.get("groupe")))
    embedded_foot("territoire", profile.about)
