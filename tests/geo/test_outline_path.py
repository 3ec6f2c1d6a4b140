"""Outlines as paths: in metres, upright, whole."""

from __future__ import annotations

import re

import numpy as np
import pytest
from shapely import MultiPolygon, Point, box

from geo.outline_path import SIDE, outline_of


def rings(path: str) -> list[np.ndarray]:
    found = re.findall(r"M([^Z]+)Z", path)
    return [np.array([pair.split() for pair in ring.split("L")], int) for ring in found]


def test_a_square_on_the_ground_is_a_square_whatever_its_latitude() -> None:
    # One degree of longitude is 0.67 of one of latitude there.
    drawn = outline_of(box(2.0, 48.0, 3.0, 48.0 + 0.669))
    assert drawn.width == pytest.approx(drawn.height, rel=0.01)
    assert max(drawn.width, drawn.height) == SIDE
    (ring,) = rings(drawn.path)
    assert ring.min() >= 0
    assert ring[:, 0].max() == pytest.approx(drawn.width, abs=1)


def test_north_is_up() -> None:
    wide_south = MultiPolygon([box(2, 48, 3, 48.5), box(2.4, 48.5, 2.6, 49)])
    points = np.vstack(rings(outline_of(wide_south).path))
    above = points[points[:, 1] < 300]
    assert np.ptp(above[:, 0]) < np.ptp(points[:, 0]) / 3


def test_holes_stay_and_specks_go() -> None:
    place = Point(2.5, 48.5).buffer(0.4).difference(Point(2.5, 48.5).buffer(0.1))
    speck = box(3.2, 48.9, 3.201, 48.901)
    with_speck = outline_of(place.union(speck))
    assert len(rings(with_speck.path)) == 2
    assert with_speck == outline_of(place)


def test_overseas_has_its_own_metres() -> None:
    assert outline_of(box(55.3, -21.3, 55.7, -20.9)).width == pytest.approx(
        SIDE * np.cos(np.radians(21.1)), rel=0.01
    )


def test_a_picture_says_what_it_is_or_is_left_out_by_readers() -> None:
    drawn = outline_of(box(2, 48, 3, 49))
    assert 'role="img" aria-label="Ain"' in drawn.svg("#fff", "Ain")
    assert 'aria-hidden="true"' in drawn.svg("#fff")
