"""The distance on structure: worked by hand, then what must hold of any distance."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import NotAvailableError
from indicators.scores.similarity import (
    Transform,
    differences,
    distances,
    nearest,
    spreads,
    transformed,
)

#: Quartiles of 0, 1, 2, 3, 4 are 1 and 3: the spread is 2 / 1.349.
FIVE = pd.DataFrame({"x": [0.0, 1, 2, 3, 4], "y": [0.0, 10, 20, 30, 40]}, index=list("abcde"))
UNIT = 2 / 1.349


def test_a_spread_is_the_interquartile_range_in_standard_deviations() -> None:
    assert spreads(FIVE)["x"] == pytest.approx(UNIT)
    assert spreads(FIVE)["y"] == pytest.approx(10 * UNIT)


def test_a_spread_is_that_of_a_normal_law() -> None:
    drawn = np.random.default_rng(7).normal(50, 12, 200_000)
    assert spreads(pd.DataFrame({"x": drawn}))["x"] == pytest.approx(12, rel=0.01)


def test_a_constant_trait_has_no_spread_and_counts_for_nothing() -> None:
    table = FIVE.assign(z=1.0)
    assert math.isnan(spreads(table)["z"])
    both = distances(differences(table, table.loc["a"], spreads(table)), 2)
    assert both["e"] == pytest.approx(4 / UNIT)


def test_the_distance_is_the_root_mean_square_over_common_traits() -> None:
    table = FIVE.copy()
    table.loc["b", "y"] = np.nan
    found = distances(differences(table, pd.Series({"x": 0.0, "y": 0.0}), spreads(FIVE)), 1)
    assert found["b"] == pytest.approx(1 / UNIT)
    assert found["c"] == pytest.approx(2 / UNIT)
    assert math.isnan(distances(differences(table, table.loc["b"], spreads(FIVE)), 2)["a"])


def test_the_nearest_come_first_and_lack_none_of_the_traits() -> None:
    table = FIVE.copy()
    table.loc["c", "y"] = np.nan
    found = nearest(table.drop("b"), FIVE.loc["b"], spreads(FIVE), count=2, minimum=2)
    assert list(found.index) == ["a", "d"]
    assert found.loc["a"].round(6).to_dict() == {
        "distance": round(1 / UNIT, 6),
        "x": round(-1 / UNIT, 6),
        "y": round(-1 / UNIT, 6),
    }


def test_too_few_traits_are_refused() -> None:
    one = pd.Series({"x": 1.0, "y": np.nan})
    with pytest.raises(NotAvailableError, match="1 au lieu de 2"):
        nearest(FIVE, one, spreads(FIVE), count=3, minimum=2)


TABLES = st.lists(
    st.tuples(*[st.floats(1, 1e6, allow_subnormal=False)] * 3), min_size=5, max_size=12
).map(lambda rows: pd.DataFrame(rows, columns=["log", "root", "plain"]))
TRANSFORMS = {name: Transform(name) for name in ("log", "root", "plain")}


def matrix(traits: pd.DataFrame, spread: pd.Series | None = None) -> np.ndarray:
    values = transformed(traits, TRANSFORMS)
    spread = spreads(values) if spread is None else spread
    return np.array(
        [distances(differences(values, row, spread), 1) for _, row in values.iterrows()]
    )


@settings(max_examples=30)
@given(TABLES)
def test_the_distance_is_symmetric_and_zero_with_itself(traits: pd.DataFrame) -> None:
    found = matrix(traits, spread=pd.Series({"log": 0.5, "root": 3.0, "plain": 100.0}))
    np.testing.assert_allclose(found, found.T)
    assert (np.diag(found) == 0).all()
    assert (found >= 0).all()


@settings(max_examples=30)
@given(TABLES, st.floats(0.001, 1000))
def test_the_distance_obeys_the_triangle_inequality(traits: pd.DataFrame, scale: float) -> None:
    found = matrix(traits, spread=pd.Series({"log": 1.0, "root": scale, "plain": scale}))
    for a in range(3):
        assert (found[a, :] <= found[a, 3] + found[3, :] + 1e-9 * found.max()).all()


@settings(max_examples=30)
@given(st.floats(1e-3, 1e3), st.integers(0, 50))
def test_the_distance_does_not_depend_on_units(factor: float, seed: int) -> None:
    traits = pd.DataFrame(
        np.random.default_rng(seed).lognormal(2, 1, (30, 3)), columns=["log", "root", "plain"]
    )
    np.testing.assert_allclose(matrix(traits), matrix(traits * factor), rtol=1e-6, atol=1e-9)
