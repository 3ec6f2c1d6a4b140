"""The form of a workspace as a GeoPackage: its tables, which a GIS lists and reads.

`OGC GeoPackage 1.3 <https://www.geopackage.org/spec130/>`_: every kept table is of attributes, but
that of the partnerships, a layer of points. Nothing else is in the file: no trigger, no view, no
index of its own.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import uuid4

from common.table_schema import Field
from own_data.workspace.kept import KEPT, KeptTable, Row
from own_data.workspace.load_row import LOAD_COLUMNS

#: « GPKG », and version 1.3 of the standard, in the head of the file.
APPLICATION, STANDARD = 0x47504B47, 10300
#: Version of the tables below.
FORM = 1
_WGS_84 = 4326
_TYPES = {
    "str": "TEXT",
    "category": "TEXT",
    "float64": "DOUBLE",
    "int16": "SMALLINT",
    "Int16": "SMALLINT",
    "int64": "INTEGER",
    "bool": "BOOLEAN",
}
_KEY = '"fid" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL'
_POINT = "geom"
_DEGREES = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG",'
    '"7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0],UNIT["degree",0.0174532925199433],'
    'AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_SYSTEMS = [
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined"),
    ("WGS 84 geodetic", _WGS_84, "EPSG", _WGS_84, _DEGREES),
]
_STANDARD_TABLES = {
    "gpkg_spatial_ref_sys": (
        "srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL, "
        "organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT"
    ),
    "gpkg_contents": (
        "table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, "
        "description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, "
        "max_x DOUBLE, max_y DOUBLE, srs_id INTEGER, CONSTRAINT fk_gc_r_srs_id FOREIGN KEY "
        "(srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)"
    ),
    "gpkg_geometry_columns": (
        "table_name TEXT NOT NULL UNIQUE, column_name TEXT NOT NULL, geometry_type_name TEXT NOT "
        "NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL, CONSTRAINT "
        "pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT fk_gc_tn FOREIGN KEY "
        "(table_name) REFERENCES gpkg_contents(table_name), CONSTRAINT fk_gc_srs FOREIGN KEY "
        "(srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id)"
    ),
}


def _column(column: Field) -> str:
    needed = "" if column.absent else " NOT NULL"
    return f'"{column.name}" {_TYPES[column.dtype]}{needed}'


def _kept_table(table: KeptTable) -> str:
    point = [f'"{_POINT}" POINT'] if table.has_points else []
    return ", ".join([_KEY, *point, '"load" TEXT NOT NULL', *map(_column, table.columns)])


_LOAD_TYPES = {"version": "INTEGER", "load": "TEXT UNIQUE"}
_LOADS = [f'"{name}" {_LOAD_TYPES.get(name, "TEXT")} NOT NULL' for name in LOAD_COLUMNS]
#: Statement that makes each table of a workspace, by name.
STATEMENTS = {
    name: f'CREATE TABLE "{name}" ({columns})'
    for name, columns in (
        *_STANDARD_TABLES.items(),
        ("loads", ", ".join([_KEY, *_LOADS])),
        *((table.name, _kept_table(table)) for table in KEPT),
        ("history", f'{_KEY}, "load" TEXT NOT NULL, "before" BLOB'),
        ("state", '"content" TEXT NOT NULL, "form" INTEGER NOT NULL'),
    )
}


def make_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty workspace, inside a transaction."""
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {STANDARD}")
    for statement in STATEMENTS.values():
        connection.execute(statement)
    connection.executemany(
        "INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", _SYSTEMS
    )
    layers = [("loads", "Chargements", False)]
    layers += [(table.name, table.title, table.has_points) for table in KEPT]
    for name, title, points in layers:
        kind, system = ("features", _WGS_84) if points else ("attributes", 0)
        connection.execute(
            "INSERT INTO gpkg_contents VALUES (?, ?, ?, '', ?, NULL, NULL, NULL, NULL, ?)",
            [name, kind, title, _now(), system],
        )
        if points:
            connection.execute(
                "INSERT INTO gpkg_geometry_columns VALUES (?, ?, 'POINT', ?, 0, 0)",
                [name, _POINT, _WGS_84],
            )
    connection.execute("INSERT INTO state VALUES (?, ?)", [uuid4().hex, FORM])


def date_tables(connection: sqlite3.Connection) -> None:
    """Note when the tables were changed, as the standard asks."""
    connection.execute("UPDATE gpkg_contents SET last_change = ?", [_now()])


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def point(lon: float, lat: float) -> bytes:
    """Write a point as GeoPackage has it: its head, then well-known binary, little-endian.

    >>> point(2.5, 48.0)[:2], len(point(2.5, 48.0))
    (b'GP', 29)
    """
    return struct.pack("<2sBBi", b"GP", 0, 1, _WGS_84) + struct.pack("<BI2d", 1, 1, lon, lat)


class SqliteLink:
    """:class:`own_data.workspace.link.Link` over a connection of ``sqlite3``."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement; give its rows."""
        return self._connection.execute(statement, list(values)).fetchall()

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table, with the point of those that have one."""
        if any(table == kept.name and kept.has_points for kept in KEPT):
            lon, lat = columns.index("lon"), columns.index("lat")
            rows = [(*row, _point_of(row[lon], row[lat])) for row in rows]
            columns = [*columns, _POINT]
        names = ", ".join(f'"{name}"' for name in columns)
        marks = ", ".join("?" * len(columns))
        self._connection.executemany(
            f"INSERT INTO {table} ({names}) VALUES ({marks})",
            rows,
        )


def _point_of(lon: float | None, lat: float | None) -> bytes | None:
    return None if lon is None or lat is None else point(lon, lat)
