"""How far apart territories are in structure: a robust, standardised distance.

Each trait is brought to a scale where skewness weighs less (logarithm or square root), divided by
its interquartile range in units of a standard deviation (``IQR / 1.349``, Huber & Ronchetti,
*Robust Statistics*, 2009, § 5.1), and two territories are at the root mean square of their
differences over the traits that both have. See ``docs/decisions/0008-similar-territories.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from common.errors import NotAvailableError

#: Interquartile range of a normal distribution, in standard deviations.
_NORMAL_IQR = 1.349


class Transform(StrEnum):
    """What a trait goes through before it is scaled; none depends on the unit of the trait."""

    PLAIN = "plain"
    LOG = "log"
    """Logarithm of what is above 0; unknown elsewhere."""
    ROOT = "root"
    """Square root of what is not negative; unknown elsewhere. For shares, which may be 0."""


def transformed(traits: pd.DataFrame, transforms: Mapping[str, Transform]) -> pd.DataFrame:
    """Apply its transform to each trait.

    Examples
    --------
    >>> traits = pd.DataFrame({"people": [1.0, 0.0], "share": [0.25, 0.0]})
    >>> transformed(traits, {"people": Transform.LOG, "share": Transform.ROOT}).to_numpy().tolist()
    [[0.0, 0.5], [nan, 0.0]]
    """
    return pd.DataFrame(
        {name: _transformed(traits[name], transforms[str(name)]) for name in traits},
        index=traits.index,
    )


def _transformed(values: pd.Series, transform: Transform) -> pd.Series:
    numbers = values.to_numpy(dtype="float64")
    if transform is Transform.LOG:
        numbers = np.log(np.where(numbers > 0, numbers, np.nan))
    elif transform is Transform.ROOT:
        numbers = np.sqrt(np.where(numbers >= 0, numbers, np.nan))
    return pd.Series(numbers, index=values.index)


def spreads(values: pd.DataFrame) -> pd.Series:
    """Give the spread of each trait: its interquartile range, that of a normal law being 1.349.

    A trait whose middle half is constant has no spread: it cannot tell territories apart.

    Parameters
    ----------
    values : rows territories, columns traits, after :func:`transformed`.

    Returns
    -------
    Series
        Above 0, indexed by trait; NaN where there is no spread.
    """
    spread: pd.Series = (values.quantile(0.75) - values.quantile(0.25)) / _NORMAL_IQR
    return spread.where(spread > 0)


def differences(values: pd.DataFrame, one: pd.Series, spread: pd.Series) -> pd.DataFrame:
    """Give the differences to one territory, trait by trait, in spreads.

    Parameters
    ----------
    values, spread : see :func:`spreads`.
    one : the traits of the territory, after the same transforms.

    Returns
    -------
    DataFrame
        Same shape as ``values``; NaN where one side is unknown or the trait has no spread.
    """
    return (values - one.reindex(values.columns)) / spread.reindex(values.columns)


def distances(difference: pd.DataFrame, minimum: int) -> pd.Series:
    """Sum up differences: the root of the mean of their squares over the traits known.

    Parameters
    ----------
    difference : see :func:`differences`.
    minimum : fewest common traits for a distance.

    Returns
    -------
    Series
        At least 0, in spreads; NaN under the minimum.

    Examples
    --------
    >>> difference = pd.DataFrame({"a": [3.0, 0.0], "b": [4.0, 0.0], "c": [None, 0.0]})
    >>> distances(difference, minimum=2).round(3).tolist()
    [3.536, 0.0]
    """
    squares = difference.astype("float64") ** 2
    mean: pd.Series = squares.mean(axis=1).where(squares.notna().sum(axis=1) >= minimum)
    return mean**0.5


def nearest(
    values: pd.DataFrame, one: pd.Series, spread: pd.Series, *, count: int, minimum: int
) -> pd.DataFrame:
    """Find the territories that are most alike, the nearest first.

    Only territories that have all the traits of ``one`` are candidates, so that all are compared
    on the same traits: on fewer traits, distances are smaller by chance alone.

    Parameters
    ----------
    values : the candidates, ``one`` left out; see :func:`spreads`.
    one, spread : see :func:`differences`.
    count : how many to give at most.
    minimum : fewest traits that ``one`` must have.

    Returns
    -------
    DataFrame
        Indexed as ``values``: ``distance``, then the differences by trait; ties in index order.

    Raises
    ------
    NotAvailableError
        If ``one`` has fewer traits than the minimum.
    """
    known = [name for name in values if pd.notna(one.get(name)) and pd.notna(spread.get(name))]
    if len(known) < minimum:
        raise NotAvailableError(
            f"Trop peu de traits de structure connus pour chercher des territoires semblables : "
            f"{len(known)} au lieu de {minimum} au moins."
        )
    complete = values[known].dropna()
    difference = differences(complete, one, spread)
    found = distances(difference, minimum).sort_index().sort_values(kind="stable").head(count)
    table = difference.loc[found.index]
    table.insert(0, "distance", found)
    return table
