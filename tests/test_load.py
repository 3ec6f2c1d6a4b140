"""Crowds on the real application; ``bench/load.py`` prints what a large one meets."""

from __future__ import annotations

import pytest

from bench.load import CHANGES, ERRANDS, Visit, at_most, load

MOST_MEMORY = 1_500
#: Seconds within which 95 % of the answers come: a map, a profile that nobody asked for, a note.
MAP, PROFILE, NOTE = 2, 5, 5


def _all_answered(visits: list[Visit], times: int = CHANGES) -> None:
    assert [error for visit in visits for error in visit.errors] == []
    assert {len(visit.changes) for visit in visits} == {times}


@pytest.mark.parametrize(
    ("errand", "times"), [("epci", CHANGES), pytest.param("notes", 1, marks=pytest.mark.slow)]
)
def test_sessions_that_visit_together_get_their_own_answers(errand: str, times: int) -> None:
    visits, memory = load(4, errand, pause=(0, 0), changes=times)
    _all_answered(visits, times)
    assert {len(visit.notes) for visit in visits} == {times if errand == "notes" else 0}
    assert memory < MOST_MEMORY


@pytest.mark.slow
@pytest.mark.parametrize("errand", [name for name in ERRANDS if name != "hurry"])
def test_thirty_visitors_seldom_wait(errand: str) -> None:
    visits, memory = load(30, errand)
    _all_answered(visits)
    changed = [seconds for visit in visits for seconds in visit.changes]
    taken = [seconds for visit in visits for seconds in visit.notes]
    if taken:
        assert at_most(changed) < PROFILE
        assert at_most(taken) < NOTE
    else:
        assert at_most(changed) < MAP
    assert memory < MOST_MEMORY
