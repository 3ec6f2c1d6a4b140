"""Frames as CSV: one writer, one dialect a door, and nothing that a spreadsheet would run."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from pandas.api import types

from common.files import write_bytes

#: Signs by which a spreadsheet knows a formula; full-width and small ones are brought to these.
_SIGNS = "=+-@"
#: A cell that begins so is guarded whatever follows: it would be cut before the sign.
_BREAKS = ("\t", "\n")
#: Line breaks inside a cell are written one way; a bare carriage return would end the row.
_BREAK = re.compile(r"\r\n?")
#: What a spreadsheet leaves out before it looks at the first sign.
_UNSEEN = re.compile(r"[\s\ufeff\u200b\u2060]*")
#: A text that is a number alone is no formula, and stays the number that it is.
_NUMBER = re.compile(r"\s*[+-]?\d+(?:[.,]\d+)?(?:[eE][+-]?\d+)?\s*", re.ASCII)


@dataclass(frozen=True)
class Dialect:
    """How a CSV file is written.

    Attributes
    ----------
    separator : between two cells.
    decimal : between the units and the tenths.
    byte_order_mark : whether the file begins by the mark that tells Excel it is UTF-8.
    texts_kept : whether a text that is a number alone is written ``="01"``: a spreadsheet would
        make a number of it, and the code of the Ain would lose its zero.
    """

    separator: str
    decimal: str
    byte_order_mark: bool
    texts_kept: bool


#: What a French spreadsheet opens by a double click: the dialect of the pages.
FRANCE = Dialect(";", ",", byte_order_mark=True, texts_kept=True)
#: What programs read without being told anything: the dialect of the commands.
INTERNATIONAL = Dialect(",", ".", byte_order_mark=False, texts_kept=False)


def csv_bytes(frame: pd.DataFrame, dialect: Dialect) -> bytes:
    """Write a frame with its index, in UTF-8; a missing value is an empty cell.

    Numbers keep all their digits and are never guarded. A text that a spreadsheet would take for
    a formula is preceded by an apostrophe: cells, headers, names and levels of the index.

    >>> frame = pd.DataFrame({"=name": ["=1+1"], "value": [-0.5]}, index=["01"])
    >>> csv_bytes(frame.rename_axis("code"), INTERNATIONAL).decode().splitlines()
    ["code,'=name,value", "01,'=1+1,-0.5"]
    >>> csv_bytes(frame, FRANCE).decode("utf-8-sig").splitlines()[1].split(";")[1:]
    ["'=1+1", '-0,5']
    """
    index = frame.index
    levels = [index.get_level_values(place) for place in range(index.nlevels)]
    columns = [*levels, *(frame.iloc[:, place] for place in range(frame.shape[1]))]
    headers = [*("" if name is None else name for name in index.names), *frame.columns]
    # By place: two columns may bear one name.
    written = pd.DataFrame(
        {place: _written(pd.Series(cells), dialect) for place, cells in enumerate(columns)}
    ).set_axis([guarded(str(header)) for header in headers], axis=1)
    text: str = written.to_csv(
        index=False, sep=dialect.separator, decimal=dialect.decimal, lineterminator="\n"
    )
    return text.encode("utf-8-sig" if dialect.byte_order_mark else "utf-8")


def write_csv(path: Path, frame: pd.DataFrame) -> None:
    """Write a frame whole or not at all, as programs read it (:data:`INTERNATIONAL`)."""
    write_bytes(path, csv_bytes(frame, INTERNATIONAL))


def _written(cells: pd.Series, dialect: Dialect) -> pd.Series:
    """Give the cells of a column as pandas can write them: plain numbers, or guarded texts."""
    cells = cells.reset_index(drop=True)
    if isinstance(cells.dtype, pd.Float64Dtype | pd.Float32Dtype):
        return cells.astype("float64")
    if types.is_numeric_dtype(cells):
        return cells
    return cells.astype("object").map(lambda cell: _cell(cell, dialect), na_action="ignore")


def _cell(cell: object, dialect: Dialect) -> object:
    if isinstance(cell, float):
        return repr(float(cell)).replace(".", dialect.decimal)
    if not isinstance(cell, str):
        return cell
    if dialect.texts_kept and _NUMBER.fullmatch(cell):
        return f'="{cell.strip()}"'
    return guarded(cell)


def guarded(text: str) -> str:
    """Put an apostrophe before a text that a spreadsheet would take for a formula.

    >>> guarded("=1+1"), guarded("-0.5"), guarded("Foix")
    ("'=1+1", '-0.5', 'Foix')
    """
    text = _BREAK.sub("\n", text)
    return f"'{text}" if _runs(text) else text


def _runs(text: str) -> bool:
    """Whether a spreadsheet may take a text for a formula."""
    if text.startswith(_BREAKS):
        return True
    first = unicodedata.normalize("NFKC", _UNSEEN.sub("", text, count=1)[:1])
    return first != "" and first in _SIGNS and not _NUMBER.fullmatch(text)
