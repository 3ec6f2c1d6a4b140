"""Aggregate normalised indicators into domains, and domains into the whole."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.labelled import Labelled
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


class ScoreStatus(Labelled):
    """What a score rests on, the first that applies from the bottom up."""

    OK = "ok", "calculée"
    ESTIMATED = "estimated", "en partie estimée à partir d’un territoire plus large"
    """At least one input was taken from a larger area."""
    CENSORED = "censored", "en partie fondée sur une borne publiée"
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


def overall_scores(
    blocks: Mapping[str, pd.DataFrame], weights: pd.Series, recipe: Recipe, people: pd.Series
) -> pd.DataFrame:
    """Aggregate the domains that exist at the level into the whole."""
    counted = {key: block for key, block in blocks.items() if weights[key] > 0 and _exists(block)}
    method = recipe.rescaling_at(DOMAIN_LEVEL)
    table = pd.DataFrame(
        {
            key: rescale(block.set_index("code")["score"], method, recipe, 1, people)
            for key, block in counted.items()
        },
        index=people.index,
    )
    score = aggregate(table, weights, recipe.method_at(OVERALL_LEVEL), recipe)
    statuses = pd.DataFrame(
        {key: block.set_index("code")["status"] for key, block in counted.items()},
        index=people.index,
    )
    censored = (statuses == ScoreStatus.CENSORED).any(axis=1).to_numpy()
    estimated = (statuses == ScoreStatus.ESTIMATED).any(axis=1).to_numpy()
    return _block(OVERALL, score, table, censored, estimated)


def weight_table(domain_of: dict[str, str], weights: pd.Series, recipe: Recipe) -> pd.DataFrame:
    """Lay out nominal and effective weights; see ObjectiveScores.weights."""
    present = [key for key in DOMAIN_KEYS if key in domain_of.values()]
    parents = pd.Series(domain_of | dict.fromkeys(present, OVERALL) | {OVERALL: None}, dtype="str")
    levels = [1] * len(domain_of) + [DOMAIN_LEVEL] * len(present) + [OVERALL_LEVEL]
    nominal = weights.reindex(parents.index).fillna(1.0)
    methods = {OVERALL: recipe.method_at(OVERALL_LEVEL)} | dict.fromkeys(
        present, recipe.method_at(DOMAIN_LEVEL)
    )
    summed = [code for code, method in methods.items() if method is Aggregation.SUM]
    return pd.DataFrame(
        {
            "level": levels,
            "parent": parents,
            "nominal": nominal,
            "effective": effective_weights(parents, nominal, summed),
        }
    )


def _exists(block: pd.DataFrame) -> bool:
    return bool((block["expected"] > 0).any())


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
