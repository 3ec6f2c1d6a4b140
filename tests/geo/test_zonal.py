"""Zonal statistics against values that can be worked out by hand."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pytest
import rasterio
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from shapely import box

from common.errors import UnknownNameError
from geo.zonal import COLUMNS, Block, block_statistics, parse_statistic, zones_over
from geo.zonal_raster import check_raster

#: Four columns of squares of 1 km: 0 1 2 3 / 4 5 6 7 / 8 9 10 11, from the north.
CELLS = np.arange(12, dtype="float64").reshape(3, 4)
ORIGIN = Affine(1_000, 0, 600_000, 0, -1_000, 6_603_000)


def write(
    path: Path,
    cells: npt.NDArray[np.generic],
    crs: str | None = "EPSG:2154",
    transform: Affine = ORIGIN,
    nodata: float | None = None,
) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", height=cells.shape[0], width=cells.shape[1], count=1,
        dtype=cells.dtype, crs=crs, transform=transform, nodata=nodata,
    ) as file:  # fmt: skip
        file.write(cells, 1)
    return path


def metres(west: float, south: float, east: float, north: float) -> gpd.GeoSeries:
    """Give one zone, in kilometres from the corner of the raster."""
    shape = box(
        600_000 + 1_000 * west, 6_600_000 + 1_000 * south,
        600_000 + 1_000 * east, 6_600_000 + 1_000 * north,
    )  # fmt: skip
    return gpd.GeoSeries({"a": shape}, crs="EPSG:2154")


def ask(path: Path, statistic: str, zones: gpd.GeoSeries) -> dict[str, float]:
    block = Block(check_raster(path), parse_statistic(statistic), zones)
    row = block_statistics(block).loc["a", COLUMNS]
    return {str(name): float(value) for name, value in row.items()}


@pytest.mark.parametrize(
    ("statistic", "value", "numerator", "denominator"),
    [
        # The zone holds cell 9, half of cell 10 and, above, cell 5 and half of cell 6.
        ("mean", (9 + 5 + 5 + 3) / 3, 22e6, 3e6),
        ("sum", 22, 22, 3),
        ("count", 3, 3, 1),
        ("share:10", 0.5 / 3, 0.5e6, 3e6),
        ("share:99", 0, 0, 3e6),
        ("min", 5, np.nan, np.nan),
        ("max", 10, np.nan, np.nan),
    ],
)
def test_cells_count_for_the_part_inside(
    tmp_path: Path, statistic: str, value: float, numerator: float, denominator: float
) -> None:
    found = ask(write(tmp_path / "r.tif", CELLS), statistic, metres(1, 0, 2.5, 2))
    expected = {
        "value": value, "numerator": numerator, "denominator": denominator, "covered": 1,
    }  # fmt: skip
    assert found == pytest.approx(expected, nan_ok=True)


def test_missing_cells_are_left_out_and_said(tmp_path: Path) -> None:
    cells = CELLS.astype("int16")
    cells[2, 1] = -9_999
    path = write(tmp_path / "r.tif", cells, nodata=-9_999)
    zone = metres(1, 0, 3, 1)  # cells 9 (missing) and 10
    assert ask(path, "mean", zone) == {
        "value": 10, "numerator": 10e6, "denominator": 1e6, "covered": 0.5,
    }  # fmt: skip
    assert ask(path, "sum", zone)["value"] == 10
    assert ask(path, "share:10", zone)["value"] == 1


@pytest.mark.parametrize("statistic", ["mean", "sum", "count", "share:1", "min", "median"])
def test_nothing_is_missing_and_never_zero(tmp_path: Path, statistic: str) -> None:
    path = write(tmp_path / "r.tif", np.full((3, 4), np.nan))
    found = ask(path, statistic, metres(0, 0, 1, 1))
    assert found.pop("covered") == 0
    assert np.isnan(list(found.values())).all()


def test_a_zone_astride_the_edge_says_how_much_is_covered(tmp_path: Path) -> None:
    found = ask(write(tmp_path / "r.tif", CELLS), "sum", metres(3, 0, 7, 1))
    assert found["covered"] == pytest.approx(0.25)
    assert found["value"] == pytest.approx(11)


def test_scaled_bands_are_read_in_their_unit(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", CELLS.astype("int16"))
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.1,), (5.0,)
    assert ask(path, "mean", metres(0, 2, 1, 3))["value"] == pytest.approx(5.0)
    assert ask(path, "mean", metres(3, 0, 4, 1))["value"] == pytest.approx(6.1)


def test_means_of_degrees_weigh_cells_by_their_area_on_the_sphere(tmp_path: Path) -> None:
    # One cell a degree wide from the equator to 30° N (area ∝ sin 30°), one from 30° to 60° N.
    path = write(
        tmp_path / "r.tif", np.array([[1.0], [0.0]]), "EPSG:4326", Affine(1, 0, 0, 0, -30, 60)
    )
    zone = gpd.GeoSeries({"a": box(0, 0, 1, 60)}, crs=4326)
    expected = (np.sin(np.pi / 3) - np.sin(np.pi / 6)) / np.sin(np.pi / 3)
    assert ask(path, "mean", zone)["value"] == pytest.approx(expected, rel=1e-6)
    assert ask(path, "sum", zone)["value"] == 1


def test_feet_are_turned_into_square_metres(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", CELLS, "EPSG:2263", Affine(10, 0, 980_000, 0, -10, 200_000))
    zone = gpd.GeoSeries({"a": box(980_000, 199_970, 980_040, 200_000)}, crs="EPSG:2263")
    found = ask(path, "mean", zone)
    assert found["denominator"] == pytest.approx(12 * 100 * 0.3048**2, rel=1e-4)
    assert found["value"] == pytest.approx(5.5)


@given(
    arrays("float64", (3, 4), elements=st.floats(-1e6, 1e6)),
    st.floats(0.1, 3.9),
)
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_sums_of_parts_are_the_sum_of_the_whole(
    tmp_path: Path, cells: npt.NDArray[np.float64], cut: float
) -> None:
    raster = check_raster(write(tmp_path / "r.tif", cells))
    parts = {"west": metres(0, 0, cut, 3), "east": metres(cut, 0, 4, 3), "all": metres(0, 0, 4, 3)}
    zones = gpd.GeoSeries({name: zone["a"] for name, zone in parts.items()}, crs="EPSG:2154")
    for statistic in ("sum", "mean"):
        found = block_statistics(Block(raster, parse_statistic(statistic), zones))
        size = np.abs(cells).sum() * (1e6 if statistic == "mean" else 1)
        for column in ("numerator", "denominator"):
            total = found.loc["west", column] + found.loc["east", column]
            assert total == pytest.approx(
                found.loc["all", column], rel=1e-6, abs=1e-6 * max(size, 1)
            )


def test_only_zones_that_the_raster_may_cover_are_kept(tmp_path: Path) -> None:
    raster = check_raster(write(tmp_path / "r.tif", CELLS))
    inside = metres(0, 0, 1, 1).to_crs(4326).iloc[0]
    shapes = gpd.GeoSeries({"in": inside, "reunion": box(55.2, -21.4, 55.9, -20.8)}, crs=4326)
    kept = zones_over(raster, shapes)
    assert kept.index.tolist() == ["in"]
    assert kept.crs.to_epsg() == 2154


@pytest.mark.parametrize(
    "text", ["average", "share", "share:", "share:forêt", "share:nan", "share:inf", "mean:3"]
)
def test_an_unknown_statistic_is_named(text: str) -> None:
    with pytest.raises(UnknownNameError):
        parse_statistic(text)
