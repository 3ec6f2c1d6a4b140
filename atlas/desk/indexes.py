"""The same codes once in memory, however many tables are indexed by them.

What an index keeps to find its rows (the codes as Python texts, a table of hashes) weighs 3 MB for
the communes, more than a column of figures; tables that share the index share it too.
"""

from __future__ import annotations

from threading import Lock
from typing import Any, TypeVar

import pandas as pd

T = TypeVar("T")
#: Rows below which nothing is gained.
_SMALLEST = 10_000


class SameIndexes:
    """Gives the tables that come one after the other one index where theirs are the same."""

    def __init__(self) -> None:
        self._known: list[pd.Index[Any]] = []
        self._guard = Lock()

    def __call__(self, made: T) -> T:
        """Give a table, or each table of a tuple, the index of an earlier one that has the same.

        Examples
        --------
        >>> same = SameIndexes()
        >>> codes = [f"{number:05d}" for number in range(10_000)]
        >>> first, second = (same(pd.Series(0, index=pd.Index(codes))) for _ in range(2))
        >>> first.index is second.index
        True
        """
        for table in made if isinstance(made, tuple) else (made,):
            if isinstance(table, pd.DataFrame | pd.Series) and _weighs(table.index):
                table.index = self._one(table.index)
        return made

    def _one(self, index: pd.Index[Any]) -> pd.Index[Any]:
        with self._guard:
            for known in self._known:
                if known.dtype == index.dtype and known.equals(index):
                    # What is kept to find rows is of the codes, under whatever name.
                    return known if known.name == index.name else known.rename(index.name)
            self._known.append(index)
        return index


def _weighs(index: pd.Index[Any]) -> bool:
    return (
        len(index) >= _SMALLEST and index.nlevels == 1 and pd.api.types.is_string_dtype(index.dtype)
    )
