"""The recipe of an index: every choice that separates indicators from ranks, in one object."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any

from common.errors import InvalidDataError
from common.limits import LARGEST_NUMBER
from indicators.composite.options import (
    Aggregation,
    Denominators,
    Imputation,
    Normalisation,
    Smoothing,
    Transformation,
    Treatment,
    Weighting,
)

#: Decimals that a number of double precision can hold.
MAX_DECIMALS = 15


@dataclass(frozen=True)
class Recipe:
    """The choices of a composite index; immutable and hashable, so that it travels with results.

    Attributes
    ----------
    name : what people call the recipe; the only field that changes no result.
    unit_code, unit_name : columns of the data file that hold the code and the name of each unit;
        the name is optional.
    population : column that holds the weight of each unit for ``weighted_percentile_rank``.
    missing : numbers that stand for a missing value, besides an empty cell and ``NA``.
    denominators : whether indicators are divided by their denominator.
    smoothing : how rates of few events are steadied before they are compared.
    smoothed : the indicators concerned, by code, among those that the table has.
    imputation : what stands for a missing value.
    imputation_group : column that holds the group (``group_mean``) or the code of the larger
        territory (``parent_level``) of each unit.
    availability : smallest share of the members of a group that must be present for the group to
        have a score; weights are shared out over the members present. A group without any member
        never has a score.
    excluded : indicators left out, by code.
    transformations : (indicator, transformation) applied before outliers are treated; goalposts
        stay in the unit of the indicator and are transformed with it.
    treatment : what is done to an indicator whose distribution fails the test.
    max_skewness, max_kurtosis : an indicator fails when ``|skewness|`` and excess kurtosis are
        both larger.
    max_winsorised : largest number of values that winsorisation may move.
    normalisation : how indicators are brought to one scale.
    scale : lowest and highest normalised value; z-scores have no bounds and do not use it.
    decimals : decimals kept in normalised values; None keeps them all.
    goalposts : (indicator, low, high) for ``goalposts``, in the unit of the indicator.
    weighting : equal weights, or the ones of the meta table.
    weights : (code, weight) for ``given``; they replace those of the meta table, else 1.
    aggregation : how the members of a group make one score.
    aggregation_by_level : (level, method) for the levels that differ; 2 is the first above
        the indicators.
    rescaling_by_level : (level, normalisation) applied to the scores of a level before they
        are aggregated further, as the English IMD does.
    rank_decimals : decimals to which scores are rounded before they are ranked, so that scores
        that are published equal share their rank; None ranks them as they are.
    """

    name: str
    unit_code: str = "uCode"
    unit_name: str = "uName"
    population: str = ""
    missing: tuple[float, ...] = ()
    denominators: Denominators = Denominators.NONE
    smoothing: Smoothing = Smoothing.NONE
    smoothed: tuple[str, ...] = ()
    imputation: Imputation = Imputation.NONE
    imputation_group: str = ""
    availability: Fraction = Fraction(2, 3)
    excluded: tuple[str, ...] = ()
    transformations: tuple[tuple[str, Transformation], ...] = ()
    treatment: Treatment = Treatment.NONE
    max_skewness: float = 2.0
    max_kurtosis: float = 3.5
    max_winsorised: int = 5
    normalisation: Normalisation = Normalisation.WEIGHTED_PERCENTILE_RANK
    scale: tuple[float, float] = (0.0, 100.0)
    decimals: int | None = None
    goalposts: tuple[tuple[str, float, float], ...] = ()
    weighting: Weighting = Weighting.EQUAL
    weights: tuple[tuple[str, float], ...] = ()
    aggregation: Aggregation = Aggregation.ARITHMETIC
    aggregation_by_level: tuple[tuple[int, Aggregation], ...] = ()
    rescaling_by_level: tuple[tuple[int, Normalisation], ...] = ()
    rank_decimals: int | None = None

    def __post_init__(self) -> None:
        """Refuse contradictory choices, all at once, and put the lists in order."""
        faults = _faults(self)
        if faults:
            raise InvalidDataError(f"les réglages « {self.name} »", faults)
        ordered: dict[str, Any] = {field: tuple(sorted(getattr(self, field))) for field in _LISTS}
        ordered["missing"] = tuple(sorted(float(number) for number in self.missing))
        ordered["goalposts"] = tuple(
            (code, float(low), float(high)) for code, low, high in ordered["goalposts"]
        )
        ordered["weights"] = tuple((code, float(weight)) for code, weight in ordered["weights"])
        ordered["scale"] = (float(self.scale[0]), float(self.scale[1]))
        ordered["max_skewness"] = float(self.max_skewness)
        ordered["max_kurtosis"] = float(self.max_kurtosis)
        for field, value in ordered.items():
            object.__setattr__(self, field, value)

    @property
    def fingerprint(self) -> str:
        """Ten hexadecimal digits that identify the choices, whatever the name.

        Examples
        --------
        >>> Recipe("a").fingerprint == Recipe("b").fingerprint
        True
        """
        return hashlib.sha256(canonical(self).encode()).hexdigest()[:10]

    def method_at(self, level: int) -> Aggregation:
        """Give the aggregation that makes the scores of a level (2 is above the indicators)."""
        return dict(self.aggregation_by_level).get(level, self.aggregation)

    def rescaling_at(self, level: int) -> Normalisation:
        """Give what is applied to the scores of a level before they are aggregated further."""
        return dict(self.rescaling_by_level).get(level, Normalisation.NONE)


#: Largest weight or threshold: beyond, sums would lose their precision.
MAX_NUMBER = 1e6

_LISTS = (
    "smoothed",
    "excluded",
    "transformations",
    "goalposts",
    "weights",
    "aggregation_by_level",
    "rescaling_by_level",
)


def canonical(recipe: Recipe) -> str:
    """Write the choices of a recipe, without its name, as JSON with sorted keys."""
    content: dict[str, Any] = {
        field.name: getattr(recipe, field.name) for field in fields(recipe) if field.name != "name"
    }
    content["availability"] = str(recipe.availability)
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def _faults(recipe: Recipe) -> list[str]:
    faults = [
        f"{where} : limites croissantes attendues, {low}, {high} lu"
        for where, low, high in (
            ("normalisation.scale", *recipe.scale),
            *((f"normalisation.goalposts.{code}", lo, hi) for code, lo, hi in recipe.goalposts),
        )
        if not -LARGEST_NUMBER <= low < high <= LARGEST_NUMBER
    ]
    faults += [
        f"{where} : nombre entre 0 et {MAX_NUMBER:g} attendu, {value} lu"
        for where, value in (
            ("treatment.max_skewness", recipe.max_skewness),
            ("treatment.max_winsorised", recipe.max_winsorised),
            *((f"weights.values.{code}", weight) for code, weight in recipe.weights),
        )
        if not 0 <= value <= MAX_NUMBER
    ]
    faults += [
        f"{where} : nombre de décimales entre 0 et {MAX_DECIMALS} attendu, {decimals} lu"
        for where, decimals in (
            ("normalisation.decimals", recipe.decimals),
            ("ranking.decimals", recipe.rank_decimals),
        )
        if decimals is not None and not 0 <= decimals <= MAX_DECIMALS
    ]
    if not 0 < recipe.availability <= 1:
        faults.append(
            f"availability.threshold : part entre 0 exclu et 1 attendue, {recipe.availability} lu"
        )
    if recipe.imputation is not Imputation.NONE and not recipe.imputation_group:
        faults.append("imputation.group : nom de colonne attendu, rien n’est donné")
    if recipe.smoothing is not Smoothing.NONE and not recipe.smoothed:
        faults.append("smoothing.indicators : au moins un indicateur attendu, rien n’est donné")
    return faults + _faults_of_lists(recipe)


def _faults_of_lists(recipe: Recipe) -> list[str]:
    faults = [
        f"aggregation : niveau 2 ou plus attendu, {level} lu"
        for level, _ in (*recipe.aggregation_by_level, *recipe.rescaling_by_level)
        if level < 2
    ]
    for name, keys in (
        ("input.missing", recipe.missing),
        ("smoothing.indicators", recipe.smoothed),
        ("selection.excluded", recipe.excluded),
        ("transformation", [code for code, _ in recipe.transformations]),
        ("normalisation.goalposts", [code for code, *_ in recipe.goalposts]),
        ("weights.values", [code for code, _ in recipe.weights]),
        ("aggregation.levels", [level for level, _ in recipe.aggregation_by_level]),
        ("aggregation.rescaling", [level for level, _ in recipe.rescaling_by_level]),
    ):
        repeated = sorted({str(key) for key, count in Counter(keys).items() if count > 1})
        if repeated:
            faults.append(f"{name} : répété : {', '.join(repeated)}")
    return faults
