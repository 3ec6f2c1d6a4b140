"""The files beside a raster, which GDAL reads with it: masks, overviews, descriptions."""

from __future__ import annotations

import warnings
from pathlib import Path

import numpy as np
import rasterio
from rasterio import DatasetReader
from rasterio.enums import Interleaving
from rasterio.errors import NotGeoreferencedWarning, RasterioIOError

from common.errors import InvalidDataError, TooLargeError
from common.files import megabytes, refuse_endless
from common.limits import RASTER_BLOCK_BYTES, RASTER_SIDE_BYTES, raised

#: Rasters themselves, which GDAL would open whatever their format, one that names others included.
_RASTERS = (".msk", ".ovr", ".msk.ovr")
#: Ends of the names of texts, after that of the raster or after its stem, in lower case.
_TEXTS = (
    *(".aux.xml", ".aux", ".xml", ".tfw", ".tifw", ".wld", ".tab", ".imd", ".rpb", ".pvl"),
    *(".til", ".dim", ".msk.aux.xml", ".ovr.aux.xml", "_rpc.txt", "_mtl.txt", "_metadata.txt"),
)


def refuse_heavy_companions(path: Path) -> None:
    """Refuse what GDAL would read beside a raster if it has no end, or would fill the memory.

    Parameters
    ----------
    path : the raster.

    Raises
    ------
    InvalidDataError
        If one is no regular file, or is a mask or an overview that is not a TIFF.
    TooLargeError
        If one is too large, or a mask has blocks that are (:mod:`common.limits`).
    """
    beginnings = {path.name.lower(), path.stem.lower()}
    texts = {beginning + end for beginning in beginnings for end in _TEXTS}
    rasters = {path.name.lower() + end for end in _RASTERS}
    for beside in path.parent.iterdir():
        name = beside.name.lower()
        if name in texts | rasters and beside.exists():
            refuse_endless(beside, RASTER_SIDE_BYTES if name in texts else beside.stat().st_size)
            if name in rasters:
                _refuse_heavy_raster(beside)


def _refuse_heavy_raster(path: Path) -> None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)  # it has the place of another
            with rasterio.open(path.absolute(), driver="GTiff") as source:
                refuse_large_blocks(source, path.name)
    except RasterioIOError as error:
        raise InvalidDataError(path.name, ["illisible : attendu un TIFF"]) from error


def refuse_large_blocks(source: DatasetReader, name: str) -> None:
    """Refuse blocks that would fill the memory: one cell cannot be read without its whole block.

    Raises
    ------
    TooLargeError
        If they are larger than :mod:`common.limits` says.
    """
    height, width = source.block_shapes[0]
    bands = source.count if source.interleaving is Interleaving.pixel else 1
    size = height * width * bands * np.dtype(source.dtypes[0]).itemsize
    most = raised(RASTER_BLOCK_BYTES)
    if size > most:
        raise TooLargeError(
            name,
            [
                f"blocs de {megabytes(most)} au plus attendus, {megabytes(size)} trouvés : le "
                "réécrire en tuiles, par exemple avec gdal_translate -of COG"
            ],
        )
