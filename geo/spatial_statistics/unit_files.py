"""Read the units of a study: shapes or not, an identifier, a value."""

from __future__ import annotations

import warnings
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
from pandas.api.types import is_bool_dtype, is_float_dtype, is_integer_dtype, is_numeric_dtype
from pyogrio.errors import DataSourceError

from common.errors import InvalidDataError, MissingDataError, UnknownNameError
from common.french import plural

#: How each format begins: a file is opened as what it is, never as what GDAL guesses.
_BEGINNINGS = {
    ".geojson": b"{",
    ".json": b"{",
    ".gpkg": b"SQLite format 3",
    ".parquet": b"PAR1",
}
DEFAULT_ID = "code"


def read_units(path: Path, value: str, identifier: str = DEFAULT_ID) -> gpd.GeoDataFrame:
    """Read a GeoJSON, GeoPackage or GeoParquet file.

    Parameters
    ----------
    path : the file.
    value : its column of numbers.
    identifier : its column of identifiers; whole numbers are read as text without decimals.

    Returns
    -------
    GeoDataFrame
        Index ``id`` (text), columns value (float, NaN where missing) and geometry.

    Raises
    ------
    UnknownNameError
        If a column does not exist.
    MissingDataError
        If the file is absent.
    InvalidDataError
        If the format is not one of these, or a column does not hold what it should.
    """
    table = _read(path)
    columns = [name for name in table.columns if name != table.geometry.name]
    for what, name in (("la colonne de valeurs", value), ("la colonne --id", identifier)):
        if name not in columns:
            raise UnknownNameError(what, name, [str(column) for column in columns])
    faults = []
    if not is_numeric_dtype(table[value]) or is_bool_dtype(table[value]):
        faults.append(f"colonne {value} : nombres attendus, du texte trouvé")
    elif np.isinf(table[value].astype("float64")).any():
        faults.append(f"colonne {value} : un nombre infini trouvé, attendu un nombre ou un vide")
    absent = int(table[identifier].isna().sum())
    if absent:
        faults.append(
            f"colonne {identifier} : {absent} {plural(absent, 'identifiant')} "
            f"{plural(absent, 'absent')}"
        )
    if faults:
        raise InvalidDataError(path.name, faults)
    return gpd.GeoDataFrame(
        {"value": table[value].astype("float64").to_numpy()},
        geometry=table.geometry.to_numpy(),
        crs=table.crs,
        index=pd.Index(_texts(table[identifier]), name="id"),
    )


def _read(path: Path) -> gpd.GeoDataFrame:
    if not path.is_file():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    expected = _BEGINNINGS.get(path.suffix.lower())
    with path.open("rb") as file:
        beginning = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip()
    if expected is None or not beginning.startswith(expected):
        raise InvalidDataError(path.name, ["attendu un fichier GeoJSON, GeoPackage ou GeoParquet"])
    try:
        with warnings.catch_warnings():
            # A column of mixed types is told by what it should hold, not by how it is decoded.
            warnings.filterwarnings("ignore", "Could not parse column", UserWarning)
            table = (
                gpd.read_parquet(path)
                if path.suffix.lower() == ".parquet"
                else pyogrio.read_dataframe(path)
            )
    except (DataSourceError, ValueError) as error:
        raise InvalidDataError(path.name, ["illisible, ou sans géométrie"]) from error
    if not isinstance(table, gpd.GeoDataFrame):
        raise InvalidDataError(path.name, ["aucune géométrie trouvée"])
    if table.empty:
        raise InvalidDataError(path.name, ["aucune unité ; attendu une par territoire"])
    return table


def _texts(column: pd.Series) -> pd.Series[str]:
    """Write identifiers as text; a whole number that a format keeps as 1.0 becomes "1"."""
    if is_float_dtype(column) and column.eq(column.round()).all():
        column = column.astype("int64")
    if is_integer_dtype(column):
        return column.astype("str")
    return column.astype("str").str.strip()
