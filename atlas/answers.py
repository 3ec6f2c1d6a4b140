"""Which function answers which measure."""

from __future__ import annotations

from collections.abc import Callable

from atlas.crossed_measures import answer_both_views, answer_need_response, answer_partnerships
from atlas.desk import Desk
from atlas.measures import (
    Measured,
    answer_gap,
    answer_indicator,
    answer_objective,
    answer_perceived,
)
from atlas.query import LayerQuery, Measure

_ANSWERS: dict[Measure, Callable[[Desk, LayerQuery], Measured]] = {
    Measure.OBJECTIVE: answer_objective,
    Measure.PERCEIVED: answer_perceived,
    Measure.GAP: answer_gap,
    Measure.INDICATOR: answer_indicator,
    Measure.PARTNERSHIPS: answer_partnerships,
    Measure.NEED_RESPONSE: answer_need_response,
    Measure.BOTH_VIEWS: answer_both_views,
}


def answer(desk: Desk, query: LayerQuery) -> Measured:
    """Work out the measure that a question asks for.

    Raises
    ------
    NotAvailableError
        If the data cannot answer.
    """
    return _ANSWERS[query.measure](desk, query)
