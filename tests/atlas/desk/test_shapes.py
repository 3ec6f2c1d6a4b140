"""Polygons are read where they are asked for; a point is told where it lies."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.compare.deviations import neighbours_of
from atlas.desk.desk import Desk
from common.levels import Level, Territory
from geo.contiguity import touching
from geo.locate import locate


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.CRTE])
def test_the_shapes_of_some_codes_come_in_their_order(desk: Desk, level: Level) -> None:
    whole = desk.shapes(level)
    codes = list(whole.index[[900, 3, 500]]) if len(whole) > 900 else list(whole.index[[9, 3, 5]])
    some = desk.shapes(level, codes)
    assert list(some.index) == codes
    assert some.crs.to_epsg() == 4326
    assert some.geom_equals(whole.loc[codes]).all()


def test_a_commune_is_found_under_a_point_as_among_all_of_them(desk: Desk) -> None:
    whole = desk.shapes(Level.COMMUNE)
    chance = np.random.default_rng(7)
    inside = whole.iloc[chance.choice(len(whole), 40, replace=False)].representative_point()
    for point in inside:
        found = desk.at(Level.COMMUNE, point.x, point.y)
        assert found == locate(whole, point.x, point.y) is not None
    assert desk.at(Level.COMMUNE, -30.0, 45.0) is None


def test_the_neighbours_of_a_commune_are_those_among_all_of_them(desk: Desk) -> None:
    whole = desk.shapes(Level.COMMUNE)
    focal, neighbour = touching(whole)
    chance = np.random.default_rng(8)
    for number in chance.choice(len(whole), 25, replace=False):
        expected = sorted(whole.index[neighbour[focal == number]])
        _, found = neighbours_of(desk, Territory(Level.COMMUNE, whole.index[number]))
        assert list(found) == expected


def test_the_bounds_of_a_place_hold_its_communes(desk: Desk) -> None:
    ariege = Territory(Level.DEPARTEMENT, "09")
    communes = desk.shapes(Level.COMMUNE, desk.codes_within(Level.COMMUNE, ariege))
    assert len(communes) > 300
    assert desk.bounds(ariege) == pytest.approx(tuple(communes.total_bounds), abs=0.02)
