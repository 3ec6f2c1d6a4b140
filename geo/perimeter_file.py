"""Read what designates territories in a pasted text or in a file: codes or names, as text."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from shapely.geometry.base import BaseGeometry

from common.errors import InvalidDataError
from common.files import megabytes
from common.french import fold, number
from common.limits import PERIMETER_BYTES, PERIMETER_ROWS, POLYGONS
from geo.drawn_polygons import polygon, repaired

#: Columns (folded) that designate a territory, the surest first.
_COLUMNS = (
    *("code insee", "codgeo", "depcom", "insee com", "insee", "com", "code commune", "code geo"),
    *("code epci", "siren epci", "siren", "epci", "code", "code territoire", "territoire"),
    *("commune", "nom commune", "libgeo", "nom com", "nom epci", "nom", "libelle", "name"),
)
_SEPARATORS = (";", "\t", ",")
_CODE = re.compile(r"(?:[a-z]+:)?(?:\d{9}|[\dAB]{5}|\d{1,5}|2[AB]\d{0,3}|crte-[\dAB-]+)", re.I)


def split_designations(text: str) -> list[str]:
    r"""Split what a reader pasted: one designation a line, or several between ``;``, tabs, commas.

    >>> split_designations("01004; 01005\n\nAmbérieu-en-Bugey,  240100883")
    ['01004', '01005', 'Ambérieu-en-Bugey', '240100883']
    """
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[;,\t\r\n]+", text)]
    return _bounded([cell for cell in cells if cell], "le texte collé")


def read_designations(content: bytes, name: str) -> list[str] | list[BaseGeometry]:
    """Read a CSV, text or GeoJSON file.

    Parameters
    ----------
    content : the file; UTF-8 with or without mark, or Windows-1252.
    name : its name; ``.json`` and ``.geojson`` are read as GeoJSON.

    Returns
    -------
    list
        Codes or names, as written; or the polygons (EPSG:4326) of a GeoJSON file whose features
        have no code.

    Raises
    ------
    InvalidDataError
        If the file is too large, is no text, or designates nothing.
    """
    if len(content) > PERIMETER_BYTES:
        raise InvalidDataError(name, [f"{megabytes(PERIMETER_BYTES)} au plus attendus"])
    text = _decoded(content, name)
    if name.lower().endswith((".json", ".geojson")) or text.lstrip().startswith("{"):
        return _from_geojson(text, name)
    found = _bounded(_from_table(text, name), name)
    if not found:
        raise InvalidDataError(name, ["au moins un code ou un nom de territoire attendu"])
    return found


def _decoded(content: bytes, name: str) -> str:
    if b"\0" in content:
        raise InvalidDataError(name, ["texte attendu (CSV, TXT, GeoJSON), fichier binaire trouvé"])
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise InvalidDataError(name, ["texte UTF-8 ou Windows-1252 attendu"])


def _from_table(text: str, name: str) -> list[str]:
    """Take the column that designates territories; a list without columns is taken whole."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    separator = max(_SEPARATORS, key=first.count)
    if not first.count(separator):
        rows = [[line] for line in text.splitlines()]
    else:
        try:
            rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
        except csv.Error as error:
            raise InvalidDataError(name, ["CSV illisible (guillemet non fermé ?)"]) from error
    rows = [[cell.strip().strip('"').strip() for cell in row] for row in rows]
    rows = [row for row in rows if any(row)]
    header = [fold(cell) for cell in rows[0]] if rows else []
    column = next((header.index(known) for known in _COLUMNS if known in header), None)
    if column is not None:
        return [row[column] for row in rows[1:] if len(row) > column and row[column]]
    if len(rows) == 1 and any(_CODE.fullmatch(cell) for cell in rows[0]):
        return [cell for cell in rows[0] if cell]
    best = max(range(len(header)), key=lambda place: _likeness(rows, place), default=0)
    return [row[best] for row in rows if len(row) > best and row[best]]


def _likeness(rows: Sequence[Sequence[str]], place: int) -> int:
    """Count the cells of a column that look like a code."""
    return sum(len(row) > place and _CODE.fullmatch(row[place]) is not None for row in rows)


def _from_geojson(text: str, name: str) -> list[str] | list[BaseGeometry]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(name, ["JSON illisible"]) from error
    features = read.get("features", [read]) if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise InvalidDataError(name, ["une liste « features » attendue (GeoJSON)"])
    features = [feature for feature in features if isinstance(feature, dict)]
    if len(features) > PERIMETER_ROWS:
        raise InvalidDataError(name, [f"{number(PERIMETER_ROWS)} objets au plus attendus"])
    codes = [code for feature in features if (code := _code_of(feature)) is not None]
    if codes:
        return codes
    shapes = [
        drawn
        for feature in features
        if (drawn := polygon(feature.get("geometry", feature))) is not None
    ]
    if len(shapes) > POLYGONS:
        raise InvalidDataError(name, [f"{number(POLYGONS)} polygones au plus attendus"])
    if shapes:
        return repaired(shapes, name)
    raise InvalidDataError(
        name, ["un code (code, code_insee, siren…) ou un polygone attendu pour chaque objet"]
    )


def _code_of(feature: dict[str, Any]) -> str | None:
    """Take the property that designates the territory of a feature."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return None
    folded = {fold(str(key)): value for key, value in properties.items()}
    for column in _COLUMNS:
        value = folded.get(column)
        if isinstance(value, str | int) and not isinstance(value, bool) and str(value).strip():
            return str(value).strip()
    return None


def _bounded(cells: list[str], name: str) -> list[str]:
    if len(cells) > PERIMETER_ROWS:
        raise InvalidDataError(
            name,
            [
                f"{number(PERIMETER_ROWS)} codes ou noms au plus attendus, "
                f"{number(len(cells))} trouvés"
            ],
        )
    return cells


def described(items: Iterable[str], most: int = 10) -> str:
    """List a few texts, and say how many are left.

    >>> described(["a", "b", "c"], 2)
    'a, b et 1 autre'
    """
    listed = list(items)
    left = len(listed) - most
    if left <= 0:
        return ", ".join(listed)
    return f"{', '.join(listed[:most])} et {number(left)} autre{'s' if left > 1 else ''}"
