"""Surfaces out: a cloud-optimised GeoTIFF for GIS software, a picture to lay over a web map."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from affine import Affine
from pyproj import Transformer
from rasterio.enums import ColorInterp
from rasterio.errors import NotGeoreferencedWarning
from rasterio.io import MemoryFile
from rasterio.warp import Resampling, reproject, transform_bounds

from common.errors import InvalidDataError
from common.files import write_bytes
from geo.density import SOURCE, Surface

WEB_MERCATOR = "EPSG:3857"
_BLOCK = 512
_OPAQUE = 255


class Overlay(NamedTuple):
    """A picture in EPSG:3857 and where it goes.

    Attributes
    ----------
    image : height × width × 4, red, green, blue and opacity (0-255), from the north; transparent
        where the surface is null or unknown.
    bounds : west, south, east, north edges of the picture, degrees.
    breaks : upper bound of each colour but the last, in the unit of the surface.
    """

    image: npt.NDArray[np.uint8]
    bounds: tuple[float, float, float, float]
    breaks: tuple[float, ...]


def to_cog(surface: Surface, path: Path, tags: Mapping[str, str]) -> Path:
    """Write a surface as a cloud-optimised GeoTIFF (deflate, overviews, nodata NaN).

    The unit is written on the band; the cell, the bandwidth and the unit are written as tags too,
    with the tags given. The same surface and tags give the same bytes.

    Parameters
    ----------
    surface : what to write.
    path : the file; it appears whole or not at all.
    tags : provenance (title, sources, licence, method…); the keys are put in capitals.

    Returns
    -------
    Path
        ``path``.
    """
    height, width = surface.values.shape
    written = {key.upper(): value for key, value in tags.items()} | {
        "CELL_M": f"{surface.cell:g}",
        "BANDWIDTH_M": f"{surface.bandwidth:g}",
        "UNIT": surface.unit,
        "KERNEL": "bisquare",
    }
    profile = {
        **{"driver": "COG", "height": height, "width": width, "count": 1, "dtype": "float32"},
        **{"crs": surface.crs, "transform": surface.transform, "nodata": np.nan},
        **{"compress": "DEFLATE", "predictor": 3, "blocksize": _BLOCK},
        "overview_resampling": "average",
    }
    with MemoryFile() as memory:  # GDAL would follow a link put at the name of its draft
        with memory.open(**profile) as target:
            target.write(surface.values, 1)
            target.units = (surface.unit,)
            target.set_band_description(1, surface.unit)
            target.update_tags(**written)
        write_bytes(path, bytes(memory.read()))
    return path


def overlay(
    surface: Surface, colours: Sequence[str], breaks: Sequence[float] | None = None
) -> Overlay:
    """Paint a surface for a web map.

    Parameters
    ----------
    surface : what to paint.
    colours : ``#rrggbb``, from the least to the most.
    breaks : upper bound of each colour but the last, increasing; when None, each colour covers
        as much land (quantiles of the positive values).

    Raises
    ------
    InvalidDataError
        If the breaks are not increasing or are not one fewer than the colours.
    """
    positive = surface.values[surface.values > 0]
    if breaks is None:
        steps = np.linspace(0, 1, len(colours) + 1)[1:-1]
        breaks = np.quantile(positive, steps).tolist() if positive.size else [0.0] * len(steps)
    if len(breaks) != len(colours) - 1 or list(breaks) != sorted(breaks):
        raise InvalidDataError(
            SOURCE, [f"limites : attendu {len(colours) - 1} nombres croissants ; trouvé {breaks}"]
        )
    values, transform = _to_web_mercator(surface)
    classes = np.searchsorted(np.asarray(breaks), np.nan_to_num(values), side="left")
    ramp = np.array([_bytes(colour) for colour in colours], dtype="uint8")
    image = ramp[classes]
    image[~(values > 0)] = 0
    return Overlay(image, _edges(transform, values.shape), tuple(float(b) for b in breaks))


def to_png(image: npt.NDArray[np.uint8]) -> bytes:
    """Encode a picture (height × width × 4) as PNG."""
    height, width, bands = image.shape
    profile = {"driver": "PNG", "height": height, "width": width, "count": bands, "dtype": "uint8"}
    with MemoryFile() as memory, warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)  # a picture is nowhere
        with memory.open(**profile) as target:
            target.write(np.moveaxis(image, 2, 0))
            target.colorinterp = (
                ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha,
            )  # fmt: skip
        return bytes(memory.read())


def _to_web_mercator(surface: Surface) -> tuple[npt.NDArray[np.float32], Affine]:
    """Bring a surface to EPSG:3857, with about as many cells."""
    height, width = surface.values.shape
    left, top = surface.transform @ (0, 0)
    right, bottom = surface.transform @ (width, height)
    west, south, east, north = transform_bounds(surface.crs, WEB_MERCATOR, left, bottom, right, top)
    pixel = sqrt((east - west) * (north - south) / (width * height))
    columns, rows = ceil((east - west) / pixel), ceil((north - south) / pixel)
    transform = Affine(pixel, 0.0, west, 0.0, -pixel, north)
    values = np.full((rows, columns), np.nan, dtype="float32")
    reproject(
        surface.values,
        values,
        src_transform=surface.transform,
        src_crs=surface.crs,
        src_nodata=np.nan,
        dst_transform=transform,
        dst_crs=WEB_MERCATOR,
        dst_nodata=np.nan,
        resampling=Resampling.bilinear,
    )
    return values, transform


def _edges(transform: Affine, shape: tuple[int, ...]) -> tuple[float, float, float, float]:
    """Give the edges of a picture in EPSG:3857, in degrees."""
    left, top = transform @ (0, 0)
    right, bottom = transform @ (shape[1], shape[0])
    to_degrees = Transformer.from_crs(WEB_MERCATOR, "EPSG:4326", always_xy=True)
    (west, east), (south, north) = to_degrees.transform([left, right], [bottom, top])
    return float(west), float(south), float(east), float(north)


def _bytes(colour: str) -> tuple[int, int, int, int]:
    red, green, blue = (int(colour[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue, _OPAQUE
