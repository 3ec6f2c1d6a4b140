"""Divide indicators by their denominator (population, area, product...)."""

from __future__ import annotations

import pandas as pd

from common.errors import InvalidDataError


def denominate(
    values: pd.DataFrame, denominators: pd.DataFrame, denominator_of: pd.Series
) -> pd.DataFrame:
    """Divide each indicator by the denominator that the meta table names for it.

    Parameters
    ----------
    values : rows units, columns indicators.
    denominators : same rows, columns denominators.
    denominator_of : code of the denominator, indexed by indicator; missing for the indicators
        that are kept as they are.

    Returns
    -------
    A frame of the same shape; missing where the value or its denominator is.

    Raises
    ------
    InvalidDataError
        For every denominator that is absent, and every one that is zero or negative where it
        would divide.

    Source: COINr ``Denominate``.
    """
    used = denominator_of.reindex(values.columns).dropna()
    faults = [
        f"{code} : dénominateur {name} absent des données"
        for code, name in used.items()
        if name not in denominators
    ]
    for name in sorted(set(used) & set(denominators.columns)):
        column = denominators[name]
        faults += [
            f"unité {unit}, colonne « {name} » : dénominateur positif attendu, « {value:g} » lu"
            for unit, value in column[column <= 0].items()
        ]
    if faults:
        raise InvalidDataError("les dénominateurs", faults)
    ratios = values.copy()
    for code, name in used.items():
        ratios[code] = values[code] / denominators[name]
    return ratios
