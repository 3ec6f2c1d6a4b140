"""The rows of a table by what they are of, each part cut out when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Self

import numpy as np
import pandas as pd

#: What a part is of: a word for each column of the key.
Words = tuple[str, ...]


class Parted(Mapping[Words, pd.DataFrame]):
    """Parts of a table: the rows of each key, in their order, indexed by code.

    A reader asks for a few of hundreds of parts: none is made before.

    Examples
    --------
    >>> rows = pd.DataFrame({"level": ["epci", "region"], "code": ["A", "B"], "n": [1, 2]})
    >>> Parted(rows, ["level"])["region",]["n"].to_dict()
    {'B': 2}
    """

    def __init__(self, rows: pd.DataFrame, key: Sequence[str]) -> None:
        """Note where the rows of each part are.

        Parameters
        ----------
        rows : has ``code`` and the columns of the key, texts none of which is missing.
        key : columns that say what a part is of, one at least.
        """
        self._rows = rows.drop(columns=list(key)).set_index("code")
        words = list(zip(*(rows[name].tolist() for name in key), strict=True))
        places: dict[Words, list[int]] = {}
        for place, of in enumerate(words):
            places.setdefault(of, []).append(place)
        self._places = {of: np.array(rows_of) for of, rows_of in places.items()}

    def only(self, wanted: Callable[[Words], bool]) -> Self:
        """Keep some parts; the rows are held once for both."""
        made = self.__class__.__new__(self.__class__)
        made._rows = self._rows
        made._places = {words: where for words, where in self._places.items() if wanted(words)}
        return made

    def __getitem__(self, words: Words) -> pd.DataFrame:
        """Cut a part out."""
        return self._rows.iloc[self._places[words]]

    def __iter__(self) -> Iterator[Words]:
        """Go through what there are parts of."""
        return iter(self._places)

    def __len__(self) -> int:
        """Count the parts."""
        return len(self._places)
