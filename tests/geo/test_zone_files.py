"""Territories and points of a reader: what is read, what is refused."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pytest
from shapely import MultiPolygon, Point, Polygon, box

from common.errors import InvalidDataError, UnknownNameError
from geo.zone_files import metric_system, read_points, read_zones

CRS = "EPSG:32631"


def outlines(path: Path, codes: list[object], shape: object = None) -> Path:
    shapes: list[object] = [box(500_000 + 1_000 * n, 0, 501_000 + 1_000 * n, 900) for n in range(2)]
    shapes = shapes if shape is None else [shape] * 2
    frame = gpd.GeoDataFrame({"id": codes, "name": ["A", None]}, geometry=shapes, crs=CRS)
    frame.to_file(path)
    return path


def test_outlines_are_brought_to_degrees_and_keep_their_codes(tmp_path: Path) -> None:
    zones = read_zones(outlines(tmp_path / "a.gpkg", ["01", "02"]), "id")
    assert zones.index.tolist() == ["01", "02"]
    assert zones["name"].tolist() == ["A", ""]
    assert zones.crs == "EPSG:4326"
    assert zones.geometry.iloc[0].bounds[0] == pytest.approx(3.0)


def test_outlines_without_names_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    gpd.GeoDataFrame({"code": ["01"]}, geometry=[box(3, 45, 4, 46)], crs=4326).to_file(path)
    zones = read_zones(path, "code")
    assert zones["name"].to_dict() == {"01": ""}
    assert zones.geometry.iloc[0].equals(box(3, 45, 4, 46))


@pytest.mark.parametrize(
    ("codes", "shape", "told"),
    [
        (["01", "01"], None, "codes en double : 01"),
        (["01", None], None, "codes absents"),
        (["01", "02"], Point(500_000, 0), "attendu des polygones"),
        (["01", "02"], Polygon(), "contours vides : 01, 02"),
    ],
)
def test_outlines_that_cannot_be_told_apart_are_refused(
    codes: list[object], shape: object, told: str, tmp_path: Path
) -> None:
    with pytest.raises(InvalidDataError, match=told):
        read_zones(outlines(tmp_path / "a.gpkg", codes, shape), "id")


def test_codes_that_a_format_keeps_as_decimals_have_none(tmp_path: Path) -> None:
    assert read_zones(outlines(tmp_path / "a.gpkg", [1.0, 2.0]), "id").index.tolist() == ["1", "2"]


def test_what_is_beyond_180_degrees_is_brought_to_the_other_side(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    gpd.GeoDataFrame({"code": ["a"]}, geometry=[box(178, -18, 182, -16)], crs=4326).to_file(path)
    halves = MultiPolygon([box(178, -18, 180, -16), box(-180, -18, -178, -16)])
    assert read_zones(path, "code").geometry.iloc[0].equals(halves)


def test_an_outline_that_jumps_over_180_degrees_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.geojson"
    jump = Polygon([(178, -18), (-178, -18), (-178, -16), (178, -16)])
    gpd.GeoDataFrame({"code": ["a"]}, geometry=[jump], crs=4326).to_file(path)
    with pytest.raises(InvalidDataError, match="de 180° : a ; coupez-les"):
        read_zones(path, "code")


def test_a_column_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnknownNameError, match="--id"):
        read_zones(outlines(tmp_path / "a.gpkg", ["01", "02"]), "code")


def test_points_weigh_one_or_what_their_file_says(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("lon;lat;people\n3,5;0,25;10\n3;0;2,5\n", "utf-8")
    assert read_points(path)["weight"].tolist() == [1.0, 1.0]
    weighed = read_points(path, "people")
    assert weighed["weight"].tolist() == [10.0, 2.5]
    assert [(p.x, p.y) for p in weighed.geometry] == [(3.5, 0.25), (3.0, 0.0)]


@pytest.mark.parametrize(
    ("text", "told"), [("lon,lat\n3,\n", "1 vides"), ("lon,lat\n3,nord\n", "nord")]
)
def test_a_point_without_coordinates_is_refused(text: str, told: str, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InvalidDataError, match=told):
        read_points(path)


def test_points_of_a_layer_are_points(tmp_path: Path) -> None:
    path = tmp_path / "p.geojson"
    gpd.GeoDataFrame({"w": [3]}, geometry=[Point(3, 0)], crs=4326).to_file(path)
    assert read_points(path, "w")["weight"].tolist() == [3.0]
    with pytest.raises(InvalidDataError, match="attendu des points"):
        read_points(outlines(tmp_path / "a.gpkg", ["01", "02"]))


@pytest.mark.parametrize("text", ["EPSG:4326", "EPSG:2263", "nord", ""])
def test_a_surface_is_in_metres(text: str) -> None:
    """Degrees, feet, nothing that is known."""
    with pytest.raises(UnknownNameError, match="en mètres"):
        metric_system(text)
