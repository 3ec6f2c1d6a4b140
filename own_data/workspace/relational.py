"""A workspace in a database: what is the same in a file, in memory and on a server.

``loads`` has a row a load, each kept table the rows of all loads, ``history`` what the last changes
replaced, ``state`` the name of the present content.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from uuid import uuid4

import pandas as pd

from common.errors import InvalidDataError, NotAvailableError
from own_data.loaded import Loaded, OwnKind
from own_data.workspace.cells import frames_of
from own_data.workspace.interface import Load, Workspace
from own_data.workspace.kept import KEPT, Row, empty_frame
from own_data.workspace.link import Link
from own_data.workspace.load_row import as_kept, as_load, load_row
from own_data.workspace.names import refuse_taken_names, refuse_undeclared_names
from own_data.workspace.rows import (
    Snapshot,
    delete_rows,
    insert_load,
    kept_rows,
    load_row_of,
    load_rows,
    put_load,
    remember,
    renew,
    snapshot,
    unpacked,
)


class RelationalWorkspace(Workspace, ABC):
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
        load, rows = as_kept(loaded, uuid4().hex, 1, who, keep_answers)
        with self._writing() as link:
            _refuse_names(link, load, rows)
            insert_load(link, load_row(load), rows)
            remember(link, load.key, None)
            renew(link)
        return load

    def replace(
        self, key: str, loaded: Loaded, *, who: str = "", keep_answers: bool = False
    ) -> Load:
        """See the interface."""
        with self._writing() as link:
            before = as_load(load_row_of(link, key))
            if before.kind != loaded.kind:
                fault = f"{before.kind.label} à remplacer, {loaded.kind.label} trouvé"
                raise InvalidDataError(loaded.title, [fault])
            load, rows = as_kept(loaded, key, before.version + 1, who, keep_answers)
            _refuse_names(link, load, rows)
            remember(link, key, snapshot(link, key))
            put_load(link, load_row(load), rows)
            renew(link)
        return load

    def remove(self, key: str) -> None:
        """See the interface."""
        with self._writing() as link:
            load_row_of(link, key)
            delete_rows(link, key)
            link.run("DELETE FROM loads WHERE load = ?", [key])
            link.run("DELETE FROM history")
            renew(link)
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
                delete_rows(link, key)
                link.run("DELETE FROM loads WHERE load = ?", [key])
            else:
                row, rows = unpacked(before)
                put_load(link, row, rows)
            link.run("DELETE FROM history WHERE fid = ?", [change])
            renew(link)
        return as_load(row) if row else None


def restore(link: Link, kept: Sequence[Snapshot]) -> None:
    """Put loads into an empty workspace, as :func:`snapshot` read them.

    Raises
    ------
    InvalidDataError
        If two of them give figures to the same survey, indicator, scheme, record or perimeter.
    """
    for row, rows in kept:
        _refuse_names(link, as_load(row), rows)
        insert_load(link, row, rows)
    renew(link)


def _refuse_names(link: Link, load: Load, rows: Mapping[str, Sequence[Row]]) -> None:
    refuse_undeclared_names(load, rows)
    refuse_taken_names(link, load, rows)
