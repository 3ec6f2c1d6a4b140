"""Rows in the formats that people bring, written by hand: nothing is guarded or put right."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from xml.sax.saxutils import escape, quoteattr

from tests.own_data.written import Rows, geographic

_START = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
RELATIONS, SHARED, STYLES = (
    *("xl/_rels/workbook.xml.rels", "xl/sharedStrings.xml", "xl/styles.xml"),
)
#: A point of Ambérieu-en-Bugey.
POINT = [5.35, 45.95]


def csv_bytes(rows: Rows) -> bytes:
    written = io.StringIO()
    writer = csv.DictWriter(written, list(rows[0]), delimiter=";", quoting=csv.QUOTE_ALL)
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue().encode("utf-8")


def geojson(rows: Rows) -> bytes:
    features = [
        {
            "type": "Feature",
            "properties": dict(row),
            "geometry": {"type": "Point", "coordinates": POINT},
        }
        for row in rows
    ]
    return json.dumps({"type": "FeatureCollection", "features": features}).encode()


def cell(text: str) -> str:
    return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def sheet_xml(rows: Rows) -> str:
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    written = "".join(f"<row>{''.join(map(cell, line))}</row>" for line in lines)
    return f'{_START}<worksheet xmlns="{_MAIN}"><sheetData>{written}</sheetData></worksheet>'


def book_xml(*names: str) -> str:
    sheets = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{place}" r:id="rId{place}"/>'
        for place, name in enumerate(names, start=1)
    )
    return (
        f'{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'
    )


def relations_xml(*targets: str) -> str:
    links = "".join(
        f'<Relationship Id="rId{place}" {target}/>' for place, target in enumerate(targets, start=1)
    )
    return f"{_START}<Relationships>{links}</Relationships>"


def book_parts(sheet: str) -> dict[str, str]:
    """Parts of a workbook whose only sheet is given."""
    return {
        BOOK: book_xml("A"),
        RELATIONS: relations_xml('Target="worksheets/sheet1.xml"'),
        SHEET: sheet,
    }


def zipped(parts: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return written.getvalue()


def workbook(rows: Rows) -> bytes:
    return zipped(book_parts(sheet_xml(rows)))


def gpkg(rows: Rows) -> bytes:
    return geographic(rows, ".gpkg", "GPKG")


def shapefile(rows: Rows) -> bytes:
    return geographic(rows, ".shp", "ESRI Shapefile")


#: What a format is called -> name of the file, and how rows are written.
WRITERS: dict[str, tuple[str, Callable[[Rows], bytes]]] = {
    "csv": ("a.csv", csv_bytes),
    "xlsx": ("a.xlsx", workbook),
    "geojson": ("a.geojson", geojson),
    "gpkg": ("a.gpkg", gpkg),
    "shapefile": ("a.zip", shapefile),
}
