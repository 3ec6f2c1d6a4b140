"""Loads in the tables of a database: read, put in, replaced, erased, remembered."""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from uuid import uuid4

from common.errors import UnknownNameError, clipped
from own_data.workspace.kept import KEPT, KeptTable, Row
from own_data.workspace.link import Link
from own_data.workspace.load_row import LOAD_COLUMNS

#: Changes that can be taken back, one after the other.
CHANGES_KEPT = 10
#: A load as the database holds it: its row of ``loads``, its rows by table.
Snapshot = tuple[Row, dict[str, list[Row]]]
_LOADS = ", ".join(f'"{name}"' for name in LOAD_COLUMNS)


def load_rows(link: Link) -> list[Row]:
    """Read the rows of ``loads``, in the order in which they were first added."""
    return link.run(f"SELECT {_LOADS} FROM loads ORDER BY fid")


def load_row_of(link: Link, key: str) -> Row:
    """Read the row of a load.

    Raises
    ------
    UnknownNameError
        If nothing loaded has this key.
    """
    found = {row[0]: row for row in load_rows(link)}
    if key not in found:
        titles = [f"{row[0]} ({clipped(row[2])})" for row in found.values()]
        raise UnknownNameError("le chargement", key, titles or "aucun : rien n’est chargé")
    return found[key]


def kept_rows(link: Link, table: KeptTable, keys: Sequence[str]) -> list[Row]:
    """Read the rows of some loads in a table, in the order of the loads, then as they came."""
    columns = ", ".join(f't."{name}"' for name in table.names)
    marks = ", ".join("?" * len(keys))
    return link.run(
        f"SELECT {columns} FROM {table.name} t JOIN loads l ON l.load = t.load "
        f"WHERE t.load IN ({marks}) ORDER BY l.fid, t.fid",
        keys,
    )


def snapshot(link: Link, key: str) -> Snapshot:
    """Read all that a load has in the database: its row of ``loads``, and rows by table."""
    rows = {table.name: kept_rows(link, table, [key]) for table in KEPT}
    return load_row_of(link, key), {name: found for name, found in rows.items() if found}


def insert_load(link: Link, row: Row, rows: Mapping[str, Sequence[Row]]) -> None:
    """Add a load."""
    link.insert("loads", LOAD_COLUMNS, [row])
    _insert_rows(link, row[0], rows)


def put_load(link: Link, row: Row, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put a version of a load in the place of the present one."""
    delete_rows(link, row[0])
    changes = ", ".join(f'"{name}" = ?' for name in LOAD_COLUMNS[1:])
    link.run(f"UPDATE loads SET {changes} WHERE load = ?", [*row[1:], row[0]])
    _insert_rows(link, row[0], rows)


def _insert_rows(link: Link, key: str, rows: Mapping[str, Sequence[Row]]) -> None:
    for table in KEPT:
        if rows.get(table.name):
            lines = [(key, *line) for line in rows[table.name]]
            link.insert(table.name, ("load", *table.names), lines)


def delete_rows(link: Link, key: str) -> None:
    """Erase the rows of a load in all tables, but its own in ``loads``."""
    for table in KEPT:
        link.run(f"DELETE FROM {table.name} WHERE load = ?", [key])


def remember(link: Link, key: str, before: Snapshot | None) -> None:
    """Note a change, with what it replaces, and forget the oldest ones."""
    packed = None if before is None else zlib.compress(json.dumps(before).encode(), 1)
    link.insert("history", ("load", "before"), [(key, packed)])
    link.run(
        "DELETE FROM history WHERE fid NOT IN "
        f"(SELECT fid FROM history ORDER BY fid DESC LIMIT {CHANGES_KEPT})"
    )


def unpacked(before: bytes) -> Snapshot:
    """Read what :func:`remember` noted."""
    row, rows = json.loads(zlib.decompress(before))
    return tuple(row), {name: [tuple(line) for line in lines] for name, lines in rows.items()}


def renew(link: Link) -> None:
    """Give the content a name that no other has."""
    link.run("UPDATE state SET content = ?", [uuid4().hex])
