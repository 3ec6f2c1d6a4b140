"""Rasters that cannot be used are refused in words, and only this machine's files are opened."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from geo.zonal_raster import check_raster

NORTH_UP = Affine(1_000, 0, 600_000, 0, -1_000, 6_603_000)
LOCAL = CRS.from_wkt('LOCAL_CS["chantier",UNIT["metre",1]]')


def write(
    path: Path,
    crs: object = "EPSG:2154",
    transform: Affine = NORTH_UP,
    dtype: str = "float32",
    nodata: float | None = None,
) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", height=3, width=4, count=2, dtype=dtype, crs=crs,
        transform=transform, nodata=nodata,
    ) as file:  # fmt: skip
        file.write(np.ones((2, 3, 4), dtype))
    return path


def test_a_good_band_is_described(tmp_path: Path) -> None:
    band = check_raster(write(tmp_path / "r.tif"), 2)
    assert (band.band, band.crs.to_epsg(), band.geographic, band.metres) == (2, 2154, False, 1)
    assert band.bounds == (600_000, 6_600_000, 604_000, 6_603_000)
    assert band.degrees == pytest.approx((1.696, 46.493, 1.748, 46.520), abs=0.001)
    assert band.cell_area == 1_000_000
    assert band.path.is_absolute()


def test_whether_missing_cells_are_marked_is_told(tmp_path: Path) -> None:
    floating = check_raster(write(tmp_path / "a.tif"))
    assert (floating.nodata, floating.floating) == (False, True)  # NaN marks them, if anything
    assert check_raster(write(tmp_path / "d.tif", nodata=np.nan)).nodata
    assert check_raster(write(tmp_path / "b.tif", dtype="uint8", nodata=255)).nodata
    assert not check_raster(write(tmp_path / "c.tif", dtype="uint8")).nodata


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.filterwarnings("ignore:Use `@` matmul")  # rasterio, bounds of a rotated grid
@pytest.mark.parametrize(
    ("crs", "transform", "said"),
    [
        (None, NORTH_UP, "sans système de coordonnées"),
        ("EPSG:4326", NORTH_UP, "coordonnées hors du système déclaré, en degrés"),
        (
            "EPSG:32631",
            Affine(1_000, 0, 1e12, 0, -1_000, 1e12),
            "coordonnées hors du système déclaré",
        ),
        (LOCAL, NORTH_UP, "ni géographique ni projeté"),
        ("EPSG:2154", NORTH_UP @ Affine.rotation(10), "tournée ou retournée"),
        ("EPSG:2154", Affine(1_000, 0, 600_000, 0, 1_000, 6_600_000), "tournée ou retournée"),
        ("EPSG:2154", Affine.identity(), "sans position sur la Terre"),
    ],
)
def test_bad_georeferencing_is_refused(
    tmp_path: Path, crs: object, transform: Affine, said: str
) -> None:
    path = write(tmp_path / "r.tif", crs, transform)
    with pytest.raises(InvalidDataError, match=said):
        check_raster(path)


@pytest.mark.parametrize(("scale", "offset"), [(0, 0), (0, 5), (np.nan, 0), (1, np.inf)])
def test_a_scale_that_cannot_be_applied_is_refused(
    tmp_path: Path, scale: float, offset: float
) -> None:
    path = write(tmp_path / "r.tif")
    with rasterio.open(path, "r+") as file:
        file.scales, file.offsets = (1, scale), (0, offset)
    assert check_raster(path, 1).bands == 2
    with pytest.raises(InvalidDataError, match=r"échelle nulle .* bande 2"):
        check_raster(path, 2)


@pytest.mark.parametrize("band", [0, -1, 3])
def test_an_unknown_band_is_named_with_those_that_exist(tmp_path: Path, band: int) -> None:
    with pytest.raises(UnknownNameError, match="Attendu : 1, 2"):
        check_raster(write(tmp_path / "r.tif"), band)


VRT = """<VRTDataset rasterXSize="1" rasterYSize="1">
<VRTRasterBand dataType="Byte" band="1"/></VRTDataset>"""


@pytest.mark.parametrize("content", ["not an image", "", VRT])
def test_another_format_under_the_name_of_a_geotiff_is_refused(
    tmp_path: Path, content: str
) -> None:
    path = tmp_path / "r.tif"
    path.write_text(content)
    with pytest.raises(InvalidDataError, match="GeoTIFF"):
        check_raster(path)


@pytest.mark.parametrize(
    "name", ["/vsimem/r.tif", "/vsicurl/http://127.0.0.1/r.tif", "/vsizip/x.zip/r.tif"]
)
def test_virtual_files_are_refused(name: str) -> None:
    with pytest.raises(InvalidDataError, match="/vsi"):
        check_raster(Path(name))


def test_an_absent_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"none\.tif"):
        check_raster(tmp_path / "none.tif")
    with pytest.raises(MissingDataError):
        check_raster(Path("http://127.0.0.1/r.tif"))


def test_a_grid_turned_over_is_told_as_such_alone(tmp_path: Path) -> None:
    """Its bounds, read upside down, say nothing of its system."""
    path = write(tmp_path / "a.tif", crs="EPSG:4326", transform=Affine(0.1, 0, 5, 0, 0.1, 46))
    with pytest.raises(InvalidDataError) as caught:
        check_raster(path, 1)
    assert len(caught.value.faults) == 1
