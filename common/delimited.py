"""Read a CSV that someone else wrote: the one reader of every command and page."""

from __future__ import annotations

import csv
import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from common.errors import InvalidDataError, TooLargeError, clipped
from common.files import megabytes, read_bounded
from common.french import described, number, plural
from common.limits import TABLE_BYTES, TABLE_COLUMNS, raised
from common.text_files import decoded

#: Texts that stand for a blank, in any case, besides an empty cell.
BLANKS = ("na", "n/a", "#n/a", "nan", "null", "none", ".", "-")
SEPARATORS = ";,\t|"
#: Endings of the names of tables as text, where a file may also be of another kind.
SUFFIXES = (".csv", ".tsv", ".txt")

_SPREADSHEETS = (".xlsx", ".xls", ".ods")
#: First line by which a spreadsheet announces its separator.
_ANNOUNCED = re.compile(r'"?sep=(.)"?\n')
#: How :mod:`common.csv_files` writes a code for a spreadsheet.
_KEPT = re.compile(r'="([^"=]*)"')
#: Lines that tell which separator is the right one.
_LOOKED_AT = 100
#: Characters that do so.
_HEAD = 1_000_000
#: Separators of a row, by accepted column: some may stand inside quotes.
_WIDE = 100
#: Rows put together at a time.
_ROWS = 20_000
#: Faulty lines after which the reading stops.
_FAULTS = 1_000
#: Rows among which the names of the columns are looked for, where the first does not hold them.
_TITLES = 20


@dataclass(frozen=True, eq=False)
class Delimited:
    """A table as it was written.

    Attributes
    ----------
    name : of the file.
    frame : one row per line, every column of texts without outer spaces, null for a blank; its
        index, ``line``, says which line of the file each comes from.
    empty : lines without any text that were left out, those after the last row apart.
    """

    name: str
    frame: pd.DataFrame
    empty: int

    @property
    def remark(self) -> str:
        """French sentence on the lines left out, or ""."""
        if not self.empty:
            return ""
        lines = plural(self.empty, "ligne vide laissée", "lignes vides laissées")
        return f"{self.name} : {number(self.empty)} {lines} de côté."

    def tell(self, remarks: list[str] | None) -> pd.DataFrame:
        """Add the remark, if any, to those that the reader will see; give the table."""
        if remarks is not None and self.remark:
            remarks.append(self.remark)
        return self.frame


def read_delimited(
    path: Path,
    *,
    blanks: Iterable[str] = BLANKS,
    encoding: str = "",
    separator: str = "",
    limit: int = TABLE_BYTES,
) -> Delimited:
    """Read a CSV file, maybe compressed by gzip (``.gz``).

    Parameters
    ----------
    path : the file.
    limit : most bytes, before and after decompression.
    blanks, encoding, separator : see :func:`parse_delimited`.

    Raises
    ------
    MissingDataError
        If the file is absent.
    TooLargeError
        If it is too large.
    InvalidDataError
        As :func:`parse_delimited`.
    """
    content = read_bounded(path, limit)
    if path.suffix.lower() == ".gz":
        content = _unpacked(content, path.name, raised(limit))
    return parse_delimited(
        content, path.name, blanks=blanks, encoding=encoding, separator=separator
    )


def parse_delimited(
    content: bytes | str,
    name: str,
    *,
    blanks: Iterable[str] = BLANKS,
    encoding: str = "",
    separator: str = "",
) -> Delimited:
    r"""Read a CSV whole, as text.

    Quotes are read strictly: one that opens a cell closes it, before the next separator.

    Parameters
    ----------
    content : the file; its first line names the columns.
    name : what messages call it.
    blanks : texts that stand for a blank besides an empty cell; case and outer spaces do not
        count.
    encoding : UTF-8, UTF-16 or Windows-1252, whichever fits, where empty.
    separator : the one of ``SEPARATORS`` that cuts the first lines alike, where empty.

    Raises
    ------
    InvalidDataError
        If it is no table: a spreadsheet, an unknown encoding, a quotation mark that is not
        closed, a column without a name or named twice, a line with more or fewer cells than the
        header; the lines are named.

    Examples
    --------
    >>> parse_delimited("code;taux\n01;1,5\n\n2A;NA\n", "a.csv").frame["taux"].to_dict()
    {2: '1,5', 4: nan}
    """
    if name.lower().endswith(_SPREADSHEETS):
        raise InvalidDataError(
            name, ["classeur de tableur : enregistrez la feuille en CSV, puis réessayez"]
        )
    text = content if isinstance(content, str) else decoded(content, name, encoding)
    return _table(
        rows_of(text, name, separator), name, {word.strip().casefold() for word in blanks}
    )


def rows_of(text: str, name: str, separator: str = "") -> Rows:
    r"""Give the rows of a text, cut by what its first line announces, or what cuts it best.

    Raises
    ------
    InvalidDataError
        If the separator is not one sign that may be one.

    Examples
    --------
    >>> list(rows_of("sep=,\na,b\n", "a.csv"))
    [(2, ['a', 'b'])]
    """
    announced = _ANNOUNCED.match(text)
    skipped = 1 if announced else 0
    if announced:
        separator, text = separator or announced[1], text[announced.end() :]
    if len(separator) > 1 or (separator and (separator.isalnum() or separator in '"\n\r')):
        raise InvalidDataError(name, ["séparateur : un seul signe attendu, ; , | ou tabulation"])
    return Rows(text, separator or separator_of(text), name, skipped)


def separator_of(text: str) -> str:
    r"""Find what separates the cells: what cuts the first lines into as many, and most, cells.

    >>> separator_of("nom, prénom;taux\nA, b;1,5\n"), separator_of("code\n01004\n")
    (';', ';')
    """
    head = text[:_HEAD].split("\n", _LOOKED_AT)[:_LOOKED_AT]
    lines = [line for line in head if line.strip()]

    def fitness(separator: str) -> tuple[float, int]:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if row]
        except csv.Error:  # a cell without end, which the reading itself tells
            return (0.0, 0)
        if not widths or widths[0] == 1:
            return (0.0, 0)
        return (widths.count(widths[0]) / len(widths), widths[0])

    return max(SEPARATORS, key=fitness)


def absent_column(name: str, columns: Iterable[str]) -> str:
    """Say that a column is absent, and what was found instead.

    >>> absent_column("poids", ["code", "age"])
    'colonne « poids » absente ; colonnes trouvées : code, age'
    """
    found = list(columns)
    said = f"colonne « {clipped(name)} » absente ; colonnes trouvées : {', '.join(found)}"
    if len(found) == 1:
        said += " (une seule : séparateur attendu, point-virgule, virgule ou tabulation)"
    return said


def blanked(column: pd.Series, words: Iterable[str]) -> pd.Series:
    """Make null the cells of a column of texts that are empty or hold one of some words.

    >>> blanked(pd.Series(["1", "NC", ""]), ["nc"]).tolist()
    ['1', nan, nan]
    """
    return column.mask(column.str.casefold().isin({"", *words}))


class Rows:
    """The rows of a text, with the line that each starts at; what is empty is counted.

    Attributes
    ----------
    empty : lines without any text met so far, those after the last row apart.

    Iterating raises InvalidDataError where a quotation mark is at fault, TooLargeError where a row
    has more cells than any reader accepts: it is not cut into them first.
    """

    def __init__(self, text: str, separator: str, name: str, skipped: int = 0) -> None:
        self._reader = csv.reader(self._lines(text), delimiter=separator, strict=True)
        self.separator, self._name, self._skipped = separator, name, skipped
        self.empty = self._cells = 0

    def _lines(self, text: str) -> Iterator[str]:
        """Give the lines of a text, and count the separators of the row that they make."""
        most = raised(TABLE_COLUMNS)
        start = 0
        while start < len(text):
            end = text.find("\n", start) + 1 or len(text)
            self._cells += text.count(self.separator, start, end)
            if self._cells > _WIDE * most:
                raise TooLargeError(self._name, [f"{number(most)} colonnes au plus attendues"])
            yield text[start:end]
            start = end

    def __iter__(self) -> Iterator[tuple[int, list[str]]]:
        waiting = 0
        while True:
            line = self._reader.line_num + 1 + self._skipped
            self._cells = 0
            try:
                row = [_text(cell.strip()) for cell in next(self._reader)]
            except StopIteration:
                return
            except csv.Error as error:
                raise InvalidDataError(self._name, [_quote_fault(error, line)]) from None
            if not any(row):
                waiting += 1
                continue
            self.empty, waiting = self.empty + waiting, 0
            yield line, row


def _text(cell: str) -> str:
    """Give the text that a file for spreadsheets keeps from being made a number.

    >>> _text('="01"'), _text("=1+1")
    ('01', '=1+1')
    """
    kept = _KEPT.fullmatch(cell) if cell.startswith('="') else None
    return kept[1] if kept else cell


def _quote_fault(error: csv.Error, line: int) -> str:
    if "field larger" in str(error):
        return f"ligne {line} : cellule de plus de {number(csv.field_size_limit())} signes"
    return (
        f"ligne {line} : guillemet ouvert qui ne ferme pas la cellule ; un guillemet s’écrit "
        "deux fois dans une cellule entre guillemets"
    )


def _table(rows: Rows, name: str, blanks: set[str]) -> Delimited:
    iterator = iter(rows)
    first, header = next(iterator, (1, []))
    if not header:
        raise InvalidDataError(name, ["fichier vide : attendu une ligne de noms de colonnes"])
    if len(header) > raised(TABLE_COLUMNS):
        most = number(raised(TABLE_COLUMNS))
        raise TooLargeError(name, [f"{most} colonnes au plus attendues"])
    separator = "tabulation" if rows.separator == "\t" else rows.separator
    lines: list[int] = []
    parts: list[list[pa.Array]] = [[] for _ in header]
    faults: list[str] = []
    batch: list[list[str]] = []
    top = [(first, header)]
    for line, row in iterator:
        if len(top) < _TITLES:
            top.append((line, row))
        if len(row) != len(header):
            faults.append(
                f"ligne {line} : {len(row)} {plural(len(row), 'cellule')}, {len(header)} "
                f"attendues d’après l’en-tête (séparateur « {separator} »)"
            )
            if len(faults) == _FAULTS:
                faults.append(f"lecture arrêtée à la ligne {line}")
                break
            continue
        lines.append(line)
        batch.append(row)
        if len(batch) == _ROWS:
            _store(batch, parts)
    _store(batch, parts)
    texts = [pd.Series(pa.chunked_array(part, pa.large_string()), dtype="str") for part in parts]
    columns = [blanked(column, blanks) for column in texts]
    used = [place for place, title in enumerate(header) if title or columns[place].notna().any()]
    faults = _header_faults([(place, header[place]) for place in used]) + faults
    if faults:
        raise InvalidDataError(name, _titles_fault(top) or faults)
    frame = pd.DataFrame({place: columns[place] for place in used})
    frame.columns = pd.Index([header[place] for place in used], dtype="str")
    return Delimited(name, frame.set_index(pd.Index(lines, dtype="int64", name="line")), rows.empty)


def _titles_fault(top: list[tuple[int, list[str]]]) -> list[str]:
    """Say which row holds the names of the columns, where titles are above it; none otherwise.

    It is the first that fills as many cells as any, without any number; the rows below have as many
    cells. A title fills half of them at most.
    """
    filled = [sum(map(bool, row)) for _, row in top]
    place = filled.index(max(filled))
    line, row = top[place]
    cells = [cell for cell in row if cell]
    named = len(set(cells)) == len(cells) and not any(map(_is_number, cells))
    below = {len(other) for _, other in top[place + 1 :]}
    if not named or below != {len(row)} or 2 * max(filled[:place], default=len(row)) > len(cells):
        return []
    above = plural(place, "la ligne", f"les {number(place)} lignes")
    return [
        f"ligne {top[0][0]} : noms de colonnes attendus, « {clipped(top[0][1][0])} » lu ; ils sont "
        f"à la ligne {line} ({described(cells)}) : ôtez {above} au-dessus"
    ]


def _is_number(cell: str) -> bool:
    try:
        float(cell.replace(",", "."))
    except ValueError:
        return False
    return True


def _header_faults(header: list[tuple[int, str]]) -> list[str]:
    """Name the columns that have no name, though they hold something, or share theirs."""
    counts = Counter(title for _, title in header if title)
    doubled = [title for title, count in counts.items() if count > 1]
    return [
        *(f"colonne {place + 1} : nom de colonne absent" for place, title in header if not title),
        *(f"nom de colonne répété : « {clipped(title)} »" for title in doubled),
    ]


def _store(batch: list[list[str]], parts: list[list[pa.Array]]) -> None:
    """Move rows into the columns, which take a third of their memory."""
    for column, part in zip(zip(*batch, strict=True), parts, strict=False):
        part.append(pa.array(column, pa.large_string()))
    batch.clear()


def _unpacked(content: bytes, name: str, limit: int) -> bytes:
    """Unpack a gzip file, never beyond the limit."""
    try:
        with gzip.open(io.BytesIO(content)) as file:
            unpacked = file.read(limit + 1)
    except (OSError, EOFError, zlib.error):
        raise InvalidDataError(name, ["fichier gzip abîmé"]) from None
    if len(unpacked) > limit:
        raise TooLargeError(name, [f"{megabytes(limit)} au plus attendus, une fois décompressé"])
    return unpacked
