"""A workspace in memory: as large as a file that may come back, and no larger."""

from __future__ import annotations

from contextlib import suppress
from itertools import count

import pytest

from common.errors import NotKeptError
from common.limits import OwnSize, of_a_visitor
from own_data.workspace import brought_back as back
from own_data.workspace import session
from own_data.workspace.brought_back import brought_back
from own_data.workspace.session import SessionWorkspace, taken_away
from tests.own_data.workspace import loads
from tests.speed import within

SIZE = OwnSize(600_000, 300_000)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    for room in (session, back):
        monkeypatch.setattr(room, "WORKSPACE_BYTES", SIZE)


def filled(workspace: SessionWorkspace) -> int:
    """Add loads until one finds no place; give how many there are."""
    for number in count(len(workspace.loads())):
        before = workspace.loads(), workspace.content()
        with suppress(NotKeptError):
            workspace.add(loads.indicators(f"propre_{number}", 500))
            continue
        assert (workspace.loads(), workspace.content()) == before
        return number
    raise AssertionError


@pytest.mark.usefixtures("small")
def test_a_full_workspace_is_told_of_and_comes_back() -> None:
    workspace = SessionWorkspace()
    with of_a_visitor(anybody=True):
        kept = filled(workspace)
        assert kept >= 2
        with pytest.raises(NotKeptError, match=r"0,3 Mo au plus\. Rien n’a été changé"):
            workspace.replace(workspace.loads()[0].key, loads.indicators("propre_0", 1_000))
        content = taken_away(workspace)
        assert len(content) <= SIZE.visitor
        assert len(brought_back(content, "espace.gpkg").loads()) == kept
        workspace.remove(workspace.loads()[0].key)
        workspace.add(loads.indicators("propre_autre", 500))
    assert filled(workspace) > kept


def test_all_that_a_visitor_may_hold_comes_back_in_time() -> None:
    workspace = SessionWorkspace()
    with of_a_visitor(anybody=True):
        for number in count():
            try:
                workspace.add(loads.partnerships(10_000, f"propre_{number}"))
            except NotKeptError:
                break
        content = taken_away(workspace)
        assert len(content) > 10_000_000
        assert len(within(2, lambda: brought_back(content, "espace.gpkg")).loads()) == number


@pytest.mark.usefixtures("small")
def test_what_is_larger_is_taken_away_whole() -> None:
    """Nobody loses what is in a workspace of many: it is only not brought back here."""
    workspace = SessionWorkspace()
    kept = filled(workspace)
    with of_a_visitor(anybody=True):
        assert len(taken_away(workspace)) > SIZE.visitor
    assert len(workspace.loads()) == kept
