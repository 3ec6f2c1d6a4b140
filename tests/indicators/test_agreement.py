from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.agreement import reliability, residual, spearman, weighted_kappa


def test_the_residual_is_not_correlated_with_the_objective_side() -> None:
    random = np.random.default_rng(5)
    objective = pd.Series(random.normal(50, 10, 40))
    perceived = 30 + 0.3 * objective + random.normal(0, 5, 40)
    left = residual(objective, perceived)
    assert left.corr(objective) == pytest.approx(0, abs=1e-9)
    assert left.mean() == pytest.approx(0, abs=1e-9)
    # The plain difference, for its part, regresses to the mean.
    assert (perceived - objective).corr(objective) < -0.5


def test_missing_sides_are_left_out_and_stay_missing() -> None:
    objective = pd.Series([1.0, 2.0, np.nan, 4.0], index=list("abcd"))
    perceived = pd.Series([1.0, 2.0, 3.0, 4.0], index=list("abcd"))
    left = residual(objective, perceived)
    assert left.index.tolist() == list("abcd")
    assert left.isna().tolist() == [False, False, True, False]
    assert spearman(objective, perceived) == pytest.approx(1)


def test_weighted_kappa_agrees_with_the_definition() -> None:
    # Terciles of six: (0,0), (0,1), (1,0), (1,1), (2,2), (2,2); quadratic weights.
    objective = pd.Series([1.0, 2, 3, 4, 5, 6])
    perceived = pd.Series([1.0, 3, 2, 4, 5, 6])
    observed = 2 / 6
    expected = sum(abs(i - j) ** 2 / 9 for i in range(3) for j in range(3))
    assert weighted_kappa(objective, perceived) == pytest.approx(1 - observed / expected)


def test_reliability_is_nought_when_all_is_sampling_error() -> None:
    values = pd.Series([49.0, 50.0, 51.0])
    assert reliability(values, pd.Series([5.0, 5.0, 5.0])) == 0
    assert reliability(values, pd.Series([0.0, 0.0, 0.0])) == 1
