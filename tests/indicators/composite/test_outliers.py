from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from indicators.composite.options import Treatment
from indicators.composite.outliers import Treated, shape, treat
from indicators.composite.recipe import Recipe

BOTH = Recipe("", treatment=Treatment.WINSORISE_THEN_LOG)
columns = st.lists(st.none() | st.integers(-1000, 1000), min_size=1, max_size=40)


def column(*values: float) -> pd.DataFrame:
    return pd.DataFrame({"x": values}, dtype=float)


def audited(result: Treated, *columns: str) -> list[object]:
    return list(result.audit.loc[["x"], list(columns)].iloc[0])


def test_moments_are_scipy_s() -> None:
    values = np.random.default_rng(0).lognormal(size=50)
    skewness, kurtosis = shape(values)
    assert skewness == pytest.approx(stats.skew(values, bias=False))
    assert kurtosis == pytest.approx(stats.kurtosis(values, bias=False))
    assert np.isnan(shape(np.array([1.0, 2.0, 3.0]))).all()
    assert np.isnan(shape(np.full(10, 3.0))).all()


def test_extremes_move_to_the_next_value_on_the_side_of_the_skewness() -> None:
    values = [*range(1, 21), 100, 300]
    result = treat(column(*values), BOTH)
    assert result.table["x"].tolist() == [*range(1, 21), 20, 20]
    assert audited(result, "treatment", "low", "high", "passes") == ["winsorise", 0, 2, True]
    mirrored = treat(column(*(-v for v in values)), BOTH)
    assert mirrored.table["x"].tolist() == [-v for v in result.table["x"]]
    assert audited(mirrored, "low", "high") == [2, 0]


def test_too_many_extremes_call_for_the_logarithm_of_the_original() -> None:
    values = np.exp(np.linspace(0, 15, 300))
    result = treat(column(*values), BOTH)
    expected = np.log(values - values.min() + 0.01 * np.ptp(values))
    np.testing.assert_allclose(result.table["x"], expected)
    assert audited(result, "treatment", "low", "high") == ["log", 0, 0]
    never = treat(column(*values), Recipe("", treatment=Treatment.WINSORISE))
    assert never.audit.loc["x", "high"] == 5
    assert not never.audit.loc["x", "passes"]


def test_tied_extremes_move_together_or_not_at_all() -> None:
    values = [*np.linspace(0, 1, 200), *[50] * 6]
    result = treat(column(*values), Recipe("", treatment=Treatment.WINSORISE))
    assert result.table["x"].tolist() == values
    assert audited(result, "treatment", "high") == ["none", 0]


def test_what_passes_or_cannot_be_tested_is_left_alone() -> None:
    frame = pd.DataFrame({"flat": [2.0] * 9, "few": [1.0, 1e9, *[np.nan] * 7], "even": range(9)})
    result = treat(frame, BOTH)
    pd.testing.assert_frame_equal(result.table, frame.astype(float))
    assert result.audit["treatment"].unique().tolist() == ["none"]
    assert result.audit["passes"].tolist() == [pd.NA, pd.NA, True]


@given(columns, st.sampled_from(Treatment))
@settings(max_examples=60)
def test_order_is_kept_missing_stays_missing_and_few_values_move(
    values: list[int | None], treatment: Treatment
) -> None:
    frame = pd.DataFrame({"x": values}, dtype=float)
    result = treat(frame, Recipe("", treatment=treatment))
    assert result.table.isna().equals(frame.isna())
    pair = pd.DataFrame({"before": frame["x"], "after": result.table["x"]}).dropna()
    assert (pair.sort_values("before")["after"].diff().dropna() >= -1e-12).all()
    audit = result.audit.loc["x"]
    if audit["treatment"] != "log":
        assert (pair["before"] != pair["after"]).sum() == audit["low"] + audit["high"] <= 5
    if treatment is Treatment.NONE:
        assert (pair["before"] == pair["after"]).all()
