"""French typography for numbers and words: the one formatter of the product.

Narrow no-break space (U+202F) groups thousands and precedes ``%``; the decimal mark is a comma;
the minus sign is U+2212.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Sequence

NARROW_SPACE = "\u202f"
NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"


def number(value: float | None, decimals: int = 0) -> str:
    """Write a number the French way; a missing one becomes an en dash.

    Examples
    --------
    >>> number(1234.56, 1).replace(NARROW_SPACE, "_")
    '1_234,6'
    >>> number(-0.04, 1), number(None), number(float("nan"))
    ('0,0', '–', '–')
    """
    import pandas as pd  # noqa: PLC0415 - half a second, which the help of a command would wait for

    if pd.isna(value) or not math.isfinite(value):
        return "–"
    text = f"{abs(value):,.{decimals}f}"
    negative = value < 0 and any(digit in text for digit in "123456789")
    text = text.replace(",", NARROW_SPACE).replace(".", ",")
    return (MINUS if negative else "") + text


def parse_number(text: str) -> float:
    """Read a number as the French write it; a point is understood too.

    Raises
    ------
    ValueError
        If the text is not a finite number.

    Examples
    --------
    >>> parse_number("1 234,5"), parse_number("−3")
    (1234.5, -3.0)
    """
    plain = re.sub(r"\s", "", text).replace(MINUS, "-").replace(",", ".")
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def signed(value: float | None, decimals: int = 0) -> str:
    """Like :func:`number`, with an explicit plus sign.

    >>> signed(3.14, 1), signed(0.0, 1)
    ('+3,1', '0,0')
    """
    text = number(value, decimals)
    return f"+{text}" if value is not None and value > 0 and text.strip("0,") else text


def percent(share: float | None, decimals: int = 1) -> str:
    """Write a share (0-1) as a percentage.

    >>> percent(0.125).replace(NARROW_SPACE, "_")
    '12,5_%'
    """
    if share is None or not math.isfinite(share):
        return "–"
    return f"{number(share * 100, decimals)}{NARROW_SPACE}%"


#: The first, with the raised letters that a text, a chart, a table and a file can all hold.
FIRST = "1ᵉʳ"


def ordinal(rank: int) -> str:
    """Write a rank.

    >>> ordinal(1), ordinal(2)
    ('1ᵉʳ', '2ᵉ')
    """
    return FIRST if rank == 1 else f"{number(rank)}ᵉ"


def plural(count: float, singular: str, several: str | None = None) -> str:
    """Choose the French form: plural from 2 on.

    >>> plural(1.5, "territoire"), plural(2, "réseau", "réseaux")
    ('territoire', 'réseaux')
    """
    return (several or singular + "s") if abs(count) >= 2 else singular


def spaced(text: str) -> str:
    """Put the no-break spaces that French typography wants around its marks.

    >>> spaced("Qui ? « Nous » : 5 % ; oui") == (
    ...     "Qui\u202f? «\u00a0Nous\u00a0»\u00a0: 5\u202f%\u202f; oui"
    ... )
    True
    """
    text = re.sub(r" (?=[;?!%])", NARROW_SPACE, text)
    return re.sub(r" (?=[:»])|(?<=«) ", NO_BREAK_SPACE, text)


_VOWELS = ("a", "e", "i", "o", "u")


def listed(words: Sequence[str]) -> str:
    """Enumerate words; where one of them holds an « et », the last comes after « ainsi que ».

    >>> listed(["la France"]), listed(["la France", "son EPCI", "ses voisins"])
    ('la France', 'la France, son EPCI et ses voisins')
    >>> listed(["la culture et les loisirs", "la santé"])
    'la culture et les loisirs ainsi que la santé'
    >>> listed(["la culture et les loisirs", "un autre domaine"])
    'la culture et les loisirs ainsi qu’un autre domaine'
    """
    if len(words) < 2:
        return "".join(words)
    last = " et "
    if any(" et " in word for word in words):
        first = unicodedata.normalize("NFD", words[-1][:1]).lower()
        last = " ainsi qu’" if first[:1] in _VOWELS else " ainsi que "
    return f"{', '.join(words[:-1])}{last}{words[-1]}"


def described(items: Iterable[str], most: int = 10) -> str:
    """List a few texts, and say how many are left.

    >>> described(["a", "b", "c"], 2)
    'a, b et 1 autre'
    """
    listed = list(items)
    left = len(listed) - most
    if left <= 0:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} et {number(left)} autre{'s' if left > 1 else ''}"


#: Words of a text without accents.
_PLAIN = re.compile("[0-9a-z]+")


def fold(text: str) -> str:
    """Reduce a text to what a search compares: no accent, no case, no punctuation.

    >>> fold("L'Haÿ-les-Roses"), fold("Œuilly")
    ('l hay les roses', 'oeuilly')
    """
    if text.isascii():
        return " ".join(_PLAIN.findall(text.casefold()))
    text = text.replace("œ", "oe").replace("Œ", "oe").replace("æ", "ae").replace("Æ", "ae")
    stripped = "".join(
        c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)
    )
    return " ".join("".join(c if c.isalnum() else " " for c in stripped.casefold()).split())
