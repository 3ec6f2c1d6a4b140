"""Local Moran's I (LISA): where values gather, told only where chance would not do it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from esda import Moran_Local
from esda.crand import crand
from libpysal.common import jit
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from geo.spatial_statistics.chance import PERMUTATIONS, SEED, seeded
from geo.spatial_statistics.units import UnitStatus, usable

#: Share of false discoveries accepted among what is drawn.
ALPHA = 0.05
#: Quadrants of esda: the unit and its neighbours, high (H) or low (L) against the mean.
_QUADRANTS = {1: "HH", 2: "LH", 3: "LL", 4: "HL"}
QUADRANT_LABELS = {
    "HH": "valeur haute entourée de valeurs hautes",
    "LL": "valeur basse entourée de valeurs basses",
    "HL": "valeur haute entourée de valeurs basses",
    "LH": "valeur basse entourée de valeurs hautes",
}
Array = npt.NDArray[np.float64]


def local_moran(
    values: pd.Series[float],
    graph: Graph,
    *,
    permutations: int = PERMUTATIONS,
    seed: int = SEED,
    alpha: float = ALPHA,
) -> pd.DataFrame:
    r"""Find the units that look like, or unlike, their neighbours more than chance allows.

    .. math:: I_i = \frac{z_i \sum_j w_{ij} z_j}{m_2}, \quad m_2 = \frac{\sum_i z_i^2}{N - 1}

    (Anselin 1995), with z the deviations from the mean and w the row-standardised weights. m2 is
    divided by N − 1, as esda does; spdep divides by N, which gives values N / (N − 1) times
    larger and the same p-values. Each unit keeps its value while the others are permuted
    (conditional permutations); the pseudo p-value is two-sided. The false discovery rate is held
    over all the units tested (Benjamini and Hochberg 1995; Castro and Singer 2006).

    Parameters
    ----------
    values : indexed by code; NaN where missing.
    graph : neighbours of the same codes.
    permutations : conditional permutations of each unit.
    seed : the same seed gives the same p-values.
    alpha : accepted share of false discoveries.

    Returns
    -------
    DataFrame
        Index of ``values``; value; lag (mean of the neighbours that have a value); Ii; p_sim
        (raw pseudo p-value); p_fdr (adjusted, to be compared with alpha); significant; quadrant
        (``HH``, ``LL``, ``HL``, ``LH``, or "" unless significant); status (:class:`UnitStatus`).
        NaN where the unit could not be used.

    Raises
    ------
    InvalidDataError, NotAvailableError
        See :func:`geo.spatial_statistics.units.usable`.
    """
    kept, linked, status = usable(values.to_frame(), graph)
    y = kept.iloc[:, 0].to_numpy(dtype="float64")
    with seeded(seed):
        local = Moran_Local(y, linked, permutations=0)
        p_sim, _ = crand(
            local.z,
            local.w,
            local.Is,
            permutations,
            keep=False,
            n_jobs=1,
            stat_func=_statistic,
            seed=seed,
            alternative="two-sided",
        )
    # esda keeps p-values in single precision: back to a whole number of draws.
    p_sim = np.rint(p_sim.astype("float64") * (permutations + 1)) / (permutations + 1)
    p_fdr = false_discovery_control(p_sim)
    significant = p_fdr <= alpha
    found = pd.DataFrame(
        {
            "value": y,
            "lag": linked.lag(y),
            "Ii": local.Is,
            "p_sim": p_sim,
            "p_fdr": p_fdr,
            "significant": significant,
            "quadrant": np.where(significant, pd.Series(local.q).map(_QUADRANTS), ""),
        },
        index=kept.index,
    ).reindex(values.index)
    found["value"] = values.astype("float64")
    found["significant"] = found["significant"].eq(True)
    found["quadrant"] = found["quadrant"].fillna("").astype("str")
    found["status"] = status.mask(found["significant"], UnitStatus.CLUSTER.value)
    return found


@jit(nopython=True)  # type: ignore[untyped-decorator]  # plain Python where numba is absent
def _statistic(
    unit: int, z: Array, draws: npt.NDArray[np.int64], weights: Array, scaling: float
) -> Array:
    """Give the local statistics of a unit under each draw of its neighbours among the others.

    The form is that of esda's ``crand``: ``draws`` counts the units without this one, the first
    weight is that of the unit itself (zero here).
    """
    others = draws[:, : len(weights) - 1]
    drawn = z[(others + (others >= unit)).ravel()].reshape(others.shape)
    statistics: Array = z[unit] * scaling * (drawn @ weights[1:])
    return statistics
