"""Counts that compare: rates with their interval, smoothing, specialisation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from scipy.special import gammaincinv

PER = 10_000
_LOW, _HIGH = 0.025, 0.975


class Prior(NamedTuple):
    """What all the territories together say of a rate.

    Attributes
    ----------
    mean, variance : of the true rates, per inhabitant.
    events, base : sums of the counts and of the populations that they come from.
    """

    mean: float
    variance: float
    events: float
    base: float


def rates(counts: pd.Series[float], population: pd.Series[float]) -> pd.DataFrame:
    r"""Give rates per 10,000 inhabitants, raw and smoothed, with a 95 % interval.

    Smoothing is the global empirical Bayes estimator of Marshall (1991), the one of
    ``esda.smoothing.Empirical_Bayes``, with the prior variance clamped at zero. With counts
    :math:`e_i`, populations :math:`b_i` and raw rates :math:`r_i = e_i / b_i`,

    .. math:: m = \frac{\sum e_i}{\sum b_i}, \quad
              A = \max\left(0, \frac{\sum b_i (r_i - m)^2}{\sum b_i} - \frac{m}{\bar b}\right),
              \quad W_i = \frac{A}{A + m / b_i}, \quad
              \hat r_i = W_i r_i + (1 - W_i) m.

    This is the posterior mean of a Poisson count whose rate has a gamma prior of mean m and
    variance A (shape :math:`m^2/A`, rate :math:`m/A`); the interval is the central 95 % of this
    posterior, Gamma(:math:`m^2/A + e_i`, :math:`m/A + b_i`). When A is zero the counts give no
    evidence that territories differ: all have the rate m, and the interval is the exact Poisson
    interval of m (Garwood 1936).

    Parameters
    ----------
    counts : number of records by territory (index); missing where unknown.
    population : inhabitants by territory.

    Returns
    -------
    DataFrame
        Index of ``counts``; count, population, per_10000 (raw), exact_low and exact_high (of the
        raw rate: :func:`garwood`), eb_per_10000 (smoothed), low, high (of the smoothed rate). All
        but count and population are NaN where the count is unknown or nobody lives.

    Examples
    --------
    >>> counts = pd.Series({"A": 9, "B": 12, "C": 3})
    >>> population = pd.Series({"A": 1_000, "B": 4_000, "C": 10_000})
    >>> rates(counts, population).round(1)[["count", "per_10000", "eb_per_10000", "low", "high"]]
       count  per_10000  eb_per_10000   low   high
    A    9.0       90.0          72.0  33.8  124.5
    B   12.0       30.0          29.0  15.2   47.1
    C    3.0        3.0           3.4   0.8    7.8
    """
    frame = pd.DataFrame(
        {
            "count": counts.astype("float64"),
            "population": population.reindex(counts.index).astype("float64"),
        }
    )
    known = frame["count"].notna() & (frame["population"] > 0)
    events, base = frame.loc[known, "count"], frame.loc[known, "population"]
    columns = ["per_10000", "exact_low", "exact_high", "eb_per_10000", "low", "high"]
    frame[columns] = np.nan
    if not len(events):
        return frame
    smoothed = posterior(events, base, prior(events, base))
    frame.loc[known, "per_10000"] = PER * events / base
    for column, end in zip(["exact_low", "exact_high"], garwood(events), strict=True):
        frame.loc[known, column] = PER * end / base
    frame.loc[known, ["eb_per_10000", "low", "high"]] = PER * smoothed.to_numpy()
    return frame


def posterior(events: pd.Series[float], base: pd.Series[float], known: Prior) -> pd.DataFrame:
    """Smooth counts by what the other territories have (see :func:`rates`).

    Parameters
    ----------
    events : counts, none missing.
    base : positive populations, same index.
    known : output of :func:`prior`.

    Returns
    -------
    DataFrame
        Index of ``events``; rate, low, high, per inhabitant.
    """
    mean, variance = known.mean, known.variance
    if variance > 0:
        shape, scale = mean**2 / variance + events, 1 / (mean / variance + base)
        low, high = gammaincinv(shape, _LOW) * scale, gammaincinv(shape, _HIGH) * scale
        return pd.DataFrame({"rate": shape * scale, "low": low, "high": high})
    low, high = (float(end) / known.base for end in garwood(known.events))
    return pd.DataFrame({"rate": mean, "low": low, "high": high}, index=events.index)


def garwood(events: Any) -> tuple[Any, Any]:
    """Give the exact 95 % interval of the mean of a Poisson count (Garwood 1936).

    Parameters
    ----------
    events : counts, a number or an array of numbers.

    Examples
    --------
    >>> low, high = garwood(10)
    >>> round(float(low), 2), round(float(high), 2)
    (4.8, 18.39)
    """
    low = np.where(np.asarray(events) > 0, gammaincinv(np.maximum(events, 1), _LOW), 0.0)
    return low, gammaincinv(np.asarray(events) + 1.0, _HIGH)


def prior(events: pd.Series[float], base: pd.Series[float]) -> Prior:
    """Estimate the mean and the variance of the true rates (Marshall 1991, see :func:`rates`)."""
    mean = float(events.sum() / base.sum())
    spread = float((base * (events / base - mean) ** 2).sum() / base.sum())
    variance = max(0.0, spread - mean / float(base.mean()))
    return Prior(mean, variance, float(events.sum()), float(base.sum()))


def location_quotient(counts: pd.DataFrame) -> pd.DataFrame:
    """Say in which domains a territory's partnerships specialise.

    The quotient is the share of a domain in the territory over its share in all the territories
    together: 1 is the same, 2 is twice as much. A record that serves two domains counts in both.

    Parameters
    ----------
    counts : domain, code, own (output of :func:`indicators.partnerships.count_by_domain`).

    Returns
    -------
    DataFrame
        domain, code, own, quotient; NaN where the territory has no record with a domain, where
        its count is unknown, or where no territory has the domain.

    Examples
    --------
    >>> table = pd.DataFrame(
    ...     {"domain": ["sante", "emploi"] * 2, "code": ["A", "A", "B", "B"], "own": [3, 1, 1, 3]}
    ... )
    >>> location_quotient(table)["quotient"].tolist()
    [1.5, 0.5, 0.5, 1.5]
    """
    own = counts["own"].astype("float64")
    here = own / own.groupby(counts["code"]).transform("sum")
    everywhere = own.groupby(counts["domain"]).transform("sum") / own.sum()
    quotient = (here / everywhere).replace([np.inf, -np.inf], np.nan)
    return counts[["domain", "code", "own"]].assign(quotient=quotient)
