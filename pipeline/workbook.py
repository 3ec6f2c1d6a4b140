"""Read a sheet of an Excel workbook (Office Open XML) as text, without a package for it.

The official files are trusted (:mod:`pipeline.sources`); what is read is the values alone, as the
file stores them: no formula is worked out, no date is converted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import IO
from xml.etree import ElementTree
from zipfile import BadZipFile, ZipFile

import pandas as pd

from common.errors import InvalidDataError

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_LETTERS = re.compile(r"[A-Z]+")


def read_sheet(path: Path, sheet: str) -> pd.DataFrame:
    """Read the cells of a sheet.

    Returns
    -------
    DataFrame
        Text, one row per row that holds something; columns are the letters of the sheet, null
        where a cell is empty.

    Raises
    ------
    InvalidDataError
        If the file is no workbook, or has no sheet of that name.
    """
    try:
        with ZipFile(path) as book:
            texts = _shared_texts(book)
            with book.open(_part_of(book, path.name, sheet)) as content:
                return pd.DataFrame(_rows(content, texts), dtype="str")
    except (BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise InvalidDataError(path.name, ["ce n’est pas un classeur Excel (.xlsx)"]) from error


def sheet_names(path: Path) -> list[str]:
    """List the sheets of a workbook, in their order.

    Raises
    ------
    InvalidDataError
        If the file is no workbook.
    """
    try:
        with ZipFile(path) as book:
            return list(_sheets(book))
    except (BadZipFile, KeyError, ElementTree.ParseError) as error:
        raise InvalidDataError(path.name, ["ce n’est pas un classeur Excel (.xlsx)"]) from error


def _sheets(book: ZipFile) -> dict[str, str]:
    return {
        str(one.get("name")): str(one.get(_RELATION))
        for one in ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")
    }


def _part_of(book: ZipFile, name: str, sheet: str) -> str:
    """Find the file of a sheet inside the workbook."""
    sheets = _sheets(book)
    if sheet not in sheets:
        raise InvalidDataError(name, [f"feuille « {sheet} » absente ; trouvées : {list(sheets)}"])
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {str(one.get("Id")): str(one.get("Target")) for one in relations}
    return f"xl/{targets[sheets[sheet]]}"


def _shared_texts(book: ZipFile) -> list[str]:
    root = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    return ["".join(part.text or "" for part in one.iter(f"{_MAIN}t")) for one in root]


def _rows(content: IO[bytes], texts: list[str]) -> Iterator[dict[str, str]]:
    """Give the rows one by one: a sheet may hold a million cells."""
    for _, element in ElementTree.iterparse(content):
        if element.tag != f"{_MAIN}row":
            continue
        row = {}
        for cell in element:
            value = cell.find(f"{_MAIN}v")
            column = _LETTERS.match(cell.get("r", ""))
            if value is not None and value.text is not None and column:
                shared = cell.get("t") == "s"
                row[column.group()] = texts[int(value.text)] if shared else value.text
        if row:
            yield row
        element.clear()
