from __future__ import annotations

from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import NotAvailableError
from indicators.composite.aggregate import aggregate
from indicators.composite.options import Aggregation
from indicators.composite.rank import rank
from indicators.composite.recipe import Recipe

NAN = float("nan")
scores = st.none() | st.integers(1, 100)
frames = st.lists(st.tuples(scores, scores, scores), min_size=1, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=["a", "b", "c"], dtype=float)
)
weights = st.tuples(*[st.integers(1, 5)] * 3).map(lambda w: pd.Series(w, index=["a", "b", "c"]))
methods = st.sampled_from(Aggregation)
BOUNDED = [Aggregation.ARITHMETIC, Aggregation.GEOMETRIC, Aggregation.COPELAND]


def made(
    members: pd.DataFrame, given_weights: pd.Series, method: Aggregation, share: str = "2/3"
) -> pd.Series:
    return aggregate(members, given_weights, method, Recipe("", availability=Fraction(share)))


def test_closed_forms() -> None:
    members = pd.DataFrame({"a": [1.0, 8.0], "b": [4.0, 8.0], "c": [16.0, NAN]})
    given_weights = pd.Series({"a": 2, "b": 1, "c": 1})
    expected = {
        Aggregation.ARITHMETIC: [22 / 4, 8],
        Aggregation.GEOMETRIC: [(1 * 1 * 4 * 16) ** (1 / 4), 8],
        Aggregation.SUM: [22, 24],
        Aggregation.COPELAND: [0, 100],
    }
    for method, numbers in expected.items():
        np.testing.assert_allclose(made(members, given_weights, method), numbers)


@settings(max_examples=30)
@given(frames, weights, methods)
def test_too_few_members_give_no_score(
    members: pd.DataFrame, given_weights: pd.Series, method: Aggregation
) -> None:
    result = made(members, given_weights, method)
    assert (result.notna() == (members.notna().sum(axis=1) >= 2)).all()
    assert (result.isna() == rank(result).isna()).all()
    complete = made(members, given_weights, method, "1")
    assert (complete.notna() == members.notna().all(axis=1)).all()


@settings(max_examples=30)
@given(frames, weights, st.sampled_from(BOUNDED))
def test_bounds(members: pd.DataFrame, given_weights: pd.Series, method: Aggregation) -> None:
    result = made(members, given_weights, method).dropna()
    assert result.between(0, 100.000001).all()
    if method is not Aggregation.COPELAND:
        assert (result >= members.min(axis=1)[result.index] - 1e-9).all()
        assert (result <= members.max(axis=1)[result.index] + 1e-9).all()


@settings(max_examples=30)
@given(frames, weights, methods, st.sampled_from("abc"))
def test_monotone_in_each_member(
    members: pd.DataFrame, given_weights: pd.Series, method: Aggregation, column: str
) -> None:
    before = made(members, given_weights, method)
    higher = members.copy()
    higher[column] += np.where(members.index == 0, 5, 0)
    after = made(higher, given_weights, method)
    if not np.isnan(before[0]):
        assert after[0] >= before[0] - 1e-9


@settings(max_examples=30)
@given(frames, weights, methods, st.randoms(use_true_random=False))
def test_row_order_and_scale_of_weights_do_not_matter(
    members: pd.DataFrame, given_weights: pd.Series, method: Aggregation, random: object
) -> None:
    result = made(members, given_weights, method)
    order = list(members.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    pd.testing.assert_series_equal(made(members.loc[order], given_weights, method), result[order])
    if method is not Aggregation.SUM:
        pd.testing.assert_series_equal(made(members, given_weights * 7, method), result)


@settings(max_examples=30)
@given(frames, weights, methods)
def test_equal_units_share_score_and_rank(
    members: pd.DataFrame, given_weights: pd.Series, method: Aggregation
) -> None:
    twice = pd.concat([members, members], ignore_index=True)
    ranks = rank(made(twice, given_weights, method))
    assert ranks[: len(members)].tolist() == ranks[len(members) :].tolist()


def test_geometric_mean_refuses_what_is_not_positive() -> None:
    members = pd.DataFrame({"a": [1.0, 0.0], "b": [1.0, 1.0]})
    with pytest.raises(NotAvailableError, match=r"geometric.*nulle ou négative"):
        made(members, pd.Series({"a": 1, "b": 1}), Aggregation.GEOMETRIC)
    ignored = made(members, pd.Series({"a": 0, "b": 1}), Aggregation.GEOMETRIC)
    assert ignored.tolist() == [1, 1]


def test_copeland_does_not_compensate() -> None:
    # One very high score does not outweigh two that are slightly lower.
    members = pd.DataFrame({"a": [99.0, 1.0], "b": [50.0, 51.0], "c": [50.0, 51.0]})
    ones = pd.Series(1, index=["a", "b", "c"])
    assert made(members, ones, Aggregation.COPELAND).tolist() == [0, 100]
    assert made(members, ones, Aggregation.ARITHMETIC).idxmax() == 0


def test_sums_in_another_order_do_not_break_ties() -> None:
    members = pd.DataFrame({"a": [0.1, 0.3], "b": [0.2, 0.2], "c": [0.3, 0.1]})
    ones = pd.Series(1, index=["a", "b", "c"])
    for method in (Aggregation.ARITHMETIC, Aggregation.SUM, Aggregation.GEOMETRIC):
        assert rank(made(members, ones, method)).tolist() == [1, 1]
