"""Read the shapes that someone gives: GeoJSON, GeoPackage or GeoParquet, within bounds."""

from __future__ import annotations

import sqlite3
import warnings
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
from pandas.api.types import is_float_dtype, is_integer_dtype
from pyogrio.errors import DataLayerError, DataSourceError
from shapely.errors import ShapelyError

from common.errors import InvalidDataError, MissingDataError, TooLargeError
from common.files import refuse_endless
from common.french import number
from common.limits import SHAPES_BYTES, TABLE_ROWS, raised
from common.parquet_files import refuse_large_parquet
from geo.geopackage_objects import first_layer

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
        If the format is not one of these, it has no geometry, a geometry that is none, no feature,
        or something in it would run (:func:`geo.geopackage_objects.first_layer`).
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
    except (DataSourceError, DataLayerError, ShapelyError, ValueError, sqlite3.Error) as error:
        raise InvalidDataError(path.name, ["illisible, ou sans géométrie"]) from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise InvalidDataError(path.name, ["aucune géométrie trouvée"])
    if table.empty:
        raise InvalidDataError(path.name, ["aucune unité ; attendu une par territoire"])
    return table


def identifiers(column: pd.Series) -> pd.Series[str]:
    """Write identifiers as text; a whole number that a format keeps as 1.0 becomes "1"."""
    if is_float_dtype(column) and column.dropna().eq(column.dropna().round()).all():
        column = column.astype("Int64")
    if is_integer_dtype(column):
        return column.astype("str")
    return column.astype("str").str.strip()


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
    layer = first_layer(path) if kind == _GEOPACKAGE else None
    table: gpd.GeoDataFrame = pyogrio.read_dataframe(
        path.absolute(), layer=layer, max_features=most + 1
    )
    if len(table) > most:
        raise TooLargeError(path.name, [f"plus de {number(most)} objets trouvés"])
    return table
