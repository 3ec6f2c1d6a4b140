"""Frames as an Excel workbook (Office Open XML), without a package for it: values, no formula."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pandas as pd

from common.csv_files import guarded

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
#: Characters of the widest column, and those that Excel keeps of a cell.
WIDEST, LONGEST = 60, 32_767
#: What XML 1.0 cannot hold.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_HEADER = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_SCHEMAS = "http://schemas.openxmlformats.org"
_MAIN = f"{_SCHEMAS}/spreadsheetml/2006/main"
_RELATIONS = f"{_SCHEMAS}/officeDocument/2006/relationships"
_PACKAGE = f"{_SCHEMAS}/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: Two looks: a plain cell, and that of the first row, in bold.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>'
    '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="1"><fill><patternFill patternType="none"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf fontId="1" applyFont="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
    "</styleSheet>"
)


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
    >>> book = ZipFile(io.BytesIO(workbook_bytes({"A": frame})))
    >>> "<v>1.5</v>" in book.read("xl/worksheets/sheet1.xml").decode()
    True
    """
    numbered = list(enumerate(sheets, start=1))
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": (
            f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>'
            + "".join(
                f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"/>'
                for place, name in numbered
            )
            + "</sheets></workbook>"
        ),
        "xl/_rels/workbook.xml.rels": _relations(
            {f"rId{place}": ("worksheet", f"worksheets/sheet{place}.xml") for place, _ in numbered}
            | {"rIdStyles": ("styles", "styles.xml")}
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{place}.xml": _sheet(sheets[name]) for place, name in numbered},
    }
    content = io.BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as book:
        for name, text in parts.items():
            # Without a date of its own, a file written twice has the same bytes.
            book.writestr(ZipInfo(name), _HEADER + text, ZIP_DEFLATED)
    return content.getvalue()


def _sheet(frame: pd.DataFrame) -> str:
    """Write a sheet: columns wide enough for what they hold, a first row that stays in sight."""
    index = frame.index
    columns = [list(index.get_level_values(place)) for place in range(index.nlevels)]
    columns += [list(frame.iloc[:, place]) for place in range(frame.shape[1])]
    headers = ["" if name is None else str(name) for name in (*index.names, *frame.columns)]
    rows: list[Sequence[object]] = [headers, *zip(*columns, strict=True)]
    widths = "".join(
        f'<col min="{place}" max="{place}" width="{_width(header, cells)}" customWidth="1"/>'
        for place, (header, cells) in enumerate(zip(headers, columns, strict=True), start=1)
    )
    written = "".join(
        f"<row>{''.join(_cells(row, look=int(place == 0)))}</row>" for place, row in enumerate(rows)
    )
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        f"</sheetViews><cols>{widths}</cols><sheetData>{written}</sheetData></worksheet>"
    )


def _width(header: str, cells: Sequence[object]) -> int:
    longest = max((len(str(cell)) for cell in cells), default=0)
    return min(max(longest, len(header)) + 2, WIDEST)


def _cells(row: Sequence[object], look: int) -> Iterator[str]:
    for cell in row:
        if pd.isna(cell):  # type: ignore[call-overload]  # a cell may be of any type
            yield "<c/>"
        elif isinstance(cell, bool):
            yield f'<c t="b"><v>{int(cell)}</v></c>'
        elif _is_number(cell):
            yield f"<c><v>{cell}</v></c>"
        else:
            text = escape(_UNWRITABLE.sub("", guarded(str(cell)))[:LONGEST])
            yield f'<c s="{look}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def _is_number(cell: object) -> bool:
    return pd.api.types.is_number(cell) and math.isfinite(float(str(cell)))


def _content_types(sheets: int) -> str:
    parts = {"/xl/workbook.xml": "sheet.main", "/xl/styles.xml": "styles"}
    parts |= {f"/xl/worksheets/sheet{place}.xml": "worksheet" for place in range(1, sheets + 1)}
    named = "".join(
        f'<Override PartName="{part}" ContentType="{_TYPES}.{kind}+xml"/>'
        for part, kind in parts.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f"{named}</Types>"
    )


def _relations(targets: Mapping[str, tuple[str, str]]) -> str:
    named = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for key, (kind, target) in targets.items()
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{named}</Relationships>'
