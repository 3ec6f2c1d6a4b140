"""Logarithms of some indicators, as the Human Development Index takes of income."""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.composite.options import Transformation, inapplicable
from indicators.composite.recipe import Recipe


def transform(values: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    """Transform the indicators that the recipe names, among those of the table.

    Parameters
    ----------
    values : rows units, columns indicators; NaN stays NaN.
    recipe : ``transformations`` is used.

    Raises
    ------
    NotAvailableError
        If an indicator has a value that has no logarithm.

    Examples
    --------
    >>> recipe = Recipe("", transformations=(("x", Transformation.LOG1P),))
    >>> transform(pd.DataFrame({"x": [0.0], "y": [0.0]}), recipe).to_numpy().tolist()
    [[0.0, 0.0]]
    """
    transformed = values.copy()
    for code, method in recipe.transformations:
        if code in values:
            transformed[code] = transformed_column(values[code], method)
    return transformed


def transformed_column(values: pd.Series, method: Transformation) -> pd.Series:
    """Transform one indicator, or its goalposts."""
    shifted = values + 1 if method is Transformation.LOG1P else values
    if (shifted <= 0).any():
        raise inapplicable(method, f"« {values.name} » a une valeur sans logarithme")
    return pd.Series(np.log(shifted.to_numpy(dtype=float)), values.index, name=values.name)
