"""Need and response: fragile or not, allied or not, and what the data allow to say of it.

Each territory has two sides: its fragility, and how many partnerships it has for its inhabitants
and its density.
A side is *high* or *low* when its whole interval is beyond a reference, else it is *unclear*; a
quadrant is named only when both sides are clear (``docs/decisions/0012-need-and-response.md``).
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from common.labelled import Explained


class ReferenceSide(StrEnum):
    """On which side of a reference the interval of a value lies."""

    HIGH = "high"
    LOW = "low"
    UNCLEAR = "unclear"
    """The interval holds the reference."""
    UNKNOWN = "unknown"
    """There is no value, or no interval."""


class Quadrant(Explained):
    """What the data allow to say of the two sides together."""

    FRAGILE_FEW = (
        "fragile_peu_alliee",
        "Fragile, peu de partenariats",
        "Plus fragile que la moitié des territoires, moins de partenariats recensés "
        "qu’attendu à cette densité.",
    )
    FRAGILE_MANY = (
        "fragile_alliee",
        "Fragile, partenariats nombreux",
        "Plus fragile que la moitié des territoires, plus de partenariats recensés "
        "qu’attendu à cette densité.",
    )
    SOLID_MANY = (
        "peu_fragile_alliee",
        "Peu fragile, partenariats nombreux",
        "Moins fragile que la moitié des territoires, plus de partenariats recensés "
        "qu’attendu à cette densité.",
    )
    SOLID_FEW = (
        "peu_fragile_peu_alliee",
        "Peu fragile, peu de partenariats",
        "Moins fragile que la moitié des territoires, moins de partenariats recensés "
        "qu’attendu à cette densité.",
    )
    NOT_DISTINGUISHABLE = (
        "non_distinguable",
        "Non distinguable",
        "L’un des deux intervalles contient la référence : rien n’est affirmé.",
    )
    UNKNOWN = (
        "inconnu",
        "Inconnu",
        "La fragilité, ou le nombre de partenariats, n’est pas connue ici.",
    )


_NAMED = {
    (ReferenceSide.HIGH, ReferenceSide.LOW): Quadrant.FRAGILE_FEW,
    (ReferenceSide.HIGH, ReferenceSide.HIGH): Quadrant.FRAGILE_MANY,
    (ReferenceSide.LOW, ReferenceSide.HIGH): Quadrant.SOLID_MANY,
    (ReferenceSide.LOW, ReferenceSide.LOW): Quadrant.SOLID_FEW,
}


def side(low: pd.Series[float], high: pd.Series[float], reference: float) -> pd.Series[str]:
    """Say on which side of a reference each interval lies.

    Parameters
    ----------
    low, high : ends of the intervals, NaN where there is none.
    reference : what they are compared with.

    Returns
    -------
    Series
        Values of :class:`ReferenceSide`, same index.

    Examples
    --------
    >>> side(pd.Series([2.0, 0.0, 0.5, None]), pd.Series([3.0, 0.5, 2.0, None]), 1).tolist()
    ['high', 'low', 'unclear', 'unknown']
    """
    below, above = low.astype("float64"), high.astype("float64")
    found = np.select(
        [below.isna() | above.isna(), below > reference, above < reference],
        [ReferenceSide.UNKNOWN.value, ReferenceSide.HIGH.value, ReferenceSide.LOW.value],
        default=ReferenceSide.UNCLEAR.value,
    )
    return pd.Series(found, index=low.index, dtype="str")


def fragile_side(
    rank_low: pd.Series[int], rank_high: pd.Series[int], ranked: pd.Series[float]
) -> pd.Series[str]:
    """Say whether a territory is in the more or in the less fragile half, whatever the choices.

    Parameters
    ----------
    rank_low, rank_high : ends of the interval of the rank, 1 for the most fragile.
    ranked : number of territories that have a rank.

    Returns
    -------
    Series
        ``high`` (fragile) where even the highest rank is in the first half.

    Examples
    --------
    >>> ranks = pd.Series([1, 3, 4]), pd.Series([2, 4, 5]), pd.Series([5, 5, 5])
    >>> fragile_side(*ranks).tolist()
    ['high', 'unclear', 'low']
    """
    middle = (ranked.astype("float64") + 1) / 2
    return side(middle - rank_high.astype("float64"), middle - rank_low.astype("float64"), 0.0)


def both(first: pd.Series[str], second: pd.Series[str]) -> pd.Series[str]:
    """Keep a side only where two intervals agree on it.

    >>> both(pd.Series(["high", "high", "low"]), pd.Series(["high", "unclear", "unknown"])).tolist()
    ['high', 'unclear', 'unknown']
    """
    agreed = first.where(first == second, ReferenceSide.UNCLEAR.value)
    lacking = (first == ReferenceSide.UNKNOWN) | (second == ReferenceSide.UNKNOWN)
    return agreed.mask(lacking, ReferenceSide.UNKNOWN.value)


def quadrants(need: pd.Series[str], response: pd.Series[str]) -> pd.Series[str]:
    """Cross the two sides.

    Parameters
    ----------
    need : side of the fragility (``high``: fragile).
    response : side of the partnership rate, next to the one expected (``high``: allied).

    Returns
    -------
    Series
        Values of :class:`Quadrant`, index of ``need``.

    Examples
    --------
    >>> need = pd.Series(["high", "low", "unclear", "high"])
    >>> quadrants(need, pd.Series(["low", "low", "high", "unknown"])).tolist()
    ['fragile_peu_alliee', 'peu_fragile_peu_alliee', 'non_distinguable', 'inconnu']
    """
    response = response.reindex(need.index, fill_value=ReferenceSide.UNKNOWN.value)
    found = pd.Series(Quadrant.NOT_DISTINGUISHABLE.value, index=need.index, dtype="str")
    for (fragile, allied), name in _NAMED.items():
        found = found.mask((need == fragile) & (response == allied), name.value)
    lacking = (need == ReferenceSide.UNKNOWN) | (response == ReferenceSide.UNKNOWN)
    return found.mask(lacking, Quadrant.UNKNOWN.value)
