"""The one switch of the demonstration survey: off until it is asked for, then for all the session.

It is in the address of every page (``demonstration=oui``). An address that does not name it leaves
the session as it is; a session begins without. What is made while it is on is kept apart
(:mod:`pages.parts.kit.seen`) and rests on a desk of its own (:mod:`pages.parts.kit.desk`).
"""

from __future__ import annotations

import time

import streamlit as st

from common.errors import UnknownNameError
from pages.parts.kit.seen import DEMONSTRATION, seen

#: Name in the address, and its words.
NAME, _YES, _NO = "demonstration", "oui", "non"
#: Seconds during which a browser may still name an address that we replaced.
STALE_FOR = 1.0
#: Keys in the session: what the address last said, when the switch was turned.
_WRITTEN, _TURNED = "demonstration.written", "demonstration.turned"


def shown() -> bool:
    """Tell whether the demonstration survey is shown; outside of a visit it is not."""
    return seen().demonstration


def show(on: bool) -> None:
    """Turn the switch; in a callback, or before anything is shown."""
    st.session_state[DEMONSTRATION] = on
    st.session_state[_TURNED] = time.monotonic()


def in_address() -> dict[str, str]:
    """Give what the address of a page says of the switch: nothing while it is off."""
    return {NAME: _YES} if shown() else {}


def follow_address() -> list[str]:
    """Take the switch from the address where it says something new, then write it back.

    Returns
    -------
    list of str
        French message about a word that is neither of the two.
    """
    messages = []
    text = st.query_params.get(NAME)
    if text is not None and _is_news(text):
        if text in (_YES, _NO):
            st.session_state[DEMONSTRATION] = text == _YES
        else:
            messages.append(str(UnknownNameError("le paramètre", text, [_YES, _NO])))
    wanted = in_address().get(NAME)
    if wanted is None:
        st.query_params.pop(NAME, None)
    elif text != wanted:
        st.query_params[NAME] = wanted
    st.session_state[_WRITTEN] = wanted
    return messages


def _is_news(text: str) -> bool:
    """Tell whether an address comes from outside: see :meth:`pages.parts.kit.url.ScreenState`.

    Just after the switch was turned, a browser may still name the address that it replaces.
    """
    turned = st.session_state.get(_TURNED, float("-inf"))
    return text != st.session_state.get(_WRITTEN) and time.monotonic() - turned > STALE_FOR
