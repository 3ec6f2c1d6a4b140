"""Local Moran's I (LISA): where values gather, told only where chance would not do it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from geo.spatial_statistics.chance import (
    LOCAL_PERMUTATIONS,
    MARGIN,
    MOST_ROUNDS,
    SEED,
    monte_carlo_error,
    two_sided,
)
from geo.spatial_statistics.conditional import EPSILON, conditional_counts
from geo.spatial_statistics.units import UnitStatus, usable

#: Share of false discoveries accepted among what is drawn.
ALPHA = 0.05
QUADRANT_LABELS = {
    "HH": "valeur haute entourée de valeurs hautes",
    "LL": "valeur basse entourée de valeurs basses",
    "HL": "valeur haute entourée de valeurs basses",
    "LH": "valeur basse entourée de valeurs hautes",
}
Array = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]


def local_moran(
    values: pd.Series[float],
    graph: Graph,
    *,
    permutations: int = LOCAL_PERMUTATIONS,
    seed: int = SEED,
    alpha: float = ALPHA,
) -> pd.DataFrame:
    r"""Find the units that look like, or unlike, their neighbours more than chance allows.

    .. math:: I_i = \frac{z_i \sum_j w_{ij} z_j}{m_2}, \quad m_2 = \frac{\sum_i z_i^2}{N - 1}

    (Anselin 1995), with z the deviations from the mean and w the row-standardised weights. m2 is
    divided by N − 1, as esda does; spdep divides by N, which gives values N / (N − 1) times
    larger and the same p-values. Each unit keeps its value while the others are permuted
    (conditional permutations); the pseudo p-value is two-sided, ties counted on both sides
    (:func:`geo.spatial_statistics.chance.two_sided`). The false discovery rate is held over all
    the units tested (Benjamini and Hochberg 1995; Castro and Singer 2006).

    A unit is ``significant`` where the procedure rejects it even with every p-value two
    Monte-Carlo errors higher, and ``undecided`` where it does so only with every p-value as much
    lower. Undecided units are drawn again, up to ten times the permutations asked for.

    Parameters
    ----------
    values : indexed by code; NaN where missing.
    graph : neighbours of the same codes, all of the same weight.
    permutations : conditional permutations of each unit.
    seed : the same seed gives the same p-values.
    alpha : accepted share of false discoveries.

    Returns
    -------
    DataFrame
        Index of ``values``; value; lag (mean of the neighbours that have a value); Ii; p_sim
        (raw pseudo p-value); p_error (its Monte-Carlo standard error); draws (permutations behind
        it); p_fdr (adjusted, to be compared with alpha); significant; quadrant (``HH``, ``LL``,
        ``HL``, ``LH``, or "" unless significant); status (:class:`UnitStatus`). NaN where the
        unit could not be used.

    Raises
    ------
    InvalidDataError, NotAvailableError
        See :func:`geo.spatial_statistics.units.usable`.
    """
    kept, linked, status = usable(values.to_frame(), graph)
    y = kept.iloc[:, 0].to_numpy(dtype="float64")
    z = y - y.mean()
    lag = np.asarray(linked.sparse @ y)
    statistic = z * (lag - y.mean()) / ((z**2).sum() / (len(z) - 1))
    p_sim, p_error, draws = _p_values(y, linked, permutations, seed, alpha)
    significant, possible = _rejected(p_sim, p_error, alpha)
    found = pd.DataFrame(
        {
            "value": y,
            "lag": lag,
            "Ii": statistic,
            "p_sim": p_sim,
            "p_error": p_error,
            "draws": draws,
            "p_fdr": false_discovery_control(p_sim),
            "significant": significant,
            "quadrant": np.where(significant, _quadrants(z, lag - y.mean()), ""),
            "undecided": possible & ~significant,
        },
        index=kept.index,
    ).reindex(values.index)
    found["value"] = values.astype("float64")
    found["draws"] = found["draws"].astype("Int64")
    found["significant"] = found["significant"].eq(True)
    found["quadrant"] = found["quadrant"].fillna("").astype("str")
    found["status"] = status.mask(found["significant"], UnitStatus.CLUSTER.value).mask(
        found.pop("undecided").eq(True), UnitStatus.UNDECIDED.value
    )
    return found


def _p_values(
    y: Array, graph: Graph, permutations: int, seed: int, alpha: float
) -> tuple[Array, Array, Integers]:
    """Draw every unit, then again those that the draws leave undecided."""
    neighbours = graph.cardinalities.to_numpy(np.int64)
    sums = (graph.sparse @ y) * neighbours
    generator = np.random.default_rng(seed)
    # A unit at the mean has a statistic of 0 under every draw: all are ties.
    at_mean = np.abs(y - y.mean()) <= 8 * EPSILON * np.abs(y).max()
    counts = np.where(at_mean, permutations, 0) * np.ones((2, 1), np.int64)
    draws = np.where(at_mean, permutations, 0)
    asked = ~at_mean
    p, error = np.ones((2, len(y)))
    for _ in range(MOST_ROUNDS):
        if not asked.any():
            break
        compared = np.where(asked, neighbours, 0)
        counts += conditional_counts(y, sums, compared, permutations, generator)
        draws += np.where(asked, permutations, 0)
        p = two_sided(counts[0], counts[1], draws)
        error = monte_carlo_error(p, draws)
        significant, possible = _rejected(p, error, alpha)
        asked = possible & ~significant
    return p, error, draws


def _rejected(p: Array, error: Array, alpha: float) -> tuple[Booleans, Booleans]:
    """Tell which units are rejected whatever the draw, and which may be."""
    surely = false_discovery_control(np.minimum(p + MARGIN * error, 1.0)) <= alpha
    maybe = false_discovery_control(np.maximum(p - MARGIN * error, 0.0)) <= alpha
    return np.asarray(surely), np.asarray(maybe)


def _quadrants(z: Array, lag: Array) -> npt.NDArray[np.str_]:
    """Say whether each unit, then its neighbours, are high (H) or low (L) against the mean."""
    return np.char.add(np.where(z > 0, "H", "L"), np.where(lag > 0, "H", "L"))
