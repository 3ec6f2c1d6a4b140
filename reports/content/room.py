"""Room to write on a sheet: lines in a cell, under a question, in a table of decisions."""

from __future__ import annotations

from collections.abc import Sequence

from reports.report import Cell, Column, Table

#: A line to write on, where a name stands, in a cell and under a question; how many there are.
NAME, LINE, LONG = "…" * 12, "…" * 22, "…" * 60
LINES = 3


def room(caption: str, headers: tuple[str, str, str], names: Sequence[str] = ()) -> Table:
    """Lay out lines to write on, one row a name, or three rows without."""
    widths = zip(headers, (1.2, 2.2, 2.2), strict=True)
    return Table(
        caption,
        tuple(Column(header, width=width) for header, width in widths),
        tuple((Cell(name), Cell(blank()), Cell(blank())) for name in names or [NAME] * 3),
    )


def blank(line: str = LINE) -> str:
    """Give lines to write on."""
    return "\n".join([line] * LINES)
