"""Which function answers which measure."""

from __future__ import annotations

from collections.abc import Callable

from atlas.desk.desk import Desk
from atlas.desk.query import LayerQuery, Measure
from atlas.layer.crossed_measures import (
    answer_both_views,
    answer_need_response,
    answer_partnerships,
)
from atlas.layer.measures import (
    Measured,
    answer_gap,
    answer_indicator,
    answer_objective,
    answer_perceived,
)

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
