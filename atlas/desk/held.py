"""What each territory holds, found by its code without an index of all the rows.

An index of rows keeps a Python text for each of them, 80 bytes a row; this one, for each territory.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd


@dataclass(frozen=True)
class Held:
    """Rows in the order of the code of the territory that holds them.

    Attributes
    ----------
    codes : of the territories that hold some, sorted.
    ends : after which row those of each territory end, and 0 before the first.
    rows : what is held.
    """

    codes: pd.Index
    ends: np.ndarray
    rows: pd.Series

    @classmethod
    def by_code(cls, rows: pd.Series, codes: pd.Series) -> Held:
        """Put rows in the order of codes; those of a territory stay in the order given.

        Parameters
        ----------
        rows : what is held.
        codes : of the territory that holds each of them, none missing, in the same order.
        """
        numbers, known = pd.factorize(codes, sort=True)
        ends = np.concatenate([[0], np.cumsum(np.bincount(numbers, minlength=len(known)))])
        if (np.diff(numbers) < 0).any():  # else what is there already is not copied
            rows = rows.iloc[np.argsort(numbers, kind="stable")]
        return cls(pd.Index(known), ends, rows)

    def of(self, code: str) -> pd.Series:
        """Give what a territory holds; nothing where it holds none.

        Examples
        --------
        >>> held = Held.by_code(pd.Series(["x", "y", "z"]), pd.Series(["23", "01", "23"]))
        >>> list(held.of("23")), list(held.of("75"))
        (['x', 'z'], [])
        """
        place = int(self.codes.get_indexer(pd.Index([code]))[0])
        if place < 0:
            return self.rows.iloc[:0]
        return self.rows.iloc[self.ends[place] : self.ends[place + 1]]
