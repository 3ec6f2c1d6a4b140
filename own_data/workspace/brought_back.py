"""A workspace that comes back as a file: foreign data, checked before they are used."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing

from common.errors import InvalidDataError, TooLargeError, clipped
from common.files import megabytes
from common.french import number
from common.limits import TABLE_ROWS, WORKSPACE_BYTES, WORKSPACE_LOADS, WORKSPACE_TEXT, raised
from own_data.workspace.cells import frames_of
from own_data.workspace.foreign_objects import refuse_other_objects
from own_data.workspace.geopackage_form import STATEMENTS, SqliteLink
from own_data.workspace.kept import KEPT
from own_data.workspace.link import Link
from own_data.workspace.load_row import as_load
from own_data.workspace.rows import Snapshot, load_rows, snapshot
from own_data.workspace.session import SessionWorkspace
from own_data.workspace.sqlite_faults import in_french
from own_data.workspace.texts import utf8_of

_HEAD = b"SQLite format 3\0"
#: Place, in the head of a file, of its versions of writing and reading: 1 for a rollback journal.
_JOURNAL = slice(18, 20)
#: Seconds that the reading may take; steps of SQLite between two looks at the clock.
_LONGEST, _STEPS = 20.0, 100_000


def brought_back(content: bytes, name: str) -> SessionWorkspace:
    """Read a workspace from the bytes of a file, whoever wrote it.

    The file itself is not used: its rows, once each is what it should be, go into a new workspace.

    Parameters
    ----------
    content : as :func:`own_data.workspace.session.taken_away` writes them.
    name : of the file, for messages.

    Raises
    ------
    TooLargeError
        If it holds too many bytes, loads or rows.
    InvalidDataError
        If it is no workspace, has objects that are not expected, or rows that are not as declared.
    DamagedDataError
        If the database is damaged.
    """
    most = raised(WORKSPACE_BYTES)
    if len(content) > most:
        fault = f"{megabytes(most)} au plus attendus, {megabytes(len(content))} trouvés"
        raise TooLargeError(name, [fault])
    if not content.startswith(_HEAD) or len(content) < 512:
        raise InvalidDataError(name, ["ce n’est pas un espace de travail de Fragiscope"])
    with in_french(name), closing(_opened(content, name)) as connection:
        refuse_other_objects(connection, name)
        for table in STATEMENTS:  # those of a GIS are never read, and might compute something
            if connection.execute(f"PRAGMA integrity_check('{table}')").fetchall() != [("ok",)]:
                raise InvalidDataError(name, ["base endommagée : reprenez une copie saine"])
        kept = _checked(SqliteLink(connection), name)
    return SessionWorkspace(kept)


def _opened(content: bytes, name: str) -> sqlite3.Connection:
    """Open the bytes: nothing is written, no function runs from the schema, time is counted."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.text_factory = utf8_of(name)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA cell_size_check = ON")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, raised(WORKSPACE_TEXT))
    # In memory there is no journal: a file that asks for one beside it (WAL) would not open.
    head = bytearray(content)
    head[_JOURNAL] = b"\x01\x01"
    connection.deserialize(bytes(head))
    connection.execute("PRAGMA query_only = ON")
    end = time.monotonic() + _LONGEST
    connection.set_progress_handler(lambda: time.monotonic() > end, _STEPS)
    return connection


def _checked(link: Link, name: str) -> list[Snapshot]:
    tables = {"loads": WORKSPACE_LOADS} | {table.name: TABLE_ROWS for table in KEPT}
    faults = []
    for name_of_table, most in tables.items():
        found = link.run(f"SELECT count(*) FROM {name_of_table}")[0][0]
        if found > raised(most):
            limit = f"{number(raised(most))} lignes au plus attendues"
            faults.append(f"{name_of_table} : {limit}, {number(found)} trouvées")
    if faults:
        raise TooLargeError(name, faults)
    kept = []
    for row in load_rows(link):
        load = as_load(row)
        _, rows = snapshot(link, load.key)
        counts: dict[str, int] = {}
        for table in KEPT:
            frames = frames_of(table, rows.get(table.name, []))
            counts |= {file: len(frame) for file, frame in frames.items() if len(frame)}
        told = {file: count for file, count in load.counts.items() if count}
        if counts != told:
            raise InvalidDataError(
                name, [f"« {clipped(load.title)} » : des lignes manquent ou sont en trop"]
            )
        kept.append((row, rows))
    return kept
