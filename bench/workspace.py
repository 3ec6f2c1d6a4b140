"""What a workspace costs: a load of 30 partnerships, one of 34,969 values, and reading all.

``python bench/workspace.py [runs]`` prints a Markdown table, the median of the runs, of a session,
of a file and of the PostgreSQL of Debian where it is installed.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from own_data.loaded import OwnKind
from own_data.workspace.brought_back import brought_back
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.postgres import PostgresWorkspace
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.session import SessionWorkspace, taken_away
from tests.own_data.workspace import loads
from tests.own_data.workspace.postgres_server import postgres_server

COMMUNES = 34_969
COLUMNS = ("30 partnerships", "values", "replaced", "read", "name", "taken away", "brought back")


def costs(workspace: RelationalWorkspace) -> list[float]:
    """Measure each column, in seconds."""
    partnerships, values = loads.partnerships(30), loads.communes(COMMUNES)
    spent = [timed(lambda: workspace.add(partnerships)), timed(lambda: workspace.add(values))]
    key = workspace.loads()[-1].key
    steps: list[Callable[[], object]] = [
        lambda: workspace.replace(key, values),
        lambda: [workspace.loads(), *(workspace.tables(kind) for kind in OwnKind)],
        workspace.content,
        lambda: taken_away(workspace),
    ]
    spent += [timed(step) for step in steps]
    content = taken_away(workspace)
    return [*spent, timed(lambda: brought_back(content, "espace.gpkg"))]


def timed(step: Callable[[], object]) -> float:
    """Measure a step, in seconds."""
    begin = time.perf_counter()
    step()
    return time.perf_counter() - begin


def line(name: str, runs: int, make: Callable[[int], RelationalWorkspace]) -> None:
    """Print the median of each column."""
    measured = zip(*(costs(make(run)) for run in range(runs)), strict=True)
    cells = " | ".join(f"{1000 * median(column):.0f} ms" for column in measured)
    print(f"| {name} | {cells} |", flush=True)


def main(runs: int) -> None:
    """Print the table."""
    print(f"| | {' | '.join(COLUMNS)} |\n|---|{'---:|' * len(COLUMNS)}")
    line("session", runs, lambda _: SessionWorkspace())
    with tempfile.TemporaryDirectory() as folder:
        line("GeoPackage", runs, lambda run: GeoPackageWorkspace(Path(folder, f"{run}.gpkg")))
    try:
        with postgres_server() as server:
            line("PostgreSQL", runs, lambda _: PostgresWorkspace(server.emptied()))
    except pytest.skip.Exception as absent:
        print(absent)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
