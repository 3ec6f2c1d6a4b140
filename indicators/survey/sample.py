"""The sampling design of a set of respondents, numbered so that variances are sums of arrays.

Each stage draws units within strata: primary units within strata, then second-stage units within
primary units. The variance of an estimated total is the sum over stages of
``Π f_above · (1 − f) · n / (n − 1) · Σ (e_u − ē)²``, with e_u the linearised values summed over a
unit and its stratum of n units drawn at fraction f (Särndal, Swensson and Wretman 1992, 4.3; the
ultimate cluster formula when the first stage is drawn with replacement or alone).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.survey.calibration import MARGIN

if TYPE_CHECKING:
    from scipy import sparse

Floats = npt.NDArray[np.float64]
Integers = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Stage:
    """One stage of the drawing, units and strata numbered from 0.

    Attributes
    ----------
    unit : by respondent, the unit.
    stratum_of : by unit, its stratum.
    names : by stratum, its name.
    drawn : by stratum, units drawn (n_h).
    fraction : by stratum, sampling fraction (f_h), 0 where the population is not given.
    above : by stratum, product of the fractions of the stages above; 1 at the first.
    """

    unit: Integers
    stratum_of: Integers
    names: list[str]
    drawn: Integers
    fraction: Floats
    above: Floats

    @property
    def lonely(self) -> list[str]:
        """Names of the strata where a single unit leaves no variance to estimate."""
        alone = (self.drawn == 1) & (self.fraction < 1) & (self.above > 0)
        return [name for name, wrong in zip(self.names, alone, strict=True) if wrong]

    @cached_property
    def factor(self) -> Floats:
        """By stratum, what multiplies the sum of squared deviations."""
        correction = self.drawn / np.where(self.drawn == 1, 1, self.drawn - 1)
        return np.asarray(self.above * (1 - self.fraction) * correction)

    @cached_property
    def centring(self) -> Floats:
        """By stratum, 1/n; 0 for a unit alone, which is centred on the general mean of 0."""
        return np.asarray(np.where(self.drawn == 1, 0.0, 1 / self.drawn))


@dataclass(frozen=True, eq=False)
class Sample:
    """Respondents, their weights and how they were drawn.

    Attributes
    ----------
    weight : by respondent.
    stages : of the drawing, the first stage first.
    margins : respondents × categories, 1 where the respondent counts in a margin that the weights
        were calibrated on; None where they were not.
    """

    weight: Floats
    stages: tuple[Stage, ...]
    margins: sparse.csr_array | None = None

    @property
    def lonely_strata(self) -> list[str]:
        """Names of the strata, of any stage, where a single unit leaves no variance."""
        return [name for stage in self.stages for name in stage.lonely]


def sample_of(answers: pd.DataFrame) -> Sample:
    """Describe the sampling design of checked answers.

    Parameters
    ----------
    answers : columns weight, stratum, cluster, population, maybe subcluster and subpopulation,
        group, ``margin:…`` and wave (see ``check_answers``).
    """
    stages = [_stage(answers["stratum"], answers["cluster"], answers["population"], None)]
    if "subcluster" in answers:
        places = answers["stratum"].astype("str") + " / " + answers["cluster"].astype("str")
        stages.append(_stage(places, answers["subcluster"], answers["subpopulation"], stages[0]))
    return Sample(answers["weight"].to_numpy(float), tuple(stages), _margins(answers))


def _stage(
    stratum: pd.Series, unit: pd.Series, population: pd.Series, first: Stage | None
) -> Stage:
    """Number the units and strata of a stage; a stratum of the second is a unit of the first."""
    strata, names = pd.factorize(stratum, sort=True)
    table = pd.DataFrame({"stratum": strata, "unit": unit, "population": population})
    pairs = table.groupby(["stratum", "unit"], sort=True)
    stratum_of = pairs.size().index.get_level_values("stratum").to_numpy().astype(np.int64)
    drawn = np.bincount(stratum_of).astype(np.int64)
    given = table.groupby("stratum")["population"].max().to_numpy(float)
    fraction = np.nan_to_num(np.where(given <= 1, given, drawn / given))
    above = np.ones(len(names))
    if first is not None:
        parent = np.zeros(len(names), dtype=np.int64)
        parent[strata] = first.stratum_of[first.unit]
        above = first.above[parent] * first.fraction[parent]
    return Stage(
        unit=pairs.ngroup().to_numpy().astype(np.int64),
        stratum_of=stratum_of,
        names=[str(name) for name in names],
        drawn=drawn,
        fraction=fraction,
        above=above,
    )


def _margins(answers: pd.DataFrame) -> sparse.csr_array | None:
    """Write the categories of the calibration variables as 0/1 columns.

    Weights are calibrated by wave and group: each has columns of its own, and none for a variable
    that its weights were not calibrated on (blank cells).
    """
    columns = [name for name in answers.columns if name.startswith(MARGIN)]
    if not columns:
        return None
    from scipy import sparse  # noqa: PLC0415 - a third of a second, for surveys alone

    calibrated = answers["group"].astype("str")
    if "wave" in answers:
        calibrated = answers["wave"].astype("str") + "\0" + calibrated
    blocks = []
    for name in columns:
        codes, categories = pd.factorize(calibrated + "\0" + answers[name])
        rows = np.flatnonzero(codes >= 0)
        places = (rows, codes[rows])
        shape = (len(codes), len(categories))
        blocks.append(sparse.csr_array((np.ones(len(rows)), places), shape=shape))
    return sparse.csr_array(sparse.hstack(blocks, format="csr"))
