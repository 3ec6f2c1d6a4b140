"""The gap between perceived and objective fragility, with its uncertainty and its status.

Both sides are brought to standard deviations over the same units, those where both are known:
``G = z(perceived) − z(objective)``, so that a positive gap means that the territory is felt as
more fragile, next to the others, than the statistics show it. The rule that gives the status is
explained in ``docs/decisions/0005-gap-status.md``. A gap says that two views differ; it never says
that one of them is mistaken.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError, NotAvailableError
from common.french import number, plural
from indicators.base.laws import fewer_false_discoveries, normal_quantile
from indicators.views.positions import GapStatus, positions
from indicators.views.two_estimates import two_sided

#: Units under which standard deviations and ranks are not worth comparing.
MINIMUM_UNITS = 8
#: Two-sided error rate of the intervals, and false discovery rate of the statuses.
ALPHA = 0.05
GAP_COLUMNS = [
    "objective_z", "objective_z_se", "perceived_z", "perceived_z_se", "gap", "se", "low", "high",
    "p_value", "distinguishable", "gap_points", "status",
]  # fmt: skip

Floats = npt.NDArray[np.float64]


def gap(
    objective: pd.Series,
    perceived: pd.DataFrame,
    population: pd.Series,
    objective_se: pd.Series | None = None,
    *,
    control_discoveries: bool = True,
) -> pd.DataFrame:
    """Compare the objective and the perceived fragility of the territories of one level.

    Parameters
    ----------
    objective : score 0-100 by code; NaN where there is none.
    perceived : by code, columns value (0-100) and se; NaN where not published.
    population : inhabitants by code, the weight of the percentile ranks of ``gap_points``.
    objective_se : standard error of the objective score by code; None takes it as exact.
    control_discoveries : whether statuses are decided after Benjamini-Hochberg control over the
        units shown (5 %), or unit by unit.

    Returns
    -------
    DataFrame
        On the index of ``objective``: ``objective_z``, ``perceived_z`` with their standard errors
        (``…_se``), ``gap`` (perceived less objective), ``se``, ``low``, ``high`` (95 %, unit by
        unit), all in standard deviations over the units published; ``p_value`` of a null gap, as
        compared with 5 % (adjusted under control); ``distinguishable`` (boolean); ``gap_points``
        (perceived less objective percentile rank, -100 to 100); ``status``. Everything is NaN but
        the status where it is not publishable.

    Raises
    ------
    NotAvailableError
        If fewer than 8 units have both sides, or if one side is the same everywhere.
    InvalidDataError
        If codes are doubled or a unit shown has no population.
    """
    sides = _both_sides(objective, perceived, population, objective_se)
    objective_z, objective_z_se = _standardise(sides["objective"], sides["objective_se"])
    perceived_z, perceived_z_se = _standardise(sides["perceived"], sides["perceived_se"])
    difference = perceived_z - objective_z
    se = np.hypot(perceived_z_se, objective_z_se)
    p_value = _p_values(difference, se, control_discoveries)
    margin = normal_quantile(1 - ALPHA / 2) * se
    table = pd.DataFrame(
        {
            "objective_z": objective_z,
            "objective_z_se": objective_z_se,
            "perceived_z": perceived_z,
            "perceived_z_se": perceived_z_se,
            "gap": difference,
            "se": se,
            "low": difference - margin,
            "high": difference + margin,
            "p_value": p_value,
            "distinguishable": p_value <= ALPHA,
            "gap_points": percentile_rank(sides["perceived"], sides["population"])
            - percentile_rank(sides["objective"], sides["population"]),
            "status": positions(objective_z, objective_z_se, perceived_z, perceived_z_se),
        },
        index=sides.index,
    ).reindex(objective.index)
    table["distinguishable"] = table["distinguishable"].eq(True)
    table["status"] = table["status"].fillna(GapStatus.NOT_PUBLISHABLE.value).astype("str")
    return table[GAP_COLUMNS]


def percentile_rank(values: pd.Series, population: pd.Series) -> pd.Series:
    """Rank values by the share of inhabitants who live in a territory of lower value, 0-100.

    Territories of equal value share the middle of their inhabitants.

    Examples
    --------
    >>> percentile_rank(pd.Series([10.0, 30.0, 20.0]), pd.Series([1, 1, 2])).tolist()
    [12.5, 87.5, 50.0]
    """
    weight = population.astype(float).groupby(values).sum().sort_index()
    middle = (weight.cumsum() - weight / 2) / weight.sum() * 100
    return values.map(middle)


def _both_sides(
    objective: pd.Series,
    perceived: pd.DataFrame,
    population: pd.Series,
    objective_se: pd.Series | None,
) -> pd.DataFrame:
    """Keep the units where both sides and their errors are known."""
    indexes = {
        "objectif": objective.index,
        "perçu": perceived.index,
        "population": population.index,
    }
    for name, index in indexes.items():
        if index.has_duplicates:
            raise InvalidDataError(name, ["un code de territoire y figure deux fois"])
    sides = pd.DataFrame(
        {
            "objective": objective.astype(float),
            "objective_se": 0.0 if objective_se is None else objective_se.reindex(objective.index),
            "perceived": perceived["value"].astype(float).reindex(objective.index),
            "perceived_se": perceived["se"].astype(float).reindex(objective.index),
        }
    ).dropna()
    if len(sides) < MINIMUM_UNITS:
        raise NotAvailableError(
            f"L’écart n’est pas calculé : {number(len(sides))} "
            f"{plural(len(sides), 'territoire')} seulement avec un score mesuré et une "
            f"perception publiée avec sa marge ; il en faut au moins {MINIMUM_UNITS}."
        )
    for side, name in [("objective", "le score mesuré"), ("perceived", "la perception")]:
        if sides[side].eq(sides[side].iloc[0]).all():
            raise NotAvailableError(
                f"L’écart n’est pas calculé : {name} a la même valeur dans tous les territoires."
            )
    inhabitants = population.reindex(sides.index).astype("Float64").astype(float)
    without = inhabitants.index[~(inhabitants > 0)]
    if len(without):
        raise InvalidDataError("population", [f"absente ou nulle pour {', '.join(without)}"])
    return sides.assign(population=inhabitants)


def _standardise(values: pd.Series, se: pd.Series) -> tuple[Floats, Floats]:
    """Centre and reduce (n − 1), and carry independent errors through by the delta method.

    ``∂z_i/∂x_j = (δ_ij − a − b z_i z_j) / s`` with ``a = 1/N`` and ``b = 1/(N − 1)``. The variance
    ``Σ_j (∂z_i/∂x_j)² e_j²`` is expanded, so that no matrix of N × N is built.
    """
    x, errors = values.to_numpy(float), se.to_numpy(float)
    size = len(x)
    spread = x.std(ddof=1)
    z = (x - x.mean()) / spread
    a, b = 1 / size, 1 / (size - 1)
    squared = errors**2
    own = squared * (1 - 2 * (a + b * z**2))
    shared = a**2 * squared.sum() + 2 * a * b * z * (z @ squared) + b**2 * z**2 * (z**2 @ squared)
    # Rounding may take what should be 0 just below.
    return z, np.sqrt(np.maximum(own + shared, 0)) / spread


def _p_values(estimate: Floats, se: Floats, control: bool) -> Floats:
    """Two-sided normal test of 0, adjusted (Benjamini-Hochberg) under control."""
    p_values = two_sided(estimate, se)
    return np.asarray(fewer_false_discoveries(p_values) if control else p_values)
