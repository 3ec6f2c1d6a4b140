"""Open a raster that somebody gives: only what it should be, and only from this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from math import isclose, isfinite, radians
from pathlib import Path

import rasterio
from rasterio import DatasetReader
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.errors import CRSError, RasterioIOError
from rasterio.warp import transform_bounds

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from common.french import number
from geo.longitudes import Turned, turned
from geo.raster_companions import refuse_heavy_companions, refuse_large_blocks
from geo.true_areas import keeps_areas

#: The one format read (cloud-optimised GeoTIFF included): GDAL is not left to guess.
_DRIVER = "GTiff"
_VIRTUAL = ("/vsi", "\\vsi")
_ASTRIDE = (
    "longitudes au-delà de 180°, et mailles qui ne retombent pas sur elles-mêmes après un tour : "
    "le ramener entre −180 et 180°, par exemple avec gdalwarp -t_srs EPSG:4326 "
    "--config CENTER_LONG 0"
)
WGS84 = "EPSG:4326"


@dataclass(frozen=True)
class RasterBand:
    """One band of a checked raster.

    Attributes
    ----------
    path : the file.
    band : number of the band, from 1.
    crs : coordinate system.
    bounds : west, south, east, north, in this system; longitudes between −180 and 180°, where
        columns, first and around tell how those of the file are read (:mod:`geo.longitudes`).
    degrees : the same edges in degrees (WGS 84).
    cell_area : of a cell, in squared units of the system.
    geographic : whether the system is in degrees.
    metres : metres in a unit of a projected system.
    nodata : whether the file marks missing cells: a missing value, a mask, an opacity band.
    floating : whether numbers are floating, so that NaN marks missing cells too.
    uneven : whether the projection does not keep areas: cells then weigh by their true area.
    bands : how many the file has, one of opacity apart.
    described : what the file calls the band, or "".
    coloured : whether the band has a palette: its numbers are those of classes.
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
    columns: int
    first: int = 0
    around: int = 0
    floating: bool = False
    uneven: bool = False
    bands: int = 1
    described: str = ""
    coloured: bool = False


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
    TooLargeError
        If its blocks, or what is beside it, are too large (:mod:`common.limits`).
    UnknownNameError
        If the band does not exist.
    InvalidDataError
        If the file is not a readable GeoTIFF, holds complex numbers, has no coordinate system,
        has one that its coordinates belie, is rotated, has a scale of 0, or is astride 180° where a
        turn of the Earth does not fall on its cells.
    """
    with open_raster(path) as source:
        if not 1 <= band <= source.count:
            bands = [str(index) for index in range(1, source.count + 1)]
            raise UnknownNameError("la bande", str(band), bands)
        kind = source.dtypes[band - 1]
        refuse_large_blocks(source, path.name)
        faults = _faults(source)
        if kind.startswith("complex"):
            faults.append("nombres complexes : attendu des nombres réels")
        scale, offset = source.scales[band - 1], source.offsets[band - 1]
        if not (isfinite(scale) and isfinite(offset) and scale):
            faults.append(
                "échelle nulle ou qui n’est pas un nombre, ou décalage qui n’en est pas un, pour "
                f"la bande {band} : corriger, par exemple avec gdal_edit.py -scale 1 -offset 0"
            )
        if faults:
            raise InvalidDataError(path.name, faults)
        geographic = bool(source.crs.is_geographic)
        metres = 1.0 if geographic else float(source.crs.linear_units_factor[1])
        bounds = tuple(source.bounds)
        grid = turned(bounds, source.width) if geographic else Turned(bounds, source.width)
        if grid is None:
            raise InvalidDataError(path.name, [_ASTRIDE])
        return RasterBand(
            path=path.absolute(),
            band=band,
            crs=source.crs,
            bounds=grid.bounds,
            degrees=transform_bounds(source.crs, WGS84, *grid.bounds),
            cell_area=abs(source.transform.a * source.transform.e),
            geographic=geographic,
            metres=metres,
            nodata=source.nodatavals[band - 1] is not None
            or MaskFlags.all_valid not in source.mask_flag_enums[band - 1]
            or ColorInterp.alpha in source.colorinterp,
            columns=grid.columns,
            first=grid.first,
            around=grid.around,
            floating=kind.startswith("float"),
            uneven=not geographic and not keeps_areas(source.crs, bounds, metres**2),
            bands=source.count - source.colorinterp.count(ColorInterp.alpha),
            described=source.descriptions[band - 1] or "",
            coloured=source.colorinterp[band - 1] is ColorInterp.palette,
        )


@contextmanager
def open_raster(path: Path) -> Iterator[DatasetReader]:
    """Open a GeoTIFF of this machine.

    Raises
    ------
    MissingDataError, InvalidDataError, TooLargeError
        See :func:`check_raster`.
    """
    if str(path).startswith(_VIRTUAL):
        raise InvalidDataError(path.name, ["attendu un fichier de cette machine, pas /vsi…"])
    if not path.is_file():
        raise MissingDataError(f"Raster absent : {path.name}.")
    refuse_heavy_companions(path)
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
    if source.crs.is_geographic and not isclose(source.crs.units_factor[1], radians(1)):
        faults.append("longitudes et latitudes en degrés attendues, autre unité déclarée")
    transform = source.transform
    if transform.is_identity:
        return [
            *faults,
            "sans position sur la Terre : lui donner son emprise (gdal_edit.py -a_ullr)",
        ]
    if transform.b or transform.d or transform.a <= 0 or transform.e >= 0:
        return [*faults, "grille tournée ou retournée : attendu le nord en haut"]
    west, south, east, north = source.bounds
    told = f"{source.crs.to_string()[:40]}, de {_pair(west, south)} à {_pair(east, north)}"
    if source.crs.is_geographic and not (
        -541 <= west <= east <= 541 and east - west <= 361 and -91 <= south <= north <= 91
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


def _pair(x: float, y: float) -> str:
    return f"({number(x, 2)} ; {number(y, 2)})"
