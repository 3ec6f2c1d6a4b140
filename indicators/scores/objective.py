"""The objective fragility scores: 16 domains and their whole, for the territories of one level."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from common.errors import InvalidDataError
from common.paths import ROOT
from indicators.base.domains import AGGREGATE_KEYS, DOMAIN_KEYS, domains_of
from indicators.base.shrinkage import Neighbours
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import read_recipe
from indicators.composite.weights import nominal_weights
from indicators.scores.domain_scores import (
    ScoreStatus,
    aggregate_scores,
    common_domains,
    domain_scores,
    weight_table,
)
from indicators.scores.normalised_indicators import (
    IndexIndicator,
    NormalisedIndicators,
    aligned_population,
    normalised_indicators,
)

__all__ = [
    "IndexIndicator",
    "ObjectiveScores",
    "ScoreStatus",
    "aligned_population",
    "default_recipe",
    "objective_scores",
    "weighed_scores",
]

DEFAULT_RECIPE = ROOT / "recipes" / "default.toml"


@dataclass(frozen=True)
class ObjectiveScores:
    """Scores of the territories of one level.

    Attributes
    ----------
    scores : one row per (domain, code), the 16 domains in their order then the four dimensions
        and ``ensemble``, codes sorted; columns code,
        domain, score (0 least to 100 most fragile; NaN if insufficient), rank (Int64, 1 = most
        fragile, ties share the smallest), ranked (number of territories that have a rank),
        available and expected (indicators of the domain, or domains of the aggregate, that the
        territory has and that are compared at the level), status (:class:`ScoreStatus`).
    normalised : rows codes, columns the index indicators that exist at the level: their rank,
        0-100 in the fragile direction, NaN where the territory has no value.
    weights : indexed by code (index indicators that exist at the level, then their domains, then
        ``ensemble``); columns level, parent (missing for a domain that is not compared), nominal
        (weight within the parent) and effective (share of the whole, 0 outside of it).
    inputs : same shape as ``normalised``, the values as published.
    smoothed : same, with the rates of few events steadied as the recipe says; what is normalised.
    directions : +1 or -1, indexed by indicator of ``normalised``.
    population : inhabitants, same rows as ``normalised``; NaN where unknown.
    recipe : the choices made.
    common : domains that dimensions and the whole are made of at the level.
    """

    scores: pd.DataFrame
    normalised: pd.DataFrame
    weights: pd.DataFrame
    inputs: pd.DataFrame
    smoothed: pd.DataFrame
    directions: pd.Series
    population: pd.Series
    recipe: Recipe
    common: tuple[str, ...]


@cache
def default_recipe() -> Recipe:
    """Give the product's recipe, ``recipes/default.toml``, read once.

    Raises
    ------
    MissingDataError, InvalidDataError
        If the file is absent or wrong.

    Examples
    --------
    >>> default_recipe().normalisation.value
    'weighted_percentile_rank'
    """
    return read_recipe(DEFAULT_RECIPE)


def objective_scores(
    values: pd.DataFrame,
    population: pd.Series,
    catalogue: Mapping[str, IndexIndicator],
    recipe: Recipe | None = None,
    neighbours: Neighbours | None = None,
    *,
    same_domains: bool = False,
    own_values: bool = False,
) -> ObjectiveScores:
    """Score the territories of one level.

    The score of a domain is the mean of its index indicators, normalised among the territories of
    the level; a dimension, and the whole, are the mean of those of their domains that nearly all
    the level has. The other choices are those of the recipe (:func:`default_recipe` unless given),
    where domains are level 2 and what they make level 3.

    Parameters
    ----------
    values : one level of ``indicators/values``: columns indicator, code, year, value, status, and
        numerator and denominator for the indicators that the recipe smooths; the most recent year
        that has a value is used for each indicator.
    population : inhabitants, indexed by code.
    catalogue : indicator by key.
    recipe : other choices than the default.
    neighbours : neighbours of each territory, for a recipe that smooths toward them.
    same_domains : whether a territory that lacks one of these domains has no score in what they
        make; else it needs the share of them that the recipe asks for.
    own_values : whether the values that a larger area lent are left out, for a level of
        :data:`indicators.scores.index_input.RANKED_ON_OWN_VALUES`.

    Raises
    ------
    InvalidDataError
        If a key (indicator, code, year) is repeated, a population is absent or negative, or the
        recipe names an unknown indicator or domain.
    NotAvailableError
        If an option of the recipe cannot be applied to these values; the message names it.
    """
    recipe = recipe or default_recipe()
    known = normalised_indicators(
        values, population, catalogue, recipe, neighbours, own_values=own_values
    )
    return weighed_scores(known, recipe, same_domains=same_domains)


def weighed_scores(
    known: NormalisedIndicators, recipe: Recipe, *, same_domains: bool = False
) -> ObjectiveScores:
    """Make domains, dimensions and the whole of normalised indicators, as a recipe weighs them.

    Parameters
    ----------
    known : normalised with this recipe, whatever its weights and its aggregation.
    recipe, same_domains : as :func:`objective_scores`, which says what is raised.
    """
    weights = nominal_weights(pd.Index([*known.asked, *DOMAIN_KEYS]), recipe)
    _refuse_weightless(recipe, weights)
    inputs, normalised, people = known.inputs, known.normalised, known.population
    domains = known.domains
    blocks = domain_scores(inputs, normalised, domains, weights, recipe)
    common = common_domains(blocks, weights)
    aggregates = [
        aggregate_scores(
            key,
            {name: blocks[name] for name in domains_of(key) if name in common},
            weights,
            recipe,
            people,
            all_needed=same_domains,
        )
        for key in AGGREGATE_KEYS
    ]
    scores = pd.concat([*blocks.values(), *aggregates], ignore_index=True)
    keys = [str(key) for key in normalised]
    table = weight_table(dict(zip(keys, domains, strict=True)), weights, recipe, common)
    return ObjectiveScores(
        scores=scores,
        normalised=normalised,
        weights=table,
        inputs=inputs.table,
        smoothed=known.smoothed,
        directions=known.directions,
        population=people,
        recipe=recipe,
        common=common,
    )


def _refuse_weightless(recipe: Recipe, weights: pd.Series) -> None:
    if not weights[list(DOMAIN_KEYS)].max() > 0:
        raise InvalidDataError(
            f"les réglages « {recipe.name} »",
            ["weights.values : tous les domaines ont un poids nul"],
        )
