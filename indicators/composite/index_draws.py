"""How much the ranks of any index depend on its choices: draws through the engine itself.

:mod:`indicators.composite.robustness` is quick and knows two levels; here any hierarchy is drawn
around, block after block, by whoever works (:mod:`common.workers`). Source: Saisana, Saltelli and
Tarantola (2005).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.workers import Mapper
from indicators.composite.draws import (
    POSITIVE_SCALE,
    RobustnessSettings,
    Scenario,
    TreeDraws,
    draw_tree,
)
from indicators.composite.engine import CompositeIndex, Units, aggregate_upward, compute
from indicators.composite.fast_scores import RANKED_DECIMALS
from indicators.composite.hierarchy import Hierarchy
from indicators.composite.options import Normalisation
from indicators.composite.rank import rank
from indicators.composite.recipe import Recipe
from indicators.composite.robustness import observed_quantiles

#: Draws that one worker does at a time.
DRAWS_AT_ONCE = 25
#: Columns beside each top of the index.
SUFFIXES = ("_rank", "_rank_low", "_rank_median", "_rank_high")
_UNRANKED = 0


@dataclass(frozen=True, eq=False)
class IndexDraws:
    """Ranks that the units of an index could have.

    Attributes
    ----------
    ranks : one row per unit; for each top of the hierarchy, columns ``<code>`` +
        :data:`SUFFIXES`: the rank of the recipe, then the 5 %, 50 % and 95 % quantiles over the
        draws (Int64, null where the unit has no score).
    settings : what was varied.
    mean_shift : by top, mean over units and draws of the absolute change of rank.
    """

    ranks: pd.DataFrame
    settings: RobustnessSettings
    mean_shift: dict[str, float]


@dataclass(frozen=True, eq=False)
class _Block:
    """Draws that share their normalised indicators: all that a worker needs.

    Attributes
    ----------
    normalised : rows units, columns indicators.
    weights : rows draws, columns the nodes of the hierarchy.
    scenarios : of each draw.
    """

    normalised: pd.DataFrame
    hierarchy: Hierarchy
    recipe: Recipe
    population: pd.Series | None
    weights: npt.NDArray[np.float64]
    scenarios: tuple[Scenario, ...]


def applicable_settings(
    units: Units, draws: int, seed: int = RobustnessSettings.seed
) -> RobustnessSettings:
    """Give the usual settings, without what the data do not permit.

    Parameters
    ----------
    units : without population, no rank is weighted by it.
    draws, seed : see :class:`indicators.composite.draws.RobustnessSettings`.
    """
    usual = RobustnessSettings(draws=draws, seed=seed)
    if units.population is not None:
        return usual
    kept = [
        option
        for option in usual.normalisations
        if option is not Normalisation.WEIGHTED_PERCENTILE_RANK
    ]
    return replace(usual, normalisations=tuple(kept))


def index_draws(
    index: CompositeIndex,
    units: Units,
    hierarchy: Hierarchy,
    settings: RobustnessSettings,
    mapped: Mapper,
) -> IndexDraws:
    """Draw options and weights around an index, and rank its units each time.

    Parameters
    ----------
    index : as :func:`indicators.composite.engine.compute` made it.
    units, hierarchy : of what it was made.
    settings : what is varied; the aggregation drawn is that of the tops.
    mapped : who does the work; the result does not depend on it.

    Raises
    ------
    NotAvailableError
        If an option cannot be applied to these data.
    """
    hierarchy = hierarchy.without(index.recipe.excluded)
    parents = hierarchy.nodes["parent"]
    drawn = draw_tree(settings, parents, index.weights["nominal"])
    blocks, rows = _blocks(index.recipe, units, hierarchy, settings, drawn)
    tops = [str(code) for code in parents.index[parents.isna()]]
    placed = np.empty((len(tops), settings.draws, len(index.raw)), dtype=np.int32)
    for which, found in zip(rows, mapped(_rank_block, blocks), strict=True):
        placed[:, which] = found
    return _summary(index, tops, placed, settings)


def _blocks(
    recipe: Recipe,
    units: Units,
    hierarchy: Hierarchy,
    settings: RobustnessSettings,
    drawn: TreeDraws,
) -> tuple[list[_Block], list[npt.NDArray[np.intp]]]:
    """Share the draws out: those of a block differ by their weights and aggregation only."""
    blocks, rows = [], []
    scenarios = settings.scenarios
    for normalisation in settings.normalisations:
        for treatment in settings.treatments:
            same = [
                place
                for place, one in enumerate(scenarios)
                if (one.normalisation, one.treatment) == (normalisation, treatment)
            ]
            choices = replace(
                recipe,
                normalisation=normalisation,
                treatment=treatment,
                scale=POSITIVE_SCALE,
                decimals=None,
            )
            normalised = compute(units, hierarchy, replace(choices, excluded=())).normalised
            wanted = np.flatnonzero(np.isin(drawn.scenario, same))
            for start in range(0, len(wanted), DRAWS_AT_ONCE):
                some = wanted[start : start + DRAWS_AT_ONCE]
                rows.append(some)
                blocks.append(
                    _Block(
                        normalised=normalised,
                        hierarchy=hierarchy,
                        recipe=choices,
                        population=units.population,
                        weights=drawn.weights[some],
                        scenarios=tuple(scenarios[place] for place in drawn.scenario[some]),
                    )
                )
    return blocks, rows


def _rank_block(block: _Block) -> npt.NDArray[np.int32]:
    """Rank the units in each draw of a block: tops, draws, units; 0 where there is no rank."""
    nodes = block.hierarchy.nodes
    tops = nodes.index[nodes["parent"].isna()]
    levels = sorted({int(nodes["level"][code]) for code in tops})
    found = np.empty((len(tops), len(block.weights), len(block.normalised)), dtype=np.int32)
    for place, (weights, scenario) in enumerate(zip(block.weights, block.scenarios, strict=True)):
        methods = dict(block.recipe.aggregation_by_level) | dict.fromkeys(
            levels, scenario.aggregation
        )
        recipe = replace(block.recipe, aggregation_by_level=tuple(methods.items()))
        scores = aggregate_upward(
            block.normalised,
            block.hierarchy,
            pd.Series(weights, index=nodes.index),
            recipe,
            block.population,
        )
        for position, top in enumerate(tops):
            ranks = rank(scores[top], RANKED_DECIMALS).fillna(_UNRANKED)
            found[position, place] = ranks.to_numpy(dtype=np.int32)
    return found


def _summary(
    index: CompositeIndex,
    tops: Sequence[str],
    placed: npt.NDArray[np.int32],
    settings: RobustnessSettings,
) -> IndexDraws:
    columns: dict[str, pd.Series] = {}
    shifts = {}
    for top, ranks in zip(tops, placed, strict=True):
        own = index.ranks[top]
        known = own.notna().to_numpy() & (ranks != _UNRANKED).all(axis=0)
        base = own.fillna(_UNRANKED).to_numpy(dtype=np.int32)
        shifts[top] = float(np.abs(ranks - base)[:, known].mean()) if known.any() else float("nan")
        kept = pd.DataFrame(observed_quantiles(ranks), index=own.index).astype("Int64")
        parts = (own, *(kept[column].where(known) for column in kept))
        columns |= {f"{top}{suffix}": part for suffix, part in zip(SUFFIXES, parts, strict=True)}
    return IndexDraws(pd.DataFrame(columns), settings, shifts)
