"""Who is next to whom: codes stay text, islands stay alone, misaligned weights are refused."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
from libpysal.graph import Graph
from shapely import Point, Polygon, box

from common.errors import InvalidDataError
from common.levels import Level
from geo.contiguity import tolerance
from geo.neighbours import aligned, gaps_sentence, isolates, queen
from tests.bricks import wall


@pytest.fixture(scope="module")
def departements(boundaries: dict[Level, gpd.GeoDataFrame]) -> Graph:
    return queen(boundaries[Level.DEPARTEMENT].set_index("code").geometry)


def test_departements_have_the_neighbours_of_the_map(departements: Graph) -> None:
    assert sorted(departements["75"].index) == ["92", "93", "94"]
    assert sorted(departements["29"].index) == ["22", "56"]
    assert departements["2A"].to_dict() == {"2B": 1.0}


def test_nothing_is_linked_over_water(departements: Graph) -> None:
    assert sorted(isolates(departements)) == ["971", "972", "973", "974", "976"]


def test_weights_sum_to_one_and_links_go_both_ways(
    boundaries: dict[Level, gpd.GeoDataFrame],
) -> None:
    shapes = boundaries[Level.EPCI].set_index("code").geometry
    graph = queen(shapes)
    assert graph.unique_ids.tolist() == shapes.index.tolist()
    sums = graph.adjacency.groupby(level="focal").sum()
    alone = isolates(graph)
    assert len(alone) > 0
    assert sums.drop(alone).to_numpy() == pytest.approx(1)
    assert sums[alone].eq(0).all()
    links = graph.adjacency[graph.adjacency > 0].index
    assert set(links) == set(links.swaplevel())


def test_territories_that_overlap_are_neighbours() -> None:
    # Two CRTE may share communes; their shapes then have the points of the shared part in common.
    shared, left, right = box(1, 0, 2, 1), box(0, 0, 1, 1), box(2, 0, 3, 1)
    shapes = gpd.GeoSeries(
        {"a": left.union(shared), "b": right.union(shared), "c": box(5, 5, 6, 6)}
    )
    assert queen(shapes)["a"].to_dict() == {"b": 1.0}


def test_borders_need_no_common_points() -> None:
    graph = queen(wall(noded=False))
    assert sorted(graph["33"].index) == ["23", "24", "32", "34", "43", "44"]
    assert queen(wall(noded=True)).equals(graph)
    # Coordinates rounded on each side leave slits or overlaps of a digit.
    assert queen(wall(noded=False, apart=1e-7)).equals(graph)
    assert queen(wall(noded=False, apart=-1e-7)).equals(graph)


def test_the_tolerance_follows_the_unit_and_the_size_of_the_shapes() -> None:
    degree = gpd.GeoSeries([box(0, 0, 0.04, 0.04)], crs=4326)
    assert tolerance(degree) == pytest.approx(1e-6)
    assert tolerance(degree.set_crs(None, allow_override=True)) == pytest.approx(4e-7)
    feet = gpd.GeoSeries([box(0, 0, 9_000, 9_000)], crs=2263)
    assert tolerance(feet) == pytest.approx(0.1 / 0.3048, rel=1e-5)
    country = gpd.GeoSeries([box(0, 0, 200_000, 200_000)], crs=2154)
    assert tolerance(country) == pytest.approx(2)


def test_outlines_that_do_not_join_are_refused_or_told() -> None:
    joined = wall(noded=False)
    assert gaps_sentence(joined, queen(joined)) == ""
    apart = wall(noded=False, apart=0.005)
    with pytest.raises(InvalidDataError, match="ne se joignent pas : 42 paires"):
        gaps_sentence(apart, queen(apart))
    moved = joined.copy()
    moved["00"] = box(0, 0, 0.995, 0.995)
    told = gaps_sentence(moved, queen(moved))
    assert "2 paires" in told


def test_the_graph_of_the_communes_is_that_of_their_common_points(
    boundaries: dict[Level, gpd.GeoDataFrame],
) -> None:
    # data/boundaries is one coverage: contiguity can be read from the points too.
    shapes = boundaries[Level.COMMUNE].set_index("code").geometry
    shapes = shapes[shapes.index.str.startswith(("35", "29", "44"))]
    exact = Graph.build_contiguity(shapes, rook=False).transform("r")
    assert queen(shapes).equals(exact)


def test_bad_shapes_are_all_named() -> None:
    shapes = gpd.GeoSeries([box(0, 0, 1, 1), Point(0, 0), Polygon()], index=["a", "a", "c"])
    with pytest.raises(InvalidDataError) as caught:
        queen(shapes)
    assert caught.value.faults == [
        "identifiant répété : a",
        "a : polygone attendu, géométrie Point",
        "c : polygone attendu, géométrie vide",
    ]


def test_weights_follow_the_order_of_the_codes() -> None:
    graph = Graph.from_dicts({"a": ["b"], "b": ["a", "c"], "c": ["b"]})
    turned = aligned(graph, pd.Index(["c", "a", "b"]))
    assert turned.unique_ids.tolist() == ["c", "a", "b"]
    assert turned.sparse.toarray().tolist() == [[0, 0, 1], [0, 0, 1], [0.5, 0.5, 0]]


def test_codes_that_do_not_match_are_listed_on_both_sides() -> None:
    graph = Graph.from_dicts({"1": ["2"], "2": ["1"]})
    with pytest.raises(InvalidDataError) as caught:
        aligned(graph, pd.Index(["01", "2", "2"]))
    repeated, unknown, absent = caught.value.faults
    assert "2" in repeated
    assert unknown.endswith(": 01")
    assert absent.endswith(": 1")
