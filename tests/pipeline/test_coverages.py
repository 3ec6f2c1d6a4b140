from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely

from common.errors import InvalidDataError
from pipeline.coverages import Shapes, coverage_faults, dissolve, fill_gaps, simplify, snap

#: A degree of latitude is 111 km: these squares have 1.1 km on a side.
SIDE = 0.01


def squares(count: int) -> Shapes:
    """A row of squares along the 46th parallel, borders cut in wavy pieces shared by both sides."""
    rng = np.random.default_rng(5)
    heights = np.linspace(46, 46 + SIDE, 60)
    shift = rng.normal(0, SIDE / 200, (count + 1, heights.size))
    lines = [np.column_stack([x * SIDE + shift[x], heights]) for x in range(count + 1)]
    return np.array(
        [shapely.Polygon(np.vstack([left, right[::-1]])) for left, right in pairwise(lines)]
    )


@pytest.fixture
def zones() -> pd.Series[str]:
    return pd.Series(["metropole"] * 4)


def on_grid(shapes: Shapes, steps: int) -> bool:
    scaled = shapely.get_coordinates(shapes) * steps
    return bool((scaled == np.round(scaled)).all())


def test_snapping_moves_less_than_a_metre_and_keeps_borders_shared(zones: pd.Series[str]) -> None:
    shapes = squares(4)
    snapped = snap(shapes, zones)
    assert on_grid(snapped, 2**17)
    assert coverage_faults(snapped, zones) == []
    moved = shapely.get_coordinates(snapped) - shapely.get_coordinates(shapes)
    assert np.abs(moved).max() <= 0.5 / 2**17


def test_a_shape_finer_than_the_grid_gets_a_finer_grid() -> None:
    tiny = 0.7 / 2**17
    snapped = snap(np.array([shapely.box(0, 46, tiny / 2, 46 + tiny)]), pd.Series(["metropole"]))
    assert not on_grid(snapped, 2**17)
    assert on_grid(snapped, 2**20)
    assert shapely.is_valid(snapped).all()


def test_overlapping_outlines_are_refused_and_counted(zones: pd.Series[str]) -> None:
    shapes = squares(4)
    shapes[1] = shapely.buffer(shapes[1], SIDE / 10)
    with pytest.raises(InvalidDataError, match="zone metropole : 3 contours"):
        snap(shapes, zones)
    shapes[1] = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert coverage_faults(shapes, zones) == ["zone metropole : 1 contours vides ou invalides"]


def test_simplifying_drops_vertices_moves_none_and_keeps_borders_shared(
    zones: pd.Series[str],
) -> None:
    shapes = snap(squares(4), zones)
    simple = simplify(shapes, 46.0, 50.0)
    kept, all_of_them = ({tuple(xy) for xy in shapely.get_coordinates(s)} for s in (simple, shapes))
    assert kept < all_of_them
    assert len(kept) < len(all_of_them) / 2
    assert shapely.coverage_is_valid(simple)


@pytest.mark.parametrize(("latitude", "kept"), [(0.0, True), (70.0, False)])
def test_the_tolerance_is_a_length_on_the_ground(latitude: float, kept: bool) -> None:
    """A spike whose area is that of a square of 177 m at the equator, of 103 m at 70°."""
    tip = (1.00225, 0.998875)
    spiked = shapely.Polygon([(0, 0), (0, 2), (1, 2), (1, 1), tip, (1, 0.99775), (1, 0)])
    simple = simplify(np.array([spiked]), latitude, 140.0)
    assert (tip in {tuple(xy) for xy in shapely.get_coordinates(simple)}) == kept


def test_a_small_gap_goes_to_the_neighbour_with_most_border_and_a_large_one_stays() -> None:
    left = shapely.box(0, 46, 0.05, 46.05)
    # Pond: 0.001° by 0.002° (0.017 km²), most of it inside the left one; lake: 0.01° (0.86 km²).
    pond = shapely.box(0.0485, 46.02, 0.0502, 46.022)
    lake = shapely.box(0.07, 46.02, 0.08, 46.03)
    right = shapely.box(0.05, 46, 0.1, 46.05)
    shapes = np.array([left - pond, right - pond - lake])
    filled = fill_gaps(shapes, 0.1)
    assert filled[0].equals(left | pond)
    assert filled[1].equals(right - pond - lake)
    assert shapely.coverage_is_valid(filled)
    assert fill_gaps(shapes, 0.001)[0].equals(shapes[0])


def test_an_enclave_of_a_neighbour_is_not_a_gap() -> None:
    enclave = shapely.box(0.02, 46.02, 0.0201, 46.0201)
    around = shapely.box(0, 46, 0.05, 46.05) - enclave
    filled = fill_gaps(np.array([around, enclave]), 0.1)
    assert filled[0].equals(around)


def test_dissolving_puts_a_polygon_in_each_of_its_groups_or_in_none() -> None:
    boxes = np.array([shapely.box(x, 0, x + 1, 1) for x in range(4)])
    groups = pd.Series(["b", "a", "b", "a"], index=[0, 1, 1, 2])
    united = dissolve(boxes, groups)
    assert list(united.index) == ["a", "b"]
    assert united["a"].equals(shapely.box(1, 0, 3, 1))
    assert united["b"].equals(shapely.box(0, 0, 2, 1))
    assert united["a"].exterior.is_ccw
