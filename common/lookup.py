"""What texts stand for, without a Python object for each of them.

A dictionary of the names of all the territories takes 300 bytes a name; two sorted arrays, 60.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np


class Lookup:
    """Numbers found by a text: one, several or none.

    Parameters
    ----------
    texts : as they are looked for, whole.
    numbers : of each of them, in the same order; their places, from 0, if None.

    Examples
    --------
    >>> postcodes = Lookup(["01400", "01250", "01400"])
    >>> postcodes.of("01400"), postcodes.of("75001"), "01250" in postcodes
    ([0, 2], [], True)
    """

    def __init__(self, texts: Iterable[str], numbers: Iterable[int] | None = None) -> None:
        written = np.array([_bytes(text) for text in texts], dtype=np.bytes_)
        order = np.argsort(written, kind="stable")
        self._texts, self._longest = written[order], written.itemsize
        self._numbers = order if numbers is None else np.array(list(numbers), dtype=int)[order]

    def of(self, text: str) -> list[int]:
        """Give the numbers of a text, in the order in which they were given."""
        asked = _bytes(text)
        # NumPy takes no account of a last zero byte, and widens all the texts to a longer one.
        if len(asked) > self._longest or asked.endswith(b"\0"):
            return []
        first = end = int(self._texts.searchsorted(asked))
        while end < len(self._numbers) and self._texts[end] == asked:
            end += 1
        numbers: list[int] = self._numbers[first:end].tolist()
        return numbers

    def __contains__(self, text: str) -> bool:
        """Tell whether a text was given."""
        return bool(self.of(text))


def _bytes(text: str) -> bytes:
    return text.encode(errors="surrogatepass")
