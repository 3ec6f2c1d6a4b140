"""A workspace in a database: what is the same in a file, in memory and on a server.

``loads`` has a row a load, each kept table the rows of all loads, ``history`` what the last changes
replaced, ``state`` the name of the present content.
"""

from __future__ import annotations

import json
import re
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Protocol
from uuid import uuid4

import pandas as pd

from common.errors import InvalidDataError, NotAvailableError, UnknownNameError, clipped
from indicators.base.catalogue import Indicator
from indicators.base.questions import PublishedQuestion
from indicators.views.perceptions import Survey
from own_data.loaded import Loaded, OwnKind, OwnSource
from own_data.workspace.declared import parsed, written
from own_data.workspace.interface import Load
from own_data.workspace.kept import (
    KEPT,
    OWNED,
    KeptTable,
    Row,
    counts_of,
    empty_frame,
    frames_of,
    rows_by_table,
)
from own_data.workspace.texts import is_storable

#: Changes that can be taken back, one after the other.
CHANGES_KEPT = 10
#: Columns of ``loads``; all are texts but the version.
LOAD_COLUMNS = (
    *("load", "kind", "title", "about", "at", "who", "counts", "version"),
    *("surveys", "questions", "indicators"),
)
#: A load as the database holds it: its row of ``loads``, its rows by table.
Snapshot = tuple[Row, dict[str, list[Row]]]
_KEY = re.compile("[0-9a-f]{32}")
_LOADS = ", ".join(f'"{name}"' for name in LOAD_COLUMNS)


class Link(Protocol):
    """A connection to the database, inside a transaction."""

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement, ``?`` standing for each value; give its rows."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""


class RelationalWorkspace(ABC):
    """:class:`own_data.workspace.interface.Workspace` over a database."""

    @abstractmethod
    def _reading(self) -> AbstractContextManager[Link]:
        """Lend a connection that sees one content, whatever others write meanwhile."""

    @abstractmethod
    def _writing(self) -> AbstractContextManager[Link]:
        """Lend the connection of the only writer; what it did is kept whole at the end, or not."""

    @abstractmethod
    def _compact(self) -> None:
        """Give back the place of what was erased, so that no byte of it is left."""

    def loads(self) -> list[Load]:
        """See the interface."""
        with self._reading() as link:
            return [as_load(row) for row in load_rows(link)]

    def content(self) -> str:
        """See the interface."""
        with self._reading() as link:
            return str(link.run("SELECT content FROM state")[0][0])

    def tables(self, kind: OwnKind) -> Mapping[str, pd.DataFrame]:
        """See the interface."""
        with self._reading() as link:
            found = [as_load(row) for row in load_rows(link) if row[1] == kind.value]
            keys = [load.key for load in found]
            rows = [(table, kept_rows(link, table, keys)) for table in KEPT] if keys else []
        frames = {file: empty_frame(file) for load in found for file in load.counts}
        for table, of_table in rows:
            frames |= frames_of(table, of_table) if of_table else {}
        return frames

    def add(self, loaded: Loaded, *, who: str = "", keep_answers: bool = False) -> Load:
        """See the interface."""
        load, rows = _as_kept(loaded, uuid4().hex, 1, who, keep_answers)
        with self._writing() as link:
            _refuse_taken_names(link, load, rows)
            _insert(link, _load_row(load), rows)
            _remember(link, load.key, None)
            _renew(link)
        return load

    def replace(
        self, key: str, loaded: Loaded, *, who: str = "", keep_answers: bool = False
    ) -> Load:
        """See the interface."""
        with self._writing() as link:
            before = as_load(_load_row_of(link, key))
            if before.kind != loaded.kind:
                fault = f"{before.kind.label} à remplacer, {loaded.kind.label} trouvé"
                raise InvalidDataError(loaded.title, [fault])
            load, rows = _as_kept(loaded, key, before.version + 1, who, keep_answers)
            _refuse_taken_names(link, load, rows)
            _remember(link, key, snapshot(link, key))
            _put(link, _load_row(load), rows)
            _renew(link)
        return load

    def remove(self, key: str) -> None:
        """See the interface."""
        with self._writing() as link:
            _load_row_of(link, key)
            _delete_rows(link, key)
            link.run("DELETE FROM loads WHERE load = ?", [key])
            link.run("DELETE FROM history")
            _renew(link)
        self._compact()

    def undo(self) -> Load | None:
        """See the interface."""
        with self._writing() as link:
            last = link.run("SELECT fid, load, before FROM history ORDER BY fid DESC LIMIT 1")
            if not last:
                raise NotAvailableError(
                    "Rien à annuler : rien n’a été chargé ni remplacé depuis l’ouverture de "
                    "l’espace de travail ou depuis la dernière suppression, qui est définitive."
                )
            change, key, before = last[0]
            row = None
            if before is None:
                _delete_rows(link, key)
                link.run("DELETE FROM loads WHERE load = ?", [key])
            else:
                row, rows = _unpacked(before)
                _put(link, row, rows)
            link.run("DELETE FROM history WHERE fid = ?", [change])
            _renew(link)
        return as_load(row) if row else None


def load_rows(link: Link) -> list[Row]:
    """Read the rows of ``loads``, in the order in which they were first added."""
    return link.run(f"SELECT {_LOADS} FROM loads ORDER BY fid")


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
    return _load_row_of(link, key), {name: found for name, found in rows.items() if found}


def restore(link: Link, kept: Sequence[Snapshot]) -> None:
    """Put loads into an empty workspace, as :func:`snapshot` read them.

    Raises
    ------
    InvalidDataError
        If two of them give figures to the same survey, indicator, scheme, record or perimeter.
    """
    for row, rows in kept:
        _refuse_taken_names(link, as_load(row), rows)
        _insert(link, row, rows)
    _renew(link)


def as_load(row: Row) -> Load:
    """Read a row of ``loads``, whoever wrote it.

    Raises
    ------
    InvalidDataError
        If a field is not what it should be.
    """
    cells = dict(zip(LOAD_COLUMNS, row, strict=True))
    version, texts = cells.pop("version"), list(cells.values())
    are_texts = all(isinstance(text, str) and is_storable(text) for text in texts)
    if not are_texts or not isinstance(version, int):
        raise InvalidDataError("loads", ["texte attendu dans chaque colonne, entier pour version"])
    if not _KEY.fullmatch(cells["load"]) or version < 1:
        raise InvalidDataError("loads", ["load : 32 chiffres hexadécimaux, version : 1 ou plus"])
    if cells["kind"] not in {kind.value for kind in OwnKind}:
        raise InvalidDataError("loads", [f"kind : « {clipped(cells['kind'])} » inconnu"])
    sources = parsed(OwnSource, cells["about"], "loads, about")
    if len(sources) != 1:
        raise InvalidDataError("loads", ["about : une source attendue"])
    return Load(
        key=cells["load"],
        kind=OwnKind(cells["kind"]),
        title=cells["title"],
        about=sources[0],
        at=cells["at"],
        who=cells["who"],
        counts=_counts(cells["counts"]),
        version=version,
        surveys=parsed(Survey, cells["surveys"], "loads, surveys"),
        questions=parsed(PublishedQuestion, cells["questions"], "loads, questions"),
        indicators=parsed(Indicator, cells["indicators"], "loads, indicators"),
    )


def _counts(text: str) -> dict[str, int]:
    try:
        counts = json.loads(text)
    except (ValueError, RecursionError):
        counts = None
    if not isinstance(counts, dict) or not all(isinstance(n, int) for n in counts.values()):
        raise InvalidDataError("loads", ["counts : nombres par table attendus"])
    for file in counts:
        empty_frame(file)
    return counts


def _as_kept(
    loaded: Loaded, key: str, version: int, who: str, answers: bool
) -> tuple[Load, dict[str, list[Row]]]:
    rows = rows_by_table(loaded.tables, answers)
    load = Load(
        key=key,
        kind=loaded.kind,
        title=loaded.title,
        about=loaded.about,
        at=datetime.now(UTC).isoformat(timespec="seconds"),
        who=who,
        counts=counts_of(loaded.tables, answers),
        version=version,
        surveys=loaded.surveys,
        questions=loaded.questions,
        indicators=loaded.indicators,
    )
    return load, rows


def _load_row(load: Load) -> Row:
    return (
        *(load.key, load.kind.value, load.title, written([load.about]), load.at, load.who),
        *(json.dumps(dict(load.counts)), load.version, written(load.surveys)),
        *(written(load.questions), written(load.indicators)),
    )


def _load_row_of(link: Link, key: str) -> Row:
    found = {row[0]: row for row in load_rows(link)}
    if key not in found:
        titles = [f"{row[0]} ({clipped(row[2])})" for row in found.values()]
        raise UnknownNameError("le chargement", key, titles or "aucun : rien n’est chargé")
    return found[key]


def _refuse_taken_names(link: Link, load: Load, rows: Mapping[str, Sequence[Row]]) -> None:
    """Two loads never give figures to the same survey, indicator, scheme, record or perimeter."""
    titles = {row[0]: row[2] for row in load_rows(link)}
    faults = []
    for table in KEPT:
        if table.name not in OWNED or table.name not in rows:
            continue
        named = table.schema.key[0]
        place = table.names.index(named)
        ours = {row[place] for row in rows[table.name]}
        taken = link.run(
            f'SELECT DISTINCT "{named}", load FROM {table.name} WHERE load <> ?',
            [load.key],
        )
        faults += [
            f"{OWNED[table.name]} « {clipped(name)} » est déjà dans « {clipped(titles[other])} » : "
            "remplacez ce chargement, ou donnez un autre nom"
            for name, other in sorted(taken)
            if name in ours
        ]
    if faults:
        raise InvalidDataError(load.title, faults)


def _insert(link: Link, row: Row, rows: Mapping[str, Sequence[Row]]) -> None:
    link.insert("loads", LOAD_COLUMNS, [row])
    _insert_rows(link, row[0], rows)


def _put(link: Link, row: Row, rows: Mapping[str, Sequence[Row]]) -> None:
    """Put a version of a load in the place of the present one."""
    _delete_rows(link, row[0])
    changes = ", ".join(f'"{name}" = ?' for name in LOAD_COLUMNS[1:])
    link.run(f"UPDATE loads SET {changes} WHERE load = ?", [*row[1:], row[0]])
    _insert_rows(link, row[0], rows)


def _insert_rows(link: Link, key: str, rows: Mapping[str, Sequence[Row]]) -> None:
    for table in KEPT:
        if rows.get(table.name):
            lines = [(key, *line) for line in rows[table.name]]
            link.insert(table.name, ("load", *table.names), lines)


def _delete_rows(link: Link, key: str) -> None:
    for table in KEPT:
        link.run(f"DELETE FROM {table.name} WHERE load = ?", [key])


def _remember(link: Link, key: str, before: Snapshot | None) -> None:
    """Note a change, with what it replaces, and forget the oldest ones."""
    packed = None if before is None else zlib.compress(json.dumps(before).encode(), 1)
    link.insert("history", ("load", "before"), [(key, packed)])
    link.run(
        "DELETE FROM history WHERE fid NOT IN "
        f"(SELECT fid FROM history ORDER BY fid DESC LIMIT {CHANGES_KEPT})"
    )


def _unpacked(before: bytes) -> Snapshot:
    row, rows = json.loads(zlib.decompress(before))
    return tuple(row), {name: [tuple(line) for line in lines] for name, lines in rows.items()}


def _renew(link: Link) -> None:
    """Give the content a name that no other has."""
    link.run("UPDATE state SET content = ?", [uuid4().hex])
