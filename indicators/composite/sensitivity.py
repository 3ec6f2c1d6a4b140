"""Which choice moves ranks most: Sobol indices of the mean absolute rank shift.

First-order ``S_i = V[E(y | x_i)] / V(y)`` is what a choice explains alone, total ``S_Ti = 1 -
V[E(y | x_~i)] / V(y)`` what it explains with its interactions. The weights of the indicators and
those of the groups are taken together, as two factors. Sampling and estimators are SALib's
(Saltelli 2010; Sobol sequences), with N (d + 2) runs for d factors.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError
from indicators.composite.draws import Draws, Floats, RobustnessSettings, perturbed

FACTORS = {
    "normalisation": "normalisation",
    "treatment": "traitement des valeurs extrêmes",
    "aggregation": "agrégation",
    "member_weights": "poids des indicateurs",
    "group_weights": "poids des domaines",
}
_DISCRETE = 3


def sobol_indices(
    shifts: Callable[[Draws], npt.NDArray[np.float64]],
    settings: RobustnessSettings,
    base: tuple[Floats, Floats],
    samples: int = 256,
) -> pd.DataFrame:
    """Estimate first-order and total Sobol indices of every choice.

    Parameters
    ----------
    shifts : mean absolute rank shift of every draw.
    settings : options, spread of the weights (uniform law) and seed.
    base : weights of the indicators and of the groups in the recipe.
    samples : N, a power of 2.

    Returns
    -------
    One row per factor (keys of :data:`FACTORS`): first, first_error, total, total_error; the
    errors are the half-widths of the 95 % bootstrap intervals. Estimates of small indices may be
    slightly negative. NaN when nothing varies.

    Raises
    ------
    InvalidDataError
        If ``samples`` is not a power of 2.
    """
    from SALib.analyze import sobol as analysis  # noqa: PLC0415 - slow to import, rarely needed
    from SALib.sample import sobol as sampling  # noqa: PLC0415

    if samples < 2 or samples & (samples - 1):
        raise InvalidDataError("l’analyse de Sobol", [f"puissance de 2 attendue, {samples} lu"])
    groups = ["normalisation", "treatment", "aggregation"]
    groups += ["member_weights"] * len(base[0]) + ["group_weights"] * len(base[1])
    problem = {
        "num_vars": len(groups),
        "names": [f"x{position}" for position in range(len(groups))],
        "bounds": [[0, 1]] * len(groups),
        "groups": groups,
    }
    points = sampling.sample(problem, samples, calc_second_order=False, seed=settings.seed)
    output = shifts(_draws(points, settings, base))
    columns = {"S1": "first", "S1_conf": "first_error", "ST": "total", "ST_conf": "total_error"}
    if np.ptp(output) == 0:
        return pd.DataFrame(np.nan, index=pd.Index(FACTORS), columns=list(columns.values()))
    result = analysis.analyze(
        problem, output, calc_second_order=False, seed=settings.seed, print_to_console=False
    )
    table = pd.DataFrame({ours: result[theirs] for theirs, ours in columns.items()})
    return table.set_axis(pd.Index(FACTORS, name="factor"))


def _draws(
    points: npt.NDArray[np.float64], settings: RobustnessSettings, base: tuple[Floats, Floats]
) -> Draws:
    """Turn points of the unit cube into choices."""
    options = (settings.normalisations, settings.treatments, settings.aggregations)
    chosen = [
        np.minimum((points[:, column] * len(kinds)).astype(int), len(kinds) - 1)
        for column, kinds in enumerate(options)
    ]
    scenario = np.ravel_multi_index(chosen, [len(kinds) for kinds in options])
    members, groups = base
    split = _DISCRETE + len(members)
    return Draws(
        scenario,
        perturbed(members, points[:, _DISCRETE:split], settings.spread),
        perturbed(groups, points[:, split:], settings.spread),
    )
