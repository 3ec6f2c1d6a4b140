"""Read the units of a study: an identifier, a value, and shapes where the file has some."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from pandas.api.types import is_bool_dtype, is_numeric_dtype

from common.delimited import SUFFIXES, read_delimited
from common.errors import InvalidDataError, UnknownNameError
from common.french import plural
from common.number_columns import number_column
from geo.shape_files import identifiers, read_shapes

DEFAULT_ID = "code"


def read_units(
    path: Path, value: str, identifier: str = DEFAULT_ID, remarks: list[str] | None = None
) -> pd.DataFrame:
    """Read a GeoJSON, GeoPackage, GeoParquet or CSV file (the last has no shapes).

    Parameters
    ----------
    path : the file.
    value : its column of numbers.
    identifier : its column of identifiers; whole numbers are read as text without decimals.
    remarks : receives French sentences on what was left out.

    Returns
    -------
    DataFrame
        Index ``id`` (text), column value (float, NaN where missing); a GeoDataFrame with its
        geometry where the file has shapes.

    Raises
    ------
    UnknownNameError
        If a column does not exist.
    MissingDataError
        If the file is absent.
    InvalidDataError, TooLargeError
        If the format is not one of these, the file holds too much, or a column does not hold what
        it should.
    """
    if path.suffix.lower() in SUFFIXES:
        return _read_table(path, value, identifier, remarks)
    table = read_shapes(path)
    _refuse_unknown(
        [name for name in table.columns if name != table.geometry.name], value, identifier
    )
    faults = []
    if not is_numeric_dtype(table[value]) or is_bool_dtype(table[value]):
        faults.append(f"colonne {value} : nombres attendus, du texte trouvé")
    elif np.isinf(table[value].astype("float64")).any():
        faults.append(f"colonne {value} : un nombre infini trouvé, attendu un nombre ou un vide")
    faults += _absent(table[identifier])
    if faults:
        raise InvalidDataError(path.name, faults)
    units: pd.DataFrame = gpd.GeoDataFrame(
        {"value": table[value].astype("float64").to_numpy()},
        geometry=table.geometry.to_numpy(),
        crs=table.crs,
        index=pd.Index(identifiers(table[identifier]), name="id"),
    )
    return units


def _read_table(path: Path, value: str, identifier: str, remarks: list[str] | None) -> pd.DataFrame:
    """Read a CSV, whose numbers may have a decimal comma."""
    table = read_delimited(path).tell(remarks)
    _refuse_unknown(table.columns, value, identifier)
    numbers, faults = number_column(table.set_index(identifier)[value], "unité")
    faults += _absent(table[identifier])
    if faults:
        raise InvalidDataError(path.name, faults)
    return pd.DataFrame({"value": numbers.to_numpy()}, index=numbers.index.rename("id"))


def _refuse_unknown(columns: Iterable[Any], value: str, identifier: str) -> None:
    known = [str(column) for column in columns]
    for what, name in (("la colonne de valeurs", value), ("la colonne --id", identifier)):
        if name not in known:
            raise UnknownNameError(what, name, known)


def _absent(identifiers: pd.Series) -> list[str]:
    absent = int(identifiers.isna().sum())
    if not absent:
        return []
    return [
        f"colonne {identifiers.name} : {absent} {plural(absent, 'identifiant')} "
        f"{plural(absent, 'absent')}"
    ]
