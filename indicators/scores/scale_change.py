"""What a ranking becomes when the same territories are read at a wider level (MAUP).

The modifiable areal unit problem: Openshaw (1984). A unit of the finer level is set beside the
wider unit that holds it, each with its score and its class among the units of its own level.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from common.errors import InvalidDataError

#: Classes of equal numbers of units: 1 the least fragile, 5 the most fragile.
CLASSES = 5
_FAR = 2


@dataclass(frozen=True)
class ScaleChange:
    """How two levels agree.

    Attributes
    ----------
    units : finer units that have a score and whose container has one.
    spearman : rank correlation of the finer scores with those of the containers, weighted by
        population: each inhabitant counts once.
    changed : share of the finer units in another class than their container.
    changed_far : share two classes away or more.
    changed_people : share of the inhabitants who live in a unit that changes class.
    """

    units: int
    spearman: float
    changed: float
    changed_far: float
    changed_people: float


def classes_of(scores: pd.Series) -> pd.Series:
    """Cut scores into five classes of equal numbers of units, equal scores together.

    Parameters
    ----------
    scores : 0 (least fragile) to 100 (most fragile), of all the units of a level.

    Returns
    -------
    Int64, 1 (least fragile fifth) to 5 (most fragile fifth), null without a score.

    Examples
    --------
    >>> classes_of(pd.Series([10.0, 20, 30, 40, 50, float("nan")])).tolist()
    [1, 2, 3, 4, 5, <NA>]
    """
    share: pd.Series = scores.rank(method="average") / scores.notna().sum()
    classes: pd.Series = np.ceil(share * CLASSES).astype("Int64")
    return classes


def scale_change(
    finer: pd.Series, wider: pd.Series, container: pd.Series, people: pd.Series
) -> ScaleChange:
    """Compare a level with a wider one.

    Parameters
    ----------
    finer, wider : scores of all the units of each level, indexed by code; NaN without a score.
    container : code of the wider unit that holds each finer unit, indexed by finer code.
    people : inhabitants of the finer units; unknown counts for none.

    Raises
    ------
    InvalidDataError
        If a container is not one of the wider units.

    Examples
    --------
    >>> finer = pd.Series({"a": 10.0, "b": 20.0, "c": 30.0, "d": 40.0})
    >>> wider = pd.Series({"x": 50.0, "y": 60.0})
    >>> held = pd.Series({"a": "x", "b": "x", "c": "y", "d": "y"})
    >>> found = scale_change(finer, wider, held, pd.Series(1.0, index=finer.index))
    >>> round(found.spearman, 3), found.changed
    (0.894, 0.5)
    """
    strange = sorted(set(container.dropna()) - set(wider.index))
    if strange:
        raise InvalidDataError("les emboîtements", [f"territoire inconnu : {c}" for c in strange])
    held = container.reindex(finer.index)
    both = pd.DataFrame(
        {
            "finer": finer,
            "wider": held.map(wider),
            "class": classes_of(finer),
            "held": held.map(classes_of(wider)).astype("Int64"),
            "people": people.reindex(finer.index).astype("float64").fillna(0.0),
        }
    ).dropna()
    steps = (both["class"] - both["held"]).abs().astype("float64")
    total = both["people"].sum()
    return ScaleChange(
        units=len(both),
        spearman=weighted_spearman(both["finer"], both["wider"], both["people"]),
        changed=float((steps > 0).mean()),
        changed_far=float((steps >= _FAR).mean()),
        changed_people=float(both["people"][steps > 0].sum() / total) if total > 0 else np.nan,
    )


def weighted_spearman(first: pd.Series, second: pd.Series, weight: pd.Series) -> float:
    """Correlate weighted mid-ranks, with weights: Spearman's where all weights are equal.

    Parameters
    ----------
    first, second : without missing value, same index.
    weight : at least 0, same index.

    Examples
    --------
    >>> first, second = pd.Series([1.0, 2.0, 3.0]), pd.Series([5.0, 9.0, 8.0])
    >>> round(weighted_spearman(first, second, pd.Series([1.0, 1.0, 1.0])), 2)
    0.5
    """
    weights = weight.to_numpy(dtype="float64")
    if weights.sum() <= 0:
        return float("nan")
    ranks = [_mid_ranks(values, weight) for values in (first, second)]
    centred = [rank - np.average(rank, weights=weights) for rank in ranks]
    spread = [np.average(one**2, weights=weights) for one in centred]
    if min(spread) <= 0:
        return float("nan")
    together = np.average(centred[0] * centred[1], weights=weights)
    return float(together / np.sqrt(spread[0] * spread[1]))


def _mid_ranks(values: pd.Series, weight: pd.Series) -> np.ndarray:
    """Weight of what is below, plus half the weight of what is equal."""
    by_value = weight.groupby(values).sum().sort_index()
    middle = by_value.cumsum() - by_value / 2
    ranks: np.ndarray = values.map(middle).to_numpy(dtype="float64")
    return ranks
