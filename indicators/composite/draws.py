"""Random draws of the choices of an index: one option of each kind, and weights around the base."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError
from indicators.composite.options import Aggregation, Normalisation, Treatment, inapplicable

Floats = npt.NDArray[np.float32]

#: Every option can be combined with the geometric mean on this scale.
POSITIVE_SCALE = (1.0, 100.0)
#: Aggregations that are fast enough to be drawn a thousand times.
DRAWN_AGGREGATIONS = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC)


class WeightLaw(StrEnum):
    """How weights are drawn around those of the recipe."""

    UNIFORM = "uniform"
    """Each weight is multiplied by a number drawn evenly within 1 ± spread."""
    DIRICHLET = "dirichlet"
    """The shares of a group are drawn together, with the same mean relative variance."""


@dataclass(frozen=True)
class Scenario:
    """One option of each kind."""

    normalisation: Normalisation
    treatment: Treatment
    aggregation: Aggregation


@dataclass(frozen=True)
class RobustnessSettings:
    """What is varied.

    Attributes
    ----------
    draws : number of draws.
    seed : of the pseudo-random numbers.
    spread : half-width of the relative change of weights.
    law : how weights are drawn.
    normalisations, treatments, aggregations : options, equally likely and independent. The
        aggregation is that of the groups into the whole. Scores run from 1 to 100, so that every
        option can be combined with the geometric mean; z-scores cannot.
    """

    draws: int = 1000
    seed: int = 20_260
    spread: float = 0.25
    law: WeightLaw = WeightLaw.UNIFORM
    normalisations: tuple[Normalisation, ...] = (
        Normalisation.WEIGHTED_PERCENTILE_RANK,
        Normalisation.PERCENTILE_RANK,
        Normalisation.MINMAX,
    )
    treatments: tuple[Treatment, ...] = (Treatment.NONE, Treatment.WINSORISE_THEN_LOG)
    aggregations: tuple[Aggregation, ...] = DRAWN_AGGREGATIONS

    def __post_init__(self) -> None:
        """Refuse settings that cannot be drawn."""
        faults = []
        if self.draws < 1:
            faults.append(f"draws : au moins 1 attendu, {self.draws} lu")
        if not 0 <= self.spread < 1:
            faults.append(f"spread : entre 0 et 1 exclu attendu, {self.spread} lu")
        if not (self.normalisations and self.treatments and self.aggregations):
            faults.append("au moins une option de chaque sorte attendue")
        if faults:
            raise InvalidDataError("les réglages de robustesse", faults)
        for aggregation in self.aggregations:
            if aggregation not in DRAWN_AGGREGATIONS:
                raise inapplicable(aggregation, "l’analyse de robustesse ne la tire pas au sort")
        unbounded = {Normalisation.ZSCORE, Normalisation.NONE} & set(self.normalisations)
        if unbounded and Aggregation.GEOMETRIC in self.aggregations:
            raise inapplicable(
                unbounded.pop(),
                "ses notes peuvent être négatives, la moyenne géométrique ne peut pas",
            )

    @property
    def scenarios(self) -> tuple[Scenario, ...]:
        """All the combinations of options."""
        return tuple(
            Scenario(*options)
            for options in itertools.product(
                self.normalisations, self.treatments, self.aggregations
            )
        )


@dataclass(frozen=True)
class Draws:
    """Choices drawn, one per row.

    Attributes
    ----------
    scenario : position in ``settings.scenarios``.
    member_weights : one column per indicator.
    group_weights : one column per group.
    """

    scenario: npt.NDArray[np.intp]
    member_weights: Floats
    group_weights: Floats


def draw(
    settings: RobustnessSettings, member_groups: npt.NDArray[np.intp], base: tuple[Floats, Floats]
) -> Draws:
    """Draw options and weights.

    Parameters
    ----------
    settings : what is varied.
    member_groups : position of the group of each indicator.
    base : weights of the indicators and of the groups in the recipe.
    """
    generator = np.random.default_rng(settings.seed)
    scenario = generator.integers(len(settings.scenarios), size=settings.draws)
    members, groups = base
    member_weights = np.empty((settings.draws, len(members)), dtype=np.float32)
    for group in range(len(groups)):
        within = np.flatnonzero(member_groups == group)
        member_weights[:, within] = _weights(generator, settings, members[within])
    return Draws(scenario, member_weights, _weights(generator, settings, groups))


@dataclass(frozen=True)
class TreeDraws:
    """Choices drawn for a hierarchy of any depth, one per row.

    Attributes
    ----------
    scenario : position in ``settings.scenarios``.
    weights : one column per code, that of a top as it is in the recipe.
    """

    scenario: npt.NDArray[np.intp]
    weights: npt.NDArray[np.float64]


def draw_tree(settings: RobustnessSettings, parents: pd.Series, base: pd.Series) -> TreeDraws:
    """Draw as :func:`draw` does, for any hierarchy: the same where it has two levels.

    Parameters
    ----------
    settings : what is varied.
    parents : code of the parent of each code, missing for a top; groups from the bottom up.
    base : weights in the recipe, indexed by the same codes.
    """
    generator = np.random.default_rng(settings.seed)
    scenario = generator.integers(len(settings.scenarios), size=settings.draws)
    own = base.reindex(parents.index).to_numpy(dtype=np.float64)
    weights = np.tile(own, (settings.draws, 1))
    for code in parents.index[parents.index.isin(parents.dropna())]:
        within = np.flatnonzero(parents.to_numpy() == code)
        weights[:, within] = _weights(generator, settings, own[within].astype(np.float32))
    return TreeDraws(scenario, weights)


def perturbed(base: Floats, uniform: npt.NDArray[np.float64], spread: float) -> Floats:
    """Multiply weights by ``1 - spread + 2 spread u``, u being uniform on 0-1."""
    return np.asarray(base * (1 + spread * (2 * uniform - 1)), dtype=np.float32)


def _weights(generator: np.random.Generator, settings: RobustnessSettings, base: Floats) -> Floats:
    uniform = generator.random((settings.draws, len(base)))
    positive = base > 0
    if settings.law is WeightLaw.UNIFORM or settings.spread == 0 or positive.sum() < 2:
        return perturbed(base, uniform, settings.spread)
    shares = base[positive].astype(float) / base[positive].sum()
    # Var(share) / share² = (1 - share) / share / (c + 1), on average that of the uniform law.
    concentration = np.mean((1 - shares) / shares) / (settings.spread**2 / 3) - 1
    drawn = np.zeros((settings.draws, len(base)), dtype=np.float32)
    drawn[:, positive] = generator.dirichlet(concentration * shares, size=settings.draws)
    return drawn
