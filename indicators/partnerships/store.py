"""Readers of what the build works out of the partnership records, once for every visitor.

``partnerships/places.parquet``, ``partnerships/own/*.parquet``, ``partnerships/rates.parquet`` and
``partnerships/class_rates.parquet`` are read here only.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from common.parquet_tables import read_table
from common.table_schema import Field, TableSchema
from common.tables import table_path

FOLDER = Path("partnerships")
#: In ``kind``, for alliances and labels together.
RATED = "alliances_et_labels"
_KIND = Field("kind", "str", f":class:`Kind`, or ``{RATED}``")
_DOMAIN = Field("domain", "str", "key of the domain, or ``ensemble``")
PLACES = TableSchema(
    "a place that a record names, as :func:`indicators.partnerships.places` gives them",
    ("record", "level", "code"),
    (
        Field("record", "str", "identifier of the record"),
        Field("level", "str", "level of the place"),
        Field("code", "str", "its code"),
        Field("weight", "float64", "1 over the number of places of the record", "0-1"),
    ),
    file=f"{FOLDER.as_posix()}/places.parquet",
)
OWN = TableSchema(
    "a record that is a territory's own (:mod:`indicators.partnerships.attachment`); sorted",
    ("code", "record"),
    (
        Field("code", "str", "code of the territory"),
        Field("record", "str", "identifier of the record"),
    ),
    file=f"{FOLDER.as_posix()}/own/{{level}}.parquet",
)
RATES = TableSchema(
    "a domain that a complete list counts at a level: observed over expected numbers of records",
    ("level", "kind", "domain"),
    (
        Field("level", "str", "level of the territories"),
        _KIND,
        _DOMAIN,
        Field("mean", "float64", "mean of the true ratios"),
        Field("variance", "float64", "their variance"),
        Field("events", "float64", "records of the territories that have inhabitants"),
        Field("base", "float64", "records expected of them at their density"),
        Field("counted", "int64", "records of all the territories, each once in each"),
    ),
    file=f"{FOLDER.as_posix()}/rates.parquet",
)

CLASS_RATES = TableSchema(
    "a class of density of a level, in a domain that a complete list counts (none for régions)",
    ("level", "kind", "domain", "density_class"),
    (
        Field("level", "str", "level of the territories"),
        _KIND,
        _DOMAIN,
        Field("density_class", "int64", "0 for the least dense territories"),
        Field("rate", "float64", "rate expected there", "records per inhabitant"),
    ),
    file=f"{FOLDER.as_posix()}/class_rates.parquet",
)


def read_places(data: Path) -> pd.DataFrame:
    """Read the places that the records name: :data:`PLACES`, in the order of the records.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, PLACES.file)).astype({"level": "str"})


def read_own(level: str, data: Path) -> pd.DataFrame:
    """Read the own records of all the territories of a level: :data:`OWN`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, OWN.file.format(level=level)))


def read_rates(data: Path) -> pd.DataFrame:
    """Read what the territories of each level say together of partnership rates: :data:`RATES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, RATES.file))


def read_class_rates(data: Path) -> pd.DataFrame:
    """Read the rates expected at each density: :data:`CLASS_RATES`.

    Raises
    ------
    MissingDataError, DamagedDataError
        See :func:`common.tables.table_path`.
    """
    return read_table(table_path(data, CLASS_RATES.file))
