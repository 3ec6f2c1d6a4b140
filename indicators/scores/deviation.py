"""The three deviations of multiscalar territorial analysis, on ratios of counts.

``100 × r / r_reference``, against the country (general), a parent territory (territorial) and the
neighbours (spatial), as in Grasland (2004) and the MTA software (RIATE). The ratio of a set of
territories is the sum of their numerators over the sum of their denominators, never a mean of
ratios.

A count of a small place varies by chance: a deviation is *established* when the reference lies
outside the 95 % interval of the place's own ratio.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import pandas as pd

from common.french import listed
from indicators.base.laws import Z
from indicators.partnerships.rates import garwood
from indicators.survey.intervals import wilson

#: Sets of territories that a place is compared with.
GENERAL, TERRITORIAL, SPATIAL = "general", "territorial", "spatial"
REFERENCES = (GENERAL, TERRITORIAL, SPATIAL)


class Chance(StrEnum):
    """How the counts of a ratio vary by chance."""

    SHARE = "share"
    """A part of a total: binomial, Wilson interval."""
    EVENTS = "events"
    """Events or objects over inhabitants: Poisson, exact interval (Garwood 1936)."""
    COUNTS = "counts"
    """Two counts, neither a part of the other: Poisson both, interval on the logarithm."""
    NONE = "none"
    """Areas, sums of points: no count whose chance could be told."""


class Fragility(StrEnum):
    """How fragile a place is beside a reference, as far as its interval tells."""

    MORE = "more"
    """More fragile than the reference."""
    LESS = "less"
    """Less fragile than the reference."""
    UNCLEAR = "unclear"
    """The interval of the place holds the reference."""
    UNTESTED = "untested"
    """No interval says what chance may do: the numbers alone."""
    UNKNOWN = "unknown"
    """One of the two ratios is unknown, or the reference is 0."""


def ratio_of(counts: pd.DataFrame) -> pd.Series:
    """Divide numerators by denominators; NaN over nothing.

    >>> ratio_of(pd.DataFrame({"numerator": [1.0, 1.0], "denominator": [4.0, 0.0]})).tolist()
    [0.25, nan]
    """
    denominator = counts["denominator"].astype("float64")
    return counts["numerator"].astype("float64") / denominator.where(denominator > 0)


def intervals(counts: pd.DataFrame, chance: pd.Series) -> pd.DataFrame:
    """Give the 95 % interval of ratios of counts.

    Parameters
    ----------
    counts : numerator, denominator.
    chance : :class:`Chance`, same index.

    Returns
    -------
    DataFrame
        low, high, in the unit of the ratio; NaN where chance says nothing of it.
    """
    top = counts["numerator"].to_numpy(dtype="float64")
    below = counts["denominator"].to_numpy(dtype="float64")
    below = np.where(below > 0, below, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.where(top <= below, top / below, np.nan)
        margin = np.exp(Z * np.sqrt(1 / top + 1 / below))
        poisson = [end / below for end in garwood(top)]
        both = top > 0
        logarithmic = (
            np.where(both, top / below / margin, np.nan),
            np.where(both, top / below * margin, np.nan),
        )
        binomial = wilson(share, below)
    kinds = [chance.eq(kind).to_numpy() for kind in (Chance.SHARE, Chance.EVENTS, Chance.COUNTS)]
    limits = [
        np.select(kinds, [bounds[side] for bounds in (binomial, poisson, logarithmic)], np.nan)
        for side in (0, 1)
    ]
    return pd.DataFrame({"low": limits[0], "high": limits[1]}, index=counts.index)


def deviations_of(
    own: pd.DataFrame,
    references: Mapping[str, pd.DataFrame],
    chance: pd.Series,
    direction: pd.Series,
) -> pd.DataFrame:
    """Compare the ratios of a place with those of references.

    Parameters
    ----------
    own : numerator, denominator of the place, indexed by indicator.
    references : the same for each of :data:`REFERENCES` (or some), summed over the territories of
        the reference; an indicator that one lacks is unknown there.
    chance : how each indicator varies by chance.
    direction : +1 when a high value is more fragile, -1 when a low one is.

    Returns
    -------
    DataFrame
        Indexed as ``own``: for each of the three, ``general`` … (100 × ratio of the ratios, NaN
        if unknown) and ``general_side`` … (:class:`Fragility`).
    """
    ratio = ratio_of(own)
    limits = intervals(own, chance)
    table = {}
    for name in REFERENCES:
        reference = _reference_ratio(references.get(name), own.index)
        deviation = 100 * ratio / reference.where(reference > 0)
        outside = (reference < limits["low"]) | (reference > limits["high"])
        fragile = (ratio - reference) * direction > 0
        table[name] = deviation
        table[f"{name}_side"] = pd.Series(
            np.select(
                [deviation.isna(), limits["low"].isna(), ~outside, fragile],
                [
                    Fragility.UNKNOWN.value,
                    Fragility.UNTESTED.value,
                    Fragility.UNCLEAR.value,
                    Fragility.MORE.value,
                ],
                Fragility.LESS.value,
            ),
            index=own.index,
            dtype="str",
        )
    return pd.DataFrame(table)


def _reference_ratio(counts: pd.DataFrame | None, wanted: pd.Index) -> pd.Series:
    if counts is None:
        return pd.Series(np.nan, index=wanted)
    return ratio_of(counts).reindex(wanted)


def reading(sides: Mapping[str, Fragility], names: Mapping[str, str]) -> str:
    """Say where a place stands against its references: eight positions, and what is not settled.

    Parameters
    ----------
    sides : by reference.
    names : French name of each reference, as it follows « que » (``"la France"``).

    Examples
    --------
    >>> names = {"general": "la France", "territorial": "son EPCI", "spatial": "ses voisins"}
    >>> reading(dict.fromkeys(names, Fragility.MORE), names)
    'plus fragile que la France, que son EPCI et que ses voisins'
    >>> sides = [Fragility.MORE, Fragility.LESS, Fragility.UNCLEAR]
    >>> reading(dict(zip(names, sides, strict=True)), names)
    'plus fragile que la France, moins fragile que son EPCI ; écart non établi avec ses voisins'
    """
    groups = {
        side: [names[name] for name in REFERENCES if name in names and sides.get(name) is side]
        for side in Fragility
    }
    asserted = [
        f"{word} fragile {listed([f'que {name}' for name in groups[side]])}"
        for side, word in ((Fragility.MORE, "plus"), (Fragility.LESS, "moins"))
        if groups[side]
    ]
    parts = [", ".join(asserted)] if asserted else []
    if groups[Fragility.UNCLEAR]:
        parts.append(f"écart non établi avec {listed(groups[Fragility.UNCLEAR])}")
    if groups[Fragility.UNTESTED]:
        parts.append("pas d’intervalle qui permette de conclure")
    return " ; ".join(parts) or "sans point de comparaison"
