"""What lies beside a raster is bounded before GDAL reads it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio

from common.errors import FragiscopeError, InvalidDataError, TooLargeError
from common.limits import RASTER_SIDE_BYTES
from geo.raster_companions import refuse_heavy_companions
from geo.zonal_raster import check_raster
from tests.geo.rasters import LAMBERT, write

VIRTUAL = """<VRTDataset rasterXSize="1" rasterYSize="1">
<VRTRasterBand dataType="Byte" band="1"><SimpleSource>
<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"""


@pytest.fixture
def raster(tmp_path: Path) -> Path:
    return write(tmp_path / "R.tif", np.ones((3, 4), "uint8"))


def long_text(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(RASTER_SIDE_BYTES + 1)


def pipe(path: Path) -> None:
    os.mkfifo(path)


def virtual(path: Path) -> None:
    path.write_text(VIRTUAL, "utf-8")


def giant_block(path: Path) -> None:
    with rasterio.open(
        path, "w", driver="GTiff", height=24_000, width=24_000, count=1, dtype="uint8",
        crs="EPSG:2154", transform=LAMBERT, sparse_ok=True, tiled=True,
        blockxsize=24_000, blockysize=24_000,
    ):  # fmt: skip
        pass


@pytest.mark.parametrize(
    ("name", "lay", "expected"),
    [
        ("R.tif.aux.xml", long_text, TooLargeError),
        ("R.XML", long_text, TooLargeError),
        ("R_rpc.txt", pipe, InvalidDataError),
        ("R.tif.aux.xml", pipe, InvalidDataError),
        ("R.tif.msk", pipe, InvalidDataError),
        ("R.tif.ovr", pipe, InvalidDataError),
        ("R.tif.msk", virtual, InvalidDataError),
        ("R.tif.ovr", virtual, InvalidDataError),
        ("R.tif.msk", giant_block, TooLargeError),
    ],
)
def test_heavy_companions_are_named(
    name: str,
    lay: Callable[[Path], None],
    expected: type[FragiscopeError],
    raster: Path,
    tmp_path: Path,
) -> None:
    lay(tmp_path / name)
    with pytest.raises(expected, match=name):
        check_raster(raster)


def test_other_files_of_the_folder_do_not_matter(raster: Path, tmp_path: Path) -> None:
    long_text(tmp_path / "S.xml")
    long_text(tmp_path / "R.csv")
    (tmp_path / "R.tif.msk").symlink_to(tmp_path / "absent")
    refuse_heavy_companions(raster)


def test_a_sound_mask_and_sound_overviews_are_used(raster: Path, tmp_path: Path) -> None:
    settings = rasterio.Env(GDAL_TIFF_INTERNAL_MASK=False, TIFF_USE_OVR=True)
    with settings, rasterio.open(raster, "r+") as file:
        file.write_mask(np.zeros((3, 4), bool))
        file.build_overviews([2])
    assert {"R.tif.msk", "R.tif.ovr"} <= {path.name for path in tmp_path.iterdir()}
    assert check_raster(raster).nodata
