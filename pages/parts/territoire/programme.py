"""The programme's own questions, as an organisation asked them, and what changed since then."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.profiles import Profile
from atlas.profiles.export import taken_programme, taken_waves
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
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from


def programme_section(profile: Profile) -> None:
    """Show the shares beside the national figures, and the changes; nothing if none was asked."""
    stem = file_stem(profile.place, profile.about)
    if len(profile.programme):
        st.subheader(HEADING, anchor=False)
        st.caption(ABOUT)
        shares = programme_table(desk(), profile.programme)
        table(shares, own_file="territoire.programme", printed=False)
        for place, mention in enumerate(national_mentions(profile.programme), start=1):
            st.caption(f"({place}) {plain(mention)}")
        for mention in own_mentions(profile.programme):
            st.caption(plain(mention))
        taken_files(
            written_from(partial(taken_programme, profile)),
            lambda extension: f"{stem}-programme.{extension}",
            key="territoire.programme.fichier",
            label="Télécharger ces réponses",
            formats=TABLES,
        )
    if len(profile.waves):
        st.subheader(WAVES_HEADING, anchor=False)
        st.caption(ABOUT_WAVES)
        table(waves_table(desk(), profile.waves), own_file="territoire.vagues", printed=False)
        for mention in own_mentions(profile.waves):
            st.caption(plain(mention))
        taken_files(
            written_from(partial(taken_waves, profile)),
            lambda extension: f"{stem}-evolutions.{extension}",
            key="territoire.vagues.fichier",
            label="Télécharger ces évolutions",
            formats=TABLES,
        )
