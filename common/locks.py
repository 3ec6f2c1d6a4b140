"""One process at a time, on one machine; a lock goes with the process that holds it."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

#: Seconds between two tries.
_PAUSE = 0.5


@contextmanager
def alone(path: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Wait until no other process holds a lock, and hold it.

    The system frees the lock of a process that dies. Where it has no such locks (Windows),
    nothing is waited for.

    Parameters
    ----------
    path : file of the lock, made if needed and left there.
    waiting : called each time the lock is found taken.

    Raises
    ------
    OSError
        If the file cannot be made.
    """
    handle = os.open(path, os.O_CREAT | os.O_RDWR | getattr(os, "O_NOFOLLOW", 0), 0o644)
    try:
        if sys.platform != "win32":
            import fcntl  # noqa: PLC0415 - not there on every system

            while True:
                try:
                    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    waiting()
                    time.sleep(_PAUSE)
        yield
    finally:
        os.close(handle)
