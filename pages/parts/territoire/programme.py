"""The programme's own questions, as an organisation asked them, and what changed since then."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.profiles import Profile
from atlas.profiles.export import programme_rows, waves_rows
from atlas.profiles.programme_words import (
    ABOUT,
    ABOUT_WAVES,
    HEADING,
    WAVES_HEADING,
    national_mentions,
    own_mentions,
    programme_table,
    waves_table,
)
from pages.parts.kit.downloads import csv_button
from pages.parts.kit.notices import plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table


def programme_section(profile: Profile) -> None:
    """Show the shares beside the national figures, and the changes; nothing if none was asked."""
    if len(profile.programme):
        st.subheader(HEADING, anchor=False)
        st.caption(ABOUT)
        table(programme_table(profile.programme), own_file="territoire.programme", printed=False)
        for place, mention in enumerate(national_mentions(profile.programme), start=1):
            st.caption(f"({place}) {plain(mention)}")
        for mention in own_mentions(profile.programme):
            st.caption(plain(mention))
        csv_button(
            "Télécharger ces réponses",
            partial(programme_rows, profile),
            f"{file_stem(profile.place, profile.about)}-programme.csv",
        )
    if len(profile.waves):
        st.subheader(WAVES_HEADING, anchor=False)
        st.caption(ABOUT_WAVES)
        table(waves_table(profile.waves), own_file="territoire.vagues", printed=False)
        for mention in own_mentions(profile.waves):
            st.caption(plain(mention))
        csv_button(
            "Télécharger ces évolutions",
            partial(waves_rows, profile),
            f"{file_stem(profile.place, profile.about)}-evolutions.csv",
        )
