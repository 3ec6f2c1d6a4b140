from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError, NotAvailableError
from common.workers import mapper
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.composite.draws import RobustnessSettings, Scenario, WeightLaw, draw
from indicators.composite.engine import Units, compute
from indicators.composite.fast_scores import ranks
from indicators.composite.hierarchy import Hierarchy
from indicators.composite.index_draws import index_draws
from indicators.composite.options import Aggregation, Normalisation, Smoothing, Treatment, Weighting
from indicators.scores.objective import default_recipe, objective_scores
from indicators.scores.objective_robustness import (
    leave_one_domain_out,
    objective_robustness,
    objective_sensitivity,
    unit_rank_intervals,
)

COUNT, PER_DOMAIN = 60, 3


@dataclass(frozen=True)
class Declared:
    domain: str
    direction: int
    in_index: bool = True
    scale: float = 1.0


CATALOGUE = {
    f"{domain}_{i}": Declared(domain, 1 if i % 2 else -1)
    for domain in DOMAIN_KEYS[:6]
    for i in range(PER_DOMAIN)
}
Inputs = tuple[pd.DataFrame, pd.Series, dict[str, Declared]]
STILL = RobustnessSettings(
    draws=3,
    spread=0,
    normalisations=(Normalisation.WEIGHTED_PERCENTILE_RANK,),
    treatments=(Treatment.NONE,),
    aggregations=(Aggregation.ARITHMETIC,),
)
SHORT = RobustnessSettings(draws=200)


@pytest.fixture(scope="module")
def inputs() -> Inputs:
    generator = np.random.default_rng(1)
    codes = [f"{i:02d}" for i in range(COUNT)]
    common = generator.normal(size=COUNT)
    frames = []
    for key, declared in CATALOGUE.items():
        value = np.exp(0.7 * declared.direction * common + generator.normal(size=COUNT))
        value[generator.random(COUNT) < 0.08] = np.nan
        frames.append(pd.DataFrame({"indicator": key, "code": codes, "year": 2020, "value": value}))
    values = pd.concat(frames, ignore_index=True).assign(status="observed")
    people = pd.Series(generator.integers(100, 10_000, COUNT), index=codes).astype("Int64")
    return values, people, CATALOGUE


@pytest.fixture(scope="module")
def known(inputs: Inputs) -> Inputs:
    """The same, with nothing missing."""
    values, people, catalogue = inputs
    return values.assign(value=values["value"].fillna(1.0)), people, catalogue


def test_nothing_varied_gives_the_ranks_of_the_recipe(known: Inputs) -> None:
    # Scores are on 1-100 in the draws: ranks, and scores once aligned, are those of the recipe.
    for of in (OVERALL, "emploi"):
        result = objective_robustness(objective_scores(*known), settings=STILL, of=of)
        scores = objective_scores(*known).scores
        expected = scores[(scores["domain"] == of) & scores["score"].notna()].set_index("code")
        assert result.intervals.index.equals(expected.index)
        for column in ("rank", "rank_low", "rank_median", "rank_high"):
            assert (result.intervals[column] == expected["rank"]).all()
        np.testing.assert_allclose(result.intervals["score_low"], expected["score"], atol=1e-3)
        assert (result.shifts["mean_shift"] == 0).all()


def test_intervals_are_ordered_bounded_and_reproducible(inputs: Inputs) -> None:
    result = objective_robustness(objective_scores(*inputs), settings=SHORT)
    table = result.intervals
    assert (table["rank_low"] <= table["rank_median"]).all()
    assert (table["rank_median"] <= table["rank_high"]).all()
    assert table["rank_low"].min() >= 1
    assert table["rank_high"].max() <= len(table)
    assert table["score_low"].min() >= 0
    assert table["score_high"].max() <= 100
    assert (table["rank_high"] > table["rank_low"]).mean() > 0.9
    values, people, catalogue = inputs
    shuffled = values.sample(frac=1, random_state=0)
    again = objective_robustness(objective_scores(shuffled, people, catalogue), settings=SHORT)
    pd.testing.assert_frame_equal(table, again.intervals)
    pd.testing.assert_frame_equal(result.shifts, again.shifts)
    other = objective_robustness(objective_scores(*inputs), settings=replace(SHORT, seed=1))
    assert not table.equals(other.intervals)


def test_each_draw_is_what_the_engine_computes(inputs: Inputs) -> None:
    # One draw, one scenario: the same weights and options through the slow path give its ranks.
    settings = replace(
        STILL,
        draws=1,
        spread=0.25,
        normalisations=(Normalisation.MINMAX,),
        treatments=(Treatment.WINSORISE_THEN_LOG,),
        aggregations=(Aggregation.GEOMETRIC,),
    )
    result = objective_robustness(objective_scores(*inputs), settings=settings)
    base = np.ones(len(CATALOGUE), dtype=np.float32), np.ones(6, dtype=np.float32)
    drawn = draw(settings, np.repeat(np.arange(6), PER_DOMAIN), base)
    weights = dict(zip(CATALOGUE, drawn.member_weights[0].tolist(), strict=True))
    weights |= dict(zip(DOMAIN_KEYS, drawn.group_weights[0].tolist(), strict=False))
    recipe = replace(
        default_recipe(),
        normalisation=Normalisation.MINMAX,
        scale=(1, 100),
        treatment=Treatment.WINSORISE_THEN_LOG,
        weighting=Weighting.GIVEN,
        weights=tuple(weights.items()),
        aggregation_by_level=((3, Aggregation.GEOMETRIC),),
    )
    scores = objective_scores(*inputs, recipe).scores
    overall = scores[scores["domain"] == OVERALL].set_index("code")["rank"].dropna()
    assert (result.intervals["rank_median"] == overall).all()


def test_equal_territories_keep_equal_ranks(inputs: Inputs) -> None:
    values, people, catalogue = inputs
    twin = values[values["code"] == "07"].assign(code="99")
    with_twin = pd.concat([values, twin])
    scores = objective_scores(with_twin, pd.concat([people, pd.Series({"99": 50})]), catalogue)
    both = objective_robustness(scores, SHORT).intervals
    assert both.loc[["07"]].to_numpy().tolist() == both.loc[["99"]].to_numpy().tolist()


def test_fast_ranks_are_those_of_pandas() -> None:
    scores = np.random.default_rng(0).integers(0, 20, (5, 40)).astype(np.float32)
    expected = pd.DataFrame(scores).rank(axis=1, method="min", ascending=False)
    assert (ranks(scores) == expected.to_numpy()).all()


@pytest.mark.parametrize("law", WeightLaw)
def test_weights_vary_as_announced(law: WeightLaw) -> None:
    settings = RobustnessSettings(draws=20_000, law=law)
    groups = np.full(8, 0.5, dtype=np.float32)
    drawn = draw(settings, np.arange(8), (np.ones(8, dtype=np.float32), groups)).group_weights
    shares = drawn / drawn.mean(axis=0).sum()
    np.testing.assert_allclose(shares.mean(axis=0), 1 / 8, rtol=0.01)
    np.testing.assert_allclose(shares.std(axis=0) * 8, 0.25 / np.sqrt(3), rtol=0.03)
    if law is WeightLaw.UNIFORM:
        assert drawn.min() >= 0.5 * 0.75
        assert drawn.max() <= 0.5 * 1.25


def test_weights_that_are_zero_stay_zero() -> None:
    base = np.array([0, 1, 2], dtype=np.float32)
    for law in WeightLaw:
        drawn = draw(
            RobustnessSettings(draws=50, law=law), np.zeros(3, dtype=int), (base, base[1:])
        )
        assert (drawn.member_weights[:, 0] == 0).all()
        assert (drawn.member_weights[:, 1:] > 0).all()


def test_leaving_a_domain_out_moves_ranks(inputs: Inputs) -> None:
    result = objective_scores(*inputs)
    table = leave_one_domain_out(result)
    assert table.index.tolist() == list(DOMAIN_KEYS[:6])
    values, people, _ = inputs
    without = {k: d for k, d in CATALOGUE.items() if d.domain != "emploi"}
    fewer = objective_scores(values, people, without).scores
    frames = [s[s["domain"] == OVERALL].set_index("code")["rank"] for s in (result.scores, fewer)]
    shift = (frames[0] - frames[1]).abs()
    assert table.loc["emploi", "mean_shift"] == pytest.approx(shift.mean())
    assert table.loc["emploi", "largest_shift"] == shift.max()


def test_sobol_indices_find_the_only_choice_that_varies(inputs: Inputs) -> None:
    both = (Aggregation.ARITHMETIC, Aggregation.GEOMETRIC)
    settings = replace(STILL, aggregations=both)
    table = objective_sensitivity(objective_scores(*inputs), settings, samples=64)
    np.testing.assert_allclose(table.loc[["aggregation"], ["first", "total"]], 1, atol=0.1)
    others = table.drop(index="aggregation")
    np.testing.assert_allclose(others[["first", "total"]].to_numpy(), 0, atol=0.05)


def test_sobol_indices_of_nothing_are_undefined(inputs: Inputs) -> None:
    table = objective_sensitivity(objective_scores(*inputs), settings=STILL, samples=2)
    assert table.isna().to_numpy().all()
    with pytest.raises(InvalidDataError, match="puissance de 2"):
        objective_sensitivity(objective_scores(*inputs), samples=100)


def test_options_that_cannot_be_drawn_are_named(inputs: Inputs) -> None:
    with pytest.raises(NotAvailableError, match="copeland"):
        RobustnessSettings(aggregations=(Aggregation.COPELAND,))
    with pytest.raises(NotAvailableError, match="zscore"):
        RobustnessSettings(normalisations=(Normalisation.ZSCORE,))
    with pytest.raises(InvalidDataError, match="draws"):
        RobustnessSettings(draws=0)
    within = replace(default_recipe(), aggregation=Aggregation.GEOMETRIC, scale=(1, 100))
    with pytest.raises(NotAvailableError, match="geometric"):
        objective_robustness(objective_scores(*inputs, within), STILL)
    with pytest.raises(NotAvailableError, match="Aucun territoire"):
        objective_robustness(objective_scores(*inputs), settings=STILL, of="securite")


def test_scenarios_are_all_the_combinations() -> None:
    scenarios = RobustnessSettings().scenarios
    assert len(scenarios) == len(set(scenarios)) == 3 * 2 * 2
    assert scenarios[0] == Scenario(
        Normalisation.WEIGHTED_PERCENTILE_RANK, Treatment.NONE, Aggregation.ARITHMETIC
    )


def test_the_intervals_of_one_unit_are_those_of_all(inputs: Inputs) -> None:
    scores = objective_scores(*inputs)
    own = unit_rank_intervals(scores, "07", SHORT)
    rows = scores.scores[(scores.scores["code"] == "07") & scores.scores["score"].notna()]
    assert list(own.index) == list(rows["domain"])
    for key in own.index:
        everyone = objective_robustness(scores, SHORT, of=str(key)).intervals
        assert list(own.loc[key]) == list(everyone.loc["07", ["rank_low", "rank_high"]])


def test_the_engine_draws_the_same_ranks_for_any_hierarchy(known: Inputs) -> None:
    result = objective_scores(*known)
    quick = objective_robustness(result, settings=SHORT).intervals
    nodes = result.weights[["level", "parent"]].assign(
        direction=result.directions.reindex(result.weights.index, fill_value=1),
        weight=1.0,
        denominator=None,
    )
    hierarchy = Hierarchy(nodes, ())
    recipe = replace(result.recipe, smoothing=Smoothing.NONE, smoothed=())
    units = Units(result.smoothed, pd.DataFrame(), population=result.population)
    index = compute(units, hierarchy, recipe)
    with mapper() as mapped:
        slow = index_draws(index, units, hierarchy, SHORT, mapped).ranks
    columns = ["rank", "rank_low", "rank_median", "rank_high"]
    ours = slow.loc[quick.index].set_axis(columns, axis=1)
    assert (ours == quick[columns]).to_numpy().all()
