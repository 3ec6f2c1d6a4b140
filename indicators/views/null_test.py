"""Normal test that an estimate is nothing but its error."""

from __future__ import annotations

import numpy as np
from scipy import stats

from indicators.survey.intervals import Floats


def two_sided(estimate: Floats, se: Floats) -> Floats:
    """Give the p-values of the two-sided normal test of 0, one by one.

    A value known without error differs from 0 as soon as it is not 0.

    Parameters
    ----------
    estimate, se : estimates and their standard errors, in one unit.

    Examples
    --------
    >>> two_sided(np.array([1.96, 0.0, 0.1]), np.array([1.0, 0.0, 0.0])).round(3).tolist()
    [0.05, 1.0, 0.0]
    """
    exact = se == 0
    ratio = np.divide(np.abs(estimate), se, out=np.zeros_like(estimate), where=~exact)
    return np.where(exact, np.where(estimate == 0, 1.0, 0.0), 2 * stats.norm.sf(ratio))
