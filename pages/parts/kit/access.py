"""Who may load, and who may read, where a server shares a workspace; its own session's is open.

People identify themselves by the provider that ``.streamlit/secrets.toml`` names (OpenID Connect),
or, where there is none, by the token of the server. Without either nobody loads anything.
"""

from __future__ import annotations

import hmac
import os
from contextlib import AbstractContextManager
from enum import Enum, auto

import streamlit as st

from common.errors import UnknownNameError
from common.limits import of_a_visitor
from own_data.workspace.opening import SETTING

#: Environment variables: the token; who may log in; who may read.
TOKEN, MEMBERS, READERS = "FRAGISCOPE_TOKEN", "FRAGISCOPE_MEMBERS", "FRAGISCOPE_READERS"
#: Words of :data:`READERS`: those who may load (the default), anybody.
ONLY_MEMBERS, ANYBODY = "membres", "tous"
#: Characters: a shorter token could be guessed.
SHORTEST_TOKEN = 20
#: In the session: whether the token was given.
_GIVEN = "access.given"
WITHOUT_NAME = "par jeton"


class Way(Enum):
    """How people identify themselves."""

    NONE = auto()
    """Nobody has to: the workspace is that of the session."""
    LOGIN = auto()
    TOKEN = auto()
    CLOSED = auto()
    """Neither is set: nobody can."""


def way() -> Way:
    """Tell how people identify themselves on this server.

    Raises
    ------
    UnknownNameError
        If the token is too short.
    """
    if not os.environ.get(SETTING, "").strip():
        return Way.NONE
    if "is_logged_in" in st.user:
        return Way.LOGIN
    token = os.environ.get(TOKEN, "")
    if token and len(token) < SHORTEST_TOKEN:
        raise UnknownNameError(
            "le jeton du réglage",
            f"{TOKEN} ({len(token)} caractères)",
            f"{SHORTEST_TOKEN} caractères au moins, tirés au hasard",
        )
    return Way.TOKEN if token else Way.CLOSED


def may_load() -> bool:
    """Tell whether this visitor may change what is loaded."""
    asked = way()
    if asked is Way.LOGIN:
        return bool(st.user.get("is_logged_in")) and is_member()
    if asked is Way.TOKEN:
        return bool(st.session_state.get(_GIVEN, False))
    return asked is Way.NONE


def own_limits() -> AbstractContextManager[None]:
    """Accept of a file, while it is read here, what this visitor may ask of the server."""
    return of_a_visitor(anybody=way() is Way.NONE)


def may_read() -> bool:
    """Tell whether this visitor may see what is loaded.

    Raises
    ------
    UnknownNameError
        If :data:`READERS` is none of its words.
    """
    readers = os.environ.get(READERS, "").strip() or ONLY_MEMBERS
    if readers not in (ONLY_MEMBERS, ANYBODY):
        raise UnknownNameError(f"le réglage {READERS}", readers, [ONLY_MEMBERS, ANYBODY])
    return readers == ANYBODY or may_load()


def is_member() -> bool:
    """Tell whether who logged in is among :data:`MEMBERS`: addresses, or domains after an @.

    A provider lets in all of its people: without the setting, each of them is one.
    """
    members = os.environ.get(MEMBERS, "").casefold().split()
    if not members:
        return True
    address = str(st.user.get("email") or "").casefold()
    if st.user.get("email_verified") is False or "@" not in address:
        return False
    return address in members or f"@{address.rpartition('@')[2]}" in members


def who() -> str:
    """Name who loads; "" where there are no accounts."""
    asked = way()
    if asked is Way.LOGIN:
        return str(st.user.get("email") or st.user.get("name") or st.user.get("sub") or "")
    return WITHOUT_NAME if asked is Way.TOKEN else ""


def give_token(text: str) -> bool:
    """Take a token; the time that it takes tells nothing of how near it is.

    Returns
    -------
    bool
        Whether it is the one of the server.
    """
    right = hmac.compare_digest(text.strip().encode(), os.environ.get(TOKEN, "").encode())
    st.session_state[_GIVEN] = right and way() is Way.TOKEN
    return bool(st.session_state[_GIVEN])


def leave() -> None:
    """Forget the token."""
    st.session_state.pop(_GIVEN, None)
