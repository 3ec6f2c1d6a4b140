from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidDataError
from indicators.views.survey_size import (
    SurveyPlan,
    answers_needed,
    difference_margin,
    margin_given,
    proportion_deviation,
)

PLANS = st.builds(
    SurveyPlan,
    deviation=st.floats(0.1, 5),
    design_effect=st.floats(1, 5),
    population=st.one_of(st.none(), st.integers(40, 1_000_000)),
)


@given(PLANS, st.floats(0.02, 3))
def test_the_number_of_answers_is_the_smallest_that_reaches_the_margin(
    plan: SurveyPlan, margin: float
) -> None:
    answers = answers_needed(margin, plan)
    assert margin_given(answers, plan) <= margin * (1 + 1e-6)
    if answers > 1:
        assert margin_given(answers - 1, plan) > margin * (1 - 1e-6)


@given(PLANS, st.integers(2, 40))
def test_more_answers_never_widen_the_margin(plan: SurveyPlan, answers: int) -> None:
    assert margin_given(answers, plan) <= margin_given(answers - 1, plan)
    assert difference_margin(answers, plan) == pytest.approx(
        math.sqrt(2) * margin_given(answers, plan)
    )


def test_everyone_asked_leaves_no_margin() -> None:
    plan = SurveyPlan(proportion_deviation(), population=60)
    assert margin_given(60, plan) == 0
    assert answers_needed(1e-6, plan) == 60


def test_the_margin_covers_what_samples_without_replacement_give() -> None:
    random = np.random.default_rng(11)
    people = (np.arange(400) < 120).astype(float)
    plan = SurveyPlan(float(people.std(ddof=1)), population=400)
    means = np.array([random.choice(people, 80, replace=False).mean() for _ in range(2000)])
    covered = (np.abs(means - people.mean()) <= margin_given(80, plan)).mean()
    # 95 % within what 2,000 draws and the steps of a proportion of 80 allow.
    assert 0.93 < covered < 0.97


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: SurveyPlan(0.0), "écart type"),
        (lambda: SurveyPlan(1.0, 0.5), "effet de plan"),
        (lambda: SurveyPlan(1.0, 1.0, 0), "population"),
        (lambda: SurveyPlan(math.nan), "écart type"),
        (lambda: answers_needed(0.0, SurveyPlan(1.0)), "marge"),
        (lambda: margin_given(0, SurveyPlan(1.0)), "réponses"),
        (lambda: proportion_deviation(1.0), "part attendue"),
    ],
)
def test_nonsense_is_refused_in_words(call: object, named: str) -> None:
    assert callable(call)
    with pytest.raises(InvalidDataError, match=named):
        call()
