"""A place among what holds it: in metres, upright, with a ring where it is too small."""

from __future__ import annotations

import re

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import box

from geo.locator import SIDE, locator

NONE = gpd.GeoSeries([], crs=4326)


def degrees(*shapes: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), crs=4326)


def points(path: str) -> np.ndarray:
    return np.array([pair.split() for pair in re.findall(r"-?\d+ -?\d+", path)], int)


def test_a_place_stands_where_it_is_in_what_holds_it() -> None:
    drawn = locator(degrees(box(2, 48, 3, 49)), degrees(box(2.8, 48.8, 3, 49)), NONE)
    (ground,) = drawn.ground
    mark = points(drawn.mark)
    assert mark[:, 0].min() > points(ground)[:, 0].mean()
    assert mark[:, 1].max() < points(ground)[:, 1].mean(), "north is up"
    assert max(drawn.width, drawn.height) == SIDE
    assert drawn.ring is None


def test_a_place_too_small_to_be_seen_has_a_ring_around_it() -> None:
    drawn = locator(degrees(box(2, 48, 3, 49)), degrees(box(2.5, 48.5, 2.51, 48.51)), NONE)
    assert drawn.ring == tuple(points(drawn.mark).mean(axis=0).round())
    assert drawn.svg("#ddd", "#bbb", "#fff", "#408").count("<circle") == 2


def test_other_parts_of_the_country_are_left_out() -> None:
    both = degrees(box(2, 48, 3, 49), box(55.3, -21.3, 55.7, -20.9))
    assert len(locator(both, degrees(box(2, 48, 2.5, 49)), NONE).ground) == 1
    overseas = locator(both, degrees(box(55.3, -21.3, 55.7, -20.9)), NONE)
    assert overseas.ground == (overseas.mark,)


@pytest.mark.parametrize("near", [NONE, degrees(box(2, 48, 2.6, 49))])
def test_a_picture_says_what_it_is_or_is_left_out_by_readers(near: gpd.GeoSeries) -> None:
    drawn = locator(degrees(box(2, 48, 3, 49)), degrees(box(2, 48, 2.5, 48.5)), near)
    said = drawn.svg("#ddd", "#bbb", "#fff", "#408", "Ici")
    assert 'role="img" aria-label="Ici"' in said
    assert said.count("<path") == 2 + len(near)
    assert 'aria-hidden="true"' in drawn.svg("#ddd", "#bbb", "#fff", "#408")
