"""Crowds on the real application; ``bench/load.py`` prints what a large one meets."""

from __future__ import annotations

import numpy as np
import pytest

from bench.load import CHANGES, Visit, load

MOST_MEMORY = 1_500


def _all_answered(visits: list[Visit]) -> None:
    assert [error for visit in visits for error in visit.errors] == []
    assert {len(visit.changes) for visit in visits} == {CHANGES}


def test_sessions_that_visit_together_get_their_own_answers() -> None:
    visits, memory = load(4, pause=(0, 0))
    _all_answered(visits)
    assert memory < MOST_MEMORY


@pytest.mark.slow
def test_thirty_visitors_seldom_wait_two_seconds() -> None:
    visits, memory = load(30)
    _all_answered(visits)
    assert np.quantile([seconds for visit in visits for seconds in visit.changes], 0.95) < 2
    assert memory < MOST_MEMORY
