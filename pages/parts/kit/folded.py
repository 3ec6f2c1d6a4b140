"""Sections that wait for the reader: closed at first, drawn when they are opened.

A phone takes seconds to draw tables and charts that nobody sees. What a section makes before it is
opened is there for paper: a closed one is printed as an open one (``static/print.css``).
"""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st


@st.fragment
def folded(label: str, show: Callable[[bool], None], *, key: str, icon: str) -> None:
    """Offer a closed section; the page does not run again when it is opened.

    Parameters
    ----------
    label : French title of the section.
    show : makes what is in it, told whether the section is open: while it is not, what paper asks
        for is enough (``shown`` of :func:`pages.parts.kit.tables.table`).
    key : of the section in the session: it stays open while the reader makes other choices.
    icon : in the words of Streamlit.
    """
    section = st.expander(label, icon=icon, key=key, on_change="rerun")
    with section:
        show(bool(section.open))
