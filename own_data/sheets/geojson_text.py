"""What is looked at in the text of a GeoJSON before GDAL makes anything of it."""

from __future__ import annotations

import json
import re
from typing import Any

from common.errors import InvalidDataError, TooLargeError, clipped
from common.french import number
from common.limits import OWN_CELLS, OWN_COLUMNS, OWN_COMMAS, raised

_NAME = re.compile(r'"((?:[^"\\]|\\.){0,200})"\s*:')
_CRS = re.compile(r'"crs"\s*:\s*')
#: Coordinate systems that a name tells; an address is never followed, nor a file opened.
_KNOWN = re.compile(r"(?:urn:ogc:def:crs:)?(?:OGC|EPSG):[\w.]*:?\w+", re.I)
_NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")


def refuse_unread(text: str, name: str) -> None:
    """Refuse what GDAL would leave out without a word, or follow, or lay out without end.

    Parameters
    ----------
    text : of the file.
    name : what messages call it.

    Raises
    ------
    InvalidDataError
        If it is no JSON object, has a coordinate system that is no name of one, or a text with a
        null sign, which would end there.
    TooLargeError
        If its features have too many different properties: each has a cell for all of them.
    """
    if not text.lstrip().startswith("{"):
        raise InvalidDataError(name, ["fichier géographique illisible"])
    if _NUL.search(text):
        raise InvalidDataError(name, ["signe nul (\\u0000) dans un texte : retirez-le"])
    _refuse_wide(text, name)
    known, said = _crs(text)
    if not known:
        raise InvalidDataError(
            name,
            [f"système de coordonnées « {clipped(said)} » inconnu : attendu un nom, par exemple "
             "urn:ogc:def:crs:EPSG::2154, ou aucun (degrés)"],
        )  # fmt: skip


def _refuse_wide(text: str, name: str) -> None:
    names: set[str] = set()
    most, features = raised(OWN_COLUMNS), max(text.count('"properties"'), 1)
    cells = raised(OWN_CELLS)
    if text.count(":") > 2 * cells:  # each property has one
        raise TooLargeError(name, [f"{number(cells)} cellules au plus attendues"])
    for found in _NAME.finditer(text):
        names.add(found[1])
        if len(names) > most:
            raise TooLargeError(name, [f"{number(most)} propriétés différentes au plus attendues"])
    if text.count(",") > raised(OWN_COMMAS):
        raise TooLargeError(name, ["trop de sommets, ou de propriétés : simplifiez les formes"])
    if len(names) * features > 2 * cells:  # those of GeoJSON itself are among the names
        raise TooLargeError(name, [f"{number(cells)} cellules au plus attendues"])


def _crs(text: str) -> tuple[bool, str]:
    """Tell whether the coordinate system of the whole is known, and how it is written."""
    first, last = text.find('"features"'), text.rfind("]")
    ends = (text,) if first < 0 else (text[:first], text[max(last, first) :])
    for end in ends:
        found = _CRS.search(end)
        if found:
            return _named(end[found.end() :])
    return True, ""


def _named(written: str) -> tuple[bool, str]:
    try:
        crs: Any = json.JSONDecoder().raw_decode(written)[0]
    except (ValueError, RecursionError):
        return True, ""  # GDAL says of the whole that it cannot be read
    properties = crs.get("properties") if isinstance(crs, dict) else None
    given = properties.get("name") if isinstance(properties, dict) else None
    name = given if isinstance(given, str) else ""
    if not _KNOWN.fullmatch(name) or crs.get("type") != "name":
        return False, json.dumps(crs, ensure_ascii=False)
    from pyproj import CRS  # noqa: PLC0415 - only for a file that names one
    from pyproj.exceptions import CRSError  # noqa: PLC0415

    try:
        CRS.from_user_input(name)
    except CRSError:
        return False, name
    return True, name
