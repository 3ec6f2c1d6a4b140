"""Where one series goes, the slow and plain way: what the arrays of the product are held to."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from indicators.base.mann_kendall import Numbers, _critical, _pairs, _tail
from indicators.base.trend import (
    FEWEST,
    LEAST_CHANGE,
    LEAST_DATES,
    RISK,
    Direction,
    TrendTest,
)


class Slope(NamedTuple):
    """Sen's slope by unit of time, and the limits of its interval (infinite in a short series)."""

    middle: float
    low: float
    high: float


def statistic(values: Numbers) -> int:
    """Count the pairs that rise less those that fall (S).

    >>> statistic(np.array([1.0, 3.0, 2.0, 4.0]))
    4
    """
    later, earlier = _pairs(len(values))
    return int(np.sign(values[later] - values[earlier]).sum())


def p_value(values: Numbers) -> float:
    """Probability of an S as far from 0, on either side, if nothing moves.

    Parameters
    ----------
    values : in the order of time, none missing.

    Examples
    --------
    >>> round(p_value(np.array([1.0, 2.0, 3.0, 4.0, 5.0])), 4)
    0.0167
    """
    sizes = tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))
    return _tail(sizes, abs(statistic(values)))


def slope(years: Numbers, values: Numbers, risk: float = 0.1) -> Slope:
    """Give the median slope of all pairs of dates, with its interval at ``1 - risk``.

    Examples
    --------
    >>> years = np.arange(2015.0, 2021.0)
    >>> slope(years, 3 * years)
    Slope(middle=3.0, low=3.0, high=3.0)
    """
    later, earlier = _pairs(len(values))
    every = np.sort((values[later] - values[earlier]) / (years[later] - years[earlier]))
    inside = _critical(len(values), risk) - 2
    first = (len(every) - inside) // 2
    middle = float(np.median(every))
    if first < 1:
        return Slope(middle, -np.inf, np.inf)
    return Slope(middle, float(every[first - 1]), float(every[len(every) - first]))


@dataclass(frozen=True)
class Trend:
    """Direction of one series.

    Attributes
    ----------
    direction, test : see above.
    first, last : years of the first and last known values; 0 if there is none.
    dates : known values.
    change : from first to last, as a share of the level (the median of the values with Sen's slope,
        the first rate otherwise); NaN where nothing is tested.
    low, high : its interval at 90 %.
    p_value : of the test, NaN where nothing is tested.
    """

    direction: Direction
    test: TrendTest
    first: int
    last: int
    dates: int
    change: float = np.nan
    low: float = np.nan
    high: float = np.nan
    p_value: float = np.nan


def trend(series: pd.DataFrame) -> Trend:
    """Tell where the series of one indicator in one territory goes.

    Parameters
    ----------
    series : columns year, value, and numerator and denominator (NaN where they are not known);
        one source, one row a year. Missing values are left out.

    Raises
    ------
    ValueError
        If a year comes twice.

    Examples
    --------
    >>> rates = pd.DataFrame({"year": range(2019, 2025), "value": [5, 5.2, 5.6, 6, 6.1, 6.4]})
    >>> found = trend(rates.assign(numerator=np.nan, denominator=np.nan))
    >>> found.direction.label, round(found.change, 2), round(found.p_value, 5)
    ('en hausse', 0.26, 0.00278)
    """
    columns = ["year", "value", "numerator", "denominator"]
    rows = series.sort_values("year")[columns].to_numpy(dtype="float64")
    known = rows[~np.isnan(rows[:, 1])]
    years = known[:, 0]
    if (np.diff(years) == 0).any():
        raise ValueError("one row a year expected")
    span = (int(years[0]), int(years[-1]), len(years)) if len(years) else (0, 0, 0)
    if len(known) >= LEAST_DATES:
        return _of_many(years, known[:, 1], span)
    ends = known[[0, -1], 2:] if len(known) >= FEWEST else np.full((2, 2), np.nan)
    if (ends > 0).all():
        return _of_two_rates(ends, span)
    return Trend(Direction.UNKNOWN, TrendTest.NONE, *span)


def _of_many(years: Numbers, values: Numbers, span: tuple[int, int, int]) -> Trend:
    probability = p_value(values)
    level = abs(float(np.median(values)))
    if level == 0:
        still = bool((values == 0).all())
        direction = Direction.STABLE if still else Direction.UNKNOWN
        return Trend(direction, TrendTest.MANN_KENDALL, *span, p_value=probability)
    change, low, high = (
        float((years[-1] - years[0]) * one / level) for one in slope(years, values, 2 * RISK)
    )
    direction = _direction(change, low, high, probability)
    return Trend(direction, TrendTest.MANN_KENDALL, *span, change, low, high, probability)


def _of_two_rates(ends: Numbers, span: tuple[int, int, int]) -> Trend:
    (events, base), (later_events, later_base) = ends.tolist()
    ratio = np.log(later_events / later_base) - np.log(events / base)
    error = np.sqrt(1 / events + 1 / later_events)
    probability = float(2 * (1 - NormalDist().cdf(abs(ratio) / error)))
    reach = NormalDist().inv_cdf(1 - RISK) * error
    low, change, high = (float(np.expm1(ratio + shift)) for shift in (-reach, 0.0, reach))
    direction = _direction(change, low, high, probability)
    return Trend(direction, TrendTest.TWO_RATES, *span, change, low, high, probability)


def _direction(change: float, low: float, high: float, probability: float) -> Direction:
    if probability < RISK and abs(change) >= LEAST_CHANGE:
        return Direction.UP if change > 0 else Direction.DOWN
    if low > -LEAST_CHANGE and high < LEAST_CHANGE:
        return Direction.STABLE
    return Direction.UNKNOWN
