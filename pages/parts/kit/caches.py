"""What the screens make once: by what is asked, and by whether the demonstration survey is shown.

Every cache of the screens is one of these two, so that nothing made with the demonstration can be
served without it.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from pages.parts.kit.demonstration import shown

P = ParamSpec("P")
R = TypeVar("R")
_SWITCH = inspect.Parameter("demonstration_shown", inspect.Parameter.POSITIONAL_ONLY)


def cache_data(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep copies of what a function gives; takes the options of :func:`streamlit.cache_data`."""
    return _by_switch(st.cache_data(**options))


def cache_resource(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep and share what a function gives; see :func:`streamlit.cache_resource`."""
    return _by_switch(st.cache_resource(**options))


def _by_switch(keep: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        @wraps(make)
        def keyed(_: bool, /, *args: P.args, **kwargs: P.kwargs) -> R:
            return make(*args, **kwargs)

        # What Streamlit names the parameters by; it leaves out of its keys those that begin by _.
        asked = inspect.signature(make)
        keyed.__signature__ = asked.replace(  # type: ignore[attr-defined]
            parameters=[_SWITCH, *asked.parameters.values()]
        )
        kept = keep(keyed)

        @wraps(make)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            answer: R = kept(shown(), *args, **kwargs)
            return answer

        return ask

    return decorate
