"""Lee's L: do two variables gather in the same places."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd
from esda import Spatial_Pearson
from libpysal.graph import Graph
from scipy import sparse

from geo.spatial_statistics.chance import PERMUTATIONS, SEED, p_of
from geo.spatial_statistics.units import usable

Array = npt.NDArray[np.float64]
#: Draws worked out together, so that memory stays small.
_BLOCK = 500


@dataclass(frozen=True)
class Lee:
    """Lee's L of two variables and what chance alone would give.

    Attributes
    ----------
    value : L; 1 when both gather in the same places, −1 when in opposite ones.
    expected : mean of L when the pairs of values are moved at random.
    p : two-sided pseudo p-value of these permutations.
    p_error : its Monte-Carlo standard error.
    smoothing : L of each variable with itself: 1 when it varies slowly over space, near 0 when
        neighbours differ as by chance; L cannot exceed what they leave.
    units : N, the units used.
    permutations, seed : of the draw.
    """

    value: float
    expected: float
    p: float
    p_error: float
    smoothing: tuple[float, float]
    units: int
    permutations: int
    seed: int


def lee(
    first: pd.Series[float],
    second: pd.Series[float],
    graph: Graph,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
) -> Lee:
    r"""Measure the spatial association of two variables.

    .. math:: L = \frac{N}{\sum_i (\sum_j w_{ij})^2}
              \frac{\sum_i (W z_x)_i (W z_y)_i}{\lVert z_x \rVert \lVert z_y \rVert}

    (Lee 2001, as in ``esda.Spatial_Pearson``), with W row-standardised and without the unit
    itself. It is symmetric, and counts the correlation in place; the bivariate Moran (a unit's
    first variable against its neighbours' second) answers another question. The permutations
    move the pairs together: they test whether the *pattern* adds to the correlation in place.

    Parameters
    ----------
    first, second : indexed by the same codes; NaN where missing.
    graph : neighbours of the same codes.

    Raises
    ------
    InvalidDataError, NotAvailableError
        See :func:`geo.spatial_statistics.units.usable`.
    """
    pair = pd.DataFrame({"x": first, "y": second}, index=first.index)
    kept, linked, _ = usable(pair, graph)
    observed = (
        Spatial_Pearson(linked.sparse, permutations=0).fit(kept[["x"]], kept[["y"]]).association_
    )
    simulated = _permuted(kept.to_numpy(), linked.sparse, permutations, seed)
    p, p_error = p_of(float(observed[0, 1]), simulated)
    return Lee(
        value=float(observed[0, 1]),
        expected=float(simulated.mean()),
        p=p,
        p_error=p_error,
        smoothing=(float(observed[0, 0]), float(observed[1, 1])),
        units=len(kept),
        permutations=permutations,
        seed=seed,
    )


def _permuted(pairs: Array, weights: sparse.sparray, permutations: int, seed: int) -> Array:
    """Give L for pairs of values moved at random.

    ``Spatial_Pearson`` draws too, from the global generator, and multiplies the weights by
    themselves at each draw: ten times as long.
    """
    generator = np.random.default_rng(seed)
    standard = (pairs - pairs.mean(axis=0)) / pairs.std(axis=0)
    total = float((np.asarray(weights.sum(axis=1)) ** 2).sum())
    found = []
    for start in range(0, permutations, _BLOCK):
        size = min(_BLOCK, permutations - start)
        order = generator.permuted(np.tile(np.arange(len(pairs)), (size, 1)), axis=1).T
        lags = (weights @ standard[order, 0], weights @ standard[order, 1])
        found.append((lags[0] * lags[1]).sum(axis=0) / total)
    return np.concatenate(found)
