"""The official names of the territories, by level and code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd
import pyarrow as pa

from common.levels import Level, Territory
from common.lookup import Lookup


class TerritoryNames(Mapping[tuple[str, str], str]):
    """Names by level and code, read from the table of territories itself.

    Parameters
    ----------
    territories : as given by :func:`geo.territories.read_territories`.
    """

    def __init__(self, territories: pd.DataFrame) -> None:
        self._levels, self._codes, self._names = (
            pa.array(territories[column]) for column in ("level", "code", "name")
        )
        self._rows = Lookup(
            f"{level}:{code}"
            for level, code in zip(territories["level"], territories["code"], strict=True)
        )

    def __getitem__(self, key: tuple[str, str]) -> str:
        """Name a territory.

        Raises
        ------
        KeyError
            If it does not exist.
        """
        return str(self._names[self.row(*key)].as_py())

    def row(self, level: str, code: str) -> int:
        """Give the row of a territory in the table, from 0.

        Raises
        ------
        KeyError
            If it does not exist.
        """
        rows = self._rows.of(f"{level}:{code}")
        if not rows:
            raise KeyError((level, code))
        return rows[0]

    def __contains__(self, key: object) -> bool:
        """Tell whether a territory exists, given its level and its code."""
        return isinstance(key, tuple) and f"{key[0]}:{key[1]}" in self._rows

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Give levels and codes, in the order of the table."""
        return (
            (str(level.as_py()), str(code.as_py()))
            for level, code in zip(self._levels, self._codes, strict=True)
        )

    def __len__(self) -> int:
        """Count the territories."""
        return len(self._names)

    def place(self, row: int) -> Territory:
        """Give the territory of a row, from 0."""
        return Territory(Level(self._levels[row].as_py()), str(self._codes[row].as_py()))
