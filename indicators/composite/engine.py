"""Apply a recipe to a table of indicators, step by step."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from common.errors import InvalidDataError
from indicators.base.shrinkage import Neighbours
from indicators.composite.aggregate import aggregate
from indicators.composite.denominate import denominate
from indicators.composite.hierarchy import Hierarchy, faults_of_weights
from indicators.composite.impute import impute_group_mean, impute_parent_level
from indicators.composite.normalise import normalise, percentile_rank, rescale
from indicators.composite.options import (
    Aggregation,
    Denominators,
    Imputation,
    Smoothing,
    inapplicable,
)
from indicators.composite.outliers import treat
from indicators.composite.rank import rank
from indicators.composite.recipe import Recipe
from indicators.composite.smooth import smoothed_rates
from indicators.composite.transform import transform
from indicators.composite.weights import effective_weights, nominal_weights


@dataclass(frozen=True)
class Units:
    """What is known of the units; every frame has the same rows, the units.

    Attributes
    ----------
    indicators : NaN where missing.
    denominators : denominators, one column each.
    groups : group, or code of the larger territory, of each unit; for imputation.
    population : weight of each unit; for the weighted percentile rank.
    parent_values : indicators of the larger territories (rows), and their denominators.
    neighbours : neighbours of each unit; for smoothing.
    """

    indicators: pd.DataFrame
    denominators: pd.DataFrame
    groups: pd.Series | None = None
    population: pd.Series | None = None
    parent_values: pd.DataFrame | None = None
    neighbours: Neighbours | None = None


@dataclass(frozen=True)
class CompositeIndex:
    """Scores, and every table on the way to them; rows are units everywhere.

    Attributes
    ----------
    raw, denominated, smoothed, imputed, treated, normalised : columns indicators.
    scores : columns aggregates, from the bottom up; NaN where too few members are present.
    ranks : same columns, Int64, 1 for the highest score, ties share the smallest.
    percentiles : same columns, percentile rank of the score (0-1, as the SVI's RPL).
    audit : outlier treatment, one row per indicator (:mod:`indicators.composite.outliers`).
    weights : one row per code: level, parent, nominal (weight within the parent) and effective
        (share of the top).
    recipe : the choices made.
    """

    raw: pd.DataFrame
    denominated: pd.DataFrame
    smoothed: pd.DataFrame
    imputed: pd.DataFrame
    treated: pd.DataFrame
    normalised: pd.DataFrame
    scores: pd.DataFrame
    ranks: pd.DataFrame
    percentiles: pd.DataFrame
    audit: pd.DataFrame
    weights: pd.DataFrame
    recipe: Recipe


def compute(units: Units, hierarchy: Hierarchy, recipe: Recipe) -> CompositeIndex:
    """Compute a composite index.

    The steps and their order are COINr's: denominate (and smooth rates of few events), impute,
    transform and treat outliers, normalise, aggregate level by level, rank.

    Raises
    ------
    NotAvailableError
        If an option of the recipe cannot be applied; the message names it.
    InvalidDataError
        If denominators, weights or the larger territories are wrong.
    """
    hierarchy = hierarchy.without(recipe.excluded)
    nodes = hierarchy.nodes
    weights = nominal_weights(nodes.index, recipe, nodes["weight"])
    faults = faults_of_weights(nodes["parent"], weights)
    if faults:
        raise InvalidDataError(f"les réglages « {recipe.name} »", faults)
    methods = {code: recipe.method_at(hierarchy.level(code)) for code in hierarchy.aggregates}
    summed = [code for code, method in methods.items() if method is Aggregation.SUM]
    raw = units.indicators[hierarchy.indicators]
    denominated = _denominate(raw, units.denominators, nodes, recipe)
    smoothed = _smooth(denominated, raw, units, nodes, recipe)
    imputed = _impute(smoothed, units, nodes, recipe)
    treated = treat(transform(imputed, recipe), recipe)
    normalised = normalise(treated.table, nodes["direction"], recipe, units.population)
    scores = aggregate_upward(normalised, hierarchy, weights, recipe, units.population)
    return CompositeIndex(
        raw=raw,
        denominated=denominated,
        smoothed=smoothed,
        imputed=imputed,
        treated=treated.table,
        normalised=normalised,
        scores=scores,
        ranks=scores.apply(rank, decimals=recipe.rank_decimals),
        percentiles=scores.apply(percentile_rank),
        audit=treated.audit,
        weights=pd.DataFrame(
            {
                "level": nodes["level"],
                "parent": nodes["parent"],
                "nominal": weights,
                "effective": effective_weights(nodes["parent"], weights, summed),
            }
        ),
        recipe=recipe,
    )


def _denominate(
    values: pd.DataFrame, denominators: pd.DataFrame, nodes: pd.DataFrame, recipe: Recipe
) -> pd.DataFrame:
    if recipe.denominators is Denominators.NONE:
        return values
    if nodes["denominator"].isna().all():
        raise inapplicable(recipe.denominators, "la table des indicateurs n’en nomme aucun")
    return denominate(values, denominators, nodes["denominator"])


def _smooth(
    rates: pd.DataFrame, events: pd.DataFrame, units: Units, nodes: pd.DataFrame, recipe: Recipe
) -> pd.DataFrame:
    if recipe.smoothing is Smoothing.NONE:
        return rates
    if recipe.denominators is Denominators.NONE:
        raise inapplicable(recipe.smoothing, "il faut les dénominateurs de la table")
    smoothed = rates.copy()
    for code in rates.columns.intersection(pd.Index(recipe.smoothed)):
        name = nodes["denominator"][code]
        if pd.isna(name):
            raise inapplicable(recipe.smoothing, f"« {code} » n’a pas de dénominateur")
        exposed = units.denominators[name]
        smoothed[code] = smoothed_rates(events[code], exposed, recipe.smoothing, units.neighbours)
    return smoothed


def _impute(
    values: pd.DataFrame, units: Units, nodes: pd.DataFrame, recipe: Recipe
) -> pd.DataFrame:
    if recipe.imputation is Imputation.NONE:
        return values
    if units.groups is None:
        raise inapplicable(
            recipe.imputation, f"la colonne « {recipe.imputation_group} » n’est pas donnée"
        )
    if recipe.imputation is Imputation.GROUP_MEAN:
        return impute_group_mean(values, units.groups)
    if units.parent_values is None:
        raise inapplicable(
            recipe.imputation, "les valeurs des territoires plus larges ne sont pas données"
        )
    larger = units.parent_values
    indicators = larger.reindex(columns=values.columns.intersection(larger.columns))
    return impute_parent_level(values, units.groups, _denominate(indicators, larger, nodes, recipe))


def aggregate_upward(
    normalised: pd.DataFrame,
    hierarchy: Hierarchy,
    weights: pd.Series,
    recipe: Recipe,
    population: pd.Series | None,
) -> pd.DataFrame:
    """Aggregate from the bottom up; scores go up as the recipe rescales them.

    Parameters
    ----------
    normalised : rows units, columns indicators.
    hierarchy : who is made of whom.
    weights : of every code within its group.
    recipe : methods and rescaling of each level are used.
    population : weight of each unit; for the weighted percentile rank.

    Returns
    -------
    DataFrame
        Rows units, columns aggregates, from the bottom up.
    """
    upward = {code: normalised[code] for code in hierarchy.indicators}
    scores = {}
    for code in hierarchy.aggregates:
        level = hierarchy.level(code)
        members = pd.DataFrame({member: upward[member] for member in hierarchy.members(code)})
        score = aggregate(members, weights, recipe.method_at(level), recipe).rename(code)
        scores[code] = score
        upward[code] = rescale(score, recipe.rescaling_at(level), recipe, 1, population)
    return pd.DataFrame(scores, index=normalised.index)
