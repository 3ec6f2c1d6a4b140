"""Empirical-Bayes rates: what a small number of events says, and no more.

A rate ``r_i = e_i / b_i`` of few inhabitants jumps with every event. Marshall (1991) draws it
toward a mean rate m, all the more since the inhabitants are few: ``W_i r_i + (1 - W_i) m`` with
``W_i = A / (A + m / b_i)``, where A estimates the variance of the true rates by moments and is
taken as 0 when the estimate is negative. The mean and variance are those of all units, or of each
unit and its neighbours. ``esda.smoothing`` computes the same rates (its global estimator does not
clamp A); the raw rate always stays beside.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError

Numbers = npt.NDArray[np.float64]
_LISTED = 10


class AdjacencyGraph(Protocol):
    """What is used of a ``libpysal.graph.Graph``."""

    @property
    def adjacency(self) -> pd.Series:
        """Weights indexed by (focal, neighbor); an isolate is its own neighbour of weight 0."""
        ...


class NeighbourSets(Protocol):
    """What is used of a ``libpysal.weights.W``."""

    @property
    def neighbors(self) -> dict[str, list[str]]:
        """Neighbours of each unit."""
        ...


Neighbours = Mapping[str, Iterable[str]] | AdjacencyGraph | NeighbourSets


class Moments(NamedTuple):
    """What all the units together say of their true rates, per unit of exposure.

    Attributes
    ----------
    mean : m, the events of all over the exposure of all.
    variance : A, 0 where the counts give no evidence that units differ.
    """

    mean: float
    variance: float


def moments(events: pd.Series | Numbers, exposed: pd.Series | Numbers) -> Moments:
    r"""Estimate the mean and the variance of the true rates (Marshall 1991).

    .. math:: m = \frac{\sum e_i}{\sum b_i}, \quad
              A = \max\left(0, \frac{\sum b_i (r_i - m)^2}{\sum b_i} - \frac{m}{\bar b}\right)

    Parameters
    ----------
    events : counts, none missing, of one unit at least.
    exposed : inhabitants (or another exposure), all above 0, in the same order.

    Examples
    --------
    >>> mean, variance = moments(pd.Series([9, 12, 3]), pd.Series([1_000, 4_000, 10_000]))
    >>> round(mean, 4), round(variance, 8)
    (0.0016, 4.98e-06)
    """
    total = exposed.sum()
    mean = events.sum() / total
    spread = (exposed * (events / exposed - mean) ** 2).sum() / total
    return Moments(float(mean), max(0.0, float(spread - mean / exposed.mean())))


def global_rates(events: pd.Series, exposed: pd.Series) -> pd.DataFrame:
    """Smooth rates toward the mean rate of all units.

    Parameters
    ----------
    events : number of events of each unit; NaN where unknown.
    exposed : inhabitants (or another exposure) on the same index; a unit without any has no rate.

    Returns
    -------
    Same index: raw (events / exposed), smoothed, weight (W, the share of the unit's own rate),
    mean (m), variance (A), neighbours (number of other units that m and A rest on). All are NaN
    where the events or the exposure are unknown.

    Raises
    ------
    InvalidDataError
        With every negative number, and if the two series have not the same index.

    Examples
    --------
    >>> rates = global_rates(pd.Series([0.0, 30.0, 500.0]), pd.Series([10.0, 1000.0, 9000.0]))
    >>> rates[["raw", "smoothed"]].round(4).values.tolist()
    [[0.0, 0.0525], [0.03, 0.0423], [0.0556, 0.0553]]
    """
    known, e, b = _counts(events, exposed)
    of_all = moments(e, b) if len(e) else Moments(np.nan, np.nan)
    mean, variance = (np.full(len(e), moment) for moment in of_all)
    return _table(
        events.index, known, (e, b), mean, variance, neighbours=np.full(len(e), len(e) - 1)
    )


def local_rates(events: pd.Series, exposed: pd.Series, neighbours: Neighbours) -> pd.DataFrame:
    """Smooth rates toward the mean rate of each unit and its neighbours.

    Parameters
    ----------
    events, exposed : as :func:`global_rates`.
    neighbours : neighbours of each unit: a mapping of codes, or a libpysal ``Graph`` or ``W``.
        Neighbours whose rate is unknown, or that are not units, do not count. A unit without
        neighbours keeps its raw rate: it has nothing to lean on, as ``neighbours`` 0 tells.

    Returns
    -------
    As :func:`global_rates`.

    Raises
    ------
    InvalidDataError
        As :func:`global_rates`.
    """
    known, e, b = _counts(events, exposed)
    focal, near = _pairs(neighbours, events.index[known])
    rates = e / b
    at_risk = np.bincount(focal, weights=b[near], minlength=len(e))
    mean = np.bincount(focal, weights=e[near], minlength=len(e)) / at_risk
    spread = np.bincount(
        focal, weights=b[near] * (rates[near] - mean[focal]) ** 2, minlength=len(e)
    )
    count = np.bincount(focal, minlength=len(e))
    variance = spread / at_risk - mean / (at_risk / count)
    return _table(events.index, known, (e, b), mean, variance, neighbours=count - 1)


def _counts(
    events: pd.Series, exposed: pd.Series
) -> tuple[npt.NDArray[np.bool_], Numbers, Numbers]:
    """Check the counts; give which units have a rate, their events and their exposure."""
    if not events.index.equals(exposed.index):
        raise InvalidDataError("les taux à lisser", ["numérateurs et dénominateurs non alignés"])
    faults = [
        f"{code} : {name} négatif ({value:g})"
        for name, series in (("numérateur", events), ("dénominateur", exposed))
        for code, value in series[series < 0].head(_LISTED).items()
    ]
    if faults:
        raise InvalidDataError("les taux à lisser", faults)
    e, b = events.to_numpy(dtype=float), exposed.to_numpy(dtype=float)
    known = ~np.isnan(e) & (b > 0)
    return known, e[known], b[known]


def _pairs(neighbours: Neighbours, codes: pd.Index) -> tuple[npt.NDArray[np.intp], ...]:
    """List (unit, neighbour) by position, each unit being also its own."""
    if isinstance(neighbours, Mapping):
        pairs = [(unit, near) for unit, others in neighbours.items() for near in others]
    elif hasattr(neighbours, "adjacency"):
        pairs = list(neighbours.adjacency.index)
    else:
        pairs = [(unit, near) for unit, others in neighbours.neighbors.items() for near in others]
    listed = pd.DataFrame(pairs, columns=["focal", "near"]).drop_duplicates()
    listed = listed[listed["focal"] != listed["near"]]
    focal, near = (codes.get_indexer(pd.Index(listed[side])) for side in listed)
    inside = (focal >= 0) & (near >= 0)
    own = np.arange(len(codes))
    return np.concatenate([focal[inside], own]), np.concatenate([near[inside], own])


def _table(
    index: pd.Index,
    known: npt.NDArray[np.bool_],
    counts: tuple[Numbers, Numbers],
    mean: Numbers,
    variance: Numbers,
    *,
    neighbours: npt.NDArray[np.intp],
) -> pd.DataFrame:
    """Combine each rate with its mean; without any event around, both are zero."""
    events, exposed = counts
    raw, variance = events / exposed, np.maximum(variance, 0)
    noise = mean / exposed
    weight = np.divide(variance, variance + noise, out=np.zeros_like(mean), where=noise > 0)
    columns = {
        "raw": raw,
        "smoothed": weight * raw + (1 - weight) * mean,
        "weight": weight,
        "mean": mean,
        "variance": variance,
        "neighbours": neighbours,
    }
    table = pd.DataFrame(columns, index=index[known]).astype({"neighbours": "Int64"})
    return table.reindex(index)
