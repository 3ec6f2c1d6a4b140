"""Read the shapes that someone gives: GeoJSON, GeoPackage or GeoParquet, within bounds."""

from __future__ import annotations

import sqlite3
import warnings
from contextlib import closing
from pathlib import Path
from urllib.parse import quote

import geopandas as gpd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from common.errors import InvalidDataError, MissingDataError, TooLargeError
from common.files import refuse_endless
from common.french import number
from common.limits import SHAPES_BYTES, TABLE_ROWS, raised
from common.parquet_files import refuse_large_parquet

_GEOPACKAGE, _PARQUET = ".gpkg", ".parquet"
#: How each format begins: a file is opened as what it is, never as what GDAL guesses.
_BEGINNINGS = {
    ".geojson": b"{",
    ".json": b"{",
    _GEOPACKAGE: b"SQLite format 3",
    _PARQUET: b"PAR1",
}


def read_shapes(path: Path) -> gpd.GeoDataFrame:
    """Read the features of a file, those of its first layer.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If the format is not one of these, it has no geometry, no feature, or its layer is not a
        plain table.
    TooLargeError
        If it holds too much (:mod:`common.limits`).
    """
    if not path.is_file():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    kind = path.suffix.lower()
    _refuse_foreign(path, kind)
    try:
        with warnings.catch_warnings():
            # A column of mixed types is told by what it should hold, not by how it is decoded.
            warnings.filterwarnings("ignore", "Could not parse column", UserWarning)
            table = gpd.read_parquet(path) if kind == _PARQUET else _read_features(path, kind)
    except (DataSourceError, DataLayerError, ValueError, sqlite3.Error) as error:
        raise InvalidDataError(path.name, ["illisible, ou sans géométrie"]) from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise InvalidDataError(path.name, ["aucune géométrie trouvée"])
    if table.empty:
        raise InvalidDataError(path.name, ["aucune unité ; attendu une par territoire"])
    return table


def _refuse_foreign(path: Path, kind: str) -> None:
    """Refuse a file that is not what its name says, or is too large."""
    expected = _BEGINNINGS.get(kind)
    with path.open("rb") as file:
        beginning = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if expected is None or not beginning.startswith(expected):
        raise InvalidDataError(
            path.name, ["attendu un fichier GeoJSON, GeoPackage, GeoParquet ou CSV"]
        )
    if kind == _PARQUET:
        refuse_large_parquet(path)
        return
    refuse_endless(path, SHAPES_BYTES)


def _read_features(path: Path, kind: str) -> gpd.GeoDataFrame:
    most = raised(TABLE_ROWS)
    layer = _plain_layer(path) if kind == _GEOPACKAGE else None
    table: gpd.GeoDataFrame = pyogrio.read_dataframe(
        path.absolute(), layer=layer, max_features=most + 1
    )
    if len(table) > most:
        raise TooLargeError(path.name, [f"plus de {number(most)} objets trouvés"])
    return table


def _plain_layer(path: Path) -> str:
    """Name the first layer of a GeoPackage; one that is a view may have no end."""
    place = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    with closing(sqlite3.connect(place, uri=True)) as base:
        found = base.execute(
            "SELECT c.table_name, s.type FROM gpkg_contents c"
            " LEFT JOIN sqlite_master s ON lower(s.name) = lower(c.table_name)"
            " WHERE c.data_type = 'features' ORDER BY c.rowid LIMIT 1"
        ).fetchone()
        if found is None:
            raise InvalidDataError(path.name, ["aucune couche de géométries trouvée"])
        name, kind = str(found[0]), found[1]
    if kind != "table":
        raise InvalidDataError(
            path.name, [f"la couche « {name} » est une vue : l’enregistrer comme table"]
        )
    return name
