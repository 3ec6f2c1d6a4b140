"""A workspace that lives in its session, and goes away as a file and comes back."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from threading import RLock

from common.errors import NotKeptError
from common.files import megabytes
from common.limits import WORKSPACE_BYTES, raised
from own_data.workspace.geopackage_form import SqliteLink, make_tables
from own_data.workspace.link import Link
from own_data.workspace.relational import RelationalWorkspace, restore
from own_data.workspace.rows import Snapshot, load_rows, snapshot
from own_data.workspace.sqlite_faults import UNCHANGED


class SessionWorkspace(RelationalWorkspace):
    """A workspace in memory: no file, nothing left when it is dropped.

    It grows no larger than a file that may come back. Its methods may be called by several threads,
    one at a time.
    """

    def __init__(self, kept: Sequence[Snapshot] = ()) -> None:
        self._alone = RLock()
        self._connection = sqlite3.connect(
            ":memory:", isolation_level=None, check_same_thread=False
        )
        self._connection.execute("PRAGMA secure_delete = ON")
        make_tables(self._connection)
        with self._whole() as link:
            restore(link, kept)

    @contextmanager
    def _reading(self) -> Iterator[Link]:
        with self._alone:
            yield SqliteLink(self._connection)

    @contextmanager
    def _writing(self) -> Iterator[Link]:
        most = raised(WORKSPACE_BYTES)
        with self._alone:
            [page] = self._connection.execute("PRAGMA page_size").fetchone()
            self._connection.execute(f"PRAGMA max_page_count = {most // page}")
            try:
                with self._whole() as link:
                    yield link
            except sqlite3.OperationalError as error:
                if error.sqlite_errorname != "SQLITE_FULL":
                    raise
                raise NotKeptError(
                    f"L’espace de travail est plein : il tient {megabytes(most)} au plus. "
                    f"{UNCHANGED} Emportez-le puis retirez un chargement, ou ne gardez du fichier "
                    "que les lignes et les colonnes utiles."
                ) from error

    @contextmanager
    def _whole(self) -> Iterator[Link]:
        """Lend the connection; what it did is kept whole at the end, or not."""
        with self._alone:
            self._connection.execute("BEGIN")
            try:
                yield SqliteLink(self._connection)
            except BaseException:
                if self._connection.in_transaction:  # SQLite itself took a full one back
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    def _compact(self) -> None:
        with self._alone:
            self._connection.execute("VACUUM")

    def _bytes(self) -> bytes:
        with self._alone:
            return self._connection.serialize()


def taken_away(workspace: RelationalWorkspace) -> bytes:
    """Write what a workspace holds at present as the bytes of a GeoPackage.

    Earlier versions stay behind: a file that is given holds what was seen, and nothing else.
    """
    with workspace._reading() as link:
        kept = [snapshot(link, row[0]) for row in load_rows(link)]
    return SessionWorkspace(kept)._bytes()
