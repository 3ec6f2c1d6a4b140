"""The units in which results are published, and how they say a fragility of 0 to 100."""

from __future__ import annotations

import re

from common.french import fold
from common.limits import QUOTED_LENGTH
from indicators.survey.question import Question, QuestionKind
from own_data.checks.cells import number_of

_SHARE = ("%", "pourcent", "pour cent", "pourcentage", "part", "proportion")
_NOTES = re.compile(r"(?:.*\bde )?(-?[\d.,]+) (?:a|au|to) (-?[\d.,]+)(?: .*)?|(?:.*)sur ([\d.,]+)")
_BOUNDS = re.compile(r"(-?[\d.,]+)\s*[-–]\s*([\d.,]+)")
#: Sentence that says what is understood.
UNDERSTOOD = "« % », « part », « note de 1 à 5 », « note sur 10 »"


def scale_of(unit: str, *, high_is_fragile: bool) -> Question | None:
    """Read a unit; None for one that has no two ends.

    Examples
    --------
    >>> scale_of("%", high_is_fragile=True).kind.value
    'binary'
    >>> found = scale_of("note de 1 à 5", high_is_fragile=False)
    >>> found.low, found.high, found.unit
    (1.0, 5.0, 'moyenne de notes de 1 à 5')
    >>> scale_of("note sur 10", high_is_fragile=True).high, scale_of("0-100", high_is_fragile=True).high
    (10.0, 100.0)
    >>> scale_of("euros", high_is_fragile=True) is None
    True
    """  # noqa: E501
    if len(unit) > QUOTED_LENGTH:
        return None
    if unit.strip() == "%" or fold(unit) in _SHARE:
        return _question(QuestionKind.BINARY, 0.0, 1.0, high_is_fragile)
    found = _BOUNDS.fullmatch(unit.strip()) or _NOTES.fullmatch(fold(unit))
    if found is None:
        return None
    ends = [number_of(text) for text in found.groups() if text]
    low, high = (0.0, ends[0]) if len(ends) == 1 else ends
    if low is None or high is None or low >= high:
        return None
    return _question(QuestionKind.SCORE, low, high, high_is_fragile)


def is_share(unit: str) -> bool:
    """Tell whether figures without the sign are percentages: « 12 » is 12 %."""
    return unit.strip() == "%" or fold(unit) in _SHARE[:4]


def _question(kind: QuestionKind, low: float, high: float, high_is_fragile: bool) -> Question:
    return Question("", "", kind, low, high, fragile_when_high=high_is_fragile)
