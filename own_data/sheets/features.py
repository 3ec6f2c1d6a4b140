"""Read the features of a geographical file: GeoJSON, GeoPackage, zipped Shapefile, nothing else."""

from __future__ import annotations

import tempfile
import warnings
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import pandas as pd
from shapely.errors import ShapelyError

from common.errors import InvalidDataError, MissingDataError, TooLargeError
from common.french import described, number, plural
from common.limits import OWN_ROWS, raised
from own_data.sheets.archive import Archive
from own_data.sheets.geojson_text import refuse_unread
from own_data.sheets.sheet import Sheet, sheet_of

if TYPE_CHECKING:
    import geopandas as gpd

#: Drivers of GDAL that may open a file, by the ending that it is given.
DRIVERS = {".geojson": "GeoJSON", ".gpkg": "GPKG", ".shp": "ESRI Shapefile"}
#: Files of a Shapefile that are read; without the second and the third there is none.
_SHAPEFILE = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = _SHAPEFILE[:4]
_DEGREES = "EPSG:4326"
#: Name of the two that a GeoPackage has for want of one.
_UNDEFINED = "Undefined"
#: How the shapes of a Shapefile begin.
_SHAPES = b"\x00\x00\x27\x0a"


def read_features(content: bytes, name: str, suffix: str) -> Sheet:
    """Read a GeoJSON or GeoPackage file.

    Parameters
    ----------
    content : the file.
    name : what messages call it.
    suffix : key of :data:`DRIVERS`, as the content tells.

    Returns
    -------
    Sheet
        ``line`` is the place of the feature; its shapes are in degrees (EPSG:4326).

    Raises
    ------
    InvalidDataError
        If it cannot be read, has no geometry or no known coordinate system.
    TooLargeError
        If it holds too much (:mod:`common.limits`).
    """
    if suffix == ".geojson":
        refuse_unread(content.decode("utf-8"), name)
    return _read({suffix: content}, name, suffix)


def read_zipped_shapefile(archive: Archive) -> Sheet:
    """Read the one Shapefile of an archive, as :func:`read_features`.

    Raises
    ------
    InvalidDataError, TooLargeError
        As :func:`read_features`; if the archive has several, or lacks one of their files.
    """
    found = archive.find(lambda one: one.lower().endswith(".shp"))
    if len(found) != 1:
        raise InvalidDataError(
            archive.name, [f"un seul Shapefile (.shp) attendu, trouvés : {described(found)}"]
        )
    stem = str(PurePosixPath(found[0]).with_suffix("")).lower()
    parts = {
        PurePosixPath(one).suffix.lower(): one
        for one in archive.names
        if str(PurePosixPath(one).with_suffix("")).lower() == stem
    }
    absent = [suffix for suffix in _NEEDED if suffix not in parts]
    if absent:
        raise InvalidDataError(
            archive.name,
            [f"Shapefile incomplet : il manque {described(absent)} à côté de {found[0][:100]}"],
        )
    contents = {suffix: archive.read(parts[suffix]) for suffix in _SHAPEFILE if suffix in parts}
    if not contents[".shp"].startswith(_SHAPES):
        raise InvalidDataError(archive.name, ["fichier géographique illisible"])
    return _read(contents, archive.name, ".shp")


def _read(contents: dict[str, bytes], name: str, suffix: str) -> Sheet:
    """Read files under a name of ours, in a folder that goes with them."""
    import pyogrio  # noqa: PLC0415 - only for geographical files

    from geo.shape_files import read_shapes  # noqa: PLC0415

    with tempfile.TemporaryDirectory(prefix="fragiscope-") as folder:
        path = Path(folder) / f"objets{suffix}"
        for ending, content in contents.items():
            path.with_suffix(ending).write_bytes(content)
        try:
            with warnings.catch_warnings():
                # What GDAL says in English of a file that it reads all the same.
                warnings.simplefilter("ignore", RuntimeWarning)
                if suffix != ".gpkg":  # which is looked at before GDAL opens it
                    driver = pyogrio.read_info(path)["driver"]
                    if driver != DRIVERS[suffix]:
                        raise InvalidDataError(name, [f"format {DRIVERS[suffix]} attendu"])
                table = _read_shapefile(path) if suffix == ".shp" else read_shapes(path)
        except InvalidDataError as error:  # which names the file by our name
            raise type(error)(name, error.faults) from None
        except (
            pyogrio.errors.DataSourceError,
            pyogrio.errors.DataLayerError,
            MissingDataError,
            ShapelyError,
            IndexError,  # pyogrio, of a file without layer
        ):
            raise InvalidDataError(name, ["fichier géographique illisible"]) from None
    return _sheet(table, name)


def _read_shapefile(path: Path) -> gpd.GeoDataFrame:
    import geopandas as gpd  # noqa: PLC0415 - only for geographical files
    import pyogrio  # noqa: PLC0415

    most = raised(OWN_ROWS)
    table: gpd.GeoDataFrame = pyogrio.read_dataframe(path, max_features=most + 1)
    if len(table) > most:
        raise TooLargeError(path.name, [f"{number(most)} objets au plus attendus"])
    if not isinstance(table, gpd.GeoDataFrame) or table.empty:
        raise InvalidDataError(path.name, ["aucun objet, ou aucune géométrie"])
    return table


def _sheet(table: gpd.GeoDataFrame, name: str) -> Sheet:
    shapes = _in_degrees(table, name)
    shapes.index = pd.RangeIndex(1, len(table) + 1, name="line")
    properties = pd.DataFrame(table.drop(columns=table.geometry.name))
    header = (0, [str(title) for title in properties])
    columns = [_texts(properties.iloc[:, place]) for place in range(properties.shape[1])]
    rows = zip(*columns, strict=True) if columns else ([] for _ in range(len(table)))
    lines = [(place, list(row)) for place, row in enumerate(rows, start=1)]
    if not columns:
        return Sheet(name, pd.DataFrame(index=shapes.index), shapes=shapes)
    read = sheet_of(name, [header, *lines])
    objects = f"{number(len(table))} {plural(len(table), 'objet')}"
    notice = f"{objects}, système de coordonnées {table.crs.name}."
    return Sheet(name, read.frame, read.faults, (notice, *read.notices), shapes)


def _in_degrees(table: gpd.GeoDataFrame, name: str) -> gpd.GeoSeries:
    """Bring shapes to EPSG:4326, where their coordinate system is one of the Earth."""
    from pyproj.exceptions import ProjError  # noqa: PLC0415 - only for geographical files

    mend = "enregistrez le fichier avec le sien (Lambert 93, EPSG:2154, ou degrés, EPSG:4326)"
    if table.crs is None or table.crs.name.startswith(_UNDEFINED):
        raise InvalidDataError(name, [f"système de coordonnées absent : {mend}"])
    try:
        return table.geometry.to_crs(_DEGREES)
    except ProjError:
        raise InvalidDataError(
            name, [f"système de coordonnées qui ne mène pas à des degrés : {mend}"]
        ) from None


def _texts(column: pd.Series) -> list[str]:
    """Write the cells of a column as texts: a whole number has no decimals."""
    if pd.api.types.is_float_dtype(column):
        whole = column.dropna() % 1 == 0
        if whole.all():
            return ["" if pd.isna(cell) else f"{cell:.0f}" for cell in column]
    if pd.api.types.is_datetime64_any_dtype(column):
        return [str(cell) for cell in column.dt.strftime("%Y-%m-%d").fillna("")]
    return ["" if pd.isna(cell) else str(cell) for cell in column]
