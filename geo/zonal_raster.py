"""Open a raster that somebody gives: only what it should be, and only from this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

import rasterio
from rasterio import DatasetReader
from rasterio.crs import CRS
from rasterio.errors import CRSError, RasterioIOError
from rasterio.warp import transform_bounds

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from common.french import number

#: The one format read (cloud-optimised GeoTIFF included): GDAL is not left to guess.
_DRIVER = "GTiff"
_VIRTUAL = ("/vsi", "\\vsi")
WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class RasterBand:
    """One band of a checked raster.

    Attributes
    ----------
    path : the file.
    band : number of the band, from 1.
    crs : coordinate system.
    bounds : west, south, east, north, in this system.
    degrees : the same edges in degrees (WGS 84).
    cell_area : of a cell, in squared units of the system.
    geographic : whether the system is in degrees.
    metres : metres in a unit of a projected system.
    nodata : whether missing cells are marked in some way, NaN included.
    """

    path: Path
    band: int
    crs: CRS
    bounds: tuple[float, float, float, float]
    degrees: tuple[float, float, float, float]
    cell_area: float
    geographic: bool
    metres: float
    nodata: bool


def check_raster(path: Path, band: int = 1) -> RasterBand:
    """Read what a band is, and refuse what zonal statistics could not use.

    Parameters
    ----------
    path : a GeoTIFF on this machine; GDAL's virtual files (``/vsi…``) are refused.
    band : number of the band, from 1.

    Raises
    ------
    MissingDataError
        If the file is absent.
    UnknownNameError
        If the band does not exist.
    InvalidDataError
        If the file is not a readable GeoTIFF, has no coordinate system, has one that its
        coordinates belie, or is rotated.
    """
    with open_raster(path) as source:
        if not 1 <= band <= source.count:
            bands = [str(index) for index in range(1, source.count + 1)]
            raise UnknownNameError("la bande", str(band), bands)
        faults = _faults(source)
        if faults:
            raise InvalidDataError(path.name, faults)
        geographic = bool(source.crs.is_geographic)
        marked = source.nodata is not None or source.dtypes[band - 1].startswith("float")
        return RasterBand(
            path=path.absolute(),
            band=band,
            crs=source.crs,
            bounds=tuple(source.bounds),
            degrees=transform_bounds(source.crs, WGS84, *source.bounds),
            cell_area=abs(source.transform.a * source.transform.e),
            geographic=geographic,
            metres=1.0 if geographic else float(source.crs.linear_units_factor[1]),
            nodata=marked or "all_valid" not in _flags(source, band),
        )


@contextmanager
def open_raster(path: Path) -> Iterator[DatasetReader]:
    """Open a GeoTIFF of this machine.

    Raises
    ------
    MissingDataError, InvalidDataError
        See :func:`check_raster`.
    """
    if str(path).startswith(_VIRTUAL):
        raise InvalidDataError(path.name, ["attendu un fichier de cette machine, pas /vsi…"])
    if not path.is_file():
        raise MissingDataError(f"Raster absent : {path.name}.")
    try:
        source = rasterio.open(path.absolute(), driver=_DRIVER)
    except RasterioIOError as error:
        raise InvalidDataError(path.name, ["illisible : attendu un GeoTIFF"]) from error
    with source:
        yield source


def _faults(source: DatasetReader) -> list[str]:
    """Say what is wrong with the georeferencing of an open raster."""
    if source.crs is None:
        return ["sans système de coordonnées : en attribuer un, par exemple EPSG:2154"]
    if not (source.crs.is_geographic or source.crs.is_projected):
        return ["système de coordonnées ni géographique ni projeté : attendu par exemple EPSG:2154"]
    faults = []
    transform = source.transform
    if transform.b or transform.d or transform.a <= 0 or transform.e >= 0:
        faults.append("grille tournée ou retournée : attendu le nord en haut")
    west, south, east, north = source.bounds
    told = f"{source.crs.to_string()[:40]}, de {_pair(west, south)} à {_pair(east, north)}"
    if source.crs.is_geographic and not (
        -361 <= west <= east <= 361 and -91 <= south <= north <= 91
    ):
        faults.append(f"coordonnées hors du système déclaré, en degrés ({told})")
    elif not _on_earth(source):
        faults.append(f"coordonnées hors du système déclaré ({told})")
    return faults


def _on_earth(source: DatasetReader) -> bool:
    try:
        edges = transform_bounds(source.crs, WGS84, *source.bounds)
    except CRSError:
        return False
    return all(isfinite(edge) for edge in edges)


def _flags(source: DatasetReader, band: int) -> set[str]:
    return {flag.name for flag in source.mask_flag_enums[band - 1]}


def _pair(x: float, y: float) -> str:
    return f"({number(x, 2)} ; {number(y, 2)})"
