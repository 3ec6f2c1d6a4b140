"""What a file holds, as tables or grids that can be compared; its hours and its bytes are not."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
from PIL import Image

from common.delimited import read_delimited
from common.errors import InvalidDataError
from common.files import read_bounded
from common.limits import OWN_UNPACKED_BYTES, SHAPES_BYTES, TABLE_BYTES
from common.text_files import decoded
from geo.geopackage_objects import first_layer
from geo.shape_files import read_shapes
from geo.zonal_raster import open_raster
from own_data.sheets.archive import Archive
from own_data.sheets.workbook import read_workbook, sheet_names
from own_data.sheets.xml_parts import walk

#: Tables, their rows named, and grids of numbers, by a name that a reader understands.
Contents = dict[str, "pd.DataFrame | np.ndarray"]
_SHAPE = "geometry"
#: How a FlatGeobuf begins.
_FLATGEOBUF = b"fgb"
_DOCUMENT = re.compile(r"word/(document|header\d*|footer\d*)\.xml")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
#: How what a PDF says of itself begins, beside its pages: its command is what was run.
_SAID = b"<?xpacket"


def contents_of(path: Path) -> Contents:
    """Read the whole of a file that names its command (:mod:`atlas.jobs.file_record`).

    Raises
    ------
    InvalidDataError, TooLargeError
        If it cannot be read, or holds too much.
    """
    return _READERS[path.suffix.lower()](path)


def refuse_what_runs(path: Path) -> None:
    """Refuse a file of features that is not what its name says, or that would run when read.

    Raises
    ------
    InvalidDataError
        With one sentence.
    """
    if path.suffix.lower() == ".gpkg":
        try:
            first_layer(path)
        except sqlite3.Error:
            raise InvalidDataError(path.name, ["ce n’est pas un GeoPackage"]) from None
        return
    with path.open("rb") as file:
        if file.read(len(_FLATGEOBUF)) != _FLATGEOBUF:
            raise InvalidDataError(path.name, ["ce n’est pas un FlatGeobuf"])


def document_lines(archive: Archive) -> list[str]:
    """Give the paragraphs of a DOCX, its headers and footers among them."""
    lines: list[str] = []
    runs: list[str] = []

    def end(tag: str, text: str) -> None:
        if tag == "t":
            runs.append(text)
        elif tag == "p":
            lines.append("".join(runs))
            runs.clear()

    for part in archive.find(lambda one: bool(_DOCUMENT.fullmatch(one))):
        walk(archive.read(part), archive.name, lambda _tag, _attributes: None, end)
    return lines


def _named(frame: pd.DataFrame) -> pd.DataFrame:
    """Name rows by their first column; those of the same name are told apart by their rank."""
    frame = frame.reset_index(drop=True)
    if frame.shape[1] == 0:
        return frame
    names = frame.iloc[:, 0].astype("str")
    again = names.groupby(names).cumcount()
    return frame.set_axis(
        [f"{name} ({rank + 1})" if rank else name for name, rank in zip(names, again, strict=True)]
    )


def _lines(texts: list[str], what: str) -> pd.DataFrame:
    rank = [f"{what} {place}" for place in range(1, len(texts) + 1)]
    return pd.DataFrame({what: texts}, index=pd.Index(rank), dtype="object")


def _of_csv(path: Path) -> Contents:
    return {"lignes": _named(read_delimited(path, blanks=(), limit=TABLE_BYTES).frame)}


def _of_workbook(path: Path) -> Contents:
    content = read_bounded(path, SHAPES_BYTES)
    names = sheet_names(Archive(content, path.name))
    return {
        f"feuille « {name} »": _named(read_workbook(Archive(content, path.name), name).frame)
        for name in names
    }


def _of_geojson(path: Path) -> Contents:
    read = json.loads(read_bounded(path, SHAPES_BYTES))
    features = read.get("features")
    if not isinstance(features, list):
        return {"membres": _flat(read)}
    rows = [
        {"id": one.get("id"), **(one.get("properties") or {}), _SHAPE: json.dumps(one[_SHAPE])}
        for one in features
    ]
    said = {name: value for name, value in read.items() if name != "features"}
    return {"membres": _flat(said), "lignes": _named(pd.DataFrame(rows, dtype="object"))}


def _flat(read: object) -> pd.DataFrame:
    """Lay out a JSON value, one row a text or a number, named by where it is."""
    found: dict[str, Any] = {}
    waiting: list[tuple[str, object]] = [("", read)]
    while waiting:
        where, value = waiting.pop()
        if isinstance(value, Mapping):
            waiting += [
                (f"{where}.{key}" if where else str(key), one) for key, one in value.items()
            ]
        elif isinstance(value, list):
            waiting += [(f"{where}[{rank}]", one) for rank, one in enumerate(value)]
        else:
            found[where] = value
    return pd.DataFrame({"valeur": found}, dtype="object").sort_index()


def _of_geopackage(path: Path) -> Contents:
    import pyogrio  # noqa: PLC0415 - only where a file of this kind is read

    refuse_what_runs(path)
    names = [str(name) for name in pyogrio.list_layers(path.absolute())[:, 0]]
    return {
        f"table « {name} »": _placed(pyogrio.read_dataframe(path.absolute(), layer=name))
        for name in names
    }


def _of_flatgeobuf(path: Path) -> Contents:
    import pyogrio  # noqa: PLC0415 - only where a file of this kind is read

    refuse_what_runs(path)
    return {"lignes": _placed(pyogrio.read_dataframe(path.absolute()))}


def _of_parquet(path: Path) -> Contents:
    return {"lignes": _placed(read_shapes(path))}


def _placed(frame: pd.DataFrame) -> pd.DataFrame:
    """Write the shapes of rows as texts, the rows in the order of their names."""
    if isinstance(frame, gpd.GeoDataFrame):
        shapes = frame.geometry.to_wkt(rounding_precision=6)
        crs = str(frame.crs.to_authority()) if frame.crs else ""
        frame = pd.DataFrame(frame.drop(columns=frame.geometry.name)).assign(
            **{_SHAPE: shapes, "crs": crs}
        )
    return _named(frame.astype("object")).sort_index()


def _of_document(path: Path) -> Contents:
    content = read_bounded(path, SHAPES_BYTES)
    archive = Archive(content, path.name)
    pictures = archive.find(lambda one: one.startswith("word/media/"))
    prints = {one: hashlib.sha256(archive.read(one)).hexdigest() for one in pictures}
    return {
        "texte": _lines(document_lines(archive), "paragraphe"),
        "images": pd.DataFrame({"image": prints}, dtype="object"),
    }


def _of_pdf(path: Path) -> Contents:
    """Give the print of each part of a PDF, once unpacked: its texts are drawings of letters."""
    left = OWN_UNPACKED_BYTES.known
    prints = []
    for packed in _STREAM.findall(read_bounded(path, SHAPES_BYTES)):
        try:
            content = zlib.decompressobj().decompress(packed, left)
        except zlib.error:
            content = packed
        left = max(left - len(content), 1)
        if not content.startswith(_SAID):
            prints.append(hashlib.sha256(content).hexdigest())
    return {"contenu": _lines(prints, "partie")}


def _of_png(path: Path) -> Contents:
    with Image.open(path, formats=["PNG"]) as image:
        return {"pixels": np.asarray(image.convert("RGBA"), dtype="int16")}


def _of_svg(path: Path) -> Contents:
    text = decoded(read_bounded(path, SHAPES_BYTES), path.name)
    return {"dessin": _lines(text.splitlines(), "ligne")}


def _of_raster(path: Path) -> Contents:
    with open_raster(path) as raster:
        return {"cellules": raster.read(1).astype("float64")}


_READERS: dict[str, Callable[[Path], Contents]] = {
    ".csv": _of_csv,
    ".geojson": _of_geojson,
    ".json": _of_geojson,
    ".gpkg": _of_geopackage,
    ".fgb": _of_flatgeobuf,
    ".parquet": _of_parquet,
    ".xlsx": _of_workbook,
    ".docx": _of_document,
    ".pdf": _of_pdf,
    ".png": _of_png,
    ".svg": _of_svg,
    ".tif": _of_raster,
    ".tiff": _of_raster,
}
