"""Whether a unit has enough of the members of a group for the group to have a score."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import numpy.typing as npt


def sufficient(members: npt.NDArray[np.float64], threshold: Fraction) -> npt.NDArray[np.bool_]:
    """Tell which units have at least ``threshold`` of the columns, and at least one.

    The share is compared as a fraction: 2 members of 3 satisfy 2/3.

    Parameters
    ----------
    members : rows units, columns members, NaN where missing.

    Examples
    --------
    >>> table = np.array([[1.0, 2.0, np.nan], [np.nan, np.nan, 3.0]])
    >>> sufficient(table, Fraction(2, 3)).tolist()
    [True, False]
    """
    present = (~np.isnan(members)).sum(axis=1)
    enough = present * threshold.denominator >= members.shape[1] * threshold.numerator
    return np.asarray(enough & (present > 0))
