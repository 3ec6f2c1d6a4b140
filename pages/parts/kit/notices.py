"""Sources, mandatory mentions and the demonstration mark, worded once for all the screens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import streamlit as st

from atlas.desk.about import About
from atlas.desk.provenance import DEMONSTRATION_MARK, Source
from atlas.desk.written import version_line
from common.errors import FragiscopeError
from common.french import spaced
from common.grammar import typographic

#: Invisible; keeps a browser from taking a text for an address.
_JOINER = "\u2060"
#: Beyond, sources are a list that the reader opens.
MOST_SOURCES = 6


@contextmanager
def told_in_french() -> Iterator[None]:
    """Show an error of ours as its sentence, in place of what could not be drawn."""
    try:
        yield
    except FragiscopeError as error:
        st.error(plain(str(error)), icon=":material/error:")


def refused_values(messages: Iterable[str], instead: str = "") -> None:
    """Say which values of an address were left aside, and what is shown instead."""
    for message in messages:
        st.warning(f"{plain(message)}{instead}", icon=":material/link_off:")


def demonstration_notice() -> None:
    """Say that what follows rests on the demonstration survey."""
    st.warning(f"**{DEMONSTRATION_MARK}.**", icon=":material/science:")


def sources_notice(
    about: About, *others: About, also: Iterable[Source] = (), reading: bool = False
) -> None:
    """Say what goes with the answers of a screen: mentions, sources, data and recipe.

    The mentions are one paragraph; many sources, or how to read, are a section that the reader
    opens.

    Parameters
    ----------
    about, others : of the answers shown, all from the same data.
    also : sources of what lies over them.
    reading : whether their notes and methods are told too.
    """
    shown = (about, *others)
    mentions = list(dict.fromkeys(text for one in shown for text in one.mentions))
    if mentions:
        st.caption(plain(" ".join(mentions)))
    sources = (*(source for one in shown for source in one.sources), *also)
    lines = list(dict.fromkeys(source.line() for source in sources))
    version = version_line(next((one for one in shown if one.recipe), about))
    told = [text for one in shown for text in (one.note, one.method)] if reading else []
    notes = [text for text in dict.fromkeys(told) if text]
    if len(lines) <= MOST_SOURCES and not notes:
        st.caption(plain(f"Sources : {' ; '.join(lines)}."))
        st.caption(version)
        return
    label = f"Sources ({len(lines)})" + (" et méthode" if notes else "")
    with st.expander(label, icon=":material/menu_book:"):
        for note in notes:
            st.caption(plain(note))
        st.caption("\n".join(f"- {plain(line)}" for line in lines))
        st.caption(version)


def plain(text: str) -> str:
    r"""Neutralise Markdown and addresses in a text that comes from data or from a URL, typeset it.

    >>> print(plain("L'Haÿ*b [c](d)"))
    L’Haÿ\*b \[c\](d)
    """
    text = (
        typographic(spaced(text)).replace("://", f":{_JOINER}//").replace("www.", f"www{_JOINER}.")
    )
    text = text.replace("@", f"{_JOINER}@")
    for mark in "\\`*_[]$<>#~|:":
        text = text.replace(mark, f"\\{mark}")
    return text
