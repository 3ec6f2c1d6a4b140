"""95 % confidence intervals: Student for means of notes, Wilson for proportions."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from indicators.base.laws import Z, student_quantile

LEVEL = 0.95

Floats = npt.NDArray[np.floating[Any]]


def student(value: Floats, se: Floats, freedom: Floats) -> tuple[Floats, Floats]:
    """Give the t interval of means; NaN where no degree of freedom is left.

    Parameters
    ----------
    value, se : estimates and their standard errors.
    freedom : degrees of freedom (primary units less strata).

    Examples
    --------
    >>> low, high = student(np.array([5.0]), np.array([0.5]), np.array([10.0]))
    >>> low.round(3), high.round(3)
    (array([3.886]), array([6.114]))
    """
    margin = _quantile(freedom) * se
    return value - margin, value + margin


def wilson(share: Floats, n_eff: Floats, freedom: Floats | None = None) -> tuple[Floats, Floats]:
    """Give the Wilson interval of proportions with an effective number of answers.

    ``(p + z²/2n ± z √(p(1−p)/n + z²/4n²)) / (1 + z²/n)``; it stays within 0-1 and has a width
    when the share is 0 or 1. Where the variance behind ``n_eff`` was itself estimated, with some
    degrees of freedom, n is ``n_eff · (z/t)²``: without it, 95 % announced are 81 % with three
    primary units (Korn and Graubard 1998 correct Clopper and Pearson's interval in this way).

    Parameters
    ----------
    share : proportions.
    n_eff : effective answers; infinite for a share without error, whose interval is itself.
    freedom : degrees of freedom of the variance (primary units less strata), NaN given where none
        is left; infinite where None.

    Examples
    --------
    >>> low, high = wilson(np.array([0.5, 0.5]), np.array([100.0, np.inf]))
    >>> low.round(4), high.round(4)
    (array([0.4038, 0.5   ]), array([0.5962, 0.5   ]))
    >>> wilson(np.array([0.5]), np.array([100.0]), np.array([2.0]))[0].round(4)
    array([0.3024])
    """
    quantile = Z if freedom is None else _quantile(freedom)
    n = n_eff * (Z / quantile) ** 2
    shrink = 1 + Z**2 / n
    centre = (share + Z**2 / (2 * n)) / shrink
    half = Z * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2)) / shrink
    return centre - half, centre + half


def _quantile(freedom: Floats) -> Floats:
    """Give the t quantile of a two-sided interval; NaN where no degree of freedom is left."""
    usable = np.where(freedom >= 1, freedom, np.nan)
    return np.asarray(student_quantile(usable, 0.5 + LEVEL / 2))
