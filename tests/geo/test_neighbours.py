"""Who is next to whom: codes stay text, islands stay alone, misaligned weights are refused."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from libpysal.graph import Graph
from shapely import Point, Polygon, box

from common.errors import InvalidDataError, MissingDataError
from common.levels import Level
from geo.neighbours import aligned, isolates, queen, read_gal

GAL = "3\n01001 1\n2A004\n2A004 1\n01001\n97105 0\n\n"


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


def test_bad_shapes_are_all_named() -> None:
    shapes = gpd.GeoSeries([box(0, 0, 1, 1), Point(0, 0), Polygon()], index=["a", "a", "c"])
    with pytest.raises(InvalidDataError) as caught:
        queen(shapes)
    assert caught.value.faults == [
        "identifiant répété : a",
        "a : polygone attendu, géométrie Point",
        "c : polygone attendu, géométrie vide",
    ]


def test_identifiers_of_a_gal_file_keep_their_zeros(tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    path.write_text(GAL)
    graph = read_gal(path)
    assert graph.unique_ids.tolist() == ["01001", "2A004", "97105"]
    assert graph["01001"].to_dict() == {"2A004": 1.0}
    assert isolates(graph).tolist() == ["97105"]
    path.write_text(GAL.replace("3\n", "0 3 communes code\n", 1))
    assert read_gal(path).equals(graph)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "nombre d’unités"),
        (GAL.replace("3\n", "4\n", 1), "ligne 8"),
        (GAL.replace("3\n", "2\n", 1), "2 unités annoncées"),
        (GAL.replace("01001 1", "01001 2"), "attendu 2, trouvé 1"),
        (GAL.replace("97105 0\n", "97105 1\n75056"), "75056"),
        (GAL.replace("97105 0\n", "97105 1\n97105"), "elle-même"),
        (GAL.replace("2A004 1\n", "01001 1\n", 1), "unité répétée : 01001"),
    ],
)
def test_a_faulty_gal_file_is_refused(content: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    path.write_text(content)
    with pytest.raises(InvalidDataError, match=said):
        read_gal(path)


def test_a_gal_file_that_is_absent_or_no_text_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "w.gal"
    with pytest.raises(MissingDataError, match="Fichier absent"):
        read_gal(path)
    path.write_bytes(b"0 3 \xff\xfe")
    with pytest.raises(InvalidDataError, match="UTF-8"):
        read_gal(path)


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
