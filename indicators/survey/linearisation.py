"""Design-weighted means of subpopulations, with linearised variance.

``p̂ = Σ w y / Σ w``; with ``e_i = w_i (y_i − p̂) / Σ w`` for the members of the subpopulation and 0
for the others, summed by primary unit j within stratum h:
``V = Σ_h (1 − f_h) · n_h / (n_h − 1) · Σ_j (e_hj − ē_h)²`` (Taylor linearisation of a ratio,
ultimate cluster). A subpopulation keeps the strata and primary units of the whole sample: its size
is random, and the units without a member count with 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Sample:
    """The sampling design of a set of respondents, strata and primary units numbered from 0.

    Attributes
    ----------
    weight, unit : by respondent, the weight and the primary unit.
    stratum_of : by primary unit, its stratum.
    strata : by stratum, in the order of their numbers, its name.
    units : by stratum, primary units sampled (n_h).
    fraction : by stratum, sampling fraction (f_h), 0 where the population is not given.
    """

    weight: Floats
    unit: Integers
    stratum_of: Integers
    strata: list[str]
    units: Integers
    fraction: Floats

    @property
    def lonely_strata(self) -> list[str]:
        """Names of the strata where a single primary unit leaves no variance to estimate."""
        lonely = (self.units == 1) & (self.fraction < 1)
        return [name for name, alone in zip(self.strata, lonely, strict=True) if alone]


def sample_of(answers: pd.DataFrame) -> Sample:
    """Describe the sampling design of checked answers.

    Parameters
    ----------
    answers : columns weight, stratum, cluster, population (see ``check_answers``).
    """
    pairs = answers.groupby(["stratum", "cluster"], sort=True)
    strata = answers.groupby("stratum", sort=True)
    of_unit = pairs.size().index.get_level_values("stratum")
    names = [str(name) for name in strata.groups]
    units = strata["cluster"].nunique()
    population = strata["population"].max()
    fraction = population.where(population <= 1, units / population).fillna(0.0)
    return Sample(
        weight=answers["weight"].to_numpy(float),
        unit=pairs.ngroup().to_numpy().astype(np.int64),
        stratum_of=pd.Index(names).get_indexer(of_unit).astype(np.int64),
        strata=names,
        units=units.to_numpy().astype(np.int64),
        fraction=fraction.to_numpy(float),
    )


def cell_means(sample: Sample, values: Floats, cell: Integers) -> pd.DataFrame:
    """Estimate the mean of a variable in each cell.

    Parameters
    ----------
    sample : the design of the whole sample.
    values : the variable by respondent; NaN for no answer.
    cell : number of the respondent's cell, -1 for none.

    Returns
    -------
    DataFrame
        Indexed by the numbers of the cells that have answers: ``mean``; ``variance`` (of the mean,
        linearised); ``freedom`` (degrees of freedom: primary units less strata that the cell
        touches); ``n`` (answers); ``kish`` = (Σw)²/Σw²; ``dispersion`` (weighted variance of the
        variable, n/(n−1) corrected, NaN for a single answer).
    """
    member = (cell >= 0) & ~np.isnan(values)
    cells, place = np.unique(cell[member], return_inverse=True)
    y, weight, unit = values[member], sample.weight[member], sample.unit[member]
    n = np.bincount(place)
    total = np.bincount(place, weight)
    mean = np.bincount(place, weight * y) / total
    deviation = y - mean[place]
    spread = np.bincount(place, weight * deviation**2) / total
    corrected = np.divide(n, n - 1, out=np.full(len(n), np.nan), where=n > 1)
    variance, freedom = _variance(sample, weight * deviation / total[place], place, unit)
    return pd.DataFrame(
        {
            "mean": mean,
            "variance": variance,
            "freedom": freedom,
            "n": n,
            "kish": total**2 / np.bincount(place, weight**2),
            "dispersion": spread * corrected,
        },
        index=cells,
    )


def _variance(
    sample: Sample, e: Floats, place: Integers, unit: Integers
) -> tuple[Floats, Integers]:
    """Sum the linearised deviations by primary unit, then by stratum, then by cell."""
    by_unit, row = np.unique(place * len(sample.stratum_of) + unit, return_inverse=True)
    sums = np.bincount(row, e)
    cell, touched = np.divmod(by_unit, len(sample.stratum_of))
    by_stratum, row = np.unique(
        cell * len(sample.units) + sample.stratum_of[touched], return_inverse=True
    )
    total, squares = np.bincount(row, sums), np.bincount(row, sums**2)
    cell, stratum = np.divmod(by_stratum, len(sample.units))
    units = sample.units[stratum]
    # A stratum of one primary unit is centred on the general mean, which is 0 for deviations.
    alone = units == 1
    centred = np.where(alone, squares, squares - total**2 / units)
    scale = units / np.where(alone, 1, units - 1)
    parts = (1 - sample.fraction[stratum]) * scale * np.maximum(centred, 0)
    freedom = np.bincount(cell, np.bincount(row)) - np.bincount(cell)
    return np.bincount(cell, parts).astype(float), freedom.astype(np.int64)
