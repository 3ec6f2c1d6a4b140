"""The names of the columns of an official file, as its declaration says where to find them."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from typing import IO, cast

import pyarrow as pa
import pyarrow.parquet as pq

from common.errors import InvalidDataError, clipped
from common.files import refuse_endless
from common.limits import SOURCE_BYTES
from pipeline.declared import OfficialFile
from pipeline.workbook import read_sheet, sheet_names

#: Characters of the lines that are looked at: the longest names of columns take 30,000.
_HEAD = 1_000_000


def columns_of(path: Path, declared: OfficialFile) -> list[str]:
    """Read the names of the columns: of a table, of the records of a JSON list, or the sheets.

    Parameters
    ----------
    path : the file.
    declared : says how it is made.

    Raises
    ------
    InvalidDataError
        If it is not of the kind that its name says, or is no regular file.
    TooLargeError
        If no official file is that large.
    """
    refuse_endless(path, SOURCE_BYTES, declared.file)
    kind = path.suffix.lower()
    try:
        if kind == ".parquet":
            return list(pq.read_schema(path).names)
        if kind == ".json":
            return _keys(path)
        if kind == ".xlsx":
            return _of_workbook(path, declared.sheet)
        with _table(path, declared.member) as table:
            return _names(table, declared)
    except (
        pa.ArrowInvalid, zipfile.BadZipFile, EOFError, KeyError, UnicodeDecodeError, csv.Error,
        json.JSONDecodeError, gzip.BadGzipFile,
    ) as error:  # fmt: skip
        raise InvalidDataError(
            declared.file, ["fichier illisible, ou d’un autre format"]
        ) from error


def lacking(found: list[str], declared: OfficialFile) -> list[str]:
    """Say in French which columns that the build reads are not there.

    The nearest name found is given beside: a column is often only renamed from a year to the next.

    >>> one = OfficialFile("codes/a.csv", columns=("P21_LOG", "INSEE_C"))
    >>> lacking(["P22_LOG", "INSEE_C"], one)
    ['colonne absente : P21_LOG (le nom trouvé le plus proche : P22_LOG)']
    """
    new = [name for name in found if name not in declared.columns]
    faults = []
    for name in declared.columns:
        if name not in found:
            near = get_close_matches(name, new, n=1, cutoff=0.6)
            beside = f" (le nom trouvé le plus proche : {clipped(near[0])})" if near else ""
            faults.append(f"colonne absente : {name}{beside}")
    return faults


def _keys(path: Path) -> list[str]:
    records = json.loads(path.read_text("utf-8"))
    if not isinstance(records, list) or not all(isinstance(one, dict) for one in records):
        raise InvalidDataError(path.name, ["liste d’objets JSON attendue"])
    return list(dict.fromkeys(key for one in records for key in one))


def _of_workbook(path: Path, sheet: str) -> list[str]:
    if not sheet:
        return sheet_names(path)
    first = read_sheet(path, sheet).head(1)
    return [str(name) for name in first.iloc[0].dropna()] if len(first) else []


@contextmanager
def _table(path: Path, member: str) -> Iterator[IO[bytes]]:
    """Open the table of a file: alone, compressed, or in an archive."""
    if path.suffix.lower() == ".zip":
        with zipfile.ZipFile(path) as archive, archive.open(member) as inside:
            yield inside
    elif path.suffix.lower() == ".gz":
        with gzip.open(path) as unpacked:
            yield cast("IO[bytes]", unpacked)
    else:
        with path.open("rb") as plain:
            yield plain


def _names(table: IO[bytes], declared: OfficialFile) -> list[str]:
    head = table.read(_HEAD).decode("utf-8-sig", errors="ignore")
    rows = csv.reader(io.StringIO(head, newline=""), delimiter=declared.separator)
    return next(islice(rows, declared.header - 1, None), [])
