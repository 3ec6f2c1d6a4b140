"""Global Moran's I: do neighbours look alike more than chance would have it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from esda import Moran
from libpysal.graph import Graph

from geo.spatial_statistics.chance import PERMUTATIONS, SEED, p_of, seeded
from geo.spatial_statistics.units import usable


@dataclass(frozen=True)
class GlobalMoran:
    """Global Moran's I and what chance alone would give.

    Attributes
    ----------
    value : I.
    expected : −1 / (N − 1), under chance.
    z : standard score of I under randomisation.
    p_normal : two-sided, from z.
    p : two-sided pseudo p-value of the permutations.
    p_error : its Monte-Carlo standard error.
    units : N, the units used.
    permutations, seed : of the draw.
    """

    value: float
    expected: float
    z: float
    p_normal: float
    p: float
    p_error: float
    units: int
    permutations: int
    seed: int


def moran(
    values: pd.Series[float],
    graph: Graph,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> GlobalMoran:
    r"""Measure global spatial autocorrelation.

    With z the deviations from the mean and w the weights of the neighbours, row-standardised,

    .. math:: I = \frac{N}{\sum_{ij} w_{ij}} \frac{\sum_{ij} w_{ij} z_i z_j}{\sum_i z_i^2}

    (Moran 1950, as in ``esda.Moran``). Units without value, or without neighbour that has one,
    are left out (:func:`geo.spatial_statistics.units.usable`).

    Parameters
    ----------
    values : indexed by code; NaN where missing.
    graph : neighbours of the same codes.
    permutations : draws behind the pseudo p-value, at least 1.
    seed : the same seed gives the same p-value.

    Raises
    ------
    InvalidDataError, NotAvailableError
        See :func:`geo.spatial_statistics.units.usable`.
    """
    kept, linked, _ = usable(values.to_frame(), graph)
    with seeded(seed):
        found = Moran(kept.iloc[:, 0].to_numpy(), linked, permutations=permutations)
    p, p_error = p_of(float(found.I), found.sim)
    return GlobalMoran(
        value=float(found.I),
        expected=float(found.EI),
        z=float(found.z_rand),
        p_normal=float(found.p_rand),
        p=p,
        p_error=p_error,
        units=len(kept),
        permutations=permutations,
        seed=seed,
    )
