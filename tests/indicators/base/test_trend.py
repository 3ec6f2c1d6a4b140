"""Direction of a series, against published tables and examples."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau, theilslopes

from indicators.base.mann_kendall import _critical, _tail
from indicators.base.trend import LEAST_CHANGE, RISK, Direction, TrendTest
from tests.indicators.base.one_series import p_value, slope, statistic, trend

#: Upper tail of S by number of dates: Kendall 1975, table 1 (Gilbert 1987, table A18).
TABLE = {
    4: {4: 0.167, 6: 0.042},
    5: {4: 0.242, 6: 0.117, 8: 0.042, 10: 0.0083},
    6: {7: 0.136, 9: 0.068, 11: 0.028, 13: 0.0083, 15: 0.0014},
    7: {9: 0.119, 11: 0.068, 13: 0.035, 15: 0.015},
    8: {12: 0.089, 14: 0.054, 16: 0.031, 18: 0.016, 20: 0.0071},
    10: {15: 0.108, 17: 0.078, 19: 0.054, 21: 0.036, 23: 0.023},
}
NUMBERS = st.integers(-1_000, 1_000).map(float)


def rows(values: list[float], start: int = 2010, step: int = 1) -> pd.DataFrame:
    years = range(start, start + step * len(values), step)
    nothing = np.full(len(values), np.nan)
    return pd.DataFrame(
        {"year": years, "value": values, "numerator": nothing, "denominator": nothing}
    )


def rates(events: list[float], base: list[float]) -> pd.DataFrame:
    frame = rows(list(np.array(events) / np.array(base)), 2011, 5)
    return frame.assign(numerator=events, denominator=base)


@pytest.mark.parametrize("dates", TABLE)
def test_probabilities_are_those_of_the_published_table(dates: int) -> None:
    for reached, upper in TABLE[dates].items():
        ours = _tail((1,) * dates, reached) / 2
        assert ours == pytest.approx(upper, abs=0.0006)


def test_theil_slope_of_the_cloud_seeding_of_hollander_and_wolfe() -> None:
    """Example 9.1: double ratio of rainfall over five years, C = -6, slope -0.056."""
    seeding = np.array([1.26, 1.27, 1.12, 1.16, 1.03])
    assert statistic(seeding) == -6
    assert p_value(seeding) / 2 == pytest.approx(0.117, abs=0.0005)
    assert slope(np.arange(1.0, 6.0), seeding).middle == pytest.approx(-0.056, abs=0.0005)


@given(st.lists(NUMBERS, min_size=5, max_size=12, unique=True))
def test_without_ties_it_is_the_exact_test_of_scipy(values: list[float]) -> None:
    found = kendalltau(np.arange(len(values)), values, method="exact")
    assert p_value(np.array(values)) == pytest.approx(found.pvalue)


@given(st.lists(st.integers(0, 3).map(float), min_size=5, max_size=7))
def test_with_ties_it_is_the_share_of_the_orders(values: list[float]) -> None:
    """Counted over every order of the values."""
    from itertools import permutations  # noqa: PLC0415

    far = abs(statistic(np.array(values)))
    orders = np.array(list(permutations(values)))
    earlier, later = np.triu_indices(len(values), 1)
    reached = np.abs(np.sign(orders[:, later] - orders[:, earlier]).sum(axis=1))
    assert p_value(np.array(values)) == pytest.approx((reached >= far).mean())


@given(st.lists(NUMBERS, min_size=5, max_size=15))
def test_the_slope_is_that_of_theil_inside_its_interval(values: list[float]) -> None:
    years = np.arange(len(values), dtype=float)
    found = slope(years, np.array(values))
    assert found.middle == pytest.approx(theilslopes(values, years).slope)
    assert found.low <= found.middle <= found.high


def test_the_interval_takes_the_ordered_slopes_of_the_book() -> None:
    """Five dates, 91.6 %: k = 8, C = 6, from the second slope to the ninth of ten."""
    assert _critical(5, 0.1) == 8
    years, values = np.arange(5.0), np.array([1.26, 1.27, 1.12, 1.16, 1.03])
    earlier, later = np.triu_indices(5, 1)
    ordered = np.sort((values[later] - values[earlier]) / (years[later] - years[earlier]))
    assert slope(years, values)[1:] == pytest.approx((ordered[1], ordered[8]))


def test_four_dates_never_reach_the_risk() -> None:
    assert _tail((1,) * 4, 6) > RISK
    assert trend(rows([1, 2, 3, 4])).test is TrendTest.NONE


def test_a_rise_a_fall_and_noise() -> None:
    assert trend(rows([5, 5.2, 5.1, 5.6, 6, 6.2])).direction is Direction.UP
    assert trend(rows([6, 5.8, 5.9, 5.2, 5, 4.9])).direction is Direction.DOWN
    assert trend(rows([5, 7, 4, 8, 5, 6])).direction is Direction.UNKNOWN


def test_a_certain_but_tiny_change_is_stable() -> None:
    tiny = trend(rows([100, 100.1, 100.2, 100.3, 100.4, 100.5]))
    assert tiny.p_value < RISK
    assert tiny.change < LEAST_CHANGE
    assert tiny.direction is Direction.STABLE
    assert trend(rows([0.0] * 6)).direction is Direction.STABLE


def test_two_rates_are_those_of_the_fluoroscopies_of_rothman() -> None:
    """41 cancers in 28,010 women-years, 15 in 19,017: ratio 1.86, 1.03 to 3.35 at 95 %."""
    found = trend(rates([15, 41], [19_017, 28_010]))
    assert found.test is TrendTest.TWO_RATES
    assert 1 + found.change == pytest.approx(1.86, abs=0.005)
    assert np.sqrt((1 + found.low) * (1 + found.high)) == pytest.approx(1.86, abs=0.005)
    width = np.log((1 + found.high) / (1 + found.low)) / 1.6449 * 1.9600
    assert np.exp(np.log(1.856) + width / 2) == pytest.approx(3.35, abs=0.01)
    assert found.direction is Direction.UP


def test_few_dates_with_counts_and_without() -> None:
    census = trend(rates([900, 1_000, 1_100], [10_000, 10_000, 10_000]))
    assert (census.first, census.last, census.dates) == (2011, 2021, 3)
    assert census.direction is Direction.UP
    small = trend(rates([9, 10, 11], [100, 100, 100]))
    assert (small.direction, small.test) == (Direction.UNKNOWN, TrendTest.TWO_RATES)
    large = trend(rates([1e6, 1.001e6], [1e7, 1e7]))
    assert large.direction is Direction.STABLE
    assert trend(rows([1.0, 2.0])).direction is Direction.UNKNOWN


def test_missing_values_are_left_out_and_none_is_unknown() -> None:
    gap = trend(rows([1.0, np.nan, 2.0, 3.0, 4.0, 5.0]))
    assert (gap.dates, gap.direction) == (5, Direction.UP)
    nothing = trend(rows([np.nan, np.nan]))
    assert (nothing.first, nothing.last, nothing.dates) == (0, 0, 0)
    with pytest.raises(ValueError, match="one row a year"):
        trend(pd.concat([rows([1.0]), rows([2.0])]))


@given(st.lists(st.floats(0.1, 100), min_size=5, max_size=12), st.integers(-3, 5))
def test_the_direction_does_not_depend_on_the_unit(values: list[float], power: int) -> None:
    scale = 2.0**power  # exact: another scale may round two values to one
    found, scaled = trend(rows(values)), trend(rows([scale * value for value in values]))
    assert found.p_value == pytest.approx(scaled.p_value)
    reversed_ = trend(rows(values[::-1]))
    opposite = {Direction.UP: Direction.DOWN, Direction.DOWN: Direction.UP}
    assert reversed_.direction is opposite.get(found.direction, found.direction)
