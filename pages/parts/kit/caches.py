"""What the screens make once: by what is asked, and by what the session sees.

Every cache of the screens is one of these, so that nothing made with the demonstration can be
served without it, nor anything made of the data of an organisation to somebody else. The latter is
kept beside: it pushes out no answer of the public data, and is dropped when they are erased.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import streamlit as st

from pages.parts.kit.cache_sizes import OWN_KEPT, own_entries
from pages.parts.kit.seen import seen
from pages.parts.kit.settled import settled

P = ParamSpec("P")
R = TypeVar("R")
#: What Streamlit names by; it leaves out of its keys the parameters that begin by _.
_SEEN = [
    inspect.Parameter(name, inspect.Parameter.POSITIONAL_ONLY)
    for name in ("demonstration_shown", "own_content")
]
_own: list[Any] = []


def cache_data(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep copies of what a function gives; takes the options of :func:`streamlit.cache_data`."""
    return _by_what_is_seen(st.cache_data, options)


def cache_resource(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep and share what a function gives; see :func:`streamlit.cache_resource`."""
    return _by_what_is_seen(st.cache_resource, options)


def cache_public(**options: Any) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep and share what rests on the public data alone, whatever a visit sees beside them."""
    kept: Callable[[Callable[P, R]], Callable[P, R]] = st.cache_resource(**options)
    return kept


def forget_own() -> None:
    """Drop all that was made of data of organisations; what is still loaded is made again."""
    for kept in _own:
        kept.clear()


def _by_what_is_seen(
    keep: Any, options: dict[str, Any]
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    few = {"max_entries": own_entries(options.get("max_entries")), "ttl": OWN_KEPT}

    def decorate(make: Callable[P, R]) -> Callable[P, R]:
        public = keep(**options)(_keyed(make, make.__qualname__))
        own = keep(**options | few)(_keyed(make, f"{make.__qualname__}.own"))
        _own.append(own)

        @wraps(make)
        def ask(*args: P.args, **kwargs: P.kwargs) -> R:
            now = seen()
            kept = own if now.own.content else public
            answer: R = kept(now.demonstration, now.own.content, *args, **kwargs)
            return answer

        return ask

    return decorate


def _keyed(make: Callable[P, R], name: str) -> Callable[..., R]:
    """Add what is seen to what names an answer, under a name that no other cache has."""

    @wraps(make)
    def keyed(_: bool, __: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        return settled(make(*args, **kwargs))

    asked = inspect.signature(make)
    keyed.__signature__ = asked.replace(  # type: ignore[attr-defined]
        parameters=[*_SEEN, *asked.parameters.values()]
    )
    keyed.__qualname__ = name
    return keyed
