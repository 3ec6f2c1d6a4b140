"""What a session sees beside the public data: the demonstration survey, data of its organisation.

All that the screens keep (:mod:`pages.parts.kit.caches`) and all that they make later, outside of
the session (:func:`as_now`), is told apart by it: nothing of one session reaches another.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from atlas.desk.desk import Desk

T = TypeVar("T")
#: Keys in the session: the switch of the demonstration, what is loaded.
DEMONSTRATION, OWN = "demonstration.on", "own.seen"


@dataclass(frozen=True)
class Own:
    """What an organisation loaded, as it was at the start of a run.

    Attributes
    ----------
    content : its name, which no other content has, in any workspace; "" where nothing is loaded.
    count : loads.
    desk : the data with it; held here, and let go with the session.
    """

    content: str = ""
    count: int = 0
    desk: Desk | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True)
class Seen:
    """What answers depend on beside what is asked.

    Attributes
    ----------
    demonstration : whether the demonstration survey is shown.
    own : the data of the organisation.
    """

    demonstration: bool = False
    own: Own = Own()


#: As it was when a file was offered: the file is made outside the session.
_THEN: ContextVar[Seen | None] = ContextVar("seen", default=None)


def seen() -> Seen:
    """Tell what the session sees; outside of a visit, the public data alone."""
    then = _THEN.get()
    if then is not None:
        return then
    if get_script_run_ctx(suppress_warning=True) is None:
        return Seen()
    return Seen(bool(st.session_state.get(DEMONSTRATION, False)), st.session_state.get(OWN, Own()))


def as_now(make: Callable[[], T]) -> Callable[[], T]:
    """Have something made later, elsewhere, from what the session sees now."""
    now = seen()

    def later() -> T:
        token = _THEN.set(now)
        try:
            return make()
        finally:
            _THEN.reset(token)

    return later
