"""Benchmarking: modelled estimates that add up to the direct one.

Without it, a weighted sum of modelled estimates is not the survey's own figure for the whole. Every
area is moved by the same ratio, or by the same difference; the move, squared, is added to the mean
squared error.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from common.errors import InvalidDataError

METHODS = ("ratio", "difference")


@dataclass(frozen=True, eq=False)
class Benchmark:
    """What modelled estimates must add up to.

    Attributes
    ----------
    method : ``ratio`` or ``difference``.
    weights : weight of each area (its inhabitants); equal weights where None.
    target : weighted mean of all the areas, as the survey estimates it directly; where None, the
        weighted mean of the direct estimates, over the areas that have one.
    """

    method: str
    weights: pd.Series | None = None
    target: float | None = None


def apply_benchmark(
    predictions: pd.DataFrame, direct: pd.Series, benchmark: Benchmark
) -> pd.DataFrame:
    """Move modelled estimates so that they add up.

    Parameters
    ----------
    predictions : columns eblup, mse, synthetic.
    direct : direct estimates on the same index, NaN for none.
    benchmark : what they must add up to.

    Returns
    -------
    DataFrame
        The same columns, ``eblup`` and ``mse`` changed, and ``unbenchmarked``, the estimate before.

    Raises
    ------
    InvalidDataError
        If weights are lacking, or the ratio cannot be taken.
    """
    weights = benchmark.weights
    if weights is None:
        weights = pd.Series(1.0, index=predictions.index)
    weights = weights.reindex(predictions.index)
    lacking = weights.index[~(weights > 0)]
    if len(lacking):
        named = ", ".join(str(code) for code in lacking[:10])
        raise InvalidDataError("calage", [f"poids positif attendu pour chaque aire : {named}"])
    counted = pd.Series(True, index=predictions.index)
    if benchmark.target is None:
        counted = direct.notna()
        target = float(np.average(direct[counted], weights=weights[counted]))
    else:
        target = benchmark.target
    model = float(np.average(predictions.loc[counted, "eblup"], weights=weights[counted]))
    before = predictions["eblup"]
    if benchmark.method == "ratio":
        if model * target <= 0:
            raise InvalidDataError(
                "calage", ["un rapport demande des moyennes de même signe ; choisissez difference"]
            )
        moved = before * (target / model)
    else:
        moved = before + (target - model)
    return predictions.assign(
        eblup=moved, mse=predictions["mse"] + (moved - before) ** 2, unbenchmarked=before
    )
