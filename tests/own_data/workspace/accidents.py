"""Processes that tests start: loads that are killed, loads that meet.

``killed PATH POINTS`` kills a replacement at as many points, spread over its duration, and writes a
line a point. ``adding PATH WHO COUNT`` adds perimeters once the file ``PATH.go`` is there.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from common.errors import FragiscopeError
from indicators.base.values import VALUES
from own_data.loaded import Loaded, OwnKind
from own_data.workspace.opening import open_workspace
from own_data.workspace.relational import RelationalWorkspace
from tests.own_data.workspace import loads

ROWS = 1500


def variant(number: int) -> Loaded:
    """Give a version that can be told from the others by any of its rows."""
    loaded = loads.indicators(count=ROWS)
    tables = {
        file: frame.assign(value=float(number)) if "value" in frame else frame
        for file, frame in loaded.tables.items()
    }
    return loads.loaded(OwnKind.INDICATORS, tables, indicators=loaded.indicators)


def state(workspace: RelationalWorkspace) -> tuple[list[int], list[tuple[int, float, float]]]:
    """Say which version there is, and how many rows of which values."""
    tables = workspace.tables(OwnKind.INDICATORS)
    values = [tables[VALUES.file.format(level=level)]["value"] for level in ("commune", "epci")]
    versions = [load.version for load in workspace.loads()]
    return versions, [(len(one), float(one.min()), float(one.max())) for one in values]


def kill(address: str, points: int) -> None:
    """Kill replacements, the first sooner than the last."""
    workspace = open_workspace(address)
    key = workspace.add(variant(0)).key
    begin = time.monotonic()
    _wait(_start(address, key, 1))
    duration = time.monotonic() - begin
    draw = random.Random(9)  # noqa: S311 - a fixed seed
    for point in range(points):
        number = point + 2
        before = state(workspace)
        child = _start(address, key, number)
        time.sleep((point + draw.random()) / points * duration)
        os.kill(child, signal.SIGKILL)
        killed = _wait(child)
        found = state(open_workspace(address))
        version = before[0][0] + 1
        after = ([version], [(ROWS, float(number), float(number))] * 2)
        what = {"before": found == before, "after": found == after, "killed": killed}
        print(json.dumps(what), flush=True)


def _start(address: str, key: str, number: int) -> int:
    loaded = variant(number)
    child = os.fork()
    if child == 0:
        open_workspace(address).replace(key, loaded)
        os._exit(0)
    return child


def _wait(child: int) -> bool:
    """Wait for the end of a child; say whether it was killed."""
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def add(address: str, go: Path, who: str, count: int) -> None:
    """Add perimeters of one's own, then one that everybody adds."""
    workspace = open_workspace(address)
    go.with_name(f"ready-{who}").touch()
    while not go.exists():
        time.sleep(0.01)
    for name in [*(f"{who} {number}" for number in range(count)), "le même"]:
        try:
            workspace.add(loads.perimeter(name), who=who)
            print(json.dumps({name: "kept"}))
        except FragiscopeError as error:
            print(json.dumps({name: str(error)}))


if __name__ == "__main__":
    if sys.argv[1] == "killed":
        kill(sys.argv[2], int(sys.argv[3]))
    else:
        add(sys.argv[2], Path(sys.argv[3]), sys.argv[4], int(sys.argv[5]))
