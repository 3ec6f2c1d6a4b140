"""A table as somebody wrote it, whatever the format: every cell a text, every row with its line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import category, normalize

import pandas as pd

from common.errors import InvalidDataError, TooLargeError, clipped
from common.french import number, plural
from common.limits import OWN_CELL_LENGTH, OWN_CELLS, OWN_COLUMNS, OWN_ROWS, OWN_TEXT, raised
from own_data.loaded import Fault

if TYPE_CHECKING:
    import geopandas as gpd

#: A row: the line that it starts at, its cells.
Row = tuple[int, Sequence[str]]


#: Categories of signs that nobody sees, and those of them that part lines and columns.
_UNSEEN, _BREAKS = {"Cf", "Cc", "Co", "Cs"}, {"\n", "\t"}
#: Signs that have letters and digits shown backwards.
_OVERRIDES = {"\u202d", "\u202e"}


@dataclass(frozen=True, eq=False)
class Sheet:
    """A table of texts.

    Attributes
    ----------
    name : of the file.
    frame : one row per row of the file, null where a cell is empty; its index, ``line``, is the
        line of a text, the row of a workbook, the place of a feature.
    faults : what is wrong with its form; the rows concerned are not in ``frame``.
    notices : French sentences on what was understood.
    shapes : geometries (EPSG:4326) with the same index, None where the file has none.
    header : line of the names of the columns, 0 where they stand in none.
    """

    name: str
    frame: pd.DataFrame
    faults: tuple[Fault, ...] = ()
    notices: tuple[str, ...] = ()
    shapes: gpd.GeoSeries | None = field(default=None)
    header: int = 0


def sheet_of(
    name: str,
    rows: Iterable[Row],
    *,
    notices: Sequence[str] = (),
    faults: Sequence[Fault] = (),
) -> Sheet:
    """Make a table of rows, the first of which names the columns.

    Parameters
    ----------
    name : of the file.
    rows : those that hold something, in order.
    notices, faults : what the reader of the format has to say.

    Raises
    ------
    InvalidDataError
        If there is no row.
    TooLargeError
        If there are more rows, columns or cells than :mod:`common.limits` accepts, or a longer one.

    Examples
    --------
    >>> sheet = sheet_of("a.csv", [(1, ["code", "n"]), (3, ["01004", ""])])
    >>> sheet.frame.to_dict("index")
    {3: {'code': '01004', 'n': nan}}
    """
    bounded = _bounded(name, rows)
    header_line, header = next(bounded, (0, []))
    if not header:
        raise InvalidDataError(name, ["fichier vide : attendu une ligne de noms de colonnes"])
    titles, told = _cleaned(header)
    while titles and not titles[-1]:
        titles.pop()
    wrong = list(faults)
    wrong += _reversed(header_line, header)
    lines: list[int] = []
    kept: list[list[str]] = []
    for line, row in bounded:
        wrong += _reversed(line, row)
        cells, removed = _cleaned(row)
        told += removed
        width = len(titles)
        if len(cells) < width or any(cells[width:]):
            wrong.append(_ragged(line, len(cells), width))
            continue
        lines.append(line)
        kept.append(cells[:width])
    columns = list(zip(*kept, strict=True)) if kept else [()] * len(titles)
    used = [place for place, title in enumerate(titles) if title or any(columns[place])]
    wrong += _header_faults(header_line, [(place, titles[place]) for place in used])
    # Of those that share a name, the first stands in the frame: what reads it expects one.
    used = [place for place in used if titles.index(titles[place]) == place]
    frame = pd.DataFrame({place: pd.Series(columns[place], dtype="str") for place in used})
    frame = frame.mask(frame == "")
    frame.columns = pd.Index([titles[place] for place in used], dtype="str")
    frame.index = pd.Index(lines, dtype="int64", name="line")
    if told:
        signs = plural(told, "cellule", "cellules")
        notices = [*notices, f"Signes invisibles retirés de {number(told)} {signs}."]
    return Sheet(name, frame, tuple(wrong), tuple(notices), header=header_line)


def _bounded(name: str, rows: Iterable[Row]) -> Iterator[Row]:
    """Give the rows, and stop where they are too many, too wide or too long."""
    most_rows, most_columns = raised(OWN_ROWS), raised(OWN_COLUMNS)
    most_cells, longest = raised(OWN_CELLS), raised(OWN_CELL_LENGTH)
    most_signs = raised(OWN_TEXT)
    cells = signs = 0
    for place, (line, row) in enumerate(rows):
        if place > most_rows:
            raise TooLargeError(name, [f"{number(most_rows)} lignes au plus attendues"])
        if len(row) > most_columns:
            raise TooLargeError(
                name,
                [f"ligne {line} : {number(most_columns)} colonnes au plus attendues"],
            )
        cells += len(row)
        if cells > most_cells:
            raise TooLargeError(name, [f"{number(most_cells)} cellules au plus attendues"])
        signs += sum(map(len, row))
        if signs > most_signs:
            raise TooLargeError(name, [f"{number(most_signs)} signes au plus attendus"])
        if any(len(cell) > longest for cell in row):
            raise TooLargeError(
                name, [f"ligne {line} : {number(longest)} signes au plus attendus par cellule"]
            )
        yield line, row


def _cleaned(row: Sequence[str]) -> tuple[list[str], int]:
    """Take off outer spaces and what cannot be seen; count the cells that held some."""
    cells = []
    removed = 0
    for cell in row:
        text = cell.strip()
        if not (text.isascii() and text.isprintable()):
            text = normalize("NFC", text)
            # A text has few different signs, however long it is.
            unseen = {sign for sign in set(text) - _BREAKS if category(sign) in _UNSEEN}
            if unseen:
                text = text.translate(dict.fromkeys(map(ord, unseen))).strip()
                removed += 1
        cells.append(text)
    return cells, removed


def _reversed(line: int, row: Sequence[str]) -> list[Fault]:
    """Find the cells that show their letters in another order: what is read is not what is seen."""
    return [
        Fault(
            line,
            f"n° {place}",
            "un signe qui inverse l’ordre des lettres (U+202D ou U+202E)",
            "un texte qui se lit comme il s’écrit",
            "Videz la cellule et retapez-la.",
        )
        for place, cell in enumerate(row, start=1)
        if not cell.isascii() and _OVERRIDES & set(cell)
    ]


def _ragged(line: int, found: int, expected: int) -> Fault:
    return Fault(
        line,
        "",
        f"{number(found)} {plural(found, 'cellule')}",
        f"{number(expected)}, d’après l’en-tête",
        "Une cellule qui contient le séparateur s’écrit entre guillemets ; retirez les lignes de "
        "titre au-dessus des noms de colonnes.",
    )


def _header_faults(line: int, header: Sequence[tuple[int, str]]) -> list[Fault]:
    """Name the columns that have no name, though they hold something, or share theirs."""
    counts = Counter(title for _, title in header if title)
    nameless = [
        Fault(
            line,
            f"n° {place + 1}",
            "une colonne sans nom",
            "un nom dans la première ligne",
            "Nommez-la, ou retirez-la ; retirez aussi les lignes de titre au-dessus du tableau.",
        )
        for place, title in header
        if not title
    ]
    doubled = [
        Fault(
            line,
            clipped(title),
            f"{count} colonnes de ce nom",
            "un nom par colonne",
            "Gardez-en une, ou renommez les autres.",
        )
        for title, count in counts.items()
        if count > 1
    ]
    return nameless + doubled
