"""Tables of a DOCX: a header row that repeats on each page, a caption, a description."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from common import palette
from reports.layout.typesetting import COLOURS
from reports.report import Cell, Column, Table

_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
}
_SIZE = Pt(7.5)


def add_table(document: Any, table: Table, clean: Callable[[str], str], width: int) -> None:
    """Add a table at the end of a document.

    Parameters
    ----------
    document : python-docx document.
    table : what it holds.
    clean : what each text goes through.
    width : of the table, in EMU.
    """
    caption = document.add_paragraph(clean(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    made = document.add_table(rows=1 + len(table.rows), cols=len(table.columns), style="Table Grid")
    made.autofit = False
    _describe(made, clean(table.caption))
    total = sum(column.width for column in table.columns)
    widths = [int(width * column.width / total) for column in table.columns]
    for grid, share in zip(made.columns, widths, strict=True):
        grid.width = share
    cells = made._cells
    for index, (column, share) in enumerate(zip(table.columns, widths, strict=True)):
        _header(cells[index], column, clean(column.header), share)
    _repeat(made.rows[0])
    for number, row in enumerate(table.rows, start=1):
        for index, (one, column) in enumerate(zip(row, table.columns, strict=True)):
            place = cells[number * len(table.columns) + index]
            _fill(place, one, column, clean(one.text), widths[index])
    _whole_rows(made)
    document.add_paragraph().paragraph_format.space_after = Pt(2)


def shade(properties: Any, colour: str) -> None:
    """Fill the background of a cell or of a paragraph."""
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour[1:])):
        shading.set(qn(f"w:{name}"), value)
    properties.append(shading)


def _header(place: Any, column: Column, text: str, width: int) -> None:
    run = _written(place, text, column, width)
    run.bold, run.font.color.rgb = True, RGBColor.from_string(palette.BACKGROUND[1:])
    shade(place._tc.get_or_add_tcPr(), palette.PRIMARY)


def _fill(place: Any, one: Cell, column: Column, text: str, width: int) -> None:
    _written(place, text, column, width)
    if one.demonstration:
        shade(place._tc.get_or_add_tcPr(), COLOURS["demonstration"])


def _written(place: Any, text: str, column: Column, width: int) -> Any:
    place.width = width
    paragraph = place.paragraphs[0]
    paragraph.alignment = _ALIGN[column.align]
    paragraph.paragraph_format.space_after = Pt(0)
    run = paragraph.add_run(text)
    run.font.size = _SIZE
    return run


def _repeat(row: Any) -> None:
    """Flag a row as the header, repeated on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _whole_rows(table: Any) -> None:
    """Keep each row on one page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _describe(table: Any, caption: str) -> None:
    """Give the table the name that screen readers say."""
    properties = table._tbl.tblPr
    name = OxmlElement("w:tblCaption")
    name.set(qn("w:val"), caption)
    properties.find(qn("w:tblLook")).addprevious(_narrow_margins())
    properties.append(name)


def _narrow_margins() -> Any:
    """Leave more of narrow columns to their text (in twentieths of a point)."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "50")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins
