"""A cell that anything marks as missing does not count; the same cells give the same result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import rasterio
from affine import Affine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rasterio.enums import ColorInterp
from shapely import Polygon, box

from common.errors import InvalidDataError
from geo.true_areas import grid_areas, true_areas
from geo.zonal_raster import check_raster
from tests.geo.rasters import LAMBERT, Cells, ask, one, slow_mean, whole, write

#: Half of the cells are good and hold 20, the other half hold something that must not count.
GOOD = np.zeros((4, 6), dtype=bool)
GOOD[:, 3:] = True


def cells(kind: str, good: float, bad: float) -> Cells:
    return np.where(GOOD, good, bad).astype(kind)


def scaled(folder: Path) -> Path:
    path = write(folder / "r.tif", cells("int16", 2931, -32_768), nodata=-32_768)
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (0.1,), (-273.15,)
    return path


def offset_only(folder: Path) -> Path:
    path = write(folder / "r.tif", cells("uint8", 15, 255), nodata=255)
    with rasterio.open(path, "r+") as file:
        file.offsets = (4.95,)
    return path


def inner_mask(folder: Path) -> Path:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        path = write(folder / "r.tif", cells("float32", 19.95, 7))
        with rasterio.open(path, "r+") as file:
            file.write_mask(GOOD)
    assert not (folder / "r.tif.msk").exists()
    return path


def side_mask(folder: Path) -> Path:
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False):
        path = write(folder / "r.tif", cells("float64", 19.95, 1e6))
        with rasterio.open(path, "r+") as file:
            file.write_mask(GOOD)
    assert (folder / "r.tif.msk").exists()
    return path


def mask_beside_nodata(folder: Path) -> Path:
    """GDAL takes the mask alone; a cell that holds the missing value is missing all the same."""
    values = cells("float32", 19.95, 7)
    values[0, 0] = -1
    mask = GOOD.copy()
    mask[0, 0] = True
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True):
        path = write(folder / "r.tif", values, nodata=-1)
        with rasterio.open(path, "r+") as file:
            file.write_mask(mask)
    return path


def alpha(folder: Path) -> Path:
    bands = np.stack([cells("float32", 19.95, 3), cells("float32", 1, 1), cells("float32", 255, 0)])
    path = write(folder / "r.tif", bands, alpha="unspecified")
    with rasterio.open(path, "r+") as file:
        file.colorinterp = (ColorInterp.gray, ColorInterp.undefined, ColorInterp.alpha)
    return path


def alpha_beside_nodata(folder: Path) -> Path:
    bands = np.stack([cells("float32", 19.95, 3), cells("float32", 255, 0)])
    path = write(folder / "r.tif", bands, nodata=-9_999, alpha="unspecified")
    with rasterio.open(path, "r+") as file:
        file.colorinterp = (ColorInterp.gray, ColorInterp.alpha)
    return path


def nan(folder: Path) -> Path:
    return write(folder / "r.tif", cells("float32", 19.95, np.nan))


def nan_beside_nodata(folder: Path) -> Path:
    values = cells("float32", 19.95, np.nan)
    values[0, 0] = -3.4028234663852886e38
    return write(folder / "r.tif", values, nodata=-3.4028234663852886e38)


def tiled_with_overviews(folder: Path) -> Path:
    values = np.kron(cells("float32", 19.95, -5), np.ones((64, 64), dtype="float32"))
    path = write(
        folder / "r.tif", values, nodata=-5, tiled=True, blockxsize=64, blockysize=64,
        transform=LAMBERT @ Affine.scale(1 / 64),
    )  # fmt: skip
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2, 4])
    return path


def cog(folder: Path) -> Path:
    with rasterio.open(
        folder / "r.tif", "w", driver="COG", height=4, width=6, count=1, dtype="float32",
        crs="EPSG:2154", transform=LAMBERT, nodata=-5,
    ) as file:  # fmt: skip
        file.write(cells("float32", 19.95, -5), 1)
    return folder / "r.tif"


MARKS: list[Callable[[Path], Path]] = [
    *(scaled, offset_only, inner_mask, side_mask, mask_beside_nodata, alpha, alpha_beside_nodata),
    *(nan, nan_beside_nodata, tiled_with_overviews, cog),
]


@pytest.mark.parametrize("mark", MARKS)
def test_a_marked_cell_never_counts(mark: Callable[[Path], Path], tmp_path: Path) -> None:
    path = mark(tmp_path)
    expected, zone = 19.95, whole(path)
    mean = one(path, "mean", zone)
    assert mean["value"] == pytest.approx(expected, rel=1e-6)
    assert mean["covered"] == pytest.approx(0.5)
    assert mean["denominator"] == pytest.approx(12e6)
    for statistic in ("min", "max", "median"):
        assert one(path, statistic, zone)["value"] == pytest.approx(expected, rel=1e-6)
    scale = 64**2 if mark is tiled_with_overviews else 1
    assert one(path, "count", zone)["value"] == pytest.approx(12 * scale)
    assert one(path, "sum", zone)["value"] == pytest.approx(12 * scale * expected, rel=1e-6)
    assert check_raster(path).nodata or mark is nan


def test_a_share_counts_only_what_is_known(tmp_path: Path) -> None:
    values = np.array([[1, 2, 255, 255]], dtype="uint8")
    path = write(tmp_path / "r.tif", values, nodata=255)
    assert one(path, "share:1", whole(path))["value"] == 0.5
    assert one(path, "share:255", whole(path))["value"] == 0


@pytest.mark.parametrize(("kind", "scale"), [("float32", None), ("uint8", 0.1)])
def test_a_class_is_found_whatever_its_type(tmp_path: Path, kind: str, scale: float | None) -> None:
    values = np.array([[0.3, 0.1, 0.2, 0.3]]) if scale is None else np.array([[3, 1, 2, 3]])
    path = write(tmp_path / "r.tif", values.astype(kind))
    if scale:
        with rasterio.open(path, "r+") as file:
            file.scales = (scale,)
    assert one(path, "share:0.3", whole(path))["value"] == pytest.approx(0.5)


def test_the_missing_value_of_a_band_is_its_own(tmp_path: Path) -> None:
    """GeoTIFF has one for the file; another one for a band stands in the side file of GDAL."""
    bands = np.stack([cells("int16", 5, -1), cells("int16", 6, -2)])
    path = write(tmp_path / "r.tif", bands)
    (tmp_path / "r.tif.aux.xml").write_text(
        '<PAMDataset><PAMRasterBand band="1"><NoDataValue>-1</NoDataValue></PAMRasterBand>'
        '<PAMRasterBand band="2"><NoDataValue>-2</NoDataValue></PAMRasterBand></PAMDataset>'
    )
    for band, value in ((1, 5), (2, 6)):
        found = one(path, "mean", whole(path), band)
        assert (found["value"], found["covered"]) == (value, 0.5)


@pytest.mark.parametrize("declared", ["-9999", "300", "nan", "0.5"])
def test_a_missing_value_that_no_cell_can_have_changes_nothing(
    tmp_path: Path, declared: str
) -> None:
    path = write(tmp_path / "r.tif", np.full((2, 3), 7, dtype="uint8"), nodata=0)
    (tmp_path / "r.tif.aux.xml").write_text(
        f'<PAMDataset><PAMRasterBand band="1"><NoDataValue>{declared}</NoDataValue>'
        "</PAMRasterBand></PAMDataset>"
    )
    found = one(path, "mean", whole(path))
    assert (found["value"], found["covered"]) == (7, 1)


def test_one_cell_is_a_raster(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", np.array([[42]], dtype="uint8"))
    zone = gpd.GeoSeries({"a": box(600_250, 6_602_250, 600_750, 6_602_750)}, crs=2154)
    assert one(path, "mean", zone)["value"] == 42
    assert one(path, "count", zone)["value"] == pytest.approx(0.25)


def test_complex_numbers_and_other_degrees_are_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "c.tif", np.ones((2, 2), dtype="complex64"))
    with pytest.raises(InvalidDataError, match="nombres complexes"):
        check_raster(path)
    grads = write(tmp_path / "g.tif", np.ones((2, 2)), crs="EPSG:4807",
                  transform=Affine(1, 0, 0, 0, -1, 50))  # fmt: skip
    with pytest.raises(InvalidDataError, match="en degrés"):
        check_raster(grads)


def world(folder: Path, west: float, name: str) -> Path:
    """The same world of 2° cells, from a western edge on."""
    columns = (np.arange(180) + round((west + 180) / 2)) % 180
    values = np.random.default_rng(5).normal(size=(90, 180))[:, columns]
    return write(folder / name, values, crs="EPSG:4326",
                 transform=Affine(2, 0, west, 0, -2, 90))  # fmt: skip


@pytest.mark.parametrize("west", [0.0, -2.0, 10.0, 178.0, 180.0])
@pytest.mark.parametrize("statistic", ["mean", "sum", "count", "min", "max", "median", "share:3"])
def test_longitudes_from_0_to_360_give_what_those_from_180_give(
    tmp_path: Path, west: float, statistic: str
) -> None:
    zones = gpd.GeoSeries(
        {
            "astride": box(-3.3, 44, 5.1, 49),
            "east": box(2.2, 47.3, 6.5, 48),
            "guadeloupe": box(-61.9, 15.8, -61, 16.5),
            "reunion": box(55.2, -21.4, 55.9, -20.8),
            "west": box(-4.8, 47.7, -1.0, 48.9),
        },
        crs=4326,
    )
    expected = ask(world(tmp_path, -180, "a.tif"), statistic, zones)
    found = ask(world(tmp_path, west, "b.tif"), statistic, zones)
    assert found.to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True, rel=1e-9)


def test_half_a_world_beyond_180_is_read_where_it_is(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", np.array([[1.0, 2.0, 3.0, 4.0]]), crs="EPSG:4326",
                 transform=Affine(5, 0, 350, 0, -5, 50))  # fmt: skip
    assert check_raster(path).bounds == (-10, 45, 10, 50)
    zone = gpd.GeoSeries({"a": box(-5, 45, 5, 50)}, crs=4326)
    assert one(path, "sum", zone)["value"] == pytest.approx(5)


def test_what_is_missing_beyond_the_end_of_the_turn_is_not_covered(tmp_path: Path) -> None:
    """From 90 to 350°: nothing between 10° W and 90° E."""
    path = write(tmp_path / "r.tif", np.ones((1, 26)), crs="EPSG:4326",
                 transform=Affine(10, 0, 90, 0, -10, 50))  # fmt: skip
    zone = gpd.GeoSeries({"a": box(-20, 40, 10, 50)}, crs=4326)
    assert one(path, "count", zone).to_dict() == pytest.approx(
        {"value": 1, "numerator": 1, "denominator": 1, "covered": 1 / 3}, abs=1e-6
    )


def test_a_turn_that_does_not_fall_on_the_cells_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path / "r.tif", np.ones((1, 51)), crs="EPSG:4326",
                 transform=Affine(7, 0, 0, 0, -7, 50))  # fmt: skip
    with pytest.raises(InvalidDataError, match="gdalwarp"):
        check_raster(path)


@given(
    west=st.floats(-400_000, 900_000),
    south=st.floats(5_200_000, 6_500_000),
    seed=st.integers(0, 100),
)
@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_projection_that_does_not_keep_areas_weighs_cells_by_true_ones(
    tmp_path: Path, west: float, south: float, seed: int
) -> None:
    """EPSG:3857 against cells cut and measured one by one on the ellipsoid."""
    rng = np.random.default_rng(seed)
    values = rng.normal(50, 20, (6, 5))
    values[rng.random((6, 5)) < 0.2] = np.nan
    transform = Affine(60_000, 0, west, 0, -70_000, south + 420_000)
    path = write(tmp_path / "r.tif", values, crs="EPSG:3857", transform=transform)
    shape = Polygon(
        [(west + 300_000 * x, south + 420_000 * y) for x, y in ((0.1, 0.1), (0.9, 0.2), (0.5, 0.9))]
    )
    zone = gpd.GeoSeries({"a": shape}, crs=3857)
    mean, area = slow_mean(values, transform, 3857, shape)
    found = one(path, "mean", zone)
    # The slow count measures each part, the fast one gives a part the share of its whole cell.
    assert found["value"] == pytest.approx(mean, rel=2e-3)
    assert found["denominator"] == pytest.approx(area, rel=2e-3)


def test_every_statistic_by_area_uses_true_areas(tmp_path: Path) -> None:
    """Two cells of the same size on the map, from 40° and from 60° north."""
    north = np.array([[1.0], [2.0]])
    transform = Affine(1_000_000, 0, 0, 0, -3_000_000, 9_000_000)
    path = write(tmp_path / "r.tif", north, crs="EPSG:3857", transform=transform)
    raster = check_raster(path)
    assert raster.uneven
    small, large = grid_areas(raster.crs, (0, 9e6), (1e6, 3e6), (2, 1))[:, 0]
    assert large / small > 1.5
    part = large / (small + large)
    zone = whole(path)
    assert one(path, "mean", zone)["value"] == pytest.approx(1 + part, rel=1e-6)
    assert one(path, "share:2", zone)["value"] == pytest.approx(part, rel=1e-6)
    assert one(path, "share:2", zone)["numerator"] == pytest.approx(large, rel=1e-6)
    assert one(path, "sum", zone)["value"] == 3
    assert one(path, "max", zone)["value"] == 2
    assert one(path, "mean", zone)["covered"] == pytest.approx(1, abs=1e-4)


def test_the_median_by_true_area_is_that_of_exactextract_where_areas_are_kept(
    tmp_path: Path,
) -> None:
    values = np.random.default_rng(2).normal(size=(20, 30))
    kept = write(tmp_path / "a.tif", values)
    zone = gpd.GeoSeries({"a": box(600_300, 6_590_200, 615_700, 6_601_400)}, crs=2154)
    plain = one(kept, "median", zone)["value"]
    # The same cells and zone, laid on a part of EPSG:3857 so small that areas are alike.
    near = Affine(1, 0, 200_000, 0, -1, 6_000_000) @ Affine.translation(0, 0)
    path = write(tmp_path / "b.tif", values, crs="EPSG:3857", transform=near)
    moved = zone.affine_transform([0.001, 0, 0, 0.001, 200_000 - 600, 6_000_000 - 6_603])
    again = one(path, "median", moved.set_crs(3857, allow_override=True))["value"]
    assert again == pytest.approx(plain, abs=1e-4)


@pytest.mark.parametrize(
    ("crs", "bounds", "uneven"),
    [
        ("EPSG:2154", (100_000, 6_000_000, 1_250_000, 7_150_000), False),
        ("EPSG:3035", (3_100_000, 2_000_000, 4_300_000, 3_200_000), False),
        ("EPSG:32631", (-100_000, 4_500_000, 1_200_000, 5_700_000), False),
        ("EPSG:2975", (310_000, 7_630_000, 380_000, 7_700_000), False),
        ("EPSG:3857", (-600_000, 5_000_000, 1_100_000, 6_700_000), True),
        ("EPSG:3034", (3_000_000, 1_500_000, 4_300_000, 3_000_000), True),
        ("EPSG:3857", (-20_037_508, -20_037_508, 20_037_508, 20_037_508), True),
    ],
)
def test_which_projections_keep_areas(
    tmp_path: Path, crs: str, bounds: tuple[float, float, float, float], *, uneven: bool
) -> None:
    west, south, east, north = bounds
    transform = Affine((east - west) / 4, 0, west, 0, -(north - south) / 3, north)
    path = write(tmp_path / "r.tif", np.ones((3, 4)), crs=crs, transform=transform)
    assert check_raster(path).uneven is uneven


def test_areas_between_measured_cells_are_exact_to_a_hundred_thousandth() -> None:
    crs = rasterio.CRS.from_epsg(3857)
    grid = grid_areas(crs, (-600_000, 6_700_000), (2_000, 2_000), (850, 850))
    rows, columns = np.meshgrid(np.arange(0, 850, 7), np.arange(0, 850, 7), indexing="ij")
    exact = true_areas(
        crs, -600_000 + (columns + 0.5) * 2_000, 6_700_000 - (rows + 0.5) * 2_000, (2_000, 2_000)
    )
    assert grid[rows, columns] == pytest.approx(exact, rel=1e-5)
