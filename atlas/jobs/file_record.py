"""What a file says of how it was made: its command, its data, its recipe; whatever its format.

The file may come from anybody: nothing in it is believed, run or followed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.sax.saxutils import unescape

from PIL import Image

from atlas.desk.remade import LABEL, PROGRAM
from atlas.jobs.file_contents import document_lines, refuse_what_runs
from common.delimited import rows_of
from common.errors import InvalidDataError, UnknownNameError
from common.files import read_bounded
from common.limits import COMMAND_LENGTH, PICTURE_PIXELS, SHAPES_BYTES
from common.parquet_files import refuse_large_parquet
from common.text_files import decoded
from geo.zonal_raster import open_raster
from own_data.sheets.archive import Archive
from own_data.sheets.workbook import read_workbook

#: Names of a record among columns, members, metadata; and on the sheet of a workbook.
NAMES = ("command", "data_version", "recipe")
_SHEET, _ROWS = "À lire", (LABEL, "Version des données", "Réglages")
#: How texts say them: a sentence, or the keywords of a document.
_COMMAND = re.compile(rf"{LABEL}\s*:\s*({PROGRAM} .*? -o fichier\.[a-z]{{2,7}})\b", re.DOTALL)
_VERSION = re.compile(r"(?:donnees-|Données Fragiscope, version )([\w+]+)")
_RECIPE = re.compile(r"(?:reglages-|réglages )(\w+)")
_KEYWORDS = re.compile(rb"/Keywords\s*(\((?:\\.|[^\\)])*\)|<[0-9A-Fa-f\s]*>)", re.DOTALL)
_KEYWORDS_XML = re.compile(rb"<pdf:Keywords>(.*?)</pdf:Keywords>", re.DOTALL)
_ESCAPED = re.compile(rb"\\(\d{1,3}|.)", re.DOTALL)


@dataclass(frozen=True)
class FileRecord:
    """How a file says that it was made.

    Attributes
    ----------
    command : as a shell reads it.
    data_version : fingerprint of the data.
    recipe : fingerprint of the recipe of the scores, "" where no score enters.
    """

    command: str
    data_version: str
    recipe: str = ""


def read_record(path: Path) -> FileRecord:
    """Read how a file was made.

    Raises
    ------
    UnknownNameError
        If its name says a format that the product does not write.
    MissingDataError
        If it is absent.
    InvalidDataError
        If it cannot be read, or names no command.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise UnknownNameError("le format du fichier", path.name, list(_READERS))
    content = read_bounded(path, SHAPES_BYTES)
    try:
        said = reader(path, content)
    except (OSError, ValueError, RecursionError) as error:
        raise InvalidDataError(path.name, ["illisible dans le format que dit son nom"]) from error
    texts = {name: str(said.get(name) or "") for name in NAMES}
    if not texts["command"] or not texts["data_version"]:
        raise InvalidDataError(
            path.name,
            [
                "il ne dit pas quelle commande le refait : attendu un fichier de Fragiscope, tel "
                "qu’il a été écrit"
            ],
        )
    if len(texts["command"]) > COMMAND_LENGTH:
        raise InvalidDataError(path.name, ["la commande qu’il nomme est trop longue"])
    return FileRecord(**texts)


def pdf_keywords(content: bytes) -> str:
    """Read the keywords of a PDF of the product, which are never compressed."""
    told = _KEYWORDS_XML.search(content)
    if told:
        entities = {"&quot;": '"', "&apos;": "'", "&#39;": "'"}
        return unescape(told[1].decode("utf-8", "replace"), entities)
    found = _KEYWORDS.search(content)
    if found is None:
        return ""
    written = found[1]
    if written.startswith(b"<"):
        raw = bytes.fromhex(written[1:-1].decode("ascii"))
    else:
        raw = _ESCAPED.sub(_unescaped, written[1:-1])
    return raw[2:].decode("utf-16-be") if raw.startswith(b"\xfe\xff") else raw.decode("latin-1")


def _unescaped(found: re.Match[bytes]) -> bytes:
    code = found[1]
    if code.isdigit():
        return bytes([int(code, 8) & 255])
    return {b"n": b"\n", b"r": b"\r", b"t": b"\t"}.get(code, code)


def _of_text(text: str) -> dict[str, str]:
    found = (_COMMAND.search(text), _VERSION.search(text), _RECIPE.search(text))
    return {name: one[1] if one else "" for name, one in zip(NAMES, found, strict=True)}


def _of_csv(path: Path, content: bytes) -> Mapping[str, Any]:
    rows = iter(rows_of(decoded(content, path.name), path.name))
    _, header = next(rows, (0, []))
    _, first = next(rows, (0, []))
    return dict(zip(header, first, strict=False))


def _of_json(path: Path, content: bytes) -> Mapping[str, Any]:
    read = json.loads(content)
    if not isinstance(read, dict):
        raise InvalidDataError(path.name, ["objet JSON attendu"])
    return {name: read.get(name) for name in NAMES if isinstance(read.get(name), str)}


def _of_workbook(path: Path, content: bytes) -> Mapping[str, Any]:
    frame = read_workbook(Archive(content, path.name), _SHEET).frame
    said = dict(frame.iloc[:, :2].fillna("").itertuples(index=False, name=None))
    return {name: said.get(row) for name, row in zip(NAMES, _ROWS, strict=True)}


def _of_features(path: Path, _content: bytes) -> Mapping[str, Any]:
    import pyogrio  # noqa: PLC0415 - only where a file of this kind is read

    refuse_what_runs(path)
    about = pyogrio.read_info(path.absolute())
    return {**(about["dataset_metadata"] or {}), **(about["layer_metadata"] or {})}


def _of_parquet(path: Path, _content: bytes) -> Mapping[str, Any]:
    import pyarrow.parquet as pq  # noqa: PLC0415 - half a second

    refuse_large_parquet(path)
    told = (pq.read_schema(path).metadata or {}).get(b"fragiscope", b"{}")
    return _of_json(path, told)


def _of_document(path: Path, content: bytes) -> Mapping[str, Any]:
    archive = Archive(content, path.name)
    keywords = archive.read("docProps/core.xml").decode("utf-8", "replace")
    return _of_text("\n".join([keywords, *document_lines(archive)]))


def _of_pdf(_path: Path, content: bytes) -> Mapping[str, Any]:
    return _of_text(pdf_keywords(content))


def _of_png(path: Path, _content: bytes) -> Mapping[str, Any]:
    with Image.open(path, formats=["PNG"]) as image:
        if image.width * image.height > PICTURE_PIXELS:
            raise InvalidDataError(path.name, ["image trop grande"])
        return _of_text(str(image.info.get("Source", "")))


def _of_svg(path: Path, content: bytes) -> Mapping[str, Any]:
    entities = {"&quot;": '"', "&apos;": "'", "&#39;": "'"}
    return _of_text(unescape(decoded(content, path.name), entities))


def _of_raster(path: Path, _content: bytes) -> Mapping[str, Any]:
    with open_raster(path) as raster:
        tags = raster.tags()
    return {name: tags.get(name.upper(), tags.get(name)) for name in NAMES}


_READERS: dict[str, Callable[[Path, bytes], Mapping[str, Any]]] = {
    ".csv": _of_csv,
    ".geojson": _of_json,
    ".json": _of_json,
    ".gpkg": _of_features,
    ".fgb": _of_features,
    ".parquet": _of_parquet,
    ".xlsx": _of_workbook,
    ".docx": _of_document,
    ".pdf": _of_pdf,
    ".png": _of_png,
    ".svg": _of_svg,
    ".tif": _of_raster,
    ".tiff": _of_raster,
}
