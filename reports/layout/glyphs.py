"""What a page can show of a text: characters that neither font has are replaced, never dropped.

Lato comes first, then DejaVu Sans, which matplotlib brings; what neither has (Chinese, many emoji)
becomes U+FFFD, and control characters a space.
"""

from __future__ import annotations

import unicodedata
from functools import cache, lru_cache
from pathlib import Path

import matplotlib as mpl
from matplotlib.ft2font import FT2Font

from common.paths import FONTS

REPLACEMENT = "\ufffd"
FAMILIES = ("Lato", "DejaVu Sans")
#: Longest run of characters without a place where a line may break.
LONGEST_RUN = 40
_ZERO_WIDTH_SPACE = "\u200b"
#: Invisible characters that fonts need not have.
_KEPT = frozenset({"\u00ad", _ZERO_WIDTH_SPACE, "\n"})


def fallback_fonts() -> Path:
    """Folder of DejaVu Sans."""
    return Path(mpl.get_data_path()) / "fonts" / "ttf"


@cache
def _drawn() -> frozenset[str]:
    """List the characters that one of the two fonts can draw, in regular and in bold."""
    pairs = [
        (FONTS / f"Lato-{style}.ttf", fallback_fonts() / f"DejaVuSans{suffix}.ttf")
        for style, suffix in (("Regular", ""), ("Bold", "-Bold"))
    ]
    regular, bold = (
        set[int]().union(*(FT2Font(str(path)).get_charmap() for path in pair)) for pair in pairs
    )
    return frozenset(chr(code) for code in regular & bold)


def printable(text: str) -> str:
    r"""Keep what the fonts of a report can draw.

    Parameters
    ----------
    text : any text, from data or from a reader.

    Returns
    -------
    str
        The text in its composed form (NFC); control and format characters are spaces, characters
        without glyph are U+FFFD, and a run of letters too long for a line may break.

    Examples
    --------
    >>> printable("Saint-Denis\x07 \u4e2d ŀ")
    'Saint-Denis  � ŀ'
    """
    composed = unicodedata.normalize("NFC", text)
    return _breakable("".join(_shown(character) for character in composed))


@lru_cache(maxsize=5_000)
def _shown(character: str) -> str:
    if character in _KEPT:
        return character
    category = unicodedata.category(character)
    if category in ("Cc", "Cf", "Zl", "Zp"):
        return " "
    return character if character in _drawn() else REPLACEMENT


def _breakable(text: str) -> str:
    if len(text) <= LONGEST_RUN:
        return text
    pieces, run = [], 0
    for character in text:
        run = 0 if character.isspace() or character == _ZERO_WIDTH_SPACE else run + 1
        if run > LONGEST_RUN:
            pieces.append(_ZERO_WIDTH_SPACE)
            run = 1
        pieces.append(character)
    return "".join(pieces)
