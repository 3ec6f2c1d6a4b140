"""Say on the terminal that a command is at work, once it has taken a second and said nothing yet.

A bar (:mod:`commands.progress`) tells more, and takes its place; so does anything that is said.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Lock, Thread

#: Seconds of silence.
PATIENCE = 1.0
_CLEARED = "\r\x1b[K"


class Waiting:
    """A line that is written again each second, until :meth:`end`."""

    def __init__(self, name: str) -> None:
        self._name, self._start = name, time.monotonic()
        self._over, self._lock, self._shown = Event(), Lock(), False
        self._thread = Thread(target=self._tell, daemon=True)
        self._thread.start()

    def _tell(self) -> None:
        while not self._over.wait(PATIENCE):
            with self._lock:
                if self._over.is_set():
                    return
                seconds = round(time.monotonic() - self._start)
                sys.stderr.write(f"{_CLEARED}{self._name} : en cours… {seconds}\u202fs")
                sys.stderr.flush()
                self._shown = True

    def end(self) -> None:
        """Wipe the line out; nothing is written after."""
        with self._lock:
            self._over.set()
            if self._shown:
                sys.stderr.write(_CLEARED)
                sys.stderr.flush()
                self._shown = False
        self._thread.join()


_current: list[Waiting] = []


@contextmanager
def waiting(name: str, *, shown: bool) -> Iterator[None]:
    """Have a terminal know that a command is at work.

    Parameters
    ----------
    name : of the command.
    shown : whether it is to be told.
    """
    if shown and sys.stderr.isatty():
        _current.append(Waiting(name))
    try:
        yield
    finally:
        hush()


def hush() -> None:
    """End the line, before anything else is written."""
    while _current:
        _current.pop().end()
