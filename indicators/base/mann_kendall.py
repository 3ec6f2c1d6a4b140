"""Do short series rise or fall? Mann-Kendall's test, exact, and Sen's slope with its interval.

S counts the pairs of dates of which the later is higher, less those of which it is lower (Mann
1945, Kendall 1975). When nothing moves, all orders of the values are as likely: the distribution
of S is that of the inversions of a permutation, and with tied values that of a multiset, whose
generating function is a q-multinomial coefficient: whole numbers, no approximation.

The slope is the median of the slopes of all pairs of dates (Theil 1950, Sen 1968); its interval
takes two of these slopes in order (Hollander and Wolfe, *Nonparametric Statistical Methods*, 9.3).
The test takes dates for independent: a series that follows itself is said to move a little too
often.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.float64]


class Slopes(NamedTuple):
    """Sen's slopes by unit of time, and the limits of their intervals.

    The limits of a short series are infinite.
    """

    middle: Numbers
    low: Numbers
    high: Numbers


def p_values(values: Numbers) -> Numbers:
    """Give the probability of an S as far from 0, on either side, if nothing moves.

    Parameters
    ----------
    values : a series a row, none missing; at most 50 dates.

    Examples
    --------
    >>> p_values(np.array([[1.0, 2.0, 3.0, 4.0, 5.0], [1.0, 1.0, 1.0, 1.0, 1.0]])).round(4).tolist()
    [0.0167, 1.0]
    """
    count = values.shape[1]
    later, earlier = _pairs(count)
    reached = np.abs(np.sign(values[:, later] - values[:, earlier]).sum(axis=1)).astype("int64")
    tied = np.diff(np.sort(values, axis=1), axis=1) == 0
    # Each case once: a binary digit for each value that equals the one before it, then S.
    digits = tied @ (1 << np.arange(count - 1, dtype="int64"))
    cases, which = np.unique(digits * (len(later) + 1) + reached, return_inverse=True)
    told = [
        _tail(_sizes(int(case) // (len(later) + 1), count), int(case) % (len(later) + 1))
        for case in cases
    ]
    return np.array(told, dtype="float64")[which]


def slopes(years: Numbers, values: Numbers, risk: float = 0.1) -> Slopes:
    """Give the median slope of all pairs of dates of each series, one a row, with its interval.

    The interval is at ``1 - risk``.

    >>> years = np.arange(2015.0, 2021.0)
    >>> [limit.tolist() for limit in slopes(years, np.array([3 * years, -years]))]
    [[3.0, -1.0], [3.0, -1.0], [3.0, -1.0]]
    """
    count = values.shape[1]
    later, earlier = _pairs(count)
    every = np.sort((values[:, later] - values[:, earlier]) / (years[later] - years[earlier]))
    first = (every.shape[1] - (_critical(count, risk) - 2)) // 2
    middle = (every[:, (every.shape[1] - 1) // 2] + every[:, every.shape[1] // 2]) / 2
    if first < 1:
        return Slopes(middle, np.full_like(middle, -np.inf), np.full_like(middle, np.inf))
    return Slopes(middle, every[:, first - 1], every[:, every.shape[1] - first])


def _sizes(digits: int, count: int) -> tuple[int, ...]:
    """Read the sizes of the groups of tied values from which values equal the one before them.

    >>> _sizes(0b100, 4)
    (1, 1, 2)
    """
    sizes = [1]
    for rank in range(count - 1):
        if digits >> rank & 1:
            sizes[-1] += 1
        else:
            sizes.append(1)
    return tuple(sorted(sizes))


def _pairs(count: int) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    earlier, later = np.triu_indices(count, 1)
    return later, earlier


@lru_cache(maxsize=1024)
def _tail(sizes: tuple[int, ...], least: int) -> float:
    """Probability that S is at least so far from 0, for groups of tied values of these sizes."""
    ways = _inversions(sizes)
    untied = len(ways) - 1
    far = sum(count for fallen, count in enumerate(ways) if abs(untied - 2 * fallen) >= least)
    return float(Fraction(far, sum(ways)))


@lru_cache(maxsize=64)
def _critical(count: int, risk: float) -> int:
    """Least S that an unmoving series without ties reaches with at most half the risk."""
    ways = _inversions((1,) * count)
    total, reached = sum(ways), 0
    for fallen, number in enumerate(ways):
        reached += number
        if reached > risk / 2 * total:
            return len(ways) - 1 - 2 * (fallen - 1)
    raise AssertionError("half of the orders rise")


@lru_cache(maxsize=1024)
def _inversions(sizes: tuple[int, ...]) -> tuple[int, ...]:
    """Count the orders of a multiset by number of inversions: a q-multinomial coefficient."""
    ways, placed = [1], 0
    for size in sizes:
        for place in range(1, size + 1):
            ways = _divided(_less_shifted(ways, placed + place), place)
        placed += size
    return tuple(ways)


def _less_shifted(ways: list[int], shift: int) -> list[int]:
    """Multiply a polynomial by ``1 - q**shift``."""
    product = ways + [0] * shift
    for power, count in enumerate(ways):
        product[power + shift] -= count
    return product


def _divided(ways: list[int], shift: int) -> list[int]:
    """Divide a polynomial by ``1 - q**shift``, which divides it."""
    quotient = ways[: len(ways) - shift]
    for power in range(shift, len(quotient)):
        quotient[power] += quotient[power - shift]
    return quotient
