"""Where a series goes: up, down, stable, or not known.

Five dates or more: Mann-Kendall's test at 5 %, both sides, and Sen's slope. With four dates no
order reaches 5 % (the most extreme has one chance in twelve): for two to four dates, as of the
census, the first and the last rates are compared, if their counts are known, by the ratio of two
Poisson rates on a logarithmic scale (Rothman, Greenland and Lash, *Modern Epidemiology*, 14).

A series goes up or down if the test says so and the change over the period is at least a twentieth
of its level: less may be certain and mean nothing. It is stable if the change lies, with 90 %
confidence, inside that twentieth (Schuirmann 1987: no evidence of a change is no evidence of
stability). Otherwise unknown.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import NormalDist

import numpy as np
import pandas as pd

from common.labelled import Labelled
from indicators.base.mann_kendall import Numbers, p_value, slope

#: Least change over the period, as a share of the level, that is worth a direction.
LEAST_CHANGE = 0.05
LEAST_DATES = 5
#: Dates without which there is no series.
FEWEST = 2
RISK = 0.05


class Direction(Labelled):
    """Where a series goes."""

    UP = "up", "en hausse"
    DOWN = "down", "en baisse"
    STABLE = "stable", "stable"
    UNKNOWN = "unknown", "non établie"


class TrendTest(Labelled):
    """What the direction rests on."""

    MANN_KENDALL = "mann_kendall", "test de Mann-Kendall à 5 %"
    TWO_RATES = "two_rates", "comparaison des taux de la première et de la dernière date, à 5 %"
    NONE = "none", "aucun test : trop peu de dates"


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
