"""Memory goes back to the system, and not at each breath."""

from __future__ import annotations

import subprocess
import sys

import pytest

from common import memory
from common.paths import ROOT

SCRIPT = """
from pathlib import Path
from common.memory import give_back

def resident():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1000

# Small pieces; the last one holds the top of the heap, and the others cannot go back.
pieces = [bytearray(2_000) for _ in range(100_000)]
kept = pieces[-1]
full = resident()
del pieces
before = resident()
print(give_back(), full, before, resident())
"""


@pytest.mark.skipif(memory._of_c("malloc_trim") is None, reason="no malloc_trim in this C library")
def test_what_is_freed_goes_back() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], cwd=ROOT, capture_output=True, text=True, check=True
    )
    given, full, before, after = done.stdout.split()
    assert given == "True"
    assert int(full) > 200
    assert int(after) < 50
    if int(before) <= 150:
        pytest.skip("freed, but this C library had given it back by itself: nothing to compare")


@pytest.mark.skipif(memory._of_c("malloc_trim") is None, reason="no malloc_trim in this C library")
def test_it_is_not_done_twice_in_a_row() -> None:
    assert memory.give_back(pause=0)
    assert not memory.give_back()


def test_another_c_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_of_c", lambda name: None)
    assert not memory.give_back(pause=0)


#: A block of 8 MB then others of 2 MB: once a larger one was freed, the C library has the others in
#: its heap, where small pieces between them keep them from going back.
BLOCKS = """
from pathlib import Path
from common.memory import keep_few_heaps

def resident():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) // 1000

asked = {asked}
assert not asked or keep_few_heaps()
first = b"x" * 8_000_000
del first
start = resident()
pairs = [(b"x" * 2_000_000, b"x" * 80_000) for _ in range(50)]
kept = [small for _, small in pairs]
del pairs
print(resident() - start)
"""


@pytest.mark.skipif(memory._of_c("malloc_trim") is None, reason="no malloc_trim in this C library")
def test_large_blocks_go_back_as_soon_as_they_are_freed() -> None:
    left = {
        asked: int(
            subprocess.run(
                [sys.executable, "-c", BLOCKS.format(asked=asked)],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for asked in (False, True)
    }
    assert left[True] < 10
    if left[False] <= 50:
        pytest.skip("freed, but this C library does so by itself: nothing to compare")


def test_heaps_of_another_c_library_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "_of_c", lambda name: None)
    assert not memory.keep_few_heaps()
