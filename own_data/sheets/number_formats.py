"""What the cell of a workbook shows of the number that it holds: a date, a percentage, zeros."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

GENERAL = "General"
#: Formats that a workbook does not write out (ECMA-376, 18.8.30), among those that matter here.
BUILT_IN = {
    **dict.fromkeys((9, 10), "0%"),
    **dict.fromkeys((14, 15, 16, 17, 22, 27, 30, 36, 50, 57), "yyyy-mm-dd"),
    **dict.fromkeys((18, 19, 20, 21, 45, 46, 47), "hh:mm:ss"),
}
#: Parts of a format that are no sign of it: texts between quotes, colours, escaped signs.
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_DATE = re.compile(r"[ymdhs]", re.I)
_PADDED = re.compile(r"0{2,}")
#: Days before the first of January 1900 as Excel counts, which takes 1900 for a leap year.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST_DAY = 2_958_465
#: Significant digits that Excel shows.
_DIGITS = 15


def format_of(style: int, custom: Mapping[int, str]) -> str:
    """Give the format of an identifier."""
    return custom.get(style) or BUILT_IN.get(style, GENERAL)


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """Write a number as its cell shows it, without the rounding.

    A date is ISO; a percentage keeps its sign; a code with the format « 00000 » has its zeros.

    Examples
    --------
    >>> shown(1001.0, "00000"), shown(1001.0, "General"), shown(0.125, "0.0%")
    ('01001', '1001', '12.5%')
    >>> shown(46022.0, "dd/mm/yyyy"), shown(0.1 + 0.2, "General"), shown(1e-7, "General")
    ('2025-12-31', '0.3', '0.0000001')
    """
    pattern = _signs(code)
    if not pattern:
        return _plain(value)
    if _DATE.search(pattern) and 0 <= value <= _LAST_DAY:
        moment = (_EPOCH_1904 if from_1904 else _EPOCH) + timedelta(days=value)
        if value % 1 == 0:
            return moment.date().isoformat()
        return moment.isoformat(sep=" ", timespec="seconds")
    if "%" in pattern:
        return f"{_plain(value * 100)}%"
    text = _plain(value)
    if _PADDED.fullmatch(pattern) and text.isdecimal():
        return text.zfill(len(pattern))
    return text


@lru_cache(maxsize=1_000)
def _signs(code: str) -> str:
    """Give what a format says of positive numbers, "" where it says nothing."""
    pattern = _LITERAL.sub("", code.split(";", maxsplit=1)[0])
    return "" if pattern == GENERAL else pattern


def _plain(value: float) -> str:
    text = f"{value:.{_DIGITS}g}"
    return np.format_float_positional(float(text), trim="-") if "e" in text else text
