"""Memory and processor time of the commands, memory of a server; bench/ measures time."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench.commands import BUDGETS, Budget, cost_of
from bench.visits import PAGES, visited
from common.paths import ROOT
from tests.speed import Timed, quickest

#: Processor seconds for one of the budget, beside what :mod:`tests.speed` takes off: imports slow
#: down more than its known work does. A command that is twice as slow as it may be is found; one
#: that is 10 % slower is not.
MARGIN = 2.0
#: Times that each page is visited, another choice each time; MB at which the server then stands at
#: most. It stood at 578; a library more, or a few tables of the communes kept twice, is found.
ROUNDS, SERVER_MEMORY = 2, 650


#: What a command imports before it opens the data, and packages that it must not wait for.
IMPORTED = {
    "profile": (
        ("atlas.desk.own", "atlas.desk.perimeters", "atlas.profiles.export"),
        {"geopandas", "pyproj", "xlsxwriter", "matplotlib", "scipy", "rasterio", "typst"},
    ),
    "note": (
        ("atlas.desk.own", "reports.asked", "reports.documents.kinds", "reports.documents.note"),
        {"docx", "folium", "scipy", "xlsxwriter", "sklearn", "libpysal", "rasterio"},
    ),
}


@pytest.mark.parametrize("command", IMPORTED)
def test_a_command_imports_no_package_that_it_may_do_without(command: str) -> None:
    modules, heavy = IMPORTED[command]
    script = f"import sys, {', '.join(modules)}; print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert heavy & set(done.stdout.split()) == set()


def test_a_surface_and_a_line_do_without_the_statistics_of_scipy() -> None:
    script = """
import sys
import numpy as np, pandas as pd
from geo.density import convolved, kernel
from indicators.views.agreement import residual
convolved(np.ones((9, 9)), kernel(2_000, 1_000))
residual(pd.Series([1.0, 2.0]), pd.Series([1.0, 3.0]))
print(*sys.modules)
"""
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert {"scipy.fft"} <= set(done.stdout.split())
    assert not {"scipy.stats", "scipy.signal"} & set(done.stdout.split())


@pytest.mark.whole
@pytest.mark.parametrize("budget", BUDGETS.values(), ids=list(BUDGETS))
def test_a_command_stays_within_its_budget(budget: Budget) -> None:
    def cost() -> Timed[float]:
        came = cost_of(budget)
        return Timed(came.processor, came.memory)

    best = quickest(MARGIN * budget.seconds, cost)
    assert best.seconds <= MARGIN * budget.seconds
    if budget.memory is not None:
        assert best.made <= budget.memory


@pytest.mark.whole
@pytest.mark.slow
def test_a_server_whose_pages_were_all_visited_stays_within_its_budget() -> None:
    *_, last = visited(ROUNDS * len(PAGES))
    assert last.errors == []
    assert last.memory <= SERVER_MEMORY
