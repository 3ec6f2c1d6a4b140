"""A workspace as one GeoPackage file, which several processes may share.

Each call opens the file for itself. Changes go through SQLite's rollback journal: a process killed
at any point leaves the file as it was, and the next one to open it puts it back by itself.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from common.errors import MissingDataError
from own_data.workspace.foreign_objects import drop_index_of_gis, refuse_other_objects
from own_data.workspace.geopackage_form import SqliteLink, date_tables, make_tables
from own_data.workspace.link import Link
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.sqlite_faults import in_french, read_only
from own_data.workspace.texts import utf8_of

#: Seconds that a writer waits for another one.
PATIENCE = 30.0
_ERASED = "Le chargement est retiré, mais le fichier garde sa taille et des restes illisibles."


class GeoPackageWorkspace(RelationalWorkspace):
    """A workspace in a file, made if it is absent, readable by its owner alone.

    Parameters
    ----------
    path : the file, in a folder that exists.
    patience : seconds that a change waits for another process.

    Raises
    ------
    MissingDataError
        If its folder does not exist; later, if the file was moved away.
    InvalidDataError
        If the file is there and is no workspace.
    NotKeptError, NotAvailableError, DamagedDataError
        See :func:`own_data.workspace.sqlite_faults.in_french`.
    """

    def __init__(self, path: Path, patience: float = PATIENCE) -> None:
        self._path, self._patience = path, patience
        if not path.parent.is_dir():
            raise MissingDataError(f"Dossier absent : {path.parent.name} (pour {path.name}).")
        if not path.exists() or path.stat().st_size == 0:
            self._make()
        with self._reading():
            pass

    def content(self) -> str:
        """See the interface; what another program changed in the file counts too."""
        names = [super().content()]
        for path in (self._path, self._path.with_name(f"{self._path.name}-wal")):  # as QGIS writes
            if path.exists():
                about = path.stat()
                names.append(f"{about.st_mtime_ns:x}-{about.st_size:x}")
        return "-".join(names)

    def _make(self) -> None:
        try:
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        except OSError as error:
            raise read_only(self._path.name) from error
        with self._alone() as connection:
            if not connection.execute("SELECT 1 FROM sqlite_schema").fetchone():
                make_tables(connection)

    def _open(self) -> sqlite3.Connection:
        """Open the file to read and write, which SQLite tries, and reading alone if it may not."""
        if not self._path.exists():
            raise MissingDataError(f"L’espace de travail « {self._path.name} » n’est plus là.")
        address = f"{self._path.absolute().as_uri()}?mode=rw"
        connection = sqlite3.connect(
            address, uri=True, timeout=self._patience, isolation_level=None
        )
        connection.text_factory = utf8_of(self._path.name)
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA secure_delete = ON")
        return connection

    @contextmanager
    def _reading(self) -> Iterator[Link]:
        with in_french(self._path.name), closing(self._open()) as connection:
            connection.execute("BEGIN")
            refuse_other_objects(connection, self._path.name)
            yield SqliteLink(connection)

    @contextmanager
    def _writing(self) -> Iterator[Link]:
        with self._alone() as connection:
            refuse_other_objects(connection, self._path.name)
            drop_index_of_gis(connection)
            yield SqliteLink(connection)
            date_tables(connection)

    @contextmanager
    def _alone(self) -> Iterator[sqlite3.Connection]:
        """Be the only writer, from the start."""
        with in_french(self._path.name), closing(self._open()) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite itself takes back where the disk is full
                    connection.execute("ROLLBACK")
                raise

    def _compact(self) -> None:
        with in_french(self._path.name, _ERASED), closing(self._open()) as connection:
            connection.execute("VACUUM")
