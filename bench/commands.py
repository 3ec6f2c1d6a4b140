"""What the commands cost, cold: seconds, processor time and peak memory of a process each.

``python bench/commands.py [runs] [other checkout]`` prints a Markdown table, the median of the
runs; with another checkout of this project (an older version, with its data), its figures stand
beside, each run next to the other. Trust processor time and memory where the machine is shared.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.peak import RUN
from common.paths import ROOT


@dataclass(frozen=True)
class Budget:
    """What a command may cost.

    Attributes
    ----------
    arguments : of the command, without its output.
    output : name of the file that it writes.
    seconds : at most, on a machine that does nothing else.
    memory : peak, MB; None where none is set.
    """

    arguments: tuple[str, ...]
    output: str
    seconds: float
    memory: int | None


BUDGETS = {
    "profile of a commune": Budget(("profile", "commune:09122"), "profile.json", 2.5, 350),
    "layer of all the communes": Budget(
        ("layer", "--level", "commune", "--domain", "sante"), "layer.geojson", 4.0, 600
    ),
    "note of a commune": Budget(("note", "commune:01004"), "note.pdf", 4.0, None),
}


@dataclass(frozen=True)
class Cost:
    """What one run took: seconds, processor seconds (user and system), peak MB."""

    seconds: float
    processor: float
    memory: float


def cost_of(budget: Budget, checkout: Path = ROOT) -> Cost:
    """Run a command in a process of its own.

    Raises
    ------
    RuntimeError
        If it fails.
    """
    with tempfile.TemporaryDirectory() as folder:
        command = [
            *(sys.executable, "-c", RUN, str(Path(folder) / "peak"), *budget.arguments),
            *("-o", str(Path(folder) / budget.output)),
        ]
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603 - our own command
            command,
            cwd=checkout,
            env=os.environ | {"PYTHONPATH": str(checkout)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        peak = int((Path(folder) / "peak").read_text())
    if process.returncode:
        raise RuntimeError(f"{' '.join(budget.arguments)} : {process.returncode}")
    return Cost(seconds, used.ru_utime + used.ru_stime, peak / 1000)


def written(costs: list[Cost]) -> str:
    """Write the median of some runs."""
    seconds, processor, memory = (
        median(getattr(cost, name) for cost in costs) for name in ("seconds", "processor", "memory")
    )
    return f"{seconds:.1f} s, {processor:.1f} s, {memory:.0f} MB"


def main(runs: int, before: Path | None) -> None:
    """Print the table."""
    print("| command | budget | before (wall, processor, peak) | now |")
    print("|---|---|---|---|")
    for name, budget in BUDGETS.items():
        now, then = [], []
        for _ in range(runs):
            if before is not None:
                then.append(cost_of(budget, before))
            now.append(cost_of(budget))
        memory = "" if budget.memory is None else f", {budget.memory} MB"
        print(
            f"| {name} | {budget.seconds} s{memory} "
            f"| {written(then) if then else '–'} | {written(now)} |",
            flush=True,
        )


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 3,
        Path(sys.argv[2]) if len(sys.argv) > 2 else None,
    )
