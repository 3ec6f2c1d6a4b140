"""How far objective and perceived fragility agree over the territories of a level.

Differences regress to the mean: a territory with an extreme objective score tends to show a gap of
the other sign by mere chance. The residual of perceived on objective is free of this.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from indicators.base.laws import Z

#: Units taken by Fisher's transform of a correlation.
_FISHER_UNITS = 3
#: Classes of kappa.
_CLASSES = 3


@dataclass(frozen=True)
class RankCorrelation:
    """How the ranks of two sides go together.

    Attributes
    ----------
    units : territories where both are known.
    spearman, low, high : rank correlation and its 95 % interval (:func:`spearman_interval`).
    """

    units: int
    spearman: float
    low: float
    high: float


def correlate(first: pd.Series, second: pd.Series) -> RankCorrelation:
    """Correlate the ranks of two sides over the units where both are known.

    >>> found = correlate(pd.Series([1.0, 2.0, 3.0, 4.0]), pd.Series([1.0, 3.0, 2.0, 4.0]))
    >>> found.units, round(found.spearman, 2)
    (4, 0.8)
    """
    both = _both(first, second)
    correlation = spearman(first, second)
    return RankCorrelation(len(both), correlation, *spearman_interval(correlation, len(both)))


@dataclass(frozen=True)
class Agreement:
    """How two views of the same territories agree.

    Attributes
    ----------
    units : territories where both are known.
    spearman, low, high : rank correlation and its 95 % interval.
    kappa : Cohen's kappa with quadratic weights over terciles.
    reliability : share of the variance of the perceived side that is not sampling error.
    """

    units: int
    spearman: float
    low: float
    high: float
    kappa: float
    reliability: float


def agreement(objective: pd.Series, perceived: pd.Series, perceived_se: pd.Series) -> Agreement:
    """Measure how far two views agree over the territories where both are known.

    Parameters
    ----------
    objective, perceived, perceived_se : by code; the units where one side is NaN are left out.
    """
    both = _both(objective, perceived)
    correlation = spearman(both["objective"], both["perceived"])
    low, high = spearman_interval(correlation, len(both))
    return Agreement(
        units=len(both),
        spearman=correlation,
        low=low,
        high=high,
        kappa=weighted_kappa(both["objective"], both["perceived"]),
        reliability=reliability(both["perceived"], perceived_se.reindex(both.index)),
    )


def residual(objective: pd.Series, perceived: pd.Series) -> pd.Series:
    """Perceived fragility less what the objective one predicts (least squares), in its own points.

    Parameters
    ----------
    objective, perceived : by code; the units where one is NaN are left out of the line.

    Returns
    -------
    Series
        On the index of ``objective``, NaN where one side is missing, and everywhere where no line
        can be drawn: fewer than two units, or an objective fragility that does not vary.

    Examples
    --------
    >>> residual(pd.Series([0.0, 1.0, 2.0]), pd.Series([1.0, 2.0, 6.0])).round(2).tolist()
    [0.5, -1.0, 0.5]
    """
    both = _both(objective, perceived)
    measured, felt = both["objective"], both["perceived"]
    varies = measured.min() < measured.max()
    slope = measured.cov(felt) / measured.var() if varies else float("nan")
    distance: pd.Series = felt - felt.mean() - slope * (measured - measured.mean())
    return distance.reindex(objective.index)


def spearman(objective: pd.Series, perceived: pd.Series) -> float:
    """Rank correlation over the units where both are known.

    >>> round(spearman(pd.Series([1.0, 2.0, 3.0]), pd.Series([5.0, 9.0, 8.0])), 2)
    0.5
    """
    ranks = _both(objective, perceived).rank()
    return float(ranks["objective"].corr(ranks["perceived"]))


def spearman_interval(correlation: float, units: int) -> tuple[float, float]:
    """Give the 95 % interval of a rank correlation.

    ``tanh(artanh ρ ± z √((1 + ρ²/2) / (n − 3)))`` (Bonett and Wright 2000): it covers the draw of
    the territories alone, not the errors of their values. NaN under 4 units; a correlation of
    exactly ±1 has no width.

    >>> low, high = spearman_interval(0.5, 17)
    >>> round(low, 2), round(high, 2)
    (-0.01, 0.8)
    """
    if units <= _FISHER_UNITS:
        return float("nan"), float("nan")
    if abs(correlation) >= 1:
        return correlation, correlation
    centre = np.arctanh(correlation)
    half = Z * np.sqrt((1 + correlation**2 / 2) / (units - _FISHER_UNITS))
    return float(np.tanh(centre - half)), float(np.tanh(centre + half))


def weighted_kappa(objective: pd.Series, perceived: pd.Series) -> float:
    """Cohen's kappa with quadratic weights over terciles.

    1 for the same classes everywhere, 0 for the agreement of chance.

    >>> same = pd.Series([1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
    >>> round(weighted_kappa(same, same), 6), round(weighted_kappa(same, -same), 6)
    (1.0, -1.0)
    """
    both = _both(objective, perceived)
    ranks = both.rank(method="first").sub(1).mul(_CLASSES).floordiv(len(both)).astype(int)
    observed = np.zeros((_CLASSES, _CLASSES))
    np.add.at(observed, (ranks["objective"], ranks["perceived"]), 1 / len(both))
    expected = np.outer(observed.sum(axis=1), observed.sum(axis=0))
    place = np.arange(_CLASSES)
    disagreement = (place[:, None] - place[None, :]) ** 2
    return float(1 - (disagreement * observed).sum() / (disagreement * expected).sum())


def reliability(values: pd.Series, se: pd.Series) -> float:
    """Share of the variance between territories that is not sampling error, at least 0.

    ``1 − mean(se²) / variance(values)``: near 0, the territories cannot be told apart.

    >>> round(reliability(pd.Series([40.0, 50.0, 60.0]), pd.Series([5.0, 5.0, 5.0])), 2)
    0.75
    """
    known = pd.DataFrame({"value": values, "se": se}).dropna()
    return float(max(0.0, 1 - (known["se"] ** 2).mean() / known["value"].var()))


def _both(objective: pd.Series, perceived: pd.Series) -> pd.DataFrame:
    return pd.DataFrame({"objective": objective, "perceived": perceived}).dropna()
