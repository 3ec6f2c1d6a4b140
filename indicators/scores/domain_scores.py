"""Aggregate normalised indicators into domains, and domains into the whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.labelled import Labelled
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.composite.aggregate import aggregate
from indicators.composite.normalise import rescale
from indicators.composite.options import Aggregation
from indicators.composite.rank import rank
from indicators.composite.recipe import Recipe
from indicators.composite.weights import effective_weights
from indicators.scores.index_input import Flags, IndexInput

#: Levels of the hierarchy, as recipes number them: indicators are 1.
DOMAIN_LEVEL, OVERALL_LEVEL = 2, 3
#: Share of the territories of a level that must have a score in a domain for it to be compared
#: over the level, in a dimension or in the whole.
COMMON_SHARE = 0.9
#: Levels where a territory is never compared on other domains than its neighbours: it has no
#: score in a dimension, nor in the whole, where it lacks one of the common domains.
COMPARED_STRICTLY = (Level.COMMUNE,)


class ScoreStatus(Labelled):
    """What a score rests on, the first that applies from the bottom up."""

    OK = "ok", "calculée"
    ESTIMATED = "estimated", "en partie estimée, et non mesurée ici"
    """At least one input was taken from a larger area."""
    CENSORED = "censored", "en partie fondée sur un seuil publié"
    """At least one input is only a published bound: the rank of that input is shared."""
    INSUFFICIENT = "insufficient", "données insuffisantes"
    """Too few inputs: no score and no rank."""


def domain_scores(
    inputs: IndexInput,
    normalised: pd.DataFrame,
    domains: npt.NDArray[np.str_],
    weights: pd.Series,
    recipe: Recipe,
) -> dict[str, pd.DataFrame]:
    """Aggregate indicators into the domains that have some; see ObjectiveScores.scores."""
    counted = weights[normalised.columns].to_numpy() > 0
    blocks = {}
    for key in DOMAIN_KEYS:
        members = np.flatnonzero((domains == key) & counted)
        table = normalised.iloc[:, members]
        score = aggregate(table, weights, recipe.method_at(DOMAIN_LEVEL), recipe)
        censored = np.asarray(inputs.censored[:, members].any(axis=1))
        estimated = np.asarray(inputs.estimated[:, members].any(axis=1))
        blocks[key] = _block(key, score, table, censored, estimated)
    return blocks


def nearly_all(scores: pd.Series) -> bool:
    """Tell whether a domain can be compared over a level: :data:`COMMON_SHARE` of it has a score.

    >>> nearly_all(pd.Series([1.0] * 9 + [None])), nearly_all(pd.Series([1.0, None]))
    (True, False)
    """
    return bool(scores.notna().mean() >= COMMON_SHARE)


def common_domains(blocks: Mapping[str, pd.DataFrame], weights: pd.Series) -> tuple[str, ...]:
    """List the domains that can be compared over a level: those that nearly all of it has.

    Parameters
    ----------
    blocks : scores of the domains, see :func:`domain_scores`.
    weights : a domain without weight is in no aggregate.
    """
    return tuple(
        key
        for key, block in blocks.items()
        if weights[key] > 0 and (block["expected"] > 0).any() and nearly_all(block["score"])
    )


def aggregate_scores(
    key: str,
    blocks: Mapping[str, pd.DataFrame],
    weights: pd.Series,
    recipe: Recipe,
    people: pd.Series,
    *,
    all_needed: bool = False,
) -> pd.DataFrame:
    """Aggregate domains into a dimension, or into the whole.

    Parameters
    ----------
    key : of the aggregate.
    blocks : scores of the domains that make it.
    weights, recipe : how.
    people : inhabitants, indexed by the codes of the blocks, in their order.
    all_needed : whether a territory needs every one of these domains, and not only the share that
        the recipe asks for.
    """
    method = recipe.rescaling_at(DOMAIN_LEVEL)
    table = pd.DataFrame(
        {
            name: rescale(_of(block["score"], people.index), method, recipe, 1, people)
            for name, block in blocks.items()
        },
        index=people.index,
        dtype="float64",
    )
    if table.empty:
        score = pd.Series(np.nan, index=people.index)
    else:
        score = aggregate(table, weights, recipe.method_at(OVERALL_LEVEL), recipe)
    if all_needed:
        score = score.where(table.notna().all(axis=1))
    censored = _any_is(ScoreStatus.CENSORED, blocks, len(people))
    estimated = _any_is(ScoreStatus.ESTIMATED, blocks, len(people))
    return _block(key, score, table, censored, estimated)


def _of(column: pd.Series, codes: pd.Index) -> pd.Series:
    """Give a column of a block by code: blocks have the rows of the people, in their order."""
    return column.set_axis(codes)


def _any_is(status: ScoreStatus, blocks: Mapping[str, pd.DataFrame], rows: int) -> Flags:
    """Tell the territories that have a status in one of some blocks."""
    found = np.zeros(rows, dtype=bool)
    for block in blocks.values():
        found |= (block["status"] == status.value).to_numpy(dtype=bool)
    return found


def weight_table(
    domain_of: dict[str, str], weights: pd.Series, recipe: Recipe, common: Collection[str]
) -> pd.DataFrame:
    """Lay out nominal and effective weights; see ObjectiveScores.weights."""
    present = [key for key in DOMAIN_KEYS if key in domain_of.values()]
    upper = {key: OVERALL if key in common else None for key in present}
    parents = pd.Series(domain_of | upper | {OVERALL: None}, dtype="str")
    levels = [1] * len(domain_of) + [DOMAIN_LEVEL] * len(present) + [OVERALL_LEVEL]
    nominal = weights.reindex(parents.index).fillna(1.0)
    methods = {OVERALL: recipe.method_at(OVERALL_LEVEL)} | dict.fromkeys(
        present, recipe.method_at(DOMAIN_LEVEL)
    )
    summed = [code for code, method in methods.items() if method is Aggregation.SUM]
    counted = np.array(
        [code == OVERALL or domain_of.get(code, code) in common for code in parents.index]
    )
    return pd.DataFrame(
        {
            "level": levels,
            "parent": parents,
            "nominal": nominal,
            "effective": effective_weights(parents, nominal, summed).where(counted, 0.0),
        }
    )


_STATUSES = pd.array([status.value for status in ScoreStatus], dtype="str")


def _block(
    key: str, score: pd.Series, members: pd.DataFrame, censored: Flags, estimated: Flags
) -> pd.DataFrame:
    statuses = np.select([score.isna().to_numpy(), censored, estimated], [3, 2, 1], default=0)
    ranks = rank(score)
    return pd.DataFrame(
        {
            "code": score.index,
            "domain": pd.array([key], dtype="str").repeat(len(score)),
            "score": score.to_numpy(),
            "rank": ranks.array,
            "ranked": int(ranks.notna().sum()),
            "available": (~np.isnan(members.to_numpy(dtype=float))).sum(axis=1),
            "expected": members.shape[1],
            "status": _STATUSES.take(statuses),
        }
    )
