"""What is made once and kept: threads that ask for the same thing together wait for one of them."""

from __future__ import annotations

from collections.abc import Callable
from threading import Lock, RLock, local
from typing import Any, TypeVar

from atlas.desk.indexes import SameIndexes

T = TypeVar("T")
#: Under which something is kept: see :meth:`atlas.desk.desk.Desk.once`.
Key = str | tuple[str | bool | None, ...]


class Once:
    """Things by key, each made the first time it is asked for and never let go.

    Attributes
    ----------
    indexed : gives a table the index of those of the same codes (:mod:`atlas.desk.indexes`), as all
        that is kept here has.
    """

    def __init__(self) -> None:
        self._made: dict[Key, Any] = {}
        self._making: dict[Key, RLock] = {}
        self._guard = Lock()
        self._here = local()
        self.indexed = SameIndexes()

    def keys(self) -> set[Key]:
        """Under which keys something is kept."""
        return set(self._made)

    @property
    def at_work(self) -> bool:
        """Whether this thread is making something to be kept here."""
        return getattr(self._here, "depth", 0) > 0

    def __call__(self, key: Key, make: Callable[[], T]) -> T:
        """Give what is kept under a key, made if it is not there; nothing is kept if that fails."""
        if key not in self._made:
            with self._guard:
                # Taken again by the thread that holds it: a maker that asks for itself fails by
                # its depth, and does not wait for ever.
                lock = self._making.setdefault(key, RLock())
            with lock:
                if key not in self._made:
                    self._made[key] = self._make(make)
        made: T = self._made[key]
        return made

    def _make(self, make: Callable[[], T]) -> T:
        self._here.depth = getattr(self._here, "depth", 0) + 1
        try:
            return self.indexed(make())
        finally:
            self._here.depth -= 1
