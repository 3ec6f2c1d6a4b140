"""Which part of a name is what someone typed, so that a list of names can show it."""

from __future__ import annotations

import re
from itertools import pairwise

from common.french import fold
from common.limits import SEARCH_LENGTH, SEARCH_WORDS
from geo.search import normalise

#: Pieces of a text in their order, each with whether it was typed.
Pieces = tuple[tuple[str, bool], ...]

#: Before the beginning of a word.
_WORD = "(?<![^ ])"


def typed_part(written: str, typed: str) -> Pieces:
    """Cut a text where it says what was typed: at the beginning of its words, else within one.

    Parameters
    ----------
    written : a name or a code as it is shown.
    typed : what was looked for, compared as :class:`geo.search.SearchIndex` does.

    Returns
    -------
    tuple
        The pieces, which make the text again; one that was not typed where nothing is alike.

    Examples
    --------
    >>> typed_part("Aubusson", "aubu")
    (('Aubu', True), ('sson', False))
    >>> typed_part("Saint-Étienne", "st etie")
    (('Saint-Étie', True), ('nne', False))
    >>> typed_part("Aubusson", "busso"), typed_part("Marseille", "marseile")
    ((('Au', False), ('busso', True), ('n', False)), (('Marseille', False),))
    """
    folded, places = _folded(written)
    words = normalise(typed[:SEARCH_LENGTH]).split()[:SEARCH_WORDS]
    whole = " ".join(words)
    bold = [False] * len(written)
    for begin, asked in ((_WORD, [whole]), (_WORD, words), ("", [whole])):
        for start, end in _spans(folded, begin, asked):
            first, last = places[start], places[end - 1]
            bold[first : last + 1] = [True] * (last + 1 - first)
        if any(bold):
            break
    cuts = [i for i in range(1, len(written)) if bold[i] != bold[i - 1]]
    edges = [0, *cuts, len(written)]
    return tuple((written[start:end], bold[start]) for start, end in pairwise(edges) if end > start)


def _spans(folded: str, begin: str, asked: list[str]) -> list[tuple[int, int]]:
    """Tell where each of some words stands first, whatever marks part those of a phrase."""
    patterns = [begin + re.escape(word).replace(r"\ ", " +") for word in asked if word]
    found = [re.search(pattern, folded) for pattern in patterns]
    return [match.span() for match in found if match]


def _folded(written: str) -> tuple[str, list[int]]:
    """Fold a text letter by letter; tell which letter each one of the folded text comes from."""
    letters = [fold(letter) or " " for letter in written]
    places = [place for place, folded in enumerate(letters) for _ in folded]
    return "".join(letters), places
