"""Chance that can be drawn again, what it says, and how far to believe it.

Light to import: the constants of the spatial statistics are here for doors that do not run them.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Any

import numpy as np
import numpy.typing as npt

#: Permutations of the whole map, behind the pseudo p-value of a global statistic.
PERMUTATIONS = 9_999
#: Conditional permutations of each unit, behind the pseudo p-value of a local statistic.
LOCAL_PERMUTATIONS = 999_999
#: A unit that they leave undecided gets as many again, up to so many times.
MOST_ROUNDS = 10
#: The seed of the draws.
SEED = 20_261_122
#: Monte-Carlo standard errors within which a p-value may stand on the other side of a threshold.
MARGIN = 2.0
#: Below, a permutation test of local statistics says nothing (13 régions, for instance).
MINIMUM_UNITS = 30
_GLOBAL_GENERATOR = Lock()
#: Two global statistics closer than this, relatively, differ by rounding alone.
_ROUNDING = 1e-10

Floats = npt.NDArray[np.float64]
Counts = npt.NDArray[np.signedinteger[Any]]


def two_sided(at_least: Counts, at_most: Counts, draws: Counts) -> Floats:
    """Give two-sided pseudo p-values, ``min(1, 2 · (min(≥, ≤) + 1) / (R + 1))``.

    Parameters
    ----------
    at_least, at_most : draws at least, and at most, as large as what is observed; ties in both.
    draws : R.

    Examples
    --------
    >>> two_sided(np.array([0, 70]), np.array([99, 60]), np.array([99, 99])).tolist()
    [0.02, 1.0]
    """
    return np.asarray(np.minimum(1.0, 2 * (np.minimum(at_least, at_most) + 1) / (draws + 1)))


def monte_carlo_error(p: Floats, draws: Counts) -> Floats:
    """Give the standard error that the draws leave on two-sided pseudo p-values.

    >>> monte_carlo_error(np.array([0.02, 1.0]), np.array([9_999, 9_999])).round(4).tolist()
    [0.002, 0.01]
    """
    tail = p / 2
    return np.asarray(2 * np.sqrt(tail * (1 - tail) / draws))


def p_of(observed: float, drawn: Floats) -> tuple[float, float]:
    """Give the two-sided pseudo p-value of a global statistic, and its Monte-Carlo error."""
    slack = _ROUNDING * max(1.0, abs(observed))
    at_least = np.array([(drawn >= observed - slack).sum()])
    at_most = np.array([(drawn <= observed + slack).sum()])
    draws = np.array([len(drawn)])
    p = two_sided(at_least, at_most, draws)
    return float(p[0]), float(monte_carlo_error(p, draws)[0])


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """Lend NumPy's global generator, from which esda draws, to one thread; give it back as it was.

    esda also changes the filters of warnings: they are given back too.
    """
    with _GLOBAL_GENERATOR, warnings.catch_warnings():
        before = np.random.get_state()  # noqa: NPY002 - the generator that esda uses
        np.random.seed(seed)  # noqa: NPY002 - as above
        try:
            yield
        finally:
            np.random.set_state(before)  # noqa: NPY002 - as above
