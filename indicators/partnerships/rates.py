"""Counts that compare: rates with their interval, smoothing, specialisation."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from indicators.base.laws import gamma_quantile
from indicators.base.shrinkage import moments

PER = 10_000
#: What « stabilisé » says of a rate, for people (:func:`indicators.base.shrinkage.moments`).
STABLE_RATE = (
    "Un taux stabilisé est rapproché de la moyenne d’autant plus que peu d’habitants le font."
)
_LOW, _HIGH = 0.025, 0.975


class Prior(NamedTuple):
    """What all the territories together say of a rate.

    Attributes
    ----------
    mean, variance : of the true rates, per inhabitant (:func:`indicators.base.shrinkage.moments`).
    events, base : sums of the counts and of the populations that they come from.

    Each is a number, or a Series of numbers where each count is smoothed toward others of its own.
    """

    mean: float | pd.Series[float]
    variance: float | pd.Series[float]
    events: float | pd.Series[float]
    base: float | pd.Series[float]

    def of(self, index: pd.Index) -> pd.DataFrame:
        """Give the four for each count: a column each, on the index of the counts."""
        return pd.DataFrame(self._asdict(), index=index, dtype="float64")


def rates(counts: pd.Series[float], population: pd.Series[float]) -> pd.DataFrame:
    r"""Give rates per 10,000 inhabitants, raw and smoothed, with a 95 % interval.

    Smoothing is the global empirical Bayes estimator of Marshall (1991), the one of
    ``esda.smoothing.Empirical_Bayes``, with the prior variance clamped at zero. With counts
    :math:`e_i`, populations :math:`b_i`, raw rates :math:`r_i = e_i / b_i`, and the mean m and
    variance A of the true rates (:func:`indicators.base.shrinkage.moments`),

    .. math:: W_i = \frac{A}{A + m / b_i}, \quad \hat r_i = W_i r_i + (1 - W_i) m.

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
        Index of ``counts``; count, population, raw_rate, exact_low and exact_high (of the raw
        rate: :func:`garwood`), smoothed_rate, low and high (of the smoothed rate; NaN where it
        would be outside, see :func:`posterior`). All but count and population are NaN where the
        count is unknown or nobody lives.

    Examples
    --------
    >>> counts = pd.Series({"A": 9, "B": 12, "C": 3})
    >>> population = pd.Series({"A": 1_000, "B": 4_000, "C": 10_000})
    >>> rates(counts, population).round(1)[["count", "raw_rate", "smoothed_rate", "low", "high"]]
       count  raw_rate  smoothed_rate   low   high
    A    9.0      90.0           72.0  33.8  124.5
    B   12.0      30.0           29.0  15.2   47.1
    C    3.0       3.0            3.4   0.8    7.8
    """
    frame = pd.DataFrame(
        {
            "count": counts.astype("float64"),
            "population": population.reindex(counts.index).astype("float64"),
        }
    )
    known = frame["count"].notna() & (frame["population"] > 0)
    events, base = frame.loc[known, "count"], frame.loc[known, "population"]
    columns = ["raw_rate", "exact_low", "exact_high", "smoothed_rate", "low", "high"]
    frame[columns] = np.nan
    if not len(events):
        return frame
    smoothed = posterior(events, base, prior(events, base))
    frame.loc[known, "raw_rate"] = PER * events / base
    for column, end in zip(["exact_low", "exact_high"], garwood(events), strict=True):
        frame.loc[known, column] = PER * end / base
    frame.loc[known, ["smoothed_rate", "low", "high"]] = PER * smoothed.to_numpy()
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
        Index of ``events``; smoothed_rate, low, high, per inhabitant. The ends are NaN where the
        mean lies outside of them: a gamma of small shape (no event, and a prior that holds most
        rates near zero and a few far away) has its mean in its tail, and an interval that leaves
        out the figure printed before it would say nothing of it.

    Examples
    --------
    >>> few = Prior(mean=1e-5, variance=1e-7, events=300, base=30_000_000)
    >>> found = posterior(pd.Series([0.0, 1.0]), pd.Series([500.0, 500.0]), few)
    >>> found["low"].isna().tolist()
    [True, False]
    """
    told = known.of(events.index)
    alike = ~(told["variance"] > 0)
    mean, variance = told["mean"], told["variance"].mask(alike)
    shape, scale = mean**2 / variance + events, 1 / (mean / variance + base)
    rate = shape * scale
    low, high = gamma_quantile(shape, _LOW) * scale, gamma_quantile(shape, _HIGH) * scale
    inside = (low <= rate) & (rate <= high)
    found = pd.DataFrame(
        {"smoothed_rate": rate, "low": low.where(inside), "high": high.where(inside)}
    )
    if alike.any():
        same = told[alike]
        ends = (end / same["base"] for end in garwood(same["events"]))
        found.loc[alike, "smoothed_rate"] = same["mean"]
        found.loc[alike, "low"], found.loc[alike, "high"] = ends
    return found


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
    counts = np.asarray(events, dtype="float64")
    some = counts > 0
    low = np.where(some, gamma_quantile(np.where(some, counts, 1.0), _LOW), 0.0)
    return low, gamma_quantile(counts + 1.0, _HIGH)


def prior(events: pd.Series[float], base: pd.Series[float]) -> Prior:
    """Give what territories say together; counts none missing, populations all above 0."""
    return Prior(*moments(events, base), float(events.sum()), float(base.sum()))


def location_quotient(here: pd.Series[float], everywhere: pd.Series[float]) -> pd.Series[float]:
    """Say in which domains a territory's partnerships specialise.

    The quotient is the share of a domain in the territory over its share in all the territories
    together: 1 is the same, 2 is twice as much. A record that serves two domains counts in both.

    Parameters
    ----------
    here : number of records of the territory, by domain (index).
    everywhere : number of records of all the territories together, same index.

    Returns
    -------
    Series
        Same index; NaN where the territory has no record at all, where its count is unknown, or
        where no territory has the domain.

    Examples
    --------
    >>> counts = pd.DataFrame({"A": [3, 1, 0], "B": [1, 3, 0]}, index=["sante", "emploi", "eau"])
    >>> location_quotient(counts["A"], counts.sum(axis="columns")).tolist()
    [1.5, 0.5, nan]
    """
    own, all_of_them = here.astype("float64"), everywhere.astype("float64")
    shares = [counts / (counts.sum() or np.nan) for counts in (own, all_of_them)]
    return shares[0] / shares[1].where(shares[1] > 0)
