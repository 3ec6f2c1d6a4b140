"""What the page of the index works out once."""

from __future__ import annotations

from atlas.compare.recipes import IndexComparison, compare_recipe
from common.levels import Level
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_token
from indicators.scores.normalised_indicators import NormalisedIndicators, unweighted
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk


@cache_resource(
    max_entries=sizes.INDEX_COMPARISONS.entries,
    show_spinner="Calcul de l’indice…",
    hash_funcs={Recipe: to_token},
)
def cached_comparison(level: Level, recipe: Recipe) -> IndexComparison:
    """Compare a recipe with the default one once; sessions share it and must not change it."""
    return compare_recipe(desk(), level, recipe, _normalised(level, unweighted(recipe)))


@cache_resource(
    max_entries=sizes.INDEX_INDICATORS.entries,
    show_spinner=False,
    hash_funcs={Recipe: to_token},
)
def _normalised(level: Level, recipe: Recipe) -> NormalisedIndicators:
    """Keep what a change of weights leaves as it is."""
    return desk().normalised_with(level, recipe)
