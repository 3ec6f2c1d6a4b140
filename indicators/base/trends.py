"""Where many series go at once: the rules of :mod:`indicators.base.trend`, on arrays.

Series that are known at the same dates are told together: a level of 34,875 communes takes less
than a second.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.base.laws import normal_above, normal_quantile
from indicators.base.mann_kendall import Numbers, p_values, slopes
from indicators.base.trend import (
    FEWEST,
    LEAST_CHANGE,
    LEAST_DATES,
    RISK,
    Direction,
    TrendTest,
)

_KEYS = ["indicator", "code"]
_TESTED = ("change", "low", "high", "p_value")


def trends(values: pd.DataFrame) -> pd.DataFrame:
    """Tell where each series goes.

    Parameters
    ----------
    values : columns indicator, code, year, value, numerator, denominator, of one level; only the
        series of several years are told.

    Returns
    -------
    DataFrame
        Sorted by indicator and code: indicator, code, direction and test (keys of
        :class:`indicators.base.trend.Direction` and :class:`indicators.base.trend.TrendTest`),
        first and last (years of the first and last known values; 0 if there is none), dates (known
        values), change (from first to last, as a share of the level: the median of the values with
        Sen's slope, the first rate otherwise), low and high (its interval at 90 %), p_value; NaN
        where nothing is tested.

    Raises
    ------
    ValueError
        If a year comes twice in a series.

    Examples
    --------
    >>> rates = pd.DataFrame({"indicator": "rate", "code": "09", "year": range(2019, 2025),
    ...     "value": [5, 5.2, 5.6, 6, 6.1, 6.4], "numerator": np.nan, "denominator": np.nan})
    >>> trends(rates)[["direction", "test", "first", "last", "dates"]].to_numpy().tolist()
    [['up', 'mann_kendall', 2019, 2024, 6]]
    """
    several = values.groupby("indicator", observed=True)["year"].transform("nunique") >= FEWEST
    rows = values[several]
    keys = [pd.factorize(rows[name], sort=True) for name in _KEYS]
    (indicators, indicator_keys), (codes, code_keys) = keys
    pairs, series = np.unique(indicators * len(code_keys) + codes, return_inverse=True)
    table = {
        "indicator": indicator_keys.astype("str")[pairs // max(len(code_keys), 1)],
        "code": code_keys.astype("str")[pairs % max(len(code_keys), 1)],
    }
    return pd.DataFrame({**table, **_told(rows, series, len(pairs))})


def _told(rows: pd.DataFrame, series: npt.NDArray[np.intp], count: int) -> dict[str, Any]:
    """Tell each series, by the dates at which it is known."""
    years, dates = np.unique(rows["year"].to_numpy(), return_inverse=True)
    known = rows["value"].notna().to_numpy()
    at = (series[known], dates[known])
    if len(np.unique(series[known] * len(years) + dates[known])) < known.sum():
        raise ValueError("one row a year expected")
    values, numerators, denominators = (
        _laid(rows[name].to_numpy(dtype="float64")[known], at, (count, len(years)))
        for name in ("value", "numerator", "denominator")
    )
    told: dict[str, Any] = {
        "direction": np.full(count, Direction.UNKNOWN.value, dtype=object),
        "test": np.full(count, TrendTest.NONE.value, dtype=object),
        **{name: np.zeros(count, dtype="int64") for name in ("first", "last", "dates")},
        **{name: np.full(count, np.nan) for name in _TESTED},
    }
    shown = pd.DataFrame(np.isfinite(values))
    for _, alike in shown.groupby([*shown]):
        pattern, here = alike.iloc[0].to_numpy(), alike.index.to_numpy()
        moments = years[pattern]
        if not len(moments):
            continue
        found = {"first": moments[0], "last": moments[-1], "dates": len(moments)}
        if len(moments) >= LEAST_DATES:
            # A value lent by a larger area is that of many communes: each series is told once.
            own = pd.DataFrame(values[here][:, pattern])
            which = own.groupby([*own], sort=False).ngroup().to_numpy()
            once = own.drop_duplicates().to_numpy()
            many = _of_many(moments.astype("float64"), once)
            found |= {name: cells[which] for name, cells in many.items()}
        elif len(moments) >= FEWEST:
            ends = np.flatnonzero(pattern)[[0, -1]]
            found |= _of_two_rates(numerators[here][:, ends], denominators[here][:, ends])
        for name, cells in found.items():
            told[name][here] = cells
    return told | {name: told[name].astype("str") for name in ("direction", "test")}


def _laid(cells: Numbers, at: Any, shape: tuple[int, int]) -> Numbers:
    """Lay the cells of series (rows) by date (columns)."""
    laid = np.full(shape, np.nan)
    laid[at] = cells
    return laid


def _of_many(years: Numbers, values: Numbers) -> dict[str, Any]:
    probability = p_values(values)
    level = np.abs(np.median(values, axis=1))
    middle, low, high = slopes(years, values, 2 * RISK)
    span = years[-1] - years[0]
    with np.errstate(divide="ignore", invalid="ignore"):
        change, low, high = (
            np.where(level > 0, span * one / level, np.nan) for one in (middle, low, high)
        )
    direction = _directions(change, low, high, probability)
    direction[(level == 0) & (values == 0).all(axis=1)] = Direction.STABLE.value
    return {
        "direction": direction,
        "test": np.full(len(values), TrendTest.MANN_KENDALL.value, dtype=object),
        "change": change,
        "low": low,
        "high": high,
        "p_value": probability,
    }


def _of_two_rates(numerators: Numbers, denominators: Numbers) -> dict[str, Any]:
    """Compare the first and the last rates; those whose counts are not known are not tested."""
    counts = np.hstack([numerators, denominators])
    tested = np.asarray((np.nan_to_num(counts) > 0).all(axis=1))
    numerators = np.where(tested[:, None], numerators, 1.0)
    rates = numerators / np.where(tested[:, None], denominators, 1.0)
    ratio = np.log(rates[:, 1] / rates[:, 0])
    error = np.sqrt((1 / numerators).sum(axis=1))
    probability = 2 * normal_above(np.abs(ratio) / error)
    reach = normal_quantile(1 - RISK) * error
    low, change, high = (np.expm1(ratio + shift) for shift in (-reach, 0.0, reach))
    direction = np.where(
        tested, _directions(change, low, high, probability), Direction.UNKNOWN.value
    )
    numbers = {"change": change, "low": low, "high": high, "p_value": probability}
    return {
        "direction": direction,
        "test": np.where(tested, TrendTest.TWO_RATES.value, TrendTest.NONE.value),
        **{name: np.where(tested, cells, np.nan) for name, cells in numbers.items()},
    }


def _directions(change: Numbers, low: Numbers, high: Numbers, probability: Numbers) -> Any:
    moves = (probability < RISK) & (np.abs(change) >= LEAST_CHANGE)
    inside = (low > -LEAST_CHANGE) & (high < LEAST_CHANGE)
    found = np.select(
        [moves & (change > 0), moves, inside],
        [Direction.UP.value, Direction.DOWN.value, Direction.STABLE.value],
        Direction.UNKNOWN.value,
    )
    return found.astype(object)
