from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.delimited import parse_delimited
from common.errors import InvalidDataError, NotAvailableError
from indicators.base.shrinkage import global_rates
from indicators.composite.denominate import denominate
from indicators.composite.diagnostics import notable_correlations
from indicators.composite.engine import Units, compute
from indicators.composite.hierarchy import Hierarchy, read_hierarchy
from indicators.composite.impute import impute_parent_level
from indicators.composite.options import (
    Aggregation,
    Denominators,
    Imputation,
    Normalisation,
    Smoothing,
    Transformation,
    Weighting,
)
from indicators.composite.recipe import Recipe
from indicators.composite.weights import effective_weights, nominal_weights

META = """iCode,Type,Level,Parent,Direction,Weight,Denominator
a,Indicator,1,g,1,1,people
b,Indicator,1,g,-1,1,
c,Indicator,1,h,1,1,
d,Indicator,1,h,1,2,
g,Aggregate,2,top,1,1,
h,Aggregate,2,top,1,3,
top,Aggregate,3,,1,1,
people,Denominator,,,,,"""
RANKS = Recipe("", normalisation=Normalisation.PERCENTILE_RANK)


def hierarchy() -> Hierarchy:
    return read_hierarchy(parse_delimited(META, "meta.csv").frame)


def units(frame: pd.DataFrame, **others: object) -> Units:
    people = pd.DataFrame({"people": np.arange(1.0, len(frame) + 1)}, index=frame.index)
    return Units(frame, people, **others)


cells = st.none() | st.integers(0, 100)
tables = st.lists(st.tuples(cells, cells, cells, cells), min_size=1, max_size=8).map(
    lambda rows: pd.DataFrame(rows, columns=list("abcd"), dtype=float)
)
recipes = st.builds(
    Recipe,
    name=st.just(""),
    normalisation=st.sampled_from(
        [
            Normalisation.PERCENTILE_RANK,
            Normalisation.WEIGHTED_PERCENTILE_RANK,
            Normalisation.EXPONENTIAL_RANK,
            Normalisation.GOALPOSTS,
        ]
    ),
    goalposts=st.just(tuple((code, 0, 100) for code in "abcd")),
    scale=st.just((1.0, 100.0)),
    weighting=st.sampled_from(Weighting),
    aggregation=st.sampled_from(Aggregation),
    availability=st.sampled_from([Fraction(1, 2), Fraction(2, 3), Fraction(1)]),
)


def scored(frame: pd.DataFrame, recipe: Recipe) -> pd.DataFrame:
    people = pd.Series(10.0, index=frame.index)
    return compute(units(frame, population=people), hierarchy(), recipe).scores


@given(tables, recipes, st.randoms(use_true_random=False))
@settings(max_examples=40)
def test_row_order_does_not_matter(frame: pd.DataFrame, recipe: Recipe, random: object) -> None:
    order = list(frame.index)
    random.shuffle(order)  # type: ignore[attr-defined]
    pd.testing.assert_frame_equal(
        scored(frame.loc[order], recipe), scored(frame, recipe).loc[order]
    )


@given(tables, recipes, st.sampled_from("abcd"))
@settings(max_examples=40)
def test_change_of_unit_does_not_matter(frame: pd.DataFrame, recipe: Recipe, code: str) -> None:
    posts = tuple((c, 0.0, 800.0 if c == code else 100.0) for c, *_ in recipe.goalposts)
    other = frame.assign(**{code: frame[code] * 8})
    changed = replace(recipe, goalposts=posts)
    pd.testing.assert_frame_equal(scored(other, changed), scored(frame, recipe))


@given(tables, recipes, st.sampled_from("abcd"))
@settings(max_examples=40)
def test_monotone_in_each_indicator(frame: pd.DataFrame, recipe: Recipe, code: str) -> None:
    sign = -1 if code == "b" else 1
    higher = frame.assign(**{code: frame[code] + np.where(frame.index == 0, 7 * sign, 0)})
    change = (scored(higher, recipe) - scored(frame, recipe)).loc[0].dropna()
    assert (change >= -1e-6).all()


@given(tables, recipes)
@settings(max_examples=40)
def test_bounds_and_missing(frame: pd.DataFrame, recipe: Recipe) -> None:
    result = compute(
        units(frame, population=pd.Series(10.0, index=frame.index)), hierarchy(), recipe
    )
    assert result.normalised.isna().equals(frame.isna())
    assert result.scores.isna().equals(result.ranks.isna())
    gone = frame.isna().all(axis=1)
    assert result.scores[gone].isna().to_numpy().all()
    if recipe.aggregation is not Aggregation.SUM:
        known = result.scores.to_numpy()
        assert ((known >= 0) & (known <= 100 + 1e-9) | np.isnan(known)).all()
    ranks = result.percentiles.to_numpy()
    assert ((ranks >= 0) & (ranks <= 1) | np.isnan(ranks)).all()


def test_two_levels_by_hand() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [3, 2, 1], "c": [1, 2, 3], "d": [2, 1, 3]})
    given_weights = replace(RANKS, weighting=Weighting.GIVEN, weights=(("d", 1.0),))
    result = compute(units(frame.astype(float)), hierarchy(), given_weights)
    assert result.scores["g"].tolist() == [0, 50, 100]
    assert result.scores["h"].tolist() == [25, 25, 100]
    assert result.scores["top"].tolist() == pytest.approx([18.75, 31.25, 100])
    assert result.ranks["h"].tolist() == [2, 2, 1]
    assert result.percentiles["h"].tolist() == [0, 0, 1]
    assert result.weights["effective"].to_dict() == pytest.approx(
        {"a": 0.125, "b": 0.125, "c": 0.375, "d": 0.375, "g": 0.25, "h": 0.75, "top": 1}
    )


def test_scores_may_be_rescaled_before_they_go_up() -> None:
    frame = pd.DataFrame({"a": [1, 2, 9], "b": [3, 2, 1], "c": [1, 2, 3], "d": [9, 2, 3]}).astype(
        float
    )
    recipe = replace(
        RANKS,
        rescaling_by_level=((2, Normalisation.EXPONENTIAL_RANK),),
        aggregation_by_level=((3, Aggregation.SUM),),
    )
    result = compute(units(frame), hierarchy(), recipe)
    share = 1 - np.exp(-100 / 23)
    exponential = {r: -23 * np.log(1 - r / 6 * share) for r in (2, 3, 4, 5, 6)}
    assert result.scores["g"].tolist() == [0, 50, 100]
    assert result.scores["h"].tolist() == [50, 25, 75]
    expected = [
        exponential[2] + exponential[4],
        exponential[4] + exponential[2],
        2 * exponential[6],
    ]
    assert result.scores["top"].tolist() == pytest.approx(expected)


def test_denominators_divide_smooth_and_refuse() -> None:
    frame = pd.DataFrame({"a": [1, 4, 1], "b": 1, "c": [1, 2, 3], "d": [1, 2, 3]}).astype(float)
    recipe = replace(RANKS, denominators=Denominators.META)
    result = compute(units(frame), hierarchy(), recipe)
    assert result.denominated["a"].tolist() == pytest.approx([1, 2, 1 / 3])
    smooth = replace(recipe, smoothing=Smoothing.GLOBAL, smoothed=("a",))
    steadied = compute(units(frame), hierarchy(), smooth)
    expected = global_rates(frame["a"], pd.Series([1.0, 2.0, 3.0]))["smoothed"]
    assert steadied.smoothed["a"].tolist() == pytest.approx(expected.tolist())
    assert steadied.denominated["a"].tolist() == result.denominated["a"].tolist()
    with pytest.raises(NotAvailableError, match="« b » n’a pas de dénominateur"):
        compute(units(frame), hierarchy(), replace(smooth, smoothed=("b",)))
    with pytest.raises(NotAvailableError, match=r"neighbours.*voisins"):
        compute(units(frame), hierarchy(), replace(smooth, smoothing=Smoothing.NEIGHBOURS))
    with pytest.raises(NotAvailableError, match=r"global.*dénominateurs"):
        compute(units(frame), hierarchy(), replace(smooth, denominators=Denominators.NONE))
    zero = pd.DataFrame({"people": [1.0, 0.0, -2.0]})
    with pytest.raises(InvalidDataError) as caught:
        denominate(frame, zero, pd.Series({"a": "people", "b": "area"}))
    assert len(caught.value.faults) == 3


def test_group_means_stand_for_missing_values() -> None:
    frame = pd.DataFrame({"a": [1, 3, None, None], "b": 1, "c": 1, "d": 1}, dtype=float)
    groups = pd.Series(["x", "x", "x", "y"])
    recipe = replace(RANKS, imputation=Imputation.GROUP_MEAN, imputation_group="zone")
    result = compute(units(frame, groups=groups), hierarchy(), recipe)
    np.testing.assert_equal(result.imputed["a"].tolist(), [1, 3, 2, np.nan])
    with pytest.raises(NotAvailableError, match=r"group_mean.*« zone »"):
        compute(units(frame), hierarchy(), recipe)


def test_larger_territories_must_be_known() -> None:
    frame = pd.DataFrame({"a": [1.0, None]})
    with pytest.raises(InvalidDataError) as caught:
        impute_parent_level(frame, pd.Series(["x", "y"]), pd.DataFrame({"b": [1.0]}, index=["x"]))
    assert caught.value.faults == ["territoire plus large absent : y", "colonne absente : a"]


def test_weights_of_the_recipe_are_checked() -> None:
    frame = pd.DataFrame({code: [1.0, 2.0] for code in "abcd"})
    zero = replace(RANKS, weighting=Weighting.GIVEN, weights=(("a", 0.0), ("b", 0.0)))
    with pytest.raises(InvalidDataError, match="groupe g"):
        compute(units(frame), hierarchy(), zero)
    unknown = replace(RANKS, weighting=Weighting.GIVEN, weights=(("z", 1.0),))
    with pytest.raises(InvalidDataError, match="code inconnu z"):
        compute(units(frame), hierarchy(), unknown)
    assert nominal_weights(pd.Index(["a"]), replace(zero, weighting=Weighting.EQUAL))["a"] == 1


@given(st.lists(st.integers(1, 5), min_size=4, max_size=4), st.booleans())
def test_effective_weights_of_a_level_sum_to_one(numbers: list[int], summed: bool) -> None:
    nodes = hierarchy().nodes
    weights = pd.Series([*numbers, 1, 2, 1], index=nodes.index, dtype=float)
    effective = effective_weights(nodes["parent"], weights, ["g", "top"] if summed else [])
    for level in (1, 2, 3):
        assert effective[nodes["level"] == level].sum() == pytest.approx(1)


def test_human_development_index_of_norway_2021() -> None:
    # UNDP Human Development Report 2021/22, technical note 1: life expectancy 83.2 years, 18.2 and
    # 13.0 years of schooling, 64,660 dollars give 0.961.
    header = "iCode,Type,Level,Parent,Direction,Weight"
    rows = [
        "life,Indicator,1,health,1,1",
        "expected,Indicator,1,education,1,1",
        "mean,Indicator,1,education,1,1",
        "gni,Indicator,1,income,1,1",
        *(f"{code},Aggregate,2,hdi,1,1" for code in ("health", "education", "income")),
        "hdi,Aggregate,3,,1,1",
    ]
    meta = parse_delimited("\n".join((header, *rows)), "meta.csv").frame
    recipe = Recipe(
        "IDH",
        transformations=(("gni", Transformation.LOG),),
        normalisation=Normalisation.GOALPOSTS,
        scale=(0, 1),
        goalposts=(
            ("life", 20, 85),
            ("expected", 0, 18),
            ("mean", 0, 15),
            ("gni", 100, 75_000),
        ),
        aggregation_by_level=((3, Aggregation.GEOMETRIC),),
        rank_decimals=3,
    )
    norway = pd.DataFrame({"life": [83.2], "expected": [18.2], "mean": [13.0], "gni": [64_660.0]})
    scores = compute(units(norway), read_hierarchy(meta), recipe).scores
    assert scores["hdi"].round(3).tolist() == [0.961]
    with pytest.raises(NotAvailableError, match=r"log.*« gni »"):
        compute(units(norway.assign(gni=0.0)), read_hierarchy(meta), recipe)


def test_redundant_and_conflicting_members_are_listed() -> None:
    generator = np.random.default_rng(0)
    base = generator.normal(size=200)
    frame = pd.DataFrame(
        {"a": base, "b": base + 0.1 * generator.normal(size=200), "c": -base, "d": base[::-1]}
    )
    groups = pd.Series({"a": "g", "b": "g", "c": "g", "d": "h"})
    table = notable_correlations(frame, groups)
    assert table[["first", "second", "kind"]].to_numpy().tolist() == [
        ["a", "c", "conflicting"],
        ["a", "b", "redundant"],
        ["b", "c", "conflicting"],
    ]
