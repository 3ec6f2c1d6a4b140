"""A small crowd on the real application; ``bench/load.py`` measures a large one."""

from __future__ import annotations

import pytest

from bench.load import CHANGES, load

pytestmark = pytest.mark.slow


def test_sessions_that_visit_together_get_their_own_answers() -> None:
    visits, memory = load(4, pause=(0, 0))
    assert [error for visit in visits for error in visit.errors] == []
    assert [len(visit.changes) for visit in visits] == [CHANGES] * 4
    assert memory < 1_500
