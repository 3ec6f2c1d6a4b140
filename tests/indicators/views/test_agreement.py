from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from indicators.views.agreement import (
    agreement,
    reliability,
    residual,
    spearman,
    spearman_interval,
    weighted_kappa,
)


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


def test_where_no_line_can_be_drawn_nothing_is_left_over() -> None:
    same = pd.Series([3.0, 3.0, 3.0])
    assert residual(same, pd.Series([1.0, 2.0, 3.0])).isna().all()
    assert residual(pd.Series([1.0, np.nan]), pd.Series([2.0, 3.0])).isna().all()


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


def test_the_interval_of_a_rank_correlation_covers_it() -> None:
    random = np.random.default_rng(8)
    truth = 6 / np.pi * np.arcsin(0.6 / 2)  # Spearman's ρ of a normal pair of correlation 0.6.
    covered = []
    for _ in range(600):
        first, noise = random.normal(size=(2, 17))
        second = 0.6 * first + 0.8 * noise
        found = spearman(pd.Series(first), pd.Series(second))
        low, high = spearman_interval(found, 17)
        covered.append(low <= truth <= high)
    # 95 % is aimed at; within three standard errors of 600 draws.
    assert np.mean(covered) > 0.95 - 3 * np.sqrt(0.95 * 0.05 / 600)
    assert all(np.isnan(spearman_interval(0.5, 3)))
    assert spearman_interval(1.0, 10) == (1.0, 1.0)


def test_the_agreement_is_taken_over_the_units_known_on_both_sides() -> None:
    objective = pd.Series([1.0, 2, 3, 4, 5, 6, np.nan], index=list("abcdefg"))
    perceived = pd.Series([1.0, 3, 2, 4, 5, 6, 90], index=list("abcdefg"))
    found = agreement(objective, perceived, pd.Series(0.5, index=list("abcdefg")))
    assert found.units == 6
    assert found.spearman == pytest.approx(spearman(objective[:6], perceived[:6]))
    assert found.low < found.spearman < found.high
    assert found.kappa == pytest.approx(weighted_kappa(objective, perceived))
    assert found.reliability == pytest.approx(1 - 0.25 / perceived[:6].var())
