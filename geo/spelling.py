"""Find the texts of a long list that are spelled almost like another one."""

from __future__ import annotations

from difflib import SequenceMatcher

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

#: How alike two spellings must be (difflib's ratio), and how many are compared in full.
ALIKE, COMPARED = 0.75, 40
_LETTERS = 48
_PAIRS = 2**16


class Spellings:
    """Texts made ready for comparison.

    Parameters
    ----------
    texts : lower-case texts without accents.

    Examples
    --------
    >>> Spellings(pa.array(["lyon", "brest", "bresles"])).almost("brset", np.full(3, True))
    {1: 0.8}
    """

    def __init__(self, texts: pa.StringArray) -> None:
        self._texts = texts
        self._lengths = pc.utf8_length(texts).to_numpy(zero_copy_only=False)
        self._pairs = _letter_pairs(texts)

    def almost(self, query: str, among: NDArray[np.bool_]) -> dict[int, float]:
        """Find the texts most like a query.

        The letter pairs that two texts share are counted for all of them; the best are then
        compared in full.

        Returns
        -------
        dict
            Likeness (0-1) by position of the text.
        """
        asked = np.zeros(_PAIRS, dtype=bool)
        asked[_letter_pairs(pa.array([query]))] = True
        asked[0] = False
        shared = asked[self._pairs].sum(axis=1)
        likeness = np.where(among, 2 * shared / (self._lengths + len(query)), 0.0)
        matcher = SequenceMatcher(b=query, autojunk=False)
        found = {}
        for position in np.argsort(-likeness, kind="stable")[:COMPARED]:
            matcher.set_seq1(self._texts[int(position)].as_py())
            if among[position] and matcher.ratio() >= ALIKE:
                found[int(position)] = round(matcher.ratio(), 4)
        return found


def _letter_pairs(texts: pa.StringArray) -> NDArray[np.uint16]:
    """Number the pairs of neighbouring letters of each text: one row a text, 0 where it ended."""
    padded = np.array(texts.to_pylist(), dtype=f"U{_LETTERS}")
    letters = padded.view(np.uint32).reshape(len(padded), _LETTERS) % 256
    pairs = letters[:, :-1] * 256 + letters[:, 1:]
    return np.where(letters[:, 1:] == 0, 0, pairs).astype(np.uint16)
