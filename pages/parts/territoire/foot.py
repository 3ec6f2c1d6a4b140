"""The foot of a profile: mentions and sources folded, the version of the data."""

from __future__ import annotations

import streamlit as st

from atlas.desk.written import version_line
from atlas.profiles import Profile
from pages.parts.kit.notices import plain


def foot(profile: Profile) -> None:
    """Say what goes with the figures; on paper, :mod:`pages.parts.territoire.paper` says it."""
    about = profile.about
    sources = list(dict.fromkeys(source.line() for source in about.sources))
    with st.container(key="fs-sources"):
        title = f"Sources ({len(sources)}) et mentions"
        with st.expander(title, icon=":material/menu_book:"):
            for mention in dict.fromkeys(about.mentions):
                st.caption(plain(mention))
            st.caption("\n".join(f"- {plain(line)}" for line in sources))
    st.caption(version_line(about))
