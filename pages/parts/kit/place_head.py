"""What stands under the title of a screen about one place: its finding, and what it rests on."""

from __future__ import annotations

import streamlit as st

from atlas.profiles import Profile
from atlas.profiles.summary import fragile_words
from common.grammar import capitalised
from pages.parts.kit.notices import plain


def place_finding(profile: Profile) -> None:
    """Say what is fragile in one sentence, then in short what the screen rests on."""
    st.markdown(f"**{plain(capitalised(f'fragile : {fragile_words(profile)}.'))}**")
    st.caption(
        "Sources : Insee et autres producteurs publics, tous nommés au bas de la page ; données "
        f"{profile.about.data_version}."
    )
