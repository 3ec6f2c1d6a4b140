"""Read a CSV that someone else wrote: any usual separator, encoding and way of writing a blank."""

from __future__ import annotations

import csv
import io
import re
import warnings
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from common.errors import InvalidDataError, MissingDataError

#: Texts that stand for a blank, in any case.
BLANKS = ("", "na", "n/a", "#n/a", "nan", "null", "none", ".", "-")
SEPARATORS = ",;\t|"
#: Encodings tried in turn: Unicode, then what a French Excel writes.
ENCODINGS = ("utf-8-sig", "cp1252")

_SPREADSHEETS = (".xlsx", ".xls", ".ods")
_FAULTS_SHOWN = 10


def read_delimited(
    path: Path, *, blanks: tuple[str, ...] = (), encoding: str = "", separator: str = ""
) -> pd.DataFrame:
    """Read a CSV whole, as text.

    Parameters
    ----------
    path : the file; its first line names the columns.
    blanks : texts that stand for a blank, besides ``BLANKS``; case and outer spaces do not count.
    encoding : its encoding; UTF-8, else Windows-1252, where empty.
    separator : its separator; the most frequent of ``SEPARATORS`` in the first line where empty.

    Returns
    -------
    DataFrame
        One row per line, every column of texts without outer spaces, null for a blank.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it cannot be read as a table.
    """
    if not path.is_file():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    if path.suffix.lower() in _SPREADSHEETS:
        raise InvalidDataError(
            path.name, ["classeur de tableur : enregistrez la feuille en CSV, puis réessayez"]
        )
    text = _decode(path, encoding)
    if not text.strip():
        raise InvalidDataError(path.name, ["fichier vide : attendu une ligne de noms de colonnes"])
    header = text.partition("\n")[0]
    separator = separator or max(SEPARATORS, key=re.sub(r'"[^"]*"', "", header).count)
    names = next(csv.reader([header.rstrip("\r")], delimiter=separator), [])
    table = _parse(path, text, separator, len(names))
    blank = {*BLANKS, *(word.strip().casefold() for word in blanks)}
    columns = {place: _blanked(table[place], blank) for place in range(len(names))}
    return pd.DataFrame(columns).set_axis([name.strip() for name in names], axis="columns")


def absent_column(name: str, columns: Iterable[str]) -> str:
    """Say that a column is absent, and what was found instead.

    >>> absent_column("poids", ["code", "age"])
    'colonne « poids » absente ; colonnes trouvées : code, age'
    """
    found = list(columns)
    said = f"colonne « {name} » absente ; colonnes trouvées : {', '.join(found)}"
    if len(found) == 1:
        said += " (une seule : séparateur attendu, virgule, point-virgule ou tabulation)"
    return said


def _blanked(column: pd.Series, blank: set[str]) -> pd.Series:
    stripped = column.str.strip()
    return stripped.mask(stripped.str.casefold().isin(blank))


def _decode(path: Path, encoding: str) -> str:
    content = path.read_bytes()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = encoding or "utf-16"
    for name in (encoding,) if encoding else ENCODINGS:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
        except LookupError:
            break
    tried = encoding or " puis ".join(ENCODINGS)
    raise InvalidDataError(
        path.name,
        [f"texte illisible en {tried} ; enregistrez le fichier en UTF-8 ou précisez son encodage"],
    )


def _parse(path: Path, text: str, separator: str, width: int) -> pd.DataFrame:
    """Cut a text into columns; lines longer than the header are refused."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", pd.errors.ParserWarning)
            return pd.read_csv(
                io.StringIO(text), sep=separator, header=None, skiprows=1, names=range(width),
                index_col=False, dtype="str", keep_default_na=False, skip_blank_lines=True,
            )  # fmt: skip
    except pd.errors.EmptyDataError:
        return pd.DataFrame({name: pd.Series(dtype="str") for name in range(width)})
    except (pd.errors.ParserError, pd.errors.ParserWarning) as error:
        raise InvalidDataError(path.name, _long_lines(text, separator, width)) from error


def _long_lines(text: str, separator: str, width: int) -> list[str]:
    """Say which lines have more cells than the header, or that quotes are at fault."""
    reader = csv.reader(io.StringIO(text), delimiter=separator)
    lines = [(reader.line_num, len(row)) for row in reader if len(row) > width]
    faults = [
        f"ligne {line} : {cells} cellules, {width} attendues d’après l’en-tête "
        f"(séparateur « {separator} »)"
        for line, cells in lines[:_FAULTS_SHOWN]
    ]
    if len(lines) > _FAULTS_SHOWN:
        faults.append(f"et {len(lines) - _FAULTS_SHOWN} autres lignes trop longues")
    return faults or [f"guillemets mal fermés (séparateur « {separator} »)"]
