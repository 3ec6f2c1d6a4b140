"""How much scores and ranks depend on the choices: Monte Carlo over options and weights.

Source: Saisana, Saltelli and Tarantola (2005); COINr sensitivity vignette.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from indicators.composite.draws import Draws, Floats
from indicators.composite.fast_scores import FastModel, batches, ranks, ranks_of

#: Ends of the intervals.
LOW, HIGH = 0.05, 0.95
_COLUMNS_AT_ONCE = 2_000


@dataclass(frozen=True)
class MonteCarlo:
    """Result of the draws.

    Attributes
    ----------
    intervals : one row per ranked unit: score, rank (those of the recipe), then the 5 %, 50 % and
        95 % quantiles over the draws: rank_low, rank_median, rank_high (observed ranks), and
        score_low, score_median, score_high. Options change the unit of the score, so the scores of
        each draw are first brought to the mean and standard deviation of the recipe's.
    shifts : one row per draw: scenario, and mean_shift, the mean over units of the absolute
        difference between the rank drawn and the recipe's.
    """

    intervals: pd.DataFrame
    shifts: pd.DataFrame

    @property
    def mean_shift(self) -> float:
        """Mean absolute rank shift over units and draws."""
        return float(self.shifts["mean_shift"].mean())


def monte_carlo(model: FastModel, draws: Draws, reference: pd.DataFrame) -> MonteCarlo:
    """Score and rank every draw, and summarise by unit.

    Parameters
    ----------
    model : the index; its units are the rows of ``reference``.
    draws : choices drawn.
    reference : score and rank of each unit with the recipe itself.
    """
    shape = (len(draws.scenario), len(reference))
    scores, placed = np.empty(shape, dtype=np.float32), np.empty(shape, dtype=np.int32)
    base = reference["rank"].to_numpy(dtype=np.int32)
    shifts = np.empty(shape[0])
    for rows, drawn in batches(model, draws):
        placed[rows] = ranks(drawn)
        shifts[rows] = np.abs(placed[rows] - base).mean(axis=1)
        scores[rows] = _aligned(drawn, reference["score"])
    intervals = reference[["score", "rank"]].copy()
    for name, table in (("rank", placed), ("score", scores)):
        columns = [f"{name}_low", f"{name}_median", f"{name}_high"]
        intervals[columns] = observed_quantiles(table)
    return MonteCarlo(intervals, pd.DataFrame({"scenario": draws.scenario, "mean_shift": shifts}))


def unit_interval(model: FastModel, draws: Draws, unit: int) -> tuple[int, int]:
    """Give the 5 % and 95 % quantiles of the rank of one unit over the draws.

    Parameters
    ----------
    model, draws : as for :func:`monte_carlo`.
    unit : position of the unit.
    """
    placed = np.empty((len(draws.scenario), 1), dtype=np.int32)
    for rows, drawn in batches(model, draws):
        placed[rows, 0] = ranks_of(drawn, unit)
    low, _, high = observed_quantiles(placed)[0]
    return int(low), int(high)


def mean_shifts(model: FastModel, draws: Draws, reference: pd.Series) -> npt.NDArray[np.float64]:
    """Compute the mean absolute rank shift of every draw, without keeping scores.

    Parameters
    ----------
    reference : rank of each unit with the recipe itself.
    """
    base = reference.to_numpy(dtype=np.int32)
    shifts = np.empty(len(draws.scenario))
    for rows, drawn in batches(model, draws):
        shifts[rows] = np.abs(ranks(drawn) - base).mean(axis=1)
    return shifts


def _aligned(drawn: Floats, reference: pd.Series) -> Floats:
    """Bring the scores of each draw to the mean and deviation of the reference, within 0-100."""
    spread: Floats = drawn.std(axis=1, keepdims=True)
    factor = np.float32(reference.std(ddof=0)) / np.where(spread > 0, spread, 1)
    aligned: Floats = (drawn - drawn.mean(axis=1, keepdims=True)) * factor
    aligned += np.float32(reference.mean())
    np.clip(aligned, 0, 100, out=aligned)
    return aligned


def observed_quantiles(table: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Take observed quantiles of every column: low rounds down, high rounds up."""
    last = len(table) - 1
    positions = [math.floor(LOW * last), last // 2, math.ceil(HIGH * last)]
    result = np.empty((table.shape[1], 3), dtype=table.dtype)
    for start in range(0, table.shape[1], _COLUMNS_AT_ONCE):
        block = np.ascontiguousarray(table[:, start : start + _COLUMNS_AT_ONCE].T)
        block.partition(sorted(set(positions)), axis=1)
        result[start : start + _COLUMNS_AT_ONCE] = block[:, positions]
    return result
