"""A workspace in PostgreSQL with PostGIS, which several servers may share.

The tables stand in a schema of their own; a client, QGIS among them, reads them beside us. What is
changed there by another program than Fragiscope is read by servers that are restarted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING
from uuid import uuid4

from common.errors import MissingDataError
from common.table_schema import Field
from own_data.workspace.kept import KEPT, KeptTable, Row
from own_data.workspace.link import Link
from own_data.workspace.load_row import LOAD_COLUMNS
from own_data.workspace.postgres_faults import in_french
from own_data.workspace.relational import RelationalWorkspace

if TYPE_CHECKING:
    import psycopg

#: Schema of the tables.
SCHEMA = "fragiscope"
#: Seconds to reach the server, and that a change waits for another one.
_REACH, PATIENCE = 10, 30.0
_TYPES = {
    "str": "text",
    "category": "text",
    "float64": "double precision",
    "int16": "smallint",
    "Int16": "smallint",
    "int64": "bigint",
    "bool": "boolean",
}
_KEY = '"fid" bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY'
_POINT = (
    '"geom" geometry(Point, 4326) GENERATED ALWAYS AS '
    "(ST_SetSRID(ST_MakePoint(lon, lat), 4326)) STORED"
)
_ERASED = "Le chargement est retiré, mais la base garde des restes illisibles."
#: Number of the lock under which the tables are made: one server at a time.
_MAKING = 4_677_383


def _column(column: Field) -> str:
    needed = "" if column.absent else " NOT NULL"
    return f'"{column.name}" {_TYPES[column.dtype]}{needed}'


def _kept_table(table: KeptTable) -> str:
    load = '"load" text NOT NULL REFERENCES loads (load)'
    point = [_POINT] if table.has_points else []
    return ", ".join([_KEY, load, *map(_column, table.columns), *point])


_LOAD_TYPES = {"version": "bigint", "load": "text UNIQUE"}
_LOADS = [f'"{name}" {_LOAD_TYPES.get(name, "text")} NOT NULL' for name in LOAD_COLUMNS]
_TABLES = {
    "loads": ", ".join([_KEY, *_LOADS]),
    **{table.name: _kept_table(table) for table in KEPT},
    "history": f'{_KEY}, "load" text NOT NULL, "before" bytea',
    "state": '"content" text NOT NULL',
}


class PostgresWorkspace(RelationalWorkspace):
    """A workspace in a database; its schema and tables are made the first time.

    Parameters
    ----------
    address : ``postgresql://…``; what it does not say comes from the environment (``PGPASSWORD``,
        ``~/.pgpass``…), as for every client of PostgreSQL.
    patience : seconds that a change waits for another one.

    Raises
    ------
    MissingDataError
        If the package ``psycopg``, or PostGIS in the database, is not installed.
    NotAvailableError, NotKeptError
        See :func:`own_data.workspace.postgres_faults.in_french`.
    """

    def __init__(self, address: str, patience: float = PATIENCE) -> None:
        try:
            import psycopg  # noqa: F401, PLC0415 - an optional package
        except ImportError:
            raise MissingDataError(
                "Un espace de travail dans PostgreSQL demande le paquet « psycopg », qui n’est pas "
                "installé : python -m pip install psycopg (et la bibliothèque libpq du système)."
            ) from None
        self._address, self._patience = address, patience
        with in_french(), self._connected() as connection, connection.transaction():
            made = connection.execute("SELECT to_regclass(%s)", [f"{SCHEMA}.state"]).fetchone()
            if made == (None,):
                self._make(PostgresLink(connection))

    def _make(self, link: PostgresLink) -> None:
        link.run("SELECT pg_advisory_xact_lock(?)", [_MAKING])
        link.run(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}")
        link.run("CREATE EXTENSION IF NOT EXISTS postgis SCHEMA public")
        for name, columns in _TABLES.items():
            link.run(f"CREATE TABLE IF NOT EXISTS {SCHEMA}.{name} ({columns})")
        if not link.run("SELECT 1 FROM state"):
            link.insert("state", ["content"], [(uuid4().hex,)])

    @contextmanager
    def _connected(self) -> Iterator[psycopg.Connection[Row]]:
        import psycopg  # noqa: PLC0415 - an optional package

        settings = f"-c search_path={SCHEMA},public -c lock_timeout={int(self._patience * 1000)}"
        with psycopg.connect(
            self._address, connect_timeout=_REACH, autocommit=True, options=settings
        ) as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Link]:
        with in_french(), self._connected() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield PostgresLink(connection)

    @contextmanager
    def _writing(self) -> Iterator[Link]:
        with in_french(), self._connected() as connection, connection.transaction():
            connection.execute("SELECT content FROM state FOR UPDATE")
            yield PostgresLink(connection)

    def _compact(self) -> None:
        with in_french(_ERASED), self._connected() as connection:
            PostgresLink(connection).run(f"VACUUM (FULL) {', '.join(_TABLES)}")


class PostgresLink:
    """:class:`own_data.workspace.link.Link` over a connection of ``psycopg``."""

    def __init__(self, connection: psycopg.Connection[Row]) -> None:
        self._connection = connection

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement, ``?`` standing for each value; give its rows."""
        asked = statement.replace("?", "%s").encode()
        cursor = self._connection.execute(asked, list(values))
        return cursor.fetchall() if cursor.description else []

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table; its points come from lon and lat by themselves."""
        names = ", ".join(f'"{name}"' for name in columns)
        asked = f"COPY {table} ({names}) FROM STDIN".encode()
        with self._connection.cursor() as cursor, cursor.copy(asked) as copy:
            for row in rows:
                copy.write_row(row)
