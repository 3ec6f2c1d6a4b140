"""What is expected of a territory, given how dense it is."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.stats import gamma, poisson, spearmanr

from indicators.partnerships import class_rates, compared, density_class, density_limits
from indicators.partnerships.rates import Prior


def test_classes_have_equal_numbers_and_at_least_ten_territories() -> None:
    densities = pd.Series(np.random.default_rng(1).lognormal(4, 1.5, 1_255))
    sizes = density_class(densities, density_limits(densities)).value_counts()
    assert len(sizes) == 10
    assert sizes.between(125, 126).all()
    assert len(density_limits(densities.head(101))) == 9
    assert len(density_limits(densities.head(18))) == 0


def test_a_class_where_nothing_is_still_expects_a_little() -> None:
    counts, people = pd.Series([40.0, 20.0, 0.0]), pd.Series([1e4, 1e4, 1e4])
    rates = class_rates(counts, people, pd.Series([0, 1, 2]))
    assert rates.is_monotonic_decreasing
    assert 0 < rates[2] < 1e-3
    alike = class_rates(counts * 0 + 10, people, pd.Series([0, 1, 2]))
    assert alike.tolist() == pytest.approx([1e-3] * 3)


def test_the_ratio_is_the_posterior_of_a_standardised_ratio() -> None:
    known = Prior(mean=1.0, variance=0.25, events=30, base=30)
    found = compared(pd.Series([6.0]), pd.Series([5_000.0]), pd.Series([0.0008]), known).iloc[0]
    law = gamma(4 + 6, scale=1 / (4 + 4))  # shape 1 / 0.25 + 6, rate 1 / 0.25 + 5,000 × 0.0008
    assert found["ratio"] == pytest.approx(law.mean())
    assert found[["ratio_low", "ratio_high"]].tolist() == pytest.approx(law.ppf([0.025, 0.975]))
    assert found["smoothed_rate"] == pytest.approx(8 * law.mean())
    assert (found["raw_rate"], found["expected"]) == pytest.approx((12, 8))
    assert poisson.sf(5, found["exact_low"] * 0.5) == pytest.approx(0.025)


def test_nobody_and_nothing_known_have_no_ratio() -> None:
    counts = pd.Series([3.0, np.nan, 1.0])
    people, expected = pd.Series([1e3, 1e3, 0.0]), pd.Series([1e-3, 1e-3, np.nan])
    found = compared(counts, people, expected)
    assert found["ratio"].notna().tolist() == [True, False, False]


def test_counts_that_follow_density_alone_say_nothing_of_it_once_compared() -> None:
    rng = np.random.default_rng(7)
    density = pd.Series(rng.lognormal(4, 1.3, 1_000))
    people = pd.Series(rng.integers(3_000, 60_000, 1_000).astype("float64"))
    counts = pd.Series(rng.poisson(people * 4e-3 / density**0.5).astype("float64"))
    classes = density_class(density, density_limits(density))
    expected = class_rates(counts, people, classes).loc[classes].set_axis(counts.index)
    found = compared(counts, people, expected)
    assert spearmanr(found["raw_rate"], density).statistic < -0.7
    assert abs(spearmanr(found["ratio"], density).statistic) < 0.06
