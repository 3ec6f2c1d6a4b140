"""Quantiles and tails of the laws of chance, from scipy.

scipy takes a third of a second to import: it is asked for where a law is, so that whoever only
reads stored values does not wait for it.
"""

from __future__ import annotations

from typing import Any

import numpy as np

#: Normal quantile of a two-sided 95 % interval.
Z = 1.959963984540054


def normal_quantile(share: Any) -> Any:
    """Give the value below which a standard normal variable is with a probability.

    >>> float(normal_quantile(0.975)) == Z
    True
    """
    from scipy.special import ndtri  # noqa: PLC0415

    return ndtri(share)


def normal_above(value: Any) -> Any:
    """Give the probability that a standard normal variable is above a value.

    >>> round(float(normal_above(Z)), 3)
    0.025
    """
    from scipy.special import ndtr  # noqa: PLC0415

    return ndtr(-value)


def student_quantile(freedom: Any, share: Any) -> Any:
    """Give a quantile of Student's law, by degrees of freedom (NaN for NaN).

    >>> round(float(student_quantile(10, 0.975)), 3)
    2.228
    """
    from scipy.special import stdtrit  # noqa: PLC0415

    return stdtrit(freedom, share)


def gamma_quantile(shape: Any, share: Any) -> Any:
    """Give a quantile of the gamma law of a shape, its scale being 1.

    >>> round(float(gamma_quantile(10, 0.025)), 2)
    4.8
    """
    from scipy.special import gammaincinv  # noqa: PLC0415

    return gammaincinv(shape, share)


def fewer_false_discoveries(p_values: Any) -> Any:
    """Adjust the p-values of several tests for the share of false discoveries.

    Benjamini and Hochberg (1995), to the last digit as ``scipy.stats.false_discovery_control``,
    whose package takes most of a second to import.

    Parameters
    ----------
    p_values : numbers between 0 and 1, none missing.

    >>> fewer_false_discoveries([0.01, 0.02, 0.5]).round(3).tolist()
    [0.03, 0.03, 0.5]
    """
    found = np.asarray(p_values, dtype="float64")
    order = np.argsort(found)
    adjusted = found[order] * (len(found) / np.arange(1.0, len(found) + 1))
    adjusted = np.minimum.accumulate(adjusted[::-1])[::-1].clip(0.0, 1.0)
    back = np.empty_like(adjusted)
    back[order] = adjusted
    return back
