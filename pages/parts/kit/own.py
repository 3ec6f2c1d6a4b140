"""The workspace of a visit: that of the session, or the one that the server shares.

Without accounts it lives in its session: no address leads to it, and it is gone with the session.
"""

from __future__ import annotations

import streamlit as st

from atlas.desk.own import with_workspace
from common.french import number
from own_data.loaded import OWN_MARK
from own_data.workspace.opening import open_workspace, workspace_address
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.session import SessionWorkspace
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.access import may_read
from pages.parts.kit.caches import forget_own
from pages.parts.kit.desk import public_desk
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.seen import OWN, Own, seen

#: Key in the session of its own workspace.
SESSION = "own.session"


def shared() -> RelationalWorkspace | None:
    """Open the workspace that the server shares, once; None where each session has its own."""
    address = workspace_address()
    return _opened(address) if address else None


@st.cache_resource(max_entries=sizes.WORKSPACES.entries, show_spinner=False)
def _opened(address: str) -> RelationalWorkspace:
    """Open a workspace once: another address is another workspace."""
    return open_workspace(address)


@st.cache_resource(scope="session", show_spinner=False, on_release=lambda _: forget_own())
def _until_the_end() -> bool:
    """Have what was made of the data of a session dropped when the session ends."""
    return True


def workspace() -> RelationalWorkspace:
    """Give the workspace that this visit may load into, made if the session has none yet."""
    common = shared()
    if common is not None:
        return common
    if SESSION not in st.session_state:
        st.session_state[SESSION] = SessionWorkspace()
        _until_the_end()
    own: RelationalWorkspace = st.session_state[SESSION]
    return own


def put_workspace(brought: SessionWorkspace | None) -> None:
    """Put another workspace in the place of that of the session; None erases it."""
    st.session_state.pop(SESSION, None)
    if brought is not None:
        st.session_state[SESSION] = brought
        _until_the_end()
    forget_own()


def follow_workspace() -> None:
    """Take note of what is loaded; at the start of each run, before anything is shown."""
    st.session_state[OWN] = Own()  # nothing, if what follows fails
    with told_in_french():
        st.session_state[OWN] = _present()


def _present() -> Own:
    common = shared()
    if common is None and SESSION not in st.session_state:
        return Own()
    if common is not None and not may_read():
        return Own()
    kept = workspace()
    count = len(kept.loads())
    if not count:
        return Own()
    companion = with_workspace(public_desk(), kept)
    return Own(kept.content(), count, companion)


def own_line() -> None:
    """Say on every page that data of the organisation are loaded, and lead to them."""
    count = seen().own.count
    if count:
        st.page_link("pages/mes_donnees.py", label=own_words(count), icon=":material/lock_person:")


def own_words(count: int) -> str:
    """Word the line.

    >>> own_words(2)
    'Données de votre organisation, non publiées (2)'
    """
    return f"{OWN_MARK[:1].upper()}{OWN_MARK[1:]} ({number(count)})"
