"""How the frames of a load go into a database, row by row, and come back with their types."""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from common.french import number, plural
from common.json_values import json_rows, json_text
from common.table_schema import Field
from own_data.loaded import ANSWERS_FILE
from own_data.workspace.kept import KeptTable, Row, table_of
from own_data.workspace.texts import is_storable

_INTEGERS = {"int16": 2**15, "Int16": 2**15, "int64": 2**63}


def rows_by_table(tables: Mapping[str, pd.DataFrame], answers: bool) -> dict[str, list[Row]]:
    """Turn the frames of a load into rows of the database, by table.

    Parameters
    ----------
    tables : by the file of ``data/`` whose declaration they follow.
    answers : whether :data:`ANSWERS_FILE` is kept; left out if not.

    Raises
    ------
    InvalidDataError
        If a file is unknown, or a frame is not as declared.
    """
    found: dict[str, list[Row]] = {}
    for file, frame in tables.items():
        table, level = table_of(file)
        if file == ANSWERS_FILE:
            if answers:
                found[table.name] = [(json_text(row),) for row in json_rows(frame)]
            continue
        faults = table.schema.faults(frame) or _cell_faults(frame)
        if faults:
            raise InvalidDataError(file, faults)
        columns = [_plain_cells(frame[column.name], column) for column in table.schema.columns]
        before = [[level] * len(frame)] if level else []
        found.setdefault(table.name, []).extend(zip(*before, *columns, strict=True))
    return found


def counts_of(tables: Mapping[str, pd.DataFrame], answers: bool) -> dict[str, int]:
    """Count the rows kept, by file."""
    return {file: len(frame) for file, frame in tables.items() if answers or file != ANSWERS_FILE}


def frames_of(table: KeptTable, rows: Sequence[Row]) -> dict[str, pd.DataFrame]:
    """Turn rows of the database into frames as declared, by file.

    Raises
    ------
    InvalidDataError
        If a cell is not what its column holds, or rows repeat the key.
    """
    cells = list(zip(*rows, strict=True)) or [()] * len(table.columns)
    if table.schema.file == ANSWERS_FILE:
        return {ANSWERS_FILE: _answers(cells[0])}
    faults: list[str] = []
    columns = {
        column.name: _typed_cells(values, column, table.words.get(column.name), faults)
        for column, values in zip(table.columns, cells, strict=True)
    }
    if faults:
        raise InvalidDataError(table.title, faults)
    frame = pd.DataFrame(columns)
    files = {table.schema.file: frame}
    if "level" in frame and "{level}" in table.schema.file:
        files = {
            table.schema.file.format(level=level): part.drop(columns="level").reset_index(drop=True)
            for level, part in frame.groupby("level", sort=False)
        }
        files = {file: _own_categories(part) for file, part in files.items()}
    for file, part in files.items():
        _refuse_repeated(table, file, part)
    return files


def _answers(texts: Sequence[Any]) -> pd.DataFrame:
    """Read the answers of people, each a JSON object of texts."""
    try:
        rows = [json.loads(text) for text in texts]
    except (TypeError, ValueError, RecursionError):
        rows = [None]
    if not all(isinstance(row, dict) and _are_texts(row.values()) for row in rows):
        raise InvalidDataError(ANSWERS_FILE, ["un objet JSON de textes attendu par réponse"])
    return pd.DataFrame(rows, dtype="str")


def _are_texts(cells: Iterable[Any]) -> bool:
    return all(cell is None or isinstance(cell, str) for cell in cells)


def _cell_faults(frame: pd.DataFrame) -> list[str]:
    """Find what no database keeps as it is: NUL and broken characters, infinite numbers."""
    faults = []
    for name in frame:
        values = frame[name]
        if values.dtype == "float64":
            if values.abs().eq(math.inf).any():
                faults.append(f"{name} : nombre infini")
        elif not pd.api.types.is_numeric_dtype(values.dtype):
            texts = values.cat.categories if values.dtype == "category" else values.dropna()
            if any(not is_storable(str(text)) for text in texts):
                faults.append(f"{name} : caractère interdit (NUL, ou moitié de caractère)")
    return faults


def _plain_cells(values: pd.Series[Any], column: Field) -> list[Any]:
    cells: list[Any] = values.astype("object").tolist()
    if not column.absent:
        return cells
    return [None if missing else cell for cell, missing in zip(cells, values.isna(), strict=True)]


def _typed_cells(
    values: Sequence[Any], column: Field, words: type[StrEnum] | None, faults: list[str]
) -> pd.Series[Any]:
    """Give a column its type; what does not have it is counted among the faults."""
    known = {word.value for word in words} if words else None
    # Each value once, with its type: 1 and True are equal.
    counted = Counter(zip(map(type, values), values, strict=True))
    wrong = sum(
        count
        for (_, cell), count in counted.items()
        if not _belongs(cell, column) or (known and isinstance(cell, str) and cell not in known)
    )
    if wrong:
        cellules = f"{number(wrong)} {plural(wrong, 'cellule')}"
        faults.append(f"{column.name} : {cellules} sans la valeur attendue ({column.dtype})")
        return pd.Series([], dtype="object")
    if column.dtype == "bool":
        values = [bool(cell) for cell in values]
    return pd.Series(values, dtype=column.dtype)


def _belongs(cell: Any, column: Field) -> bool:
    if cell is None:
        return bool(column.absent)
    if column.dtype == "bool":
        return isinstance(cell, int) and cell in (0, 1)
    if column.dtype in _INTEGERS:
        most = _INTEGERS[column.dtype]
        return isinstance(cell, int) and -most <= cell < most
    if column.dtype == "float64":
        return isinstance(cell, float | int) and math.isfinite(cell)
    return isinstance(cell, str) and is_storable(cell)


def _own_categories(frame: pd.DataFrame) -> pd.DataFrame:
    """Keep, of categories, those that a level uses."""
    named = frame.select_dtypes("category")
    return frame.assign(**{str(name): named[name].cat.remove_unused_categories() for name in named})


def _refuse_repeated(table: KeptTable, file: str, frame: pd.DataFrame) -> None:
    key = list(table.schema.key)
    repeated = int(frame.duplicated(key).sum()) if key else 0
    if repeated:
        lines = f"{number(repeated)} {plural(repeated, 'ligne')}"
        raise InvalidDataError(table.title, [f"{lines} en double ({', '.join(key)}) dans {file}"])
