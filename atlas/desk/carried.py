"""What a reader's file says of itself, where the product wrote it: it goes with what is made of it.

A command works on any file. One that this product handed out (:mod:`atlas.desk.written`) says its
sources, the mention of its survey and its mark: the results of the command say them again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from atlas.desk.provenance import DEMONSTRATION_MARK, Source
from common.delimited import SUFFIXES, read_delimited

#: Columns of a result that tell what its input said; its title is its own.
CARRIED = ("sources", "mention", "demonstration", "data_version", "recipe")
#: Columns, and members, by which a file of the product is known.
_OURS = {"title", *CARRIED}
_OUR_MEMBERS = {"title", "sources", "mentions", "demonstration", "data_version", "recipe"}
_JSON, _RASTER = (".geojson", ".json"), (".tif", ".tiff")
_BETWEEN = " ; "
#: Bytes of a GeoJSON in which the product writes what it says of the collection.
_BEFORE_FEATURES = 1_000_000


def carried(path: Path) -> dict[str, str]:
    """Read what a file of the product says of itself.

    Parameters
    ----------
    path : CSV, GeoJSON, GeoTIFF or any other file, that a command has read without fault.

    Returns
    -------
    dict
        :data:`CARRIED`, each with what the file says or ""; empty where the product did not write
        the file, or where its format keeps nothing.
    """
    suffix = path.suffix.lower()
    if suffix in SUFFIXES:
        return _of_table(read_delimited(path, blanks=()).frame)
    if suffix in _JSON:
        return _of_members(_collection(path))
    if suffix in _RASTER:
        return _of_tags(path)
    return {}


def carry(rows: pd.DataFrame, told: Mapping[str, str]) -> pd.DataFrame:
    """End the rows of a result by what its input said, beside what they say themselves."""
    texts = {
        name: rows[name].map(lambda own, text=text: _joined([text, own])) if name in rows else text
        for name, text in told.items()
    }
    return rows.assign(**texts)


def sentences(told: Mapping[str, str]) -> tuple[str, ...]:
    """Give the mention and the mark that must be shown with the results."""
    return tuple(text for text in (told.get("mention"), told.get("demonstration")) if text)


def _of_table(table: pd.DataFrame) -> dict[str, str]:
    if not set(table.columns) >= _OURS:
        return {}
    return {name: _joined(table[name].dropna()) for name in CARRIED}


def _collection(path: Path) -> Any:
    """Read the members of a GeoJSON that come before its features, without the features."""
    with path.open("rb") as file:
        beginning, features, _ = file.read(_BEFORE_FEATURES).partition(b'"features"')
    if not features:
        return None
    try:
        return json.loads(beginning.rstrip().removesuffix(b",") + b"}")
    except ValueError:  # the file of somebody else, that was read by other means
        return None


def _of_members(read: Any) -> dict[str, str]:
    if not isinstance(read, dict) or not read.keys() >= _OUR_MEMBERS:
        return {}
    return {
        "sources": _joined(Source(**source).line() for source in read["sources"]),
        "mention": _joined(read["mentions"]),
        "demonstration": DEMONSTRATION_MARK if read["demonstration"] else "",
        "data_version": str(read["data_version"]),
        "recipe": str(read["recipe"] or ""),
    }


def _of_tags(path: Path) -> dict[str, str]:
    import rasterio  # noqa: PLC0415 - only where a raster is read

    with rasterio.open(path) as raster:
        tags = raster.tags()
    if "DATA_VERSION" not in tags:
        return {}
    return {name: tags.get(name.upper(), "") for name in CARRIED}


def _joined(texts: Iterable[str]) -> str:
    """Say several texts once each."""
    return _BETWEEN.join(dict.fromkeys(text for text in texts if text))
