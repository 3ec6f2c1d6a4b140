"""The three deviations and their intervals: worked by hand, against scipy, and in words."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from indicators.scores.deviation import (
    REFERENCES,
    Chance,
    Fragility,
    deviations_of,
    intervals,
    ratio_of,
    reading,
)
from indicators.views.two_estimates import difference_interval


def counts(numerator: float, denominator: float) -> pd.DataFrame:
    return pd.DataFrame({"numerator": [numerator], "denominator": [denominator]}, index=["x"])


def one(value: object) -> pd.Series:
    return pd.Series([value], index=["x"])


def deviate(own: pd.DataFrame, direction: int = 1, **references: pd.DataFrame) -> pd.Series:
    return deviations_of(own, references, one(Chance.SHARE.value), one(direction)).iloc[0]


def test_a_deviation_is_a_hundred_times_the_ratio_of_the_ratios() -> None:
    # 30 % here, 20 % in the country, 40 % in the parent; neighbours 10 of 100 and 400 of 1 000:
    # together 410 / 1 100, not the mean of 10 % and 40 %.
    found = deviate(
        counts(300, 1000),
        general=counts(200_000, 1_000_000),
        territorial=counts(4000, 10_000),
        spatial=counts(10 + 400, 100 + 1000),
    )
    assert found["general"] == pytest.approx(150)
    assert found["territorial"] == pytest.approx(75)
    assert found["spatial"] == pytest.approx(100 * 0.3 / (410 / 1100))
    assert [found[f"{name}_side"] for name in REFERENCES] == ["more", "less", "less"]


def test_the_direction_of_the_indicator_says_which_side_is_fragile() -> None:
    found = deviate(counts(300, 1000), direction=-1, general=counts(200_000, 1_000_000))
    assert found["general"] == pytest.approx(150)
    assert found["general_side"] == "less"


def test_a_small_count_establishes_nothing() -> None:
    found = deviate(counts(3, 10), general=counts(200_000, 1_000_000))
    assert found["general"] == pytest.approx(150)
    assert found["general_side"] == "unclear"


def test_what_is_unknown_stays_so() -> None:
    found = deviate(counts(3, 10), general=counts(0, 1000), territorial=counts(np.nan, np.nan))
    assert math.isnan(found["general"])
    assert math.isnan(found["spatial"])
    assert {found[f"{name}_side"] for name in REFERENCES} == {"unknown"}
    assert math.isnan(ratio_of(counts(1, 0))["x"])


def test_the_interval_of_events_is_garwoods() -> None:
    limits = intervals(counts(10, 2000), one(Chance.EVENTS.value)).loc["x"]
    # Published exact limits for 10 events: 4.795 and 18.390.
    assert limits["low"] * 2000 == pytest.approx(4.795, abs=1e-3)
    assert limits["high"] * 2000 == pytest.approx(18.390, abs=1e-3)
    assert intervals(counts(0, 2000), one(Chance.EVENTS.value)).loc["x", "low"] == 0


def test_the_interval_of_a_share_is_wilsons() -> None:
    limits = intervals(counts(8, 20), one(Chance.SHARE.value)).loc["x"]
    exact = stats.binomtest(8, 20).proportion_ci(method="wilson")
    assert tuple(limits) == pytest.approx((exact.low, exact.high))


def test_two_counts_vary_both() -> None:
    limits = intervals(counts(100, 50), one(Chance.COUNTS.value)).loc["x"]
    margin = math.exp(1.959964 * math.sqrt(1 / 100 + 1 / 50))
    assert tuple(limits) == pytest.approx((2 / margin, 2 * margin), rel=1e-6)


def test_an_area_has_no_interval_and_nothing_is_asserted() -> None:
    table = deviations_of(counts(5, 10), {"general": counts(1, 10)}, one(Chance.NONE.value), one(1))
    assert table.loc["x", "general"] == pytest.approx(500)
    assert table.loc["x", "general_side"] == "untested"


def test_there_are_eight_positions_and_as_many_sentences() -> None:
    names = {"general": "la France", "territorial": "son EPCI", "spatial": "ses voisins"}
    both = (Fragility.MORE, Fragility.LESS)
    said = {
        reading(dict(zip(REFERENCES, sides, strict=True)), names)
        for sides in ((a, b, c) for a in both for b in both for c in both)
    }
    assert len(said) == 8
    assert "moins fragile que la France, que son EPCI et que ses voisins" in said
    assert (
        reading(dict.fromkeys(REFERENCES, Fragility.UNKNOWN), names) == "sans point de comparaison"
    )


@settings(max_examples=30)
@given(st.integers(1, 10_000), st.integers(1, 10_000), st.floats(0.001, 1000))
def test_a_deviation_does_not_depend_on_units(top: int, below: int, factor: float) -> None:
    own, country = counts(top, below), counts(700, 1300)
    plain = deviations_of(own, {"general": country}, one(Chance.NONE.value), one(1))
    scaled = deviations_of(
        own * factor, {"general": country * factor}, one(Chance.NONE.value), one(1)
    )
    assert scaled.loc["x", "general"] == pytest.approx(plain.loc["x", "general"], rel=1e-9)


def estimate(value: float, low: float, high: float) -> pd.DataFrame:
    return pd.DataFrame({"value": [value], "low": [low], "high": [high]})


def test_the_difference_of_symmetric_intervals_is_the_usual_one() -> None:
    found = difference_interval(estimate(60, 54, 66), estimate(50, 42, 58)).loc[0]
    assert found.tolist() == [10, 0, 20]  # √(6² + 8²) = 10


def test_the_difference_of_an_estimate_without_interval_is_unknown() -> None:
    assert difference_interval(estimate(60, np.nan, np.nan), estimate(50, 42, 58)).isna().all(None)


@settings(max_examples=30)
@given(*[st.tuples(st.floats(0, 100), st.floats(0, 20), st.floats(0, 20))] * 2)
def test_exchanging_both_sides_changes_the_sign(
    first: tuple[float, float, float], second: tuple[float, float, float]
) -> None:
    frames = [estimate(value, value - down, value + up) for value, down, up in (first, second)]
    one_way = difference_interval(frames[0], frames[1]).loc[0]
    other = difference_interval(frames[1], frames[0]).loc[0]
    assert one_way["low"] == pytest.approx(-other["high"], abs=1e-9)
    assert one_way["value"] == pytest.approx(-other["value"], abs=1e-9)
