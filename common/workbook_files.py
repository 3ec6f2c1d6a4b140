"""Frames as an Excel workbook: values, no formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pandas as pd

from common.csv_files import guarded

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Characters of the widest column, and those that Excel keeps of a cell.
WIDEST, LONGEST = 60, 32_767
#: What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
#: A text stays one, whatever it looks like; nothing is left on the disk.
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_numbers": False,
    "strings_to_urls": False,
}
#: Without a date of its own, a file written twice has the same bytes.
_CREATED = datetime(2020, 1, 1, tzinfo=UTC)


def workbook_bytes(sheets: Mapping[str, pd.DataFrame]) -> bytes:
    r"""Write frames, each with its index, as the sheets of a workbook; the same bytes every time.

    A missing value is an empty cell. Numbers stay numbers; texts are guarded as those of a CSV are
    (:func:`common.csv_files.guarded`): a sheet saved as CSV runs nothing either.

    Parameters
    ----------
    sheets : frame by name of its sheet (31 characters at most, none of ``[]:*?/\\``).

    Examples
    --------
    >>> frame = pd.DataFrame({"value": [1.5]}, index=pd.Index(["=1+1"], name="code"))
    >>> workbook_bytes({"A": frame})[:2]
    b'PK'
    """
    import xlsxwriter  # noqa: PLC0415 - only where a workbook is asked for

    content = io.BytesIO()
    with xlsxwriter.Workbook(content, _OPTIONS) as book:
        book.set_properties({"created": _CREATED})
        bold = book.add_format({"bold": True})
        for name, frame in sheets.items():
            _write(book.add_worksheet(name), frame, bold)
    return content.getvalue()


def _write(sheet: Worksheet, frame: pd.DataFrame, bold: Format) -> None:
    """Write a sheet: columns wide enough for what they hold, a first row that stays in sight."""
    index = frame.index
    columns = [list(index.get_level_values(place)) for place in range(index.nlevels)]
    columns += [list(frame.iloc[:, place]) for place in range(frame.shape[1])]
    headers = ["" if name is None else str(name) for name in (*index.names, *frame.columns)]
    sheet.freeze_panes(1, 0)
    for place, (header, cells) in enumerate(zip(headers, columns, strict=True)):
        longest = max(len(str(cell)) for cell in (header, *cells))
        sheet.set_column(place, place, min(longest + 2, WIDEST))
        sheet.write_string(0, place, _text(header), bold)
        for row, cell in enumerate(cells, start=1):
            _write_cell(sheet, row, place, cell)


def _write_cell(sheet: Worksheet, row: int, place: int, cell: object) -> None:
    if pd.isna(cell):  # type: ignore[call-overload]  # a cell may be of any type
        return
    if isinstance(cell, bool):
        sheet.write_boolean(row, place, cell)
    elif pd.api.types.is_number(cell) and math.isfinite(number := float(str(cell))):
        sheet.write_number(row, place, number)
    else:
        sheet.write_string(row, place, _text(str(cell)))


def _text(cell: str) -> str:
    return _UNWRITABLE.sub("", guarded(cell))[:LONGEST]
