from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError, NotAvailableError
from indicators.composite.normalise import (
    exponential_rank,
    goalposts,
    minmax,
    normalise,
    percentile_rank,
    weighted_percentile_rank,
    zscore,
)
from indicators.composite.options import Normalisation
from indicators.composite.recipe import Recipe

NAN = float("nan")


def unweighted_weighted(values: pd.Series, direction: int = 1) -> pd.Series:
    return weighted_percentile_rank(values, pd.Series(1, index=values.index), direction)


METHODS: dict[str, Callable[..., pd.Series]] = {
    "minmax": minmax,
    "zscore": zscore,
    "percentile_rank": percentile_rank,
    "weighted_percentile_rank": unweighted_weighted,
    "goalposts": lambda values, direction=1: goalposts(values, -1e3, 1e3, direction),
    "exponential_rank": exponential_rank,
}
columns = st.lists(st.none() | st.integers(-999, 999), min_size=2, max_size=12).map(
    lambda cells: pd.Series(cells, dtype=float, name="x")
)


def varied(values: pd.Series) -> bool:
    return bool(values.min() < values.max())


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=30)
@given(values=columns.filter(varied), direction=st.sampled_from([1, -1]))
def test_monotone_bounded_and_missing_stays_missing(
    method: str, values: pd.Series, direction: int
) -> None:
    result = METHODS[method](values, direction)
    assert result.isna().equals(values.isna())
    present = pd.DataFrame({"x": direction * values, "y": result}).dropna().sort_values("x")
    assert (present["y"].diff().dropna() >= -1e-12).all()
    assert (present.groupby("x")["y"].agg(np.ptp) == 0).all()
    if method != "zscore":
        assert present["y"].between(0, 1).all()


@pytest.mark.parametrize("method", sorted(set(METHODS) - {"goalposts"}))
@settings(max_examples=30)
@given(values=columns.filter(varied), factor=st.sampled_from([0.001, 7.0, 1024.0]))
def test_change_of_unit_changes_nothing(method: str, values: pd.Series, factor: float) -> None:
    pd.testing.assert_series_equal(METHODS[method](values * factor), METHODS[method](values))


@given(values=columns.filter(lambda x: x.notna().any()), people=st.data())
def test_population_weighted_mean_is_one_half(values: pd.Series, people: st.DataObject) -> None:
    counts = st.lists(st.integers(1, 1000), min_size=len(values), max_size=len(values))
    weights = pd.Series(people.draw(counts)).where(values.notna())
    ranks = weighted_percentile_rank(values, weights)
    assert (ranks * weights).sum() / weights.sum() == pytest.approx(0.5)


def test_closed_forms() -> None:
    values = pd.Series([1.0, 3.0, 3.0, NAN, 6.0])
    expected = {
        "minmax": [0, 0.4, 0.4, NAN, 1],
        "zscore": (np.array([1, 3, 3, NAN, 6]) - 3.25) / np.sqrt(12.75 / 3),
        "percentile_rank": [0, 1 / 3, 1 / 3, NAN, 1],
        "weighted_percentile_rank": [1 / 8, 1 / 2, 1 / 2, NAN, 7 / 8],
    }
    for method, numbers in expected.items():
        np.testing.assert_allclose(METHODS[method](values), numbers)
    np.testing.assert_allclose(goalposts(values, 2, 4, -1), [1, 0.5, 0.5, NAN, 0])
    np.testing.assert_allclose(minmax(values, -1), [1, 0.6, 0.6, NAN, 0])


def test_weights_are_inhabitants() -> None:
    people = pd.Series([10, 0, 30, 60])
    ranks = weighted_percentile_rank(pd.Series([1.0, 2.0, 3.0, 3.0]), people)
    assert ranks.tolist() == pytest.approx([0.05, 0.10, 0.55, 0.55])
    unknown = people.astype(float).where(people > 0)
    pd.testing.assert_series_equal(
        ranks, weighted_percentile_rank(pd.Series([1.0, 2.0, 3.0, 3.0]), unknown)
    )


def test_a_tenth_of_the_units_is_above_half_of_the_exponential_scale() -> None:
    scores = exponential_rank(pd.Series(np.arange(10_000.0)))
    share = 1 - (1 - np.exp(-50 / 23)) / (1 - np.exp(-100 / 23))  # 10.2 %, by inversion
    assert (scores > 0.5).mean() == pytest.approx(share, abs=1e-4)
    assert scores.max() == pytest.approx(1)


@pytest.mark.parametrize("method", ["minmax", "zscore"])
def test_a_constant_indicator_has_no_scale(method: str) -> None:
    with pytest.raises(NotAvailableError, match=f"{method}.*« x » est constant"):
        METHODS[method](pd.Series([2.0, 2.0, NAN], name="x"))


def test_a_single_unit_or_a_constant_has_a_rank() -> None:
    assert percentile_rank(pd.Series([5.0])).tolist() == [0]
    assert unweighted_weighted(pd.Series([5.0])).tolist() == [0.5]
    assert unweighted_weighted(pd.Series([5.0, 5.0])).tolist() == [0.5, 0.5]


@pytest.mark.parametrize("method", list(Normalisation))
def test_an_empty_indicator_stays_empty(method: Normalisation) -> None:
    recipe = Recipe("", normalisation=method)
    frame = pd.DataFrame({"x": [NAN, NAN]})
    people = pd.Series([1, 1])
    result = normalise(frame, pd.Series({"x": 1}), recipe, people)
    pd.testing.assert_frame_equal(result, frame)


def test_scale_decimals_and_goalposts_of_the_recipe() -> None:
    recipe = Recipe(
        "",
        normalisation=Normalisation.GOALPOSTS,
        scale=(1, 100),
        decimals=1,
        goalposts=(("x", 0, 3),),
    )
    frame = pd.DataFrame({"x": [0.0, 1.0, 4.0]})
    assert normalise(frame, pd.Series({"x": -1}), recipe)["x"].tolist() == [100, 67, 1]
    with pytest.raises(NotAvailableError, match="aucune limite n’est donnée pour « y »"):
        normalise(frame.set_axis(["y"], axis=1), pd.Series({"y": 1}), recipe)
    weighted = replace(recipe, normalisation=Normalisation.WEIGHTED_PERCENTILE_RANK)
    with pytest.raises(NotAvailableError, match="population"):
        normalise(frame, pd.Series({"x": 1}), weighted)
    with pytest.raises(InvalidDataError, match="x : sens 1 ou -1 attendu, 0 lu"):
        normalise(frame, pd.Series({"x": 0}), recipe)
