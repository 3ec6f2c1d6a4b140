"""Replace missing values, only when the recipe says so."""

from __future__ import annotations

import pandas as pd

from common.errors import InvalidDataError


def impute_group_mean(values: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Replace a missing value by the mean of the unit's group for that indicator.

    Parameters
    ----------
    values : rows units, columns indicators.
    groups : group of each unit; where it is missing, nothing is imputed.

    Returns
    -------
    A frame of the same shape; still missing where no unit of the group has a value.

    Source: COINr ``i_mean_grp``.

    Examples
    --------
    >>> frame = pd.DataFrame({"x": [1.0, 3.0, None, None]})
    >>> impute_group_mean(frame, pd.Series(["a", "a", "a", "b"]))["x"].tolist()
    [1.0, 3.0, 2.0, nan]
    """
    return values.fillna(values.groupby(groups).transform("mean"))


def impute_parent_level(
    values: pd.DataFrame, parents: pd.Series, parent_values: pd.DataFrame
) -> pd.DataFrame:
    """Replace a missing value by that of the larger territory that contains the unit.

    Parameters
    ----------
    values : rows units, columns indicators.
    parents : code of the larger territory of each unit; where missing, nothing is imputed.
    parent_values : rows larger territories, columns indicators.

    Returns
    -------
    A frame of the same shape; still missing where the larger territory has no value either.

    Raises
    ------
    InvalidDataError
        For every larger territory and every indicator that ``parent_values`` lacks.
    """
    faults = [
        f"territoire plus large absent : {code}"
        for code in sorted(set(parents.dropna()) - set(parent_values.index))
    ]
    faults += [f"colonne absente : {code}" for code in values if code not in parent_values]
    if faults:
        raise InvalidDataError("la table des territoires plus larges", faults)
    larger = parent_values[values.columns].reindex(parents)
    return values.fillna(larger.set_axis(values.index))
