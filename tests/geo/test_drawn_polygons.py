from __future__ import annotations

import pandas as pd
import pytest
import shapely

from common.errors import InvalidDataError
from common.limits import CROSSED_VERTICES
from geo.drawn_polygons import Points, polygon, repaired
from tests.speed import within


def test_a_short_outline_that_crosses_itself_is_mended() -> None:
    bow = shapely.Polygon([(5, 46), (6, 47), (6, 46), (5, 47)])
    [mended] = repaired([bow], "a.json")
    assert mended.is_valid
    assert mended.area == pytest.approx(0.5)


def test_a_long_outline_that_crosses_itself_is_refused_at_once() -> None:
    star = shapely.Polygon([(5 + place * 0.7 % 1, 46 + place * 0.3 % 1) for place in range(3_000)])

    def refused() -> None:
        with pytest.raises(InvalidDataError, match=f"{CROSSED_VERTICES} sommets"):
            repaired([star], "a.json")

    within(2, refused)


def test_points_are_those_of_the_union() -> None:
    grid = pd.DataFrame({"lon": [x / 10 for x in range(100)] * 2, "lat": [1.0] * 100 + [2.0] * 100})
    boxes = [shapely.box(1, 0, 3, 1.5), shapely.box(2, 0, 4, 3), shapely.box(20, 0, 30, 3)]
    whole = shapely.union_all(boxes)
    expected = grid.index[shapely.intersects_xy(whole, grid["lon"], grid["lat"])]
    assert list(Points(grid).inside(boxes)) == list(expected)


@pytest.mark.parametrize(
    "coordinates",
    [
        "x", [], [[]], [[[1, 2]]], [[[1, 2], [3, 4], [5]]], [[[1, 2], [3, 4], [5, 6], [1, "2"]]],
        [[[1, 2], [3, 4], [5, 10**4000], [1, 2]]], [[[1, 2], [3, 4], [5, float("nan")], [1, 2]]],
        [[[9e5, 6e6], [9.1e5, 6e6], [9e5, 7e6], [9e5, 6e6]]],
    ],
)  # fmt: skip
def test_what_is_no_outline_in_degrees_is_none(coordinates: object) -> None:
    assert polygon({"type": "Polygon", "coordinates": coordinates}) is None


def test_a_hole_and_several_parts_are_kept() -> None:
    outer = [[0, 0], [4, 0], [4, 4], [0, 4], [0, 0]]
    hole = [[1, 1], [2, 1], [2, 2], [1, 2], [1, 1]]
    far = [[10, 0], [11, 0], [11, 1], [10, 1], [10, 0]]
    drawn = polygon({"type": "MultiPolygon", "coordinates": [[outer, hole], [far]]})
    assert drawn is not None
    assert drawn.area == 16 - 1 + 1
