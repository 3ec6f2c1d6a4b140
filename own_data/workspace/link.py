"""What a workspace asks of a database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from own_data.workspace.kept import Row


class Link(Protocol):
    """A connection to the database, inside a transaction."""

    def run(self, statement: str, values: Sequence[object] = ()) -> list[Row]:
        """Run a statement, ``?`` standing for each value; give its rows."""

    def insert(self, table: str, columns: Sequence[str], rows: Sequence[Row]) -> None:
        """Add rows to a table."""
