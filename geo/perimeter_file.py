"""Read what designates territories in a pasted text or in a file, and leave nothing out unsaid."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from shapely.geometry.base import BaseGeometry

from common.delimited import Rows, separator_of
from common.errors import InvalidDataError
from common.files import megabytes
from common.french import described, number, plural
from common.limits import PERIMETER_BYTES, PERIMETER_COLUMNS, PERIMETER_ROWS, SEARCH_LENGTH
from common.text_files import decoded
from geo.designation_columns import Designation, designations_of, is_code_like, is_known
from geo.drawn_polygons import polygon

#: Lines from more than which a first one that is no code, above codes, is a title.
_TITLED = 2
#: Rows among which headers are looked for, under titles.
_TITLES = 20
#: Characters of a cell that are read: one more than is accepted of a name.
_LONGEST = SEARCH_LENGTH + 1
_POLYGONAL = ("Polygon", "MultiPolygon")


@dataclass(frozen=True)
class Listing:
    """What a file designates.

    Attributes
    ----------
    designations : one per row or feature; none where polygons alone designate.
    shapes : polygons (EPSG:4326) by place in ``designations``; all of them where there is none.
    notes : French sentences: the columns used, what was left out.
    """

    designations: tuple[Designation, ...]
    shapes: tuple[tuple[int, BaseGeometry], ...] = ()
    notes: tuple[str, ...] = ()


def split_designations(text: str) -> list[str]:
    r"""Split what a reader pasted: one designation a line, or several between ``;``, tabs, commas.

    >>> split_designations("01004; 01005\n\nAmbérieu-en-Bugey,  240100883")
    ['01004', '01005', 'Ambérieu-en-Bugey', '240100883']
    """
    cells = [cell.strip().strip('"').strip() for cell in re.split(r"[;,\t\r\n]+", text)]
    found = [cell for cell in cells if cell]
    _refuse_many(len(found), "codes ou noms", "le texte collé")
    return found


def read_designations(content: bytes, name: str) -> Listing:
    """Read a CSV, text or GeoJSON file.

    Parameters
    ----------
    content : the file, in any encoding of :func:`common.text_files.decoded`.
    name : its name; ``.json`` and ``.geojson`` are read as GeoJSON.

    Raises
    ------
    InvalidDataError
        If the file is too large, is no text, or designates nothing; with every row or feature that
        designates nothing.
    """
    if len(content) > PERIMETER_BYTES:
        raise InvalidDataError(name, [f"{megabytes(PERIMETER_BYTES)} au plus attendus"])
    text = decoded(content, name)
    if name.lower().endswith((".json", ".geojson")) or text.lstrip().startswith("{"):
        return _from_geojson(text, name)
    return _from_table(text, name)


def _from_table(text: str, name: str) -> Listing:
    """Read rows; without a line of headers, the cells tell which column designates."""
    separator = separator_of(text)
    rows = Rows(text, separator, name)
    lines = [(line, [cell[:_LONGEST] for cell in row]) for line, row in rows]
    if not lines:
        raise InvalidDataError(name, ["au moins un code ou un nom de territoire attendu"])
    _refuse_many(len(lines), "lignes", name)
    header = lines[0][1]
    if len(lines) > 1 or any(is_known(cell) for cell in header[:PERIMETER_COLUMNS]):
        _refuse_wide(max(len(row) for _, row in lines), name)
    notes = []
    if rows.empty:
        lost = plural(rows.empty, "ligne vide laissée", "lignes vides laissées")
        notes.append(f"{number(rows.empty)} {lost} de côté.")
    if below := _headers_below(lines):
        place, titles = below
        found_at = f"les noms des colonnes sont à la ligne {place} ({described(titles)})"
        raise InvalidDataError(name, [f"{found_at} : ôtez les titres qui sont au-dessus"])
    if any(is_known(cell) for cell in header):
        found, columns = _from_headers(lines, name)
        notes = [columns_note(columns), *notes] if columns else notes
    else:
        found, told = _from_cells(lines, name)
        notes += told
    if not found:
        raise InvalidDataError(name, ["au moins un code ou un nom de territoire attendu"])
    return Listing(tuple(found), notes=tuple(notes))


def _headers_below(lines: list[tuple[int, list[str]]]) -> tuple[int, list[str]] | None:
    """Find the row of headers that titles are above; None where the first row may be read."""
    if any(is_known(cell) for cell in lines[0][1]):
        return None
    for line, row in lines[1:_TITLES]:
        if any(is_code_like(cell) for cell in row):
            return None
        if sum(is_known(cell) for cell in row) > 1:
            return line, [cell for cell in row if cell]
    return None


def columns_note(columns: tuple[str, ...]) -> str:
    """Say which column of a file designates, and which one its names were compared with."""
    beside = f" ; noms comparés : « {columns[1]} »" if len(columns) > 1 else ""
    return f"Colonne qui désigne les territoires : « {columns[0]} »{beside}."


def _from_headers(
    lines: list[tuple[int, list[str]]], name: str
) -> tuple[list[Designation], tuple[str, ...]]:
    """Read a table by its headers."""
    (_, header), *body = lines
    doubled = [title for title, count in Counter(header).items() if title and count > 1]
    faults = [f"nom de colonne répété : « {title} »" for title in doubled]
    faults += [
        f"ligne {line} : {len(row)} {plural(len(row), 'cellule')}, {len(header)} attendues"
        for line, row in body
        if len(row) != len(header)
    ]
    if faults:
        raise InvalidDataError(name, faults)
    named = [
        (f"ligne {line}", {title: cell for title, cell in zip(header, row, strict=True) if title})
        for line, row in body
    ]
    found, columns = designations_of(named, name)
    if body and not columns:
        raise InvalidDataError(
            name,
            ["une colonne de codes (code_insee, siren…) ou de noms attendue ; colonnes trouvées : "
             + described(header)],
        )  # fmt: skip
    return found, columns


def _from_cells(
    lines: list[tuple[int, list[str]]], name: str
) -> tuple[list[Designation], list[str]]:
    """Read a list: cells alone, or the column that has the most codes; a title line is told."""
    notes: list[str] = []
    if all(is_code_like(cell) for _, row in lines for cell in row if cell):
        return [
            Designation(cell, f"ligne {line}") for line, row in lines for cell in row if cell
        ], notes
    width = max(len(row) for _, row in lines)
    likeness = [
        sum(len(row) > place and is_code_like(row[place]) for _, row in lines)
        for place in range(width)
    ]
    best = likeness.index(max(likeness))
    titled = len(lines) > _TITLED and likeness[best] == len(lines) - 1
    if titled and not is_code_like((lines[0][1] + [""] * width)[best]):
        notes.append(f"Ligne {lines[0][0]} prise pour un titre : « {lines[0][1][best][:60]} ».")
        lines = lines[1:]
    blank = [
        f"ligne {line} : cellule vide dans la colonne qui désigne ({' '.join(row).strip()[:60]})"
        for line, row in lines
        if len(row) <= best or not row[best]
    ]
    if blank:
        raise InvalidDataError(name, blank)
    return [
        Designation(row[best], f"ligne {line}", others=(*row[:best], *row[best + 1 :]))
        for line, row in lines
    ], notes


def _from_geojson(text: str, name: str) -> Listing:
    features = _features(text, name)
    rows = [(f"objet {place}", _cells(one)) for place, one in enumerate(features, start=1)]
    _refuse_wide(len({header for _, cells in rows for header in cells}), name)
    geometries = [one.get("geometry") if "geometry" in one else one for one in features]
    drawn = [
        (place, read)
        for place, geometry in enumerate(geometries)
        if (read := polygon(geometry)) is not None
    ]
    found, columns = designations_of(rows, name)
    if columns:
        return Listing(tuple(found), tuple(drawn), (columns_note(columns),))
    held = {place for place, _ in drawn}
    faults = [
        f"objet {place + 1} : ni code (code, code_insee, siren…), ni polygone en degrés "
        f"({_kind(geometry)})"
        for place, geometry in enumerate(geometries)
        if place not in held
    ]
    if faults:
        raise InvalidDataError(name, faults)
    return Listing((), tuple(drawn))


def _features(text: str, name: str) -> list[dict[str, Any]]:
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InvalidDataError(name, ["JSON illisible"]) from error
    features = read.get("features", [read]) if isinstance(read, dict) else None
    if not isinstance(features, list) or not features:
        raise InvalidDataError(name, ["une liste « features » attendue (GeoJSON)"])
    _refuse_many(len(features), "objets", name)
    wrong = [place for place, one in enumerate(features, start=1) if not isinstance(one, dict)]
    if wrong:
        raise InvalidDataError(name, [f"objet {place} : objet GeoJSON attendu" for place in wrong])
    return features


def _cells(feature: dict[str, Any]) -> dict[str, str]:
    """Give the properties that are texts or whole numbers (1004.0 too), as a row of a table."""
    properties = feature.get("properties")
    if not isinstance(properties, dict):
        return {}
    return {
        str(key): str(value)[:_LONGEST].strip()
        for key, value in properties.items()
        if (isinstance(value, str | int) and not isinstance(value, bool))
        or (isinstance(value, float) and value.is_integer())
    }


def _kind(geometry: object) -> str:
    if not isinstance(geometry, dict):
        return "sans géométrie"
    kind = str(geometry.get("type"))
    return "coordonnées illisibles" if kind in _POLYGONAL else kind[:30]


def _refuse_wide(count: int, source: str) -> None:
    if count > PERIMETER_COLUMNS:
        raise InvalidDataError(source, [f"{number(PERIMETER_COLUMNS)} colonnes au plus attendues"])


def _refuse_many(count: int, what: str, source: str) -> None:
    if count > PERIMETER_ROWS:
        raise InvalidDataError(
            source, [f"{number(PERIMETER_ROWS)} {what} au plus attendus, {number(count)} trouvés"]
        )
