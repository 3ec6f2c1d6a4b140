"""Counts that compare: rates with their interval, smoothing, specialisation."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.stats import gamma

PER = 10_000
_LOW, _HIGH = 0.025, 0.975


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
        Index of ``counts``; count, population, per_10000 (raw), eb_per_10000 (smoothed), low,
        high (of the smoothed rate). All but count and population are NaN where the count is
        unknown or nobody lives.

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
    columns = ["per_10000", "eb_per_10000", "low", "high"]
    frame[columns] = np.nan
    if not len(events):
        return frame
    mean, variance = prior(events, base)
    if variance > 0:
        shape, scale = mean**2 / variance + events, 1 / (mean / variance + base)
        smooth = shape * scale
        low, high = gamma.ppf(_LOW, shape, scale=scale), gamma.ppf(_HIGH, shape, scale=scale)
    else:
        total = events.sum()
        smooth = pd.Series(mean, index=events.index)
        low = gamma.ppf(_LOW, total, scale=1 / base.sum()) if total > 0 else 0.0
        high = gamma.ppf(_HIGH, total + 1, scale=1 / base.sum())
    frame.loc[known, "per_10000"] = PER * events / base
    frame.loc[known, "eb_per_10000"] = PER * smooth
    frame.loc[known, "low"], frame.loc[known, "high"] = PER * low, PER * high
    return frame


def prior(events: pd.Series[float], base: pd.Series[float]) -> tuple[float, float]:
    """Estimate the mean and the variance of the true rates (Marshall 1991, see :func:`rates`)."""
    mean = float(events.sum() / base.sum())
    spread = float((base * (events / base - mean) ** 2).sum() / base.sum())
    return mean, max(0.0, spread - mean / float(base.mean()))


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
