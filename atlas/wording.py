"""How values and statuses of a layer are said in French, the same for every door."""

from __future__ import annotations

import pandas as pd

from atlas.query import Measure
from common.french import NO_BREAK_SPACE, number, ordinal, percent
from indicators.catalogue import SHARE
from indicators.domain_scores import ScoreStatus
from indicators.gaps import GapStatus
from indicators.need_response import Quadrant
from indicators.partnerships import Presence
from indicators.status import Status
from indicators.survey.publication import EstimateStatus

#: Status of a territory where no survey asked anything.
NOT_MEASURED = "not_measured"
_LARGE = 1000
_METRES = "m"
#: Longest unit that is a symbol (€, km…) and must not be parted from its number.
_SYMBOL = 3


def status_label(measure: Measure, status: str) -> str:
    """Say the status of a layer's row.

    >>> status_label(Measure.INDICATOR, "suppressed")
    'secret statistique'
    """
    if status == NOT_MEASURED:
        return "non mesurée à ce niveau"
    wordings: dict[
        Measure,
        type[ScoreStatus]
        | type[EstimateStatus]
        | type[GapStatus]
        | type[Status]
        | type[Presence]
        | type[Quadrant],
    ] = {
        Measure.OBJECTIVE: ScoreStatus,
        Measure.PERCEIVED: EstimateStatus,
        Measure.GAP: GapStatus,
        Measure.INDICATOR: Status,
        Measure.PARTNERSHIPS: Presence,
        Measure.NEED_RESPONSE: Quadrant,
        Measure.BOTH_VIEWS: GapStatus,
    }
    return wordings[measure](status).label


def quantity(value: float | None, unit: str) -> str:
    """Write an indicator's value with the decimals that its size deserves, and its unit.

    >>> from common.french import NARROW_SPACE
    >>> quantity(0.1234, "share").replace(NARROW_SPACE, " "), quantity(12.34, "minutes")
    ('12,3 %', '12,3 minutes')
    """
    if pd.isna(value):
        return "–"
    if unit == SHARE:
        return percent(value)
    space = NO_BREAK_SPACE if len(unit) <= _SYMBOL else " "
    whole = abs(value) >= _LARGE or unit == _METRES
    return f"{number(value, 0 if whole else 1)}{space}{unit}"


def rank_phrase(rank: float | None, ranked: float) -> str:
    """Write a rank among those that have one.

    >>> from common.french import NARROW_SPACE
    >>> rank_phrase(12.0, 1255.0).replace(NARROW_SPACE, " ")
    '12e sur 1 255'
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
    'entre le 112e et le 164e rang sur 1 255'
    >>> rank_interval_phrase(1, 18, 1, 1)
    '1er sur 18 dans presque tous les calculs'
    >>> rank_interval_phrase(12, 18, pd.NA, pd.NA)
    '12e sur 18'
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
