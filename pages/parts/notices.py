"""Sources, mandatory mentions and the demonstration mark, worded once for all the screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from atlas.provenance import DEMONSTRATION_MARK, Source
from common.errors import FragiscopeError


@contextmanager
def told_in_french() -> Iterator[None]:
    """Show an error of ours as its sentence, in place of what could not be drawn."""
    try:
        yield
    except FragiscopeError as error:
        st.error(plain(str(error)), icon=":material/error:")


def demonstration_notice() -> None:
    """Say that what follows rests on the demonstration survey."""
    st.warning(f"**{DEMONSTRATION_MARK}.**", icon=":material/science:")


def sources_notice(sources: Iterable[Source], mentions: Iterable[str], version: str) -> None:
    """List where the figures come from, with the mentions that must go with them."""
    for mention in mentions:
        st.caption(plain(mention))
    lines = " ; ".join(source.line() for source in sources)
    st.caption(plain(f"Sources : {lines}. Données Fragiscope, version {version}."))


def plain(text: str) -> str:
    r"""Neutralise Markdown in a text that comes from data.

    >>> print(plain("a*b [c](d)"))
    a\*b \[c\](d)
    """
    for mark in "\\`*_[]$<>#~|:":
        text = text.replace(mark, f"\\{mark}")
    return text
