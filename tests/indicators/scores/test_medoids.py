"""Medoids: as few members as are asked for, real ones, the same each time."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from indicators.scores.medoids import medoids


def apart(points: np.ndarray) -> np.ndarray:
    distances: np.ndarray = np.sqrt(((points[:, None] - points[None]) ** 2).sum(axis=2))
    return distances


def test_clouds_that_are_apart_have_each_their_own() -> None:
    random = np.random.default_rng(3)
    centres = np.repeat([[0, 0], [20, 0], [0, 20]], 15, axis=0)
    distances = apart(centres + random.normal(size=(45, 2)))
    chosen, groups = medoids(distances, 3)
    assert sorted(int(rank) // 15 for rank in chosen) == [0, 1, 2]
    assert [len(set(groups[start : start + 15])) for start in (0, 15, 30)] == [1, 1, 1]
    cost = distances[:, chosen].min(axis=1).sum()
    best = min(distances[:, list(three)].min(axis=1).sum() for three in combinations(range(45), 3))
    assert cost == pytest.approx(best)


def test_each_belongs_to_the_nearest_and_a_medoid_to_itself() -> None:
    distances = apart(np.random.default_rng(4).normal(size=(60, 4)))
    chosen, groups = medoids(distances, 6)
    assert len(set(chosen)) == 6
    assert (distances[:, chosen].argmin(axis=1) == groups).all()
    assert groups[chosen].tolist() == list(range(6))


def test_one_medoid_is_the_nearest_to_all() -> None:
    distances = apart(np.random.default_rng(5).normal(size=(20, 2)))
    assert medoids(distances, 1)[0].tolist() == [distances.sum(axis=0).argmin()]


@pytest.mark.parametrize("count", [0, 4])
def test_there_are_not_more_than_members(count: int) -> None:
    with pytest.raises(ValueError, match="3 members"):
        medoids(np.zeros((3, 3)), count)
