"""The indicators of the index on one scale: what the scores of a level are made of.

Weights and aggregation come after: a reader who changes them does not have these made again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError
from indicators.base.shrinkage import Neighbours
from indicators.composite.normalise import normalise
from indicators.composite.options import (
    Aggregation,
    Denominators,
    Imputation,
    Smoothing,
    Weighting,
    inapplicable,
)
from indicators.composite.outliers import treat
from indicators.composite.recipe import Recipe
from indicators.composite.smooth import smoothed_rates
from indicators.composite.transform import transform
from indicators.scores.index_input import IndexInput, index_input

_LISTED = 10


class IndexIndicator(Protocol):
    """What the score needs to know of an indicator of the catalogue."""

    @property
    def domain(self) -> str:
        """Key of the domain."""
        ...

    @property
    def direction(self) -> int:
        """+1 when a high value is more fragile, -1 when a low one is."""
        ...

    @property
    def in_index(self) -> bool:
        """Whether the objective score uses the indicator."""
        ...

    @property
    def scale(self) -> float:
        """Multiplier of numerator / denominator."""
        ...

    @property
    def lent_by(self) -> str:
        """Kind of larger area that lends its value to a commune that has none, or empty."""
        ...


@dataclass(frozen=True)
class NormalisedIndicators:
    """The index indicators of a level, normalised.

    Attributes
    ----------
    asked : index indicators of the catalogue that the recipe keeps, in order.
    inputs : values as published, of those that exist at the level; their counts, which have served
        to steady them, are left out.
    smoothed, normalised, directions, population : see
        :class:`indicators.scores.objective.ObjectiveScores`.
    domains : domain of each column of ``normalised``.
    """

    asked: tuple[str, ...]
    inputs: IndexInput
    smoothed: pd.DataFrame
    normalised: pd.DataFrame
    directions: pd.Series
    population: pd.Series
    domains: npt.NDArray[np.str_]


def unweighted(recipe: Recipe) -> Recipe:
    """Leave out of a recipe what its normalised indicators do not depend on.

    >>> weighed = Recipe("a", weighting=Weighting.GIVEN, weights=(("emploi", 2.0),))
    >>> unweighted(weighed) == unweighted(Recipe("b", aggregation=Aggregation.GEOMETRIC))
    True
    >>> unweighted(weighed) == unweighted(Recipe("b", excluded=("a",)))
    False
    """
    return replace(
        recipe,
        name="",
        weighting=Weighting.EQUAL,
        weights=(),
        aggregation=Aggregation.ARITHMETIC,
        aggregation_by_level=(),
    )


def normalised_indicators(
    values: pd.DataFrame,
    population: pd.Series,
    catalogue: Mapping[str, IndexIndicator],
    recipe: Recipe,
    neighbours: Neighbours | None = None,
    *,
    own_values: bool = False,
) -> NormalisedIndicators:
    """Take the newest values of a level, steady and normalise them as a recipe says.

    Parameters and what is raised: see :func:`indicators.scores.objective.objective_scores`.
    """
    _refuse_inapplicable(recipe)
    chosen = _chosen(catalogue, recipe)
    counted = [] if recipe.smoothing is Smoothing.NONE else recipe.smoothed
    lent = [key for key, indicator in chosen.items() if own_values and indicator.lent_by]
    inputs = index_input(values, list(chosen), counted, lent)
    people = aligned_population(population, inputs.table.index)
    keys = [str(key) for key in inputs.table]
    directions = pd.Series({key: chosen[key].direction for key in keys}, dtype=int)
    smoothed = _smooth(inputs, chosen, recipe, neighbours)
    treated = treat(transform(smoothed, recipe), recipe).table
    return NormalisedIndicators(
        asked=tuple(chosen),
        inputs=replace(inputs, counts={}),
        smoothed=smoothed,
        normalised=normalise(treated, directions, recipe, people),
        directions=directions,
        population=people,
        domains=np.array([chosen[key].domain for key in keys], dtype=str),
    )


def _chosen(catalogue: Mapping[str, IndexIndicator], recipe: Recipe) -> dict[str, IndexIndicator]:
    unknown = [key for key in recipe.excluded if key not in catalogue]
    if unknown:
        raise InvalidDataError(
            f"les réglages « {recipe.name} »",
            [f"selection.excluded : indicateur inconnu {key}" for key in unknown],
        )
    return {
        key: indicator
        for key, indicator in catalogue.items()
        if indicator.in_index and key not in recipe.excluded
    }


def _smooth(
    inputs: IndexInput,
    chosen: Mapping[str, IndexIndicator],
    recipe: Recipe,
    neighbours: Neighbours | None,
) -> pd.DataFrame:
    """Replace the rates of the recipe's list by smoothed ones.

    A value without counts stays as it is: estimated from a larger area, it is no small number; an
    indicator published without counts at a level (the EPCI) is smoothed where it has some.
    """
    smoothed = inputs.table.copy(deep=False)  # what is not replaced is held once
    for key, counts in inputs.counts.items():
        known = counts.where(smoothed[key].notna())
        if known["numerator"].isna().all():
            continue
        events = known["numerator"].rename(key)
        rates = smoothed_rates(events, known["denominator"], recipe.smoothing, neighbours)
        smoothed[key] = (rates * chosen[key].scale).fillna(smoothed[key])
    return smoothed


def _refuse_inapplicable(recipe: Recipe) -> None:
    if recipe.denominators is not Denominators.NONE:
        raise inapplicable(recipe.denominators, "les indicateurs du catalogue sont déjà des taux")
    if recipe.imputation is not Imputation.NONE:
        raise inapplicable(recipe.imputation, "le score mesuré n’impute aucune valeur")


def aligned_population(population: pd.Series, codes: pd.Index) -> pd.Series:
    """Give the inhabitants of some territories, NaN where unknown.

    Raises
    ------
    InvalidDataError
        If a territory is absent, a code is repeated or a population is negative.
    """
    absent = codes.difference(population.index)
    negative = population.index[(population < 0).fillna(False)]
    faults = [f"{code} : territoire absent" for code in absent[:_LISTED]]
    faults += [f"{code} : population négative" for code in negative[:_LISTED]]
    if population.index.has_duplicates:
        faults.append("un code est répété")
    if faults:
        raise InvalidDataError(
            f"la population ({len(absent)} absents, {len(negative)} négatifs)", faults
        )
    return population.reindex(codes).astype("Float64").astype(float)
