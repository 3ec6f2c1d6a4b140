"""How much the objective scores and ranks depend on the recipe."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import NotAvailableError
from indicators.base.domains import AGGREGATE_KEYS, DOMAIN_KEYS, OVERALL, domains_of
from indicators.composite.aggregate import aggregate
from indicators.composite.availability import sufficient
from indicators.composite.draws import POSITIVE_SCALE, Floats, RobustnessSettings, draw
from indicators.composite.fast_scores import FastModel
from indicators.composite.normalise import normalise
from indicators.composite.options import Aggregation, Normalisation, Treatment, inapplicable
from indicators.composite.outliers import treat
from indicators.composite.rank import rank
from indicators.composite.recipe import Recipe
from indicators.composite.robustness import (
    MonteCarlo,
    mean_shifts,
    monte_carlo,
    unit_interval,
)
from indicators.composite.sensitivity import sobol_indices
from indicators.composite.transform import transform
from indicators.scores.domain_scores import DOMAIN_LEVEL, OVERALL_LEVEL
from indicators.scores.missing_bounds import missing_bounds, rank_bounds, widened
from indicators.scores.objective import ObjectiveScores

#: Normalised indicators (rows codes) of each pair of normalisation and treatment.
ScenarioTables = dict[tuple[Normalisation, Treatment], pd.DataFrame]


@dataclass(frozen=True)
class ObjectiveRobustness:
    """Robustness of the overall score, or of that of a dimension or a domain, at one level.

    Attributes
    ----------
    intervals : one row per ranked territory, indexed by code; see :class:`MonteCarlo`, widened by
        what a territory lacks (:mod:`indicators.scores.missing_bounds`).
    shifts : one row per draw: normalisation, treatment, aggregation, mean_shift.
    leave_one_out : one row per domain left out: mean_shift and largest_shift of the ranks of the
        whole. Empty for one domain.
    settings, recipe : what was varied, around what.
    """

    intervals: pd.DataFrame
    shifts: pd.DataFrame
    leave_one_out: pd.DataFrame
    settings: RobustnessSettings
    recipe: Recipe


@dataclass(frozen=True)
class _Prepared:
    model: FastModel
    base: tuple[Floats, Floats]
    member_groups: npt.NDArray[np.intp]
    reference: pd.DataFrame


def objective_robustness(
    result: ObjectiveScores, settings: RobustnessSettings | None = None, *, of: str = OVERALL
) -> ObjectiveRobustness:
    """Draw options and weights around a recipe; give the ranks that every territory could have.

    Parameters
    ----------
    result : scores of one level (:func:`indicators.scores.objective.objective_scores`).
    settings : what is varied.
    of : ``ensemble``, the key of a dimension, or that of a domain; the aggregation drawn is then
        without effect.

    Raises
    ------
    NotAvailableError
        If an option cannot be applied, or no territory has a score.
    """
    settings = settings or RobustnessSettings()
    prepared = _prepare(
        result, settings, of, scenario_tables(result, settings, _domains(result, of))
    )
    draws = draw(settings, prepared.member_groups, prepared.base)
    found = monte_carlo(prepared.model, draws, prepared.reference)
    intervals = widened(found.intervals, missing_bounds(result, of))
    left_out = leave_one_domain_out(result)
    return ObjectiveRobustness(
        intervals,
        _named_shifts(found, settings),
        left_out if of == OVERALL else left_out.iloc[:0],
        settings,
        result.recipe,
    )


def objective_sensitivity(
    result: ObjectiveScores, settings: RobustnessSettings | None = None, *, samples: int = 256
) -> pd.DataFrame:
    """Sobol indices of the mean absolute rank shift of the overall score.

    See :func:`indicators.composite.sensitivity.sobol_indices` for the table, and
    :func:`objective_robustness` for the parameters and errors.
    """
    settings = settings or RobustnessSettings()
    prepared = _prepare(
        result, settings, OVERALL, scenario_tables(result, settings, _domains(result, OVERALL))
    )
    shifts = partial(mean_shifts, prepared.model, reference=prepared.reference["rank"])
    return sobol_indices(shifts, settings, prepared.base, samples)


def leave_one_domain_out(result: ObjectiveScores) -> pd.DataFrame:
    """Rank the territories without each domain in turn.

    Returns
    -------
    Indexed by domain: mean_shift and largest_shift, over the territories ranked with and without
    it, of the absolute difference of ranks.
    """
    nodes = result.weights
    domains = list(nodes.index[(nodes["parent"] == OVERALL) & (nodes["nominal"] > 0)])
    rows = result.scores.set_index(["domain", "code"])["score"]
    table = pd.DataFrame({domain: rows[domain] for domain in domains})
    weights = nodes["nominal"]
    method = result.recipe.method_at(OVERALL_LEVEL)
    reference = rank(aggregate(table, weights, method, result.recipe))
    shifts = {}
    for left_out in domains if len(domains) > 1 else []:
        others = table.drop(columns=left_out)
        shift = (rank(aggregate(others, weights, method, result.recipe)) - reference).abs()
        shifts[left_out] = (float(shift.mean()), int(shift.max()))
    return pd.DataFrame.from_dict(shifts, orient="index", columns=["mean_shift", "largest_shift"])


def unit_rank_intervals(
    result: ObjectiveScores, code: str, settings: RobustnessSettings | None = None
) -> pd.DataFrame:
    """Give the ranks that one territory could have, in each domain, dimension and the whole.

    The draws are those of :func:`objective_robustness`, and so are the figures; only what one
    territory needs is worked out.

    Returns
    -------
    DataFrame
        Indexed by domain, dimension and ``ensemble``, those where the territory has a score:
        rank_low, rank_high (Int64).
    """
    settings = settings or RobustnessSettings()
    own = result.scores[(result.scores["code"] == code) & result.scores["score"].notna()]
    tables = scenario_tables(result, settings, DOMAIN_KEYS)
    found = {}
    for key in own["domain"]:
        prepared = _prepare(result, settings, key, tables)
        draws = draw(settings, prepared.member_groups, prepared.base)
        place = prepared.reference.index.get_indexer(pd.Index([code]))[0]
        low, high = unit_interval(prepared.model, draws, int(place))
        best, worst = rank_bounds(
            prepared.reference["score"], missing_bounds(result, key).loc[[code]]
        )
        found[key] = (min(low, int(best[0])), max(high, int(worst[0])))
    table = pd.DataFrame.from_dict(found, orient="index", columns=["rank_low", "rank_high"])
    return table.astype("Int64").rename_axis("domain")


def _prepare(
    result: ObjectiveScores, settings: RobustnessSettings, of: str, normalised: ScenarioTables
) -> _Prepared:
    """Lay out everything that the draws need."""
    nodes = result.weights[result.weights["nominal"] > 0]
    domains = _domains(result, of)
    members = nodes[(nodes["level"] == 1) & nodes["parent"].isin(domains)]
    reference = result.scores[result.scores["domain"] == of].set_index("code")
    reference = reference.loc[reference["score"].notna(), ["score", "rank"]]
    if reference.empty or members.empty:
        raise NotAvailableError(f"Aucun territoire de ce niveau n’a de score pour « {of} ».")
    group_of = {code: i for i, code in enumerate(domains)}
    member_groups = np.array([group_of[parent] for parent in members["parent"]], dtype=np.intp)
    groups = tuple(np.flatnonzero(member_groups == position) for position in range(len(domains)))
    tables = tuple(
        _cells(normalised[one.normalisation, one.treatment].loc[reference.index, members.index])
        for one in settings.scenarios
    )
    known = result.normalised.loc[reference.index, members.index].to_numpy()
    available = [sufficient(known[:, within], result.recipe.availability) for within in groups]
    model = FastModel(
        settings.scenarios,
        tables,
        np.ascontiguousarray((~np.isnan(known)).astype(np.float32).T),
        groups,
        np.array(available, dtype=np.float32),
    )
    base = (
        members["nominal"].to_numpy(dtype=np.float32),
        nodes.loc[domains, "nominal"].to_numpy(dtype=np.float32),
    )
    return _Prepared(model, base, member_groups, reference)


def scenario_tables(
    result: ObjectiveScores, settings: RobustnessSettings, domains: Collection[str]
) -> ScenarioTables:
    """Normalise the indicators of some domains once for each pair of options.

    Raises
    ------
    NotAvailableError
        If an option cannot be applied, or the recipe is not one that can be drawn around.
    """
    _refuse_other_structures(result.recipe)
    nodes = result.weights[result.weights["nominal"] > 0]
    members = nodes.index[(nodes["level"] == 1) & nodes["parent"].isin(domains)]
    transformed = transform(result.smoothed[members], result.recipe)
    made: ScenarioTables = {}
    for treatment in settings.treatments:
        treated = treat(transformed, replace(result.recipe, treatment=treatment)).table
        for normalisation in settings.normalisations:
            recipe = replace(
                result.recipe, normalisation=normalisation, scale=POSITIVE_SCALE, decimals=None
            )
            made[normalisation, treatment] = normalise(
                treated, result.directions, recipe, result.population
            )
    return made


def _domains(result: ObjectiveScores, of: str) -> list[str]:
    """List the domains that make a score and have a weight."""
    nodes = result.weights[result.weights["nominal"] > 0]
    made = domains_of(of)
    if of in AGGREGATE_KEYS:
        made = tuple(key for key in made if key in result.common)
    return [code for code in nodes.index[nodes["level"] == DOMAIN_LEVEL] if code in made]


def _cells(table: pd.DataFrame) -> Floats:
    return np.ascontiguousarray(table.fillna(0).to_numpy(dtype=np.float32).T)


def _refuse_other_structures(recipe: Recipe) -> None:
    within = recipe.method_at(DOMAIN_LEVEL)
    if within is not Aggregation.ARITHMETIC:
        raise inapplicable(within, "l’analyse de robustesse fait la moyenne au sein des domaines")
    rescaling = recipe.rescaling_at(DOMAIN_LEVEL)
    if rescaling is not Normalisation.NONE:
        raise inapplicable(
            rescaling, "l’analyse de robustesse ne transforme pas les notes des domaines"
        )


def _named_shifts(found: MonteCarlo, settings: RobustnessSettings) -> pd.DataFrame:
    scenarios = found.shifts["scenario"]
    names = {
        kind: [getattr(scenario, kind).value for scenario in settings.scenarios]
        for kind in ("normalisation", "treatment", "aggregation")
    }
    columns = {kind: scenarios.map(dict(enumerate(values))) for kind, values in names.items()}
    return pd.DataFrame(columns).assign(mean_shift=found.shifts["mean_shift"])
