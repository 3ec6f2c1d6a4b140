"""Read a sheet of an Excel workbook (Office Open XML) that anybody may have written.

Nothing is worked out, opened or followed: the values that the file stores, as its cells show them.
Why without a package: docs/decisions/0025-workbooks-read-without-a-package.md.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from common.errors import InvalidDataError, TooLargeError, clipped
from common.french import described, number, plural
from common.limits import OWN_COLUMNS, WORKBOOK_CELLS, raised
from own_data.loaded import Fault
from own_data.sheets.archive import Archive
from own_data.sheets.number_formats import GENERAL, format_of, shown
from own_data.sheets.sheet import Row, Sheet, sheet_of
from own_data.sheets.xml_parts import walk

WORKBOOK = "xl/workbook.xml"
_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
#: Attribute of a sheet that leads to its part, with its namespace or not.
_LINK = re.compile(r"(?:.* )?id")
_BOOLEANS = {"1": "VRAI", "0": "FAUX"}


@dataclass
class _Book:
    """What the parts of a workbook say together."""

    sheets: list[tuple[str, str, bool]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    formats: list[str] = field(default_factory=list)
    from_1904: bool = False


@dataclass
class _Cells:
    """The cells of a sheet, as they are met."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    formulas: int = 0
    empty_formulas: list[str] = field(default_factory=list)
    merged: int = 0
    count: int = 0


def read_workbook(archive: Archive, wanted: str = "") -> Sheet:
    """Read a sheet of a workbook.

    Parameters
    ----------
    archive : the file.
    wanted : name of the sheet; the first that is not hidden, by default.

    Raises
    ------
    InvalidDataError
        If it is no workbook, holds macros, or has no such sheet.
    TooLargeError
        If it holds too much (:mod:`common.limits`).
    """
    name = archive.name
    if archive.find(lambda one: one.lower().endswith("vbaproject.bin")):
        raise InvalidDataError(
            name, ["classeur à macros : enregistrez la feuille en .xlsx ou en CSV"]
        )
    book = _book(archive)
    names = [title for title, _, hidden in book.sheets if not hidden]
    title = wanted or next(iter(names), "")
    part = next((path for one, path, _ in book.sheets if one == title), None)
    if part is None:
        raise InvalidDataError(
            name, [f"feuille « {clipped(wanted)} » absente ; trouvées : {described(names)}"]
        )
    cells = _cells(archive.read(part), name, book)
    notices = _notices(archive, title, [one for one in names if one != title], cells)
    faults = [
        Fault(
            int(_REFERENCE.fullmatch(place)[2]),  # type: ignore[index]  # references were read so
            place,
            "une formule dont le résultat n’est pas enregistré",
            "une valeur",
            "Ouvrez le classeur dans votre tableur, enregistrez-le, puis réessayez.",
        )
        for place in cells.empty_formulas
    ]
    return sheet_of(name, _rows(cells), notices=notices, faults=faults)


def sheet_names(archive: Archive) -> list[str]:
    """List the sheets of a workbook, in its order, those that are hidden left out."""
    return [title for title, _, hidden in _book(archive).sheets if not hidden]


def _notices(archive: Archive, title: str, others: list[str], cells: _Cells) -> list[str]:
    notices = []
    if others:
        notices.append(f"Feuille lue : « {clipped(title)} » ; laissées : {described(others)}.")
    if cells.formulas:
        told = plural(cells.formulas, "formule : son dernier résultat enregistré est lu",
                      "formules : leur dernier résultat enregistré est lu")  # fmt: skip
        notices.append(f"{number(cells.formulas)} {told}.")
    if cells.merged:
        told = plural(cells.merged, "zone de cellules fusionnées", "zones de cellules fusionnées")
        notices.append(f"{number(cells.merged)} {told} : seule la première cellule a une valeur.")
    if archive.find(lambda one: one.startswith("xl/externalLinks/")):
        notices.append("Liens vers d’autres classeurs : aucun n’est suivi.")
    return notices


def _book(archive: Archive) -> _Book:
    """Read what a workbook says besides its cells."""
    book = _Book()
    targets = _targets(archive)
    found: list[tuple[str, str, bool]] = []

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "sheet":
            hidden = attributes.get("state", "visible") != "visible"
            key = next((text for of, text in attributes.items() if _LINK.fullmatch(of)), "")
            found.append((attributes.get("name", ""), key, hidden))
        elif tag == "workbookPr":
            book.from_1904 = attributes.get("date1904") in ("1", "true")

    walk(archive.read(WORKBOOK), archive.name, start, _ignore)
    book.sheets = [(title, targets[key], hidden) for title, key, hidden in found if key in targets]
    if "xl/sharedStrings.xml" in archive.names:
        book.texts = _shared_texts(archive.read("xl/sharedStrings.xml"), archive.name)
    if "xl/styles.xml" in archive.names:
        book.formats = _formats(archive.read("xl/styles.xml"), archive.name)
    return book


def _targets(archive: Archive) -> dict[str, str]:
    """Part of the archive that each relation of the workbook leads to; none leads out of it."""
    found: dict[str, str] = {}

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "Relationship" and attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("xl", attributes.get("Target", "")))
            found[attributes.get("Id", "")] = target.lstrip("/")

    walk(archive.read("xl/_rels/workbook.xml.rels"), archive.name, start, _ignore)
    return found


def _shared_texts(content: bytes, name: str) -> list[str]:
    """Read the texts that cells share; how a word is pronounced is left out."""
    texts: list[str] = []
    parts: list[str] = []
    phonetic = 0
    most = raised(WORKBOOK_CELLS)

    def start(tag: str, _: Mapping[str, str]) -> None:
        nonlocal phonetic
        phonetic += tag == "rPh"
        if tag == "si":
            parts.clear()

    def end(tag: str, text: str) -> None:
        nonlocal phonetic
        if tag == "t" and not phonetic:
            parts.append(text)
        elif tag == "si":
            texts.append("".join(parts))
            if len(texts) > most:
                raise _too_many(name, most, "textes au plus attendus")
        phonetic -= tag == "rPh"

    walk(content, name, start, end)
    return texts


def _formats(content: bytes, name: str) -> list[str]:
    """Format of numbers of each look of a cell."""
    custom: dict[int, str] = {}
    styles: list[int] = []
    inside = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            custom[_whole(attributes.get("numFmtId"))] = attributes.get("formatCode", "")[:200]
        elif tag == "cellXfs":
            inside = True
        elif tag == "xf" and inside:
            styles.append(_whole(attributes.get("numFmtId")))

    def end(tag: str, _: str) -> None:
        nonlocal inside
        inside = inside and tag != "cellXfs"

    walk(content, name, start, end)
    return [format_of(style, custom) for style in styles]


def _cells(content: bytes, name: str, book: _Book) -> _Cells:
    """Read the cells of a sheet that hold something."""
    cells = _Cells()
    most_columns, most_cells = raised(OWN_COLUMNS), raised(WORKBOOK_CELLS)
    here: Mapping[str, str] = {}
    parts: list[str] = []
    line = column = 0
    formula = False

    def start(tag: str, attributes: Mapping[str, str]) -> None:
        nonlocal here, line, column, formula
        if tag == "c":
            here = attributes
            parts.clear()
            formula = False
            reference = attributes.get("r")
            place = _REFERENCE.fullmatch(reference) if reference else None
            column = _column(place[1]) if place else column + 1
            if place:
                line = int(place[2])
        elif tag == "row":
            line, column = _whole(attributes.get("r")) or line + 1, 0
        elif tag == "mergeCell":
            cells.merged += 1

    def end(tag: str, text: str) -> None:
        nonlocal formula
        if tag in ("v", "t"):
            parts.append(text)
        elif tag == "c":
            if formula:
                cells.formulas += 1
                if not parts:
                    cells.empty_formulas.append(f"{_letters(column)}{line}")
            value = _value("".join(parts), here, book) if parts else ""
            if value:
                if column > most_columns:
                    raise TooLargeError(
                        name,
                        [f"cellule {_letters(column)}{line} : {number(most_columns)} colonnes au "
                         "plus attendues"],
                    )  # fmt: skip
                cells.count += 1
                if cells.count > most_cells:
                    raise _too_many(name, most_cells, "cellules au plus attendues")
                cells.rows.setdefault(line, {})[column - 1] = value
        elif tag == "f":
            formula = True

    walk(content, name, start, end)
    return cells


def _value(text: str, cell: Mapping[str, str], book: _Book) -> str:
    """Write what a cell shows."""
    kind = cell.get("t", "n")
    if kind == "s":
        place = int(text) if text.isascii() and text.isdecimal() else -1
        return book.texts[place] if 0 <= place < len(book.texts) else ""
    if kind == "b":
        return _BOOLEANS.get(text, text)
    if kind != "n" or not text:
        return text
    try:
        value = float(text)
    except ValueError:
        return text
    style = _whole(cell.get("s"))
    code = book.formats[style] if style < len(book.formats) else GENERAL
    return shown(value, code, from_1904=book.from_1904) if abs(value) < 1e300 else text


def _rows(cells: _Cells) -> Iterator[Row]:
    """Lay out the rows, as wide as the widest."""
    width = max((max(row) + 1 for row in cells.rows.values()), default=0)
    for line in sorted(cells.rows):
        row = cells.rows[line]
        if any(one.strip() for one in row.values()):
            yield line, [row.get(place, "") for place in range(width)]


def _too_many(name: str, most: int, what: str) -> TooLargeError:
    text = f"{number(most)} {what} dans un classeur : enregistrez la feuille en CSV"
    return TooLargeError(name, [text])


@lru_cache(maxsize=OWN_COLUMNS)
def _column(letters: str) -> int:
    """Number a column, from 1.

    >>> _column("A"), _column("AB"), _letters(28)
    (1, 28, 'AB')
    """
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place


def _letters(place: int) -> str:
    text = ""
    while place > 0:
        place, left = divmod(place - 1, 26)
        text = chr(65 + left) + text
    return text


def _whole(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdecimal() and len(text) < 8 else 0


def _ignore(_tag: str, _text: str) -> None:
    """Leave what an element holds."""
