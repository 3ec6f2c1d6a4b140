"""Dates in French."""

from __future__ import annotations

from datetime import date

_MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)


def day_words(day: date) -> str:
    """Write a day.

    >>> day_words(date(2026, 11, 29)), day_words(date(2026, 5, 1))
    ('29 novembre 2026', '1er mai 2026')
    """
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {_MONTHS[day.month - 1]} {day.year}"
