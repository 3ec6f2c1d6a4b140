"""The one switch of the demonstration survey: off until it is asked for, then for all the session.

It is in the address of every page (``demonstration=oui``). An address that does not name it leaves
the session as it is; a session begins without. What is made while it is on is kept apart
(:mod:`pages.parts.kit.caches`) and rests on a desk of its own (:mod:`pages.parts.kit.desk`).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from common.errors import UnknownNameError

T = TypeVar("T")
#: Name in the address, and its words.
NAME, _YES, _NO = "demonstration", "oui", "non"
#: Seconds during which a browser may still name an address that we replaced.
STALE_FOR = 1.0
#: Keys in the session: the switch, what the address last said, when it was turned.
_ON, _WRITTEN, _TURNED = "demonstration.on", "demonstration.written", "demonstration.turned"
#: The switch as it was when a file was offered: the file is made outside the session.
_THEN: ContextVar[bool | None] = ContextVar("demonstration", default=None)


def shown() -> bool:
    """Tell whether the demonstration survey is shown; outside of a visit it is not."""
    then = _THEN.get()
    if then is not None:
        return then
    if get_script_run_ctx(suppress_warning=True) is None:
        return False
    return bool(st.session_state.get(_ON, False))


def show(on: bool) -> None:
    """Turn the switch; in a callback, or before anything is shown."""
    st.session_state[_ON] = on
    st.session_state[_TURNED] = time.monotonic()


def as_now(make: Callable[[], T]) -> Callable[[], T]:
    """Have something made later, elsewhere, with the switch as it stands now."""
    now = shown()

    def later() -> T:
        token = _THEN.set(now)
        try:
            return make()
        finally:
            _THEN.reset(token)

    return later


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
            st.session_state[_ON] = text == _YES
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
