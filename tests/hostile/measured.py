"""Read a hostile file in a child of this process: what came of it, and what it took.

A child is forked from a parent that has opened everything, so that hundreds of files cost no start;
what it takes is its own: memory beyond that of its birth, and processor time.
"""

from __future__ import annotations

import os
import pickle
import resource
import signal
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.errors import NotKeptError
from common.limits import of_a_visitor
from geo.gazetteer import Gazetteer
from own_data.checks.report_json import report_json
from own_data.kinds.choices import Choices
from own_data.kinds.loading import check
from own_data.loaded import OwnSource
from own_data.workspace.session import SessionWorkspace
from tests.hostile.case import Case, Taken
from tests.speed import quickest

#: What a file of a visitor without account may take at most: the promise of the product.
MOST_SECONDS, MOST_MEGABYTES = 2.0, 200.0
#: What a process takes more when another uses the same memory: half the tests run beside these (a
#: file of 2.0 s alone took 2.9).
SHARED = 1.5
#: Where a child is stopped, so that a fault harms no machine: seconds on the clock, bytes.
_STOPPED_AFTER, _STOPPED_ABOVE = 60, 2_000_000_000
ABOUT = OwnSource("Essai", "Préfecture de l’Ain", 2025)


@dataclass(frozen=True)
class Measured:
    """What came of a file.

    Attributes
    ----------
    report : :func:`own_data.checks.report_json.report_json`.
    found : what the case looks at, None where the file is refused.
    seconds, megabytes : that its check took, or loading it if that is more, the first as
        :func:`tests.speed.quickest` says it.
    broken : traceback, "" where the check answered.
    """

    report: dict[str, Any]
    found: Any
    seconds: float
    megabytes: float
    broken: str = ""


def measured(case: Case, places: Gazetteer) -> Measured:
    """Read a file in a child; again where it took long, for the least that it takes."""
    return quickest(MOST_SECONDS * SHARED, lambda: _measured(case, places))


def _measured(case: Case, places: Gazetteer) -> Measured:
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        os.close(reading)
        _answer(case, places, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as answers:
        said = answers.read()
    _, status = os.waitpid(child, 0)
    if not said:
        return Measured({}, None, 0, 0, f"stopped, status {os.waitstatus_to_exitcode(status)}")
    answer: Measured = pickle.loads(said)  # noqa: S301 - our own child
    return answer


def _answer(case: Case, places: Gazetteer, writing: int) -> None:
    """Read the file, write what came of it, and leave without the parent's farewells."""
    try:
        signal.alarm(_STOPPED_AFTER)
        answer = _read(case, places)
        with os.fdopen(writing, "wb") as answers:
            pickle.dump(answer, answers)
    finally:
        os._exit(0)


def _read(case: Case, places: Gazetteer) -> Measured:
    content = case.write()
    Path("/proc/self/clear_refs").write_text("5")  # the highest mark begins anew
    before, started = _kilobytes("VmRSS"), time.process_time()
    most = _kilobytes("VmSize") * 1024 + _STOPPED_ABOVE
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    try:
        with of_a_visitor(anybody=True):
            checked = check(case.kind, content, case.file, places, Choices(ABOUT, **case.said))
            seconds = time.process_time() - started
            if checked.loaded is not None:  # another click
                started = time.process_time()
                with suppress(NotKeptError):  # larger than a visitor's workspace: it is told
                    SessionWorkspace().add(checked.loaded)
                seconds = max(seconds, time.process_time() - started)
    except BaseException:  # noqa: BLE001 - the parent is told of anything
        return Measured({}, None, 0, 0, traceback.format_exc())
    megabytes = (_kilobytes("VmHWM") - before) / 1024
    found = None
    if checked.loaded is not None and isinstance(case.outcome, Taken):
        found = case.outcome.found(checked.loaded)
    return Measured(report_json(checked.report), found, seconds, megabytes)


def _kilobytes(what: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return int(next(line for line in lines if line.startswith(f"{what}:")).split()[1])
