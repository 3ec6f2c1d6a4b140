"""The text of a file that the product hands out, whatever its format."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import zipfile
from xml.etree import ElementTree

import pypdfium2
import rasterio
from PIL import Image

from atlas.desk.written import COLUMNS, MEMBERS


def of_csv(content: bytes) -> str:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows
    assert set(COLUMNS) <= rows[0].keys()
    assert len({row["data_version"] for row in rows}) == 1, "each row says its version"
    assert all(row["sources"] for row in rows), "each row says its sources"
    return json.dumps(rows, ensure_ascii=False)


def of_json(content: bytes) -> str:
    read = json.loads(content)
    assert set(MEMBERS) <= read.keys()
    assert read["sources"]
    return json.dumps({name: read[name] for name in MEMBERS}, ensure_ascii=False)


def of_docx(content: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(content))
    names = [name for name in parts.namelist() if name.endswith(".xml")]
    return " ".join(of_xml(parts.read(name)) for name in names)


def of_xml(content: bytes) -> str:
    return " ".join(ElementTree.fromstring(content).itertext())  # noqa: S314 - our own file


def of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join([*pages, *document.get_metadata_dict().values()])


def of_png(content: bytes) -> str:
    return " ".join(str(text) for text in Image.open(io.BytesIO(content)).info.values())


def of_tiff(content: bytes) -> str:
    with rasterio.MemoryFile(content) as file, file.open() as raster:
        return json.dumps(raster.tags(), ensure_ascii=False)


#: Where the format itself keeps what a file says of itself.
METADATA = "select * from gpkg_metadata"


def of_gpkg(content: bytes) -> str:
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    rows = [base.execute(query).fetchall() for query in ("select * from sources", METADATA)]
    return json.dumps(rows, ensure_ascii=False)


#: All that a file says of itself, read back; what must be a column or a member is.
READ = {
    "csv": of_csv,
    "json": of_json,
    "docx": of_docx,
    "xlsx": of_docx,
    "pdf": of_pdf,
    "svg": of_xml,
    "png": of_png,
    "tiff": of_tiff,
    "gpkg": of_gpkg,
}


def columns_of(kind: str, content: bytes) -> set[str]:
    """Name the columns of a file of rows, of features, or of tables in JSON; none of another."""
    if kind == "csv":
        return set(content.decode("utf-8-sig").split("\n", 1)[0].split(";"))
    if kind != "json":
        return set()
    read = json.loads(content)
    if read.get("type") == "FeatureCollection":
        return set(read["features"][0]["properties"])
    tables = [table for table in read.values() if isinstance(table, list)]
    return {name for rows in tables for row in rows[:1] if isinstance(row, dict) for name in row}
