"""Conditional draws: the counts of a slow reference, and the law of all the possible draws."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.spatial_statistics.conditional import conditional_counts, distinct

Array = npt.NDArray[np.float64]


@st.composite
def maps(draw: st.DrawFn) -> tuple[Array, list[list[int]]]:
    """Units whose values are full of ties, tenths as often as whole numbers, and neighbours."""
    count = draw(st.integers(3, 8))
    values = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
    scale, origin = draw(st.sampled_from([(1.0, 0.0), (0.1, 0.0), (0.1, 1e6)]))
    neighbours = [
        draw(
            st.lists(
                st.sampled_from([j for j in range(count) if j != i]),
                min_size=1, max_size=count - 1, unique=True,
            )
        )
        for i in range(count)
    ]  # fmt: skip
    return origin + scale * np.array(values, float), neighbours


def as_arrays(values: Array, neighbours: list[list[int]]) -> tuple[Array, npt.NDArray[np.int64]]:
    sums = np.array([values[mine].sum() for mine in neighbours])
    return sums, np.array([len(mine) for mine in neighbours])


@given(maps())
@settings(max_examples=60)
def test_the_counts_are_those_of_a_slow_reference(made: tuple[Array, list[list[int]]]) -> None:
    values, neighbours = made
    sums, sizes = as_arrays(values, neighbours)
    draws = 50
    counts = conditional_counts(values, sums, sizes, draws, np.random.default_rng(1))
    sequences = distinct(np.random.default_rng(1), len(values), max(sizes) + 1, draws).T
    for unit, size in enumerate(sizes):
        drawn = [
            sum(values[other] for other in [j for j in sequence if j != unit][:size])
            for sequence in ([*map(int, one[: size + 1])] for one in sequences)
        ]
        tied = [abs(one - sums[unit]) < 1e-6 for one in drawn]
        above = [one > sums[unit] or tie for one, tie in zip(drawn, tied, strict=True)]
        below = [one < sums[unit] or tie for one, tie in zip(drawn, tied, strict=True)]
        assert counts[:, unit].tolist() == [sum(above), sum(below)]


@given(maps())
@settings(max_examples=15)
def test_the_draws_follow_the_law_of_all_the_possible_ones(
    made: tuple[Array, list[list[int]]],
) -> None:
    values, neighbours = made
    sums, sizes = as_arrays(values, neighbours)
    draws = 20_000
    counts = conditional_counts(values, sums, sizes, draws, np.random.default_rng(2))
    for unit, size in enumerate(sizes):
        others = [value for other, value in enumerate(values) if other != unit]
        every = np.array([sum(chosen) for chosen in combinations(others, int(size))])
        for found, exact in zip(
            counts[:, unit] / draws,
            ((every >= sums[unit] - 1e-6).mean(), (every <= sums[unit] + 1e-6).mean()),
            strict=True,
        ):
            assert found == pytest.approx(exact, abs=5 * np.sqrt(0.25 / draws))


def test_a_unit_that_is_not_asked_has_no_count() -> None:
    values = np.arange(5.0)
    counts = conditional_counts(
        values, np.full(5, 4.0), np.array([2, 0, 2, 0, 2]), 100, np.random.default_rng(1)
    )
    assert (counts.sum(axis=0) >= np.array([100, 0, 100, 0, 100])).all()
    assert counts[:, [1, 3]].tolist() == [[0, 0], [0, 0]]


@pytest.mark.parametrize("size", [3, 70])
def test_every_unit_comes_as_often_at_every_place(size: int) -> None:
    drawn = distinct(np.random.default_rng(1), 80, size, 8_000)
    assert drawn.shape == (size, 8_000)
    assert all(len(set(sequence)) == size for sequence in drawn.T[:200].tolist())
    for place in (0, size - 1):
        seen = np.bincount(drawn[place], minlength=80)
        assert seen == pytest.approx(np.full(80, 100), abs=5 * 10)
