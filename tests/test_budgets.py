"""Memory and processor time of the commands; wall time is measured by bench/commands.py."""

from __future__ import annotations

import pytest

from bench.commands import BUDGETS, Budget, cost_of

#: Processor seconds for one of the budget: a busy machine shares its caches, and pytest-xdist its
#: cores. A command that is twice as slow as it may be is found; one that is 10 % slower is not.
MARGIN = 2.0


@pytest.mark.whole
@pytest.mark.parametrize("budget", BUDGETS.values(), ids=list(BUDGETS))
def test_a_command_stays_within_its_budget(budget: Budget) -> None:
    cost = cost_of(budget)
    assert cost.processor <= MARGIN * budget.seconds
    if budget.memory is not None:
        assert cost.memory <= budget.memory
