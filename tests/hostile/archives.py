"""Archives that hold more, or other things, than they should."""

from __future__ import annotations

import io
import stat
import struct
import warnings
import zipfile
from collections.abc import Callable

from own_data.loaded import OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table
from tests.hostile.formats import SHEET, book_parts, shapefile, sheet_xml, workbook, zipped

ROWS = [{"titre": "Navette", "commune": "01004"}]
_PARTS = book_parts(sheet_xml(ROWS))
_RIGHT = Taken(of_table("partnerships/records.parquet", "title"), ["Navette"])


def _with(name: str, content: bytes = b"x", mode: int = 0) -> bytes:
    """Write a good workbook with one more member."""
    written = io.BytesIO(workbook(ROWS))
    with zipfile.ZipFile(written, "a") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, content)
    return written.getvalue()


def _doubled() -> bytes:
    written = io.BytesIO(workbook(ROWS))
    with warnings.catch_warnings(), zipfile.ZipFile(written, "a") as archive:
        warnings.simplefilter("ignore", UserWarning)
        archive.writestr(SHEET, sheet_xml([{"titre": "Autre", "commune": "01005"}]))
    return written.getvalue()


def _flagged(bit: int) -> bytes:
    """Say of every member, in the directory alone, that a flag is set."""
    content = bytearray(workbook(ROWS))
    place = content.find(b"PK\x01\x02")
    while place >= 0:
        content[place + 8] |= bit
        place = content.find(b"PK\x01\x02", place + 4)
    return bytes(content)


def _directory(offset: int, packed: str, value: int) -> bytes:
    """Change a field of the first entry of the directory."""
    content = bytearray(workbook(ROWS))
    struct.pack_into(packed, content, content.find(b"PK\x01\x02") + offset, value)
    return bytes(content)


def _shapefile_with(name: str, content: bytes) -> bytes:
    written = io.BytesIO(shapefile(ROWS))
    with zipfile.ZipFile(written, "a") as archive:
        archive.writestr(name, content)
    return written.getvalue()


def _without(suffix: str) -> bytes:
    found = zipfile.ZipFile(io.BytesIO(shapefile(ROWS)))
    names = [name for name in found.namelist() if not name.endswith(suffix)]
    return zipped({name: found.read(name) for name in names})


def _nested() -> bytes:
    content = workbook(ROWS)
    for _ in range(5):
        content = zipped({"a.xlsx": content})
    return content


def _bomb() -> bytes:
    return zipped({**_PARTS, SHEET: sheet_xml(ROWS).replace("<row>", " " * 160_000_000 + "<row>")})


def _shapefile_bomb() -> bytes:
    found = zipfile.ZipFile(io.BytesIO(shapefile(ROWS)))
    parts = {name: found.read(name) for name in found.namelist()}
    dbf = next(name for name in parts if name.endswith(".dbf"))
    return zipped({**parts, dbf: parts[dbf] + bytes(160_000_000)})


def _many_bombs() -> bytes:
    """Spread over members that are all read."""
    blank = " " * 60_000_000
    book = {name: text.replace("?>", f"?>{blank}", 1) for name, text in _PARTS.items()}
    return zipped(book)


_LINK = stat.S_IFLNK | 0o777
_FILES: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "parent": (lambda: _with("../../x.xml"), Refused("sort de l’archive")),
    "parent_inside": (lambda: _with("xl/../../x.xml"), Refused("sort de l’archive")),
    "parent_windows": (lambda: _with("xl\\..\\..\\x.xml"), Refused("sort de l’archive")),
    "absolute": (lambda: _with("/etc/cron.d/x"), Refused("sort de l’archive")),
    "drive": (lambda: _with("C:/Windows/x.dll"), Refused("sort de l’archive")),
    "link": (lambda: _with("xl/lien", b"/etc/passwd", _LINK), Refused("lien symbolique")),
    "link_folder": (lambda: _with("xl/media/", b"/", _LINK), Refused("lien symbolique")),
    "twice": (_doubled, Refused("même nom")),
    "encrypted": (lambda: _flagged(1), Refused("mot de passe")),
    "method": (lambda: _directory(10, "<H", 97), Refused("ZIP abîmée")),
    "checksum": (lambda: _directory(16, "<L", 0xDEADBEEF), Refused("ZIP abîmée")),
    "size": (lambda: _directory(24, "<L", 0xFFFFFF00), Refused("une fois décompressé")),
    "packed_size": (lambda: _directory(20, "<L", 0x7FFFFFFF), Refused("ZIP abîmée")),
    "offset": (lambda: _directory(42, "<L", 0x7FFFFFF0), Refused("ZIP abîmée")),
    "many_members": (
        lambda: zipped({**_PARTS, **{f"x/{n}": "" for n in range(1_100)}}),
        Refused("fichiers au plus"),
    ),
    "nested": (_nested, Refused("ni classeur Excel, ni Shapefile")),
    "empty": (lambda: zipped({}), Refused("ni classeur Excel, ni Shapefile")),
    "bomb": (_bomb, Refused("décompressé")),
    "bomb_in_parts": (_many_bombs, Refused("décompressé")),
    "bomb_shapefile": (_shapefile_bomb, Refused("décompressé")),
    "truncated": (lambda: workbook(ROWS)[:-40], Refused("ZIP abîmée")),
    "half": (lambda: workbook(ROWS)[: len(workbook(ROWS)) // 2], Refused("ZIP abîmée")),
    "long_name": (lambda: _with("x" * 60_000), _RIGHT),
    "before_a_program": (lambda: b"#!/bin/sh\n" + workbook(ROWS), Refused("pas un classeur")),
    "after_a_program": (
        lambda: workbook(ROWS) + b"\n<script>1</script>",
        _RIGHT,
    ),
    "two_shapefiles": (lambda: _shapefile_with("b/autre.shp", b"x"), Refused("un seul Shapefile")),
    "no_coordinates": (lambda: _without(".prj"), Refused(".prj")),
    "no_attributes": (lambda: _without(".dbf"), Refused(".dbf")),
    "no_index": (lambda: _without(".shx"), Refused(".shx")),
}
ARCHIVES = tuple(
    Case(f"archive-{name}", OwnKind.PARTNERSHIPS, "a.xlsx", write, outcome)
    for name, (write, outcome) in _FILES.items()
)
