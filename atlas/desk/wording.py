"""How values, ranks and intervals are said in French, the same for every door."""

from __future__ import annotations

import pandas as pd

from common.french import NARROW_SPACE, NO_BREAK_SPACE, number, ordinal, percent
from indicators.base.catalogue import SHARE
from indicators.base.questions import PublishedQuestion

_LARGE = 1000
#: Below it, a share is told with a decimal.
_SMALL_SHARE = 20.0
_METRES = "m"
#: Metres in a kilometre, and the least distance told with a figure (kilometres).
_KILOMETRE, _NEAREST = 1000, 0.1
#: Longest unit that is a symbol (€, km…) and must not be parted from its number.
_SYMBOL = 3


def quantity(value: float | None, unit: str) -> str:
    """Write an indicator's value with the decimals that its size deserves, and its unit.

    >>> from common.french import NARROW_SPACE
    >>> quantity(0.1234, "share").replace(NARROW_SPACE, " "), quantity(12.34, "minutes")
    ('12,3 %', '12,3 minutes')

    Distances are told in kilometres; those of a commune are counted from its own centre, and 0 is
    the place that has what is sought.

    >>> [quantity(value, "m").replace(NO_BREAK_SPACE, " ") for value in (29_000, 5_234.7, 40, 0)]
    ['29 km', '5,2 km', 'moins de 0,1 km', 'dans la commune']
    """
    if pd.isna(value):
        return "–"
    if unit == SHARE:
        return percent(value)
    if unit == _METRES:
        return _distance(value / _KILOMETRE)
    space = NO_BREAK_SPACE if len(unit) <= _SYMBOL else " "
    return f"{number(value, 0 if abs(value) >= _LARGE else 1)}{space}{unit}"


def briefly(value: float | None, unit: str) -> str:
    """Write a value beside another of the same unit, which is not said twice: its symbol stays.

    >>> briefly(99.8, "emplois pour 100 actifs occupés")
    '99,8'
    >>> briefly(950, "€ par an et par habitant").replace(NO_BREAK_SPACE, " ")
    '950,0 €'
    >>> briefly(0.5, "share").replace(NARROW_SPACE, " ")
    '50,0 %'
    """
    first, *others = unit.split(" ")
    if not others:
        return quantity(value, unit)
    return quantity(value, first if len(first) <= _SYMBOL else "").strip()


def _distance(kilometres: float) -> str:
    """Write a distance; those of the communes are known to the kilometre."""
    if kilometres == 0:
        return "dans la commune"
    if kilometres < _NEAREST:
        return f"moins de {number(_NEAREST, 1)}{NO_BREAK_SPACE}km"
    return f"{number(kilometres, 0 if float(kilometres).is_integer() else 1)}{NO_BREAK_SPACE}km"


def rate_phrase(rate: float, low: float, high: float) -> str:
    """Write a number of partnerships for 10,000 inhabitants with its interval.

    >>> rate_phrase(0.42, 0.1, 2.34), rate_phrase(0.01, float("nan"), float("nan"))
    ('0,42 (0,10 à 2,34)', '0,01 (intervalle non défini)')
    >>> rate_phrase(float("nan"), float("nan"), float("nan"))
    '–'
    """
    if pd.isna(rate):
        return number(None)
    interval = f"{number(low, 2)} à {number(high, 2)}" if pd.notna(low) else "intervalle non défini"
    return f"{number(rate, 2)} ({interval})"


def rank_phrase(rank: float | None, ranked: float) -> str:
    """Write a rank among those that have one.

    >>> from common.french import NARROW_SPACE
    >>> rank_phrase(12.0, 1255.0).replace(NARROW_SPACE, " ")
    '12ᵉ sur 1 255'
    """
    if pd.isna(rank):
        return "non classé"
    return f"{ordinal(int(rank))} sur {number(ranked)}"


def rank_interval_phrase(
    rank: float | None, ranked: float, low: float | None, high: float | None
) -> str:
    """Write a rank as the interval that the choices of the recipe allow.

    The plain rank is written where no interval is known.

    >>> from common.french import NARROW_SPACE
    >>> rank_interval_phrase(130, 1255, 112, 164).replace(NARROW_SPACE, " ")
    'entre le 112ᵉ et le 164ᵉ rang sur 1 255'
    >>> rank_interval_phrase(1, 18, 1, 1)
    '1ᵉʳ sur 18 dans presque tous les calculs'
    >>> rank_interval_phrase(12, 18, pd.NA, pd.NA)
    '12ᵉ sur 18'
    """
    if pd.isna(rank) or pd.isna(low) or pd.isna(high):
        return rank_phrase(rank, ranked)
    if low == high:
        return f"{ordinal(int(low))} sur {number(ranked)} dans presque tous les calculs"
    return f"entre le {ordinal(int(low))} et le {ordinal(int(high))} rang sur {number(ranked)}"


def interval_phrase(value: float, low: float, high: float, n: float) -> str:
    """Write an estimate with its interval and size.

    >>> interval_phrase(61.2, 55.0, 67.4, 120.0)
    '61 sur 100 (intervalle à 95 % : 55 à 67), 120 réponses'
    """
    text = f"{number(value)} sur 100"
    if pd.notna(low):
        text += f" (intervalle à 95 % : {number(low)} à {number(high)})"
    if pd.notna(n):
        text += f", {number(n)} réponses"
    return text


def answer_value(question: PublishedQuestion, value: float, low: float, high: float) -> str:
    """Write an answer with its interval: a percentage where the question counts people.

    Parameters
    ----------
    question : its declaration.
    value, low, high : perceived fragility, 0-100; NaN bounds without a margin.
    """
    share = (question.low, question.high) == (0.0, 1.0)
    decimals = int(share and value < _SMALL_SHARE)
    unit = f"{NARROW_SPACE}%" if share else ""
    text = f"{number(value, decimals)}{unit or f'{NO_BREAK_SPACE}sur{NO_BREAK_SPACE}100'}"
    if pd.isna(low):
        return text
    between = f"{NO_BREAK_SPACE}à{NO_BREAK_SPACE}"
    return f"{text} ({number(low, decimals)}{between}{number(high, decimals)}{unit})"
