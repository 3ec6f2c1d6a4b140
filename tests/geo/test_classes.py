from __future__ import annotations

import warnings

import mapclassify
import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common import palette
from common.errors import InvalidDataError, NotAvailableError
from common.french import number
from geo.classes import MAX_CLASSES, Method, _quantiles, classify, histogram, third_limits
from tests.published import CASES

COMPUTED = tuple(method for method in Method if method != Method.BREAKS)


@pytest.fixture(scope="module")
def employment() -> pd.Series[float]:
    """Employment density of 58 Californian counties, the case of mapclassify's own tests."""
    return pd.read_csv(CASES / "mapclassify" / "calempdensity.csv")["emp/sq km"]


# Limits and counts that mapclassify publishes for this series; the classes that it leaves empty
# below the minimum (standard deviations) are not kept.
@pytest.mark.parametrize(
    ("method", "inner", "counts"),
    [
        (Method.QUANTILES, [1.464, 5.798, 13.278, 54.616], (12, 11, 12, 11, 12)),
        (Method.EQUAL, [822.394, 1644.658, 2466.922, 3289.186], (57, 0, 0, 0, 1)),
        (Method.FISHER_JENKS, [75.29, 192.05, 370.5, 722.85], (49, 3, 4, 1, 1)),
        (Method.STD, [672.57333208, 1219.21856072], (56, 1, 1)),
        (Method.HEAD_TAIL, [125.92810345, 811.26], (50, 7, 1)),
    ],
)
def test_limits_are_the_published_ones(
    employment: pd.Series[float], method: Method, inner: list[float], counts: tuple[int, ...]
) -> None:
    found = classify(employment, method, k=5)
    assert found.edges[0] == employment.min()
    assert found.edges[-1] == employment.max() == 4111.45
    np.testing.assert_allclose(found.edges[1:-1], inner, rtol=1e-8)
    assert found.counts == counts


@given(
    st.lists(
        st.one_of(st.floats(-1e6, 1e6), st.integers(0, 5).map(float)), min_size=1, max_size=80
    ),
    st.integers(2, MAX_CLASSES),
)
def test_classes_of_equal_counts_have_the_limits_of_mapclassify(
    numbers: list[float], k: int
) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        expected = mapclassify.Quantiles(np.array(numbers), k=k).bins
    assert _quantiles(np.sort(np.array(numbers)), k).tolist() == expected.tolist()


@given(
    st.lists(st.floats(-1e6, 1e6).map(lambda x: round(x, 3)), min_size=1, max_size=60),
    st.integers(0, 5),
    st.sampled_from(COMPUTED),
    st.integers(2, MAX_CLASSES),
)
def test_every_value_is_in_exactly_one_class_and_none_is_empty(
    numbers: list[float], missing: int, method: Method, k: int
) -> None:
    values = pd.Series(numbers + [np.nan] * missing)
    found = classify(values, method, k=k)
    assert sum(found.counts) == len(numbers)
    assert found.missing == missing
    index = found.index(values)
    assert index.isna().equals(values.isna())
    assert tuple(index.value_counts().reindex(range(len(found)), fill_value=0)) == found.counts
    assert method == Method.EQUAL or min(found.counts) > 0
    assert list(found.edges[1:]) == sorted(set(found.edges[1:]))
    ranks = index.dropna().astype(int)
    assert (ranks.loc[values.dropna().sort_values().index].diff().dropna() >= 0).all()


def test_few_distinct_values_make_one_class_each() -> None:
    found = classify(pd.Series([3.0, 1.0, 3.0, 3.0, 2.0, np.nan]), Method.QUANTILES, k=5)
    assert found.counts == (1, 1, 3)
    assert found.labels(number) == ("1", "2", "3")
    assert classify(pd.Series([7.0, 7.0]), Method.STD).labels(number) == ("7",)


def test_a_heap_of_equal_values_makes_no_duplicate_class() -> None:
    values = pd.Series([0.0] * 80 + list(range(1, 21)))
    found = classify(values, Method.QUANTILES, k=5)
    assert min(found.counts) > 0
    assert sum(found.counts) == 100


def test_labels_are_french_and_say_what_is_included() -> None:
    found = classify(pd.Series([0.0, 5.0, 10.0, 1234.5]), Method.BREAKS, breaks=[5, 100])
    written = found.labels(lambda value: number(value, 1))
    assert written == ("5,0 ou moins", "plus de 5,0 à 100,0", "plus de 100,0")
    assert found.counts == (2, 1, 1)
    cut = classify(pd.Series([0.0, 1.0, 2.0, 1234.0]), Method.EQUAL, k=2)
    assert cut.labels(number) == ("de 0 à 617", "plus de 617 à 1\u202f234")


@given(
    st.lists(st.integers(-9, 9), min_size=1, max_size=6, unique=True).map(sorted),
    st.lists(st.integers(-12, 12), min_size=2, max_size=40),
    st.data(),
)
def test_the_same_limits_give_the_same_class_and_colour_to_a_value_wherever_it_is(
    limits: list[float], numbers: list[float], data: st.DataObject
) -> None:
    everywhere = pd.Series(numbers, dtype="float64")
    kept = data.draw(st.integers(1, len(numbers) - 1))
    here = everywhere.iloc[:kept]
    whole, part = (classify(values, Method.BREAKS, breaks=limits) for values in (everywhere, here))
    assert len(part) == len(whole) == len(limits) + 1
    assert part.labels(number) == whole.labels(number)
    colours = palette.sequential(len(part))
    for value, wide, narrow in zip(here, whole.index(everywhere), part.index(here), strict=False):
        assert wide == narrow == sum(value > limit for limit in limits)
        assert colours[narrow] == palette.sequential(len(whole))[wide]


def test_a_limit_beyond_the_data_keeps_its_empty_class() -> None:
    found = classify(pd.Series([1.0, 2.0]), Method.BREAKS, breaks=[99.0])
    assert found.counts == (2, 0)
    assert found.labels(number) == ("99 ou moins", "plus de 99")


def test_the_limits_of_the_thirds_part_the_three_classes() -> None:
    values = pd.Series([float(value) for value in range(9)])
    low, high = third_limits(values)
    assert [int((values <= low).sum()), int((values > high).sum())] == [3, 3]
    assert third_limits(pd.Series([4.0, 4.0])) == (4.0, 4.0)


@pytest.mark.parametrize("k", range(2, MAX_CLASSES + 1))
def test_no_method_makes_more_classes_than_the_colours_that_are_told_apart(k: int) -> None:
    values = pd.Series(np.random.default_rng(7).pareto(0.6, size=5_000))
    assert all(len(classify(values, method, k=k)) <= MAX_CLASSES for method in COMPUTED)


def test_another_year_is_counted_in_the_same_classes() -> None:
    base = classify(pd.Series([0.0, 1.0, 2.0, 3.0]), Method.EQUAL, k=3)
    later = base.count(pd.Series([-5.0, 99.0, np.nan]))
    assert later.edges == base.edges
    assert later.counts == (1, 0, 1)
    assert later.missing == 1


def test_fisher_jenks_stays_quick_on_every_commune() -> None:
    values = pd.Series(np.random.default_rng(7).lognormal(size=35_000))
    found = classify(values, Method.FISHER_JENKS, k=5)
    assert len(found) == 5
    assert found.edges[-1] == values.max()


def test_histogram_counts_every_value_and_knows_its_class() -> None:
    values = pd.Series([0.0, 1.0, 2.0, 10.0, np.nan])
    found = classify(values, Method.BREAKS, breaks=[5])
    bars = histogram(values, found, bins=10)
    assert bars["count"].sum() == 4
    assert bars["class_index"].tolist() == [0] * 5 + [1] * 5


def test_impossible_requests_are_refused() -> None:
    values = pd.Series([1.0, 2.0])
    with pytest.raises(InvalidDataError, match="strictement croissants"):
        classify(values, Method.BREAKS, breaks=[2, 1])
    with pytest.raises(InvalidDataError, match="de 2 à 7"):
        classify(values, k=1)
    with pytest.raises(NotAvailableError):
        classify(pd.Series([np.nan, np.nan]))
