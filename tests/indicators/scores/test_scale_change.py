"""One ranking at two levels: classes, correlation, territories that change class."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from common.errors import InvalidDataError
from indicators.scores.scale_change import classes_of, scale_change, weighted_spearman


def test_ties_stay_in_one_class() -> None:
    scores = pd.Series([1.0, 1, 1, 1, 2, 3, 4, 5, 6, 7])
    classes = classes_of(scores)
    assert classes.tolist() == [2, 2, 2, 2, 3, 3, 4, 4, 5, 5]


def test_two_levels_worked_by_hand() -> None:
    # Ten communes in five EPCI of two; the EPCI's score is the mean of its communes', but the
    # first commune, the least fragile of all, belongs to the most fragile EPCI.
    finer = pd.Series([0.0, 2, 3, 4, 5, 6, 7, 8, 9, 10], index=list("abcdefghij"))
    held = pd.Series(list("5112233445"), index=finer.index)
    wider = pd.Series([10.0, 20, 30, 40, 50], index=list("12345"))
    people = pd.Series([100.0, *[10.0] * 9], index=finer.index)
    found = scale_change(finer, wider, held, people)
    # Classes of the communes: 1 1 2 2 3 3 4 4 5 5; of their EPCI: 5 1 1 2 2 3 3 4 4 5.
    assert found.units == 10
    assert found.changed == pytest.approx(5 / 10)
    assert found.changed_far == pytest.approx(1 / 10)
    assert found.changed_people == pytest.approx((100 + 4 * 10) / 190)
    equal = scale_change(finer, wider, held, pd.Series(1.0, index=finer.index))
    expected = stats.spearmanr(finer, held.map(wider)).statistic
    assert equal.spearman == pytest.approx(expected)


def test_units_without_score_or_container_are_left_out() -> None:
    finer = pd.Series({"a": 1.0, "b": 2.0, "c": np.nan, "d": 4.0})
    wider = pd.Series({"x": 1.0, "y": 2.0, "z": np.nan})
    held = pd.Series({"a": "x", "b": "y", "c": "y", "d": "z"})
    assert scale_change(finer, wider, held, pd.Series(1.0, index=finer.index)).units == 2
    with pytest.raises(InvalidDataError, match="territoire inconnu : w"):
        scale_change(finer, wider, held.replace("z", "w"), pd.Series(1.0, index=finer.index))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 4)), min_size=4))
def test_a_weight_is_a_number_of_copies(rows: list[tuple[int, int, int]]) -> None:
    table = pd.DataFrame(rows, columns=["first", "second", "weight"]).astype("float64")
    copies = table.loc[table.index.repeat(table["weight"].astype(int))].reset_index(drop=True)
    ones = pd.Series(1.0, index=copies.index)
    weighted = weighted_spearman(table["first"], table["second"], table["weight"])
    assert weighted == pytest.approx(
        weighted_spearman(copies["first"], copies["second"], ones), nan_ok=True
    )
    if np.isfinite(weighted):
        reference = stats.spearmanr(copies["first"], copies["second"]).statistic
        assert weighted == pytest.approx(reference)
