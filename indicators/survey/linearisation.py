"""Design-weighted means, ratios and totals of subpopulations, with linearised variance.

``R̂ = Σ w y / Σ w x`` (x = 1 for a mean); with ``e_i = w_i (y_i − R̂ x_i) / Σ w x`` for the members
of the subpopulation and 0 for the others, the variance of R̂ is that of the total of the e_i under
the sampling design (Taylor linearisation; ``indicators.survey.sample`` gives the formula). A total
is ``Σ w y``, with ``e_i = w_i y_i``. A subpopulation keeps the strata and units of the whole
sample: its size is random, and the units without a member count with 0. Where weights are
calibrated, e_i/w_i is replaced by its residual from the regression on the margins, for all
respondents (Deville and Särndal 1992). A difference is linearised as one variable, ``e_a − e_b``:
what the two sides share cancels or adds up.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.survey.sample import Floats, Integers, Sample, Stage

if TYPE_CHECKING:
    from scipy import sparse

#: Below this share of the sum of squares, deviations are what rounding leaves of none at all.
_ROUNDING = 1e-12


@dataclass(frozen=True, eq=False)
class Variable:
    """What is estimated, respondent by respondent.

    Attributes
    ----------
    values : the answers; NaN for none.
    sizes : denominators, for a ratio; NaN for no answer. None for a mean or a total.
    total : whether the weighted total is wanted rather than the mean.
    """

    values: Floats
    sizes: Floats | None = None
    total: bool = False


@dataclass(frozen=True, eq=False)
class Linearised:
    """A variable estimated in each cell, and what each respondent adds to the error.

    Attributes
    ----------
    cells : numbers of the cells that have answers.
    mean, n, kish, dispersion : by cell, see :func:`cell_means`.
    who, place, error : by answer, the respondent, the position of its cell in ``cells``, and e_i.
    """

    cells: Integers
    mean: Floats
    n: Integers
    kish: Floats
    dispersion: Floats
    who: Integers
    place: Integers
    error: Floats


def linearise(sample: Sample, variable: Variable, cell: Integers) -> Linearised:
    """Estimate a mean, a ratio or a total in each cell.

    Parameters
    ----------
    sample : the design of the whole sample.
    variable : by respondent.
    cell : number of the respondent's cell, -1 for none.
    """
    values, sizes = variable.values, variable.sizes
    member = (cell >= 0) & ~np.isnan(values)
    if sizes is not None:
        member &= ~np.isnan(sizes)
    who = np.flatnonzero(member)
    cells, place = np.unique(cell[who], return_inverse=True)
    weight, y = sample.weight[who], values[who]
    x = np.ones(len(who)) if sizes is None else sizes[who]
    count = len(cells)
    n, total = np.bincount(place, minlength=count), np.bincount(place, weight, count)
    # A total is a mean whose base is 1 and whose respondents all weigh on the error.
    base = np.ones(count) if variable.total else np.bincount(place, weight * x, count)
    sums = np.bincount(place, weight * y, count).astype(np.float64)
    mean = _divide(sums, total if variable.total else base)
    deviation = y - mean[place] * x
    spread = np.bincount(place, weight * deviation**2, count) / total
    return Linearised(
        cells=cells,
        mean=sums if variable.total else mean,
        n=n.astype(np.int64),
        kish=total**2 / np.bincount(place, weight**2, count),
        dispersion=spread * _divide(total, base) ** 2 * _divide(n, n - 1),
        who=who.astype(np.int64),
        place=place.astype(np.int64),
        error=weight * (y if variable.total else deviation) * _divide(np.ones(count), base)[place],
    )


def cell_means(sample: Sample, variable: Variable, cell: Integers) -> pd.DataFrame:
    """Estimate a mean, a ratio or a total in each cell, with its variance.

    Parameters
    ----------
    sample, variable, cell : as for :func:`linearise`.

    Returns
    -------
    DataFrame
        Indexed by the numbers of the cells that have answers: ``mean``; ``variance`` (of the mean,
        linearised); ``freedom`` (degrees of freedom: primary units less strata that the cell
        touches; infinite where all of them were asked, and the variance is 0); ``n`` (answers);
        ``kish`` = (Σw)²/Σw²; ``dispersion`` (n times the variance that a simple random sample of
        the same answers would have, NaN for a single answer).
    """
    made = linearise(sample, variable, cell)
    variance, freedom = _variances(sample, made.who, made.place, made.error, len(made.cells))
    return pd.DataFrame(
        {
            "mean": made.mean,
            "variance": variance,
            "freedom": freedom,
            "n": made.n,
            "kish": made.kish,
            "dispersion": made.dispersion,
        },
        index=made.cells,
    )


def cell_differences(
    sample: Sample, variable: Variable, cell: Integers, pairs: Integers
) -> pd.DataFrame:
    """Estimate the difference between cells of the same sample.

    Parameters
    ----------
    sample, variable, cell : as for :func:`linearise`.
    pairs : two columns, the numbers of the cells of each pair; the second is subtracted.

    Returns
    -------
    DataFrame
        One row per pair: ``difference``, ``variance``, ``freedom``; NaN and 0 where one of the
        cells has no answer.
    """
    made = linearise(sample, variable, cell)
    order = np.argsort(made.place, kind="stable")
    bounds = np.searchsorted(made.place[order], np.arange(len(made.cells) + 1))
    sides = [np.searchsorted(made.cells, side).astype(np.int64) for side in pairs.T]
    found = np.all(np.isin(pairs, made.cells), axis=1)
    kept = np.flatnonzero(found)
    rows, places, signs = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)], [np.zeros(0)]
    for side, way in zip(sides, (1.0, -1.0), strict=True):
        for pair in kept:
            mine = order[bounds[side[pair]] : bounds[side[pair] + 1]]
            rows.append(mine)
            places.append(np.full(len(mine), pair, np.int64))
            signs.append(np.full(len(mine), way))
    row, place = np.concatenate(rows), np.concatenate(places)
    error = np.concatenate(signs) * made.error[row]
    variance, freedom = _variances(sample, made.who[row], place, error, len(pairs))
    difference = np.full(len(pairs), np.nan)
    difference[kept] = made.mean[sides[0][kept]] - made.mean[sides[1][kept]]
    return pd.DataFrame(
        {
            "difference": difference,
            "variance": np.where(found, variance, np.nan),
            "freedom": np.where(found, freedom, 0),
        }
    )


def _variances(
    sample: Sample, who: Integers, place: Integers, error: Floats, count: int
) -> tuple[Floats, Floats]:
    """Variance of the total of the errors in each place, and its degrees of freedom.

    A place whose every respondent stands in strata taken whole, at every stage, is not a sample:
    its variance is 0 for certain, with infinite degrees of freedom.
    """
    from scipy import sparse  # noqa: PLC0415 - a third of a second, for surveys alone

    slopes = None
    if sample.margins is not None:
        matrix = sparse.csr_array((error, (place, who)), shape=(count, len(sample.weight)))
        weighted = sample.margins.multiply(sample.weight[:, None])
        inverse = np.linalg.pinv((sample.margins.T @ weighted).toarray())
        slopes = (matrix @ sample.margins).toarray() @ inverse
    total, freedom = np.zeros((2, count))
    sampled = np.zeros(count, bool)
    for depth, stage in enumerate(sample.stages):
        sums = sparse.csr_array(
            (error, (place, stage.unit[who])), shape=(count, len(stage.stratum_of))
        )
        sums.sum_duplicates()
        spread, touched = _spread(stage, sums)
        total += spread
        sampled[place[stage.factor[stage.stratum_of[stage.unit[who]]] > 0]] = True
        if slopes is not None:
            total += _adjustment(sample, stage, sums, slopes)
        if depth == 0:
            freedom = np.diff(sums.indptr) - touched
    total = np.maximum(total, 0.0)
    return total, np.where(sampled | (total > 0), freedom, np.inf)


def _spread(stage: Stage, sums: sparse.csr_array) -> tuple[Floats, Integers]:
    """Σ factor · (Σ S² − (Σ S)² / n) over strata, by place; how many strata each place touches."""
    count, strata = sums.shape[0], len(stage.drawn)
    place = np.repeat(np.arange(count), np.diff(sums.indptr))
    stratum = stage.stratum_of[sums.indices]
    touched, row = np.unique(place * strata + stratum, return_inverse=True)
    total, squares = np.bincount(row, sums.data), np.bincount(row, sums.data**2)
    place, stratum = np.divmod(touched, strata)
    centred = squares - total**2 * stage.centring[stratum]
    parts = stage.factor[stratum] * np.where(centred > _ROUNDING * squares, centred, 0.0)
    spread = np.bincount(place, parts, count).astype(np.float64)
    return spread, np.bincount(place, minlength=count).astype(np.int64)


def _adjustment(sample: Sample, stage: Stage, sums: sparse.csr_array, slopes: Floats) -> Floats:
    """What the variance of residuals adds to that of errors: − 2 B·c + B′ A B, by place."""
    from scipy import sparse  # noqa: PLC0415 - a third of a second, for surveys alone

    assert sample.margins is not None  # noqa: S101 - for the type checker: slopes come from them
    units = len(stage.stratum_of)
    member = sparse.csr_array(
        (sample.weight, (stage.unit, np.arange(len(sample.weight)))),
        shape=(units, len(sample.weight)),
    )
    totals = sparse.csr_array(member @ sample.margins)
    strata = sparse.csr_array(
        (np.ones(units), (stage.stratum_of, np.arange(units))), shape=(len(stage.drawn), units)
    )
    means = sparse.diags_array(stage.factor * stage.centring) @ (strata @ totals)
    centred = sparse.diags_array(stage.factor[stage.stratum_of]) @ totals - strata.T @ means
    crossed = (sums @ centred).toarray()
    square = (totals.T @ centred).toarray()
    return np.asarray(
        np.einsum("pq,qr,pr->p", slopes, square, slopes) - 2 * (slopes * crossed).sum(axis=1)
    )


def _divide(top: npt.NDArray[np.generic], bottom: npt.NDArray[np.generic]) -> Floats:
    """Divide, NaN where the denominator is 0."""
    result = np.full(len(bottom), np.nan)
    np.divide(top, bottom, out=result, where=bottom != 0)
    return result
