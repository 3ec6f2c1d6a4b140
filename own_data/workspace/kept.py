"""Which tables a workspace keeps, and how their rows go into a database and come back."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from common.french import number, plural
from common.json_values import json_rows, json_text
from common.levels import Level
from common.table_schema import Field, TableSchema
from indicators.base.status import Status
from indicators.base.values import VALUES
from indicators.partnerships.records import RECORDS, SCHEMES
from indicators.partnerships.store import PLACES
from indicators.partnerships.vocabulary import Category, Coverage, Family, Kind, Scale
from indicators.survey.publication import EstimateStatus
from indicators.views.perceptions import ESTIMATES
from own_data.loaded import PERIMETERS_FILE
from own_data.workspace.texts import is_storable

#: In ``Loaded.tables``: the answers of people, one row each, as texts; kept only if asked for.
ANSWERS_FILE = "answers.parquet"
Row = tuple[Any, ...]

_PERIMETERS = TableSchema(
    "a commune of a perimeter",
    ("perimeter", "commune"),
    (Field("perimeter", "str", "its name"), Field("commune", "str", "current code")),
    file=PERIMETERS_FILE,
)
_ANSWERS = TableSchema(
    "the answers of a person",
    (),
    (Field("answer", "str", "JSON object: text by column of the survey"),),
    file=ANSWERS_FILE,
)
_LEVEL = Field("level", "str", "level of the territory")
_INTEGERS = {"int16": 2**15, "Int16": 2**15, "int64": 2**63}


@dataclass(frozen=True)
class KeptTable:
    """A table of the database.

    Attributes
    ----------
    name : of the table.
    title : French, for who opens the file in a GIS.
    schema : of the frames; where its file is one for each level, the table has the level before.
    has_points : whether lon and lat make it a layer of points.
    words : by column, the list that its texts are taken from.
    """

    name: str
    title: str
    schema: TableSchema
    has_points: bool = False
    words: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    @property
    def columns(self) -> tuple[Field, ...]:
        """What the database holds of each row."""
        by_level = "{level}" in self.schema.file
        return (_LEVEL, *self.schema.columns) if by_level else self.schema.columns

    @property
    def names(self) -> list[str]:
        """Names of these columns."""
        return [column.name for column in self.columns]


_MEANT = {"kind": Kind, "category": Category, "family": Family, "scale": Scale}
KEPT = (
    KeptTable(
        *("estimates", "Perceptions", ESTIMATES), words={"level": Level, "status": EstimateStatus}
    ),
    KeptTable("records", "Partenariats", RECORDS, has_points=True, words=_MEANT),
    KeptTable("places", "Lieux des partenariats", PLACES, words={"level": Level}),
    KeptTable("schemes", "Dispositifs", SCHEMES, words={**_MEANT, "coverage": Coverage}),
    KeptTable(
        *("indicator_values", "Indicateurs", VALUES), words={"level": Level, "status": Status}
    ),
    KeptTable("perimeters", "Périmètres", _PERIMETERS),
    KeptTable("answers", "Réponses", _ANSWERS),
)
#: Tables whose first key column names things that are one load's own, and what these are.
OWNED = {
    "estimates": "l’enquête",
    "records": "le partenariat",
    "schemes": "le dispositif",
    "indicator_values": "l’indicateur",
    "perimeters": "le périmètre",
}


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
        table, level = _table_of(file)
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


def empty_frame(file: str) -> pd.DataFrame:
    """Give the frame of a file of which there is no row."""
    table, _ = _table_of(file)
    columns = table.schema.columns
    return pd.DataFrame({column.name: pd.Series([], dtype=column.dtype) for column in columns})


def _table_of(file: str) -> tuple[KeptTable, str]:
    """Find the table that keeps a file, and its level where there is one file for each."""
    for table in KEPT:
        levels = [""] if "{level}" not in table.schema.file else [level.value for level in Level]
        for level in levels:
            if table.schema.file.format(level=level) == file:
                return table, level
    raise InvalidDataError(file, ["un espace de travail ne garde pas de table de ce nom"])


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
    cells = list(values)
    wrong = sum(not _belongs(cell, column) for cell in cells)
    if words:
        known = {None, *(word.value for word in words)}
        wrong += sum(cell not in known for cell in cells if isinstance(cell, str))
    if wrong:
        cellules = f"{number(wrong)} {plural(wrong, 'cellule')}"
        faults.append(f"{column.name} : {cellules} sans la valeur attendue ({column.dtype})")
        return pd.Series([], dtype="object")
    if column.dtype == "bool":
        cells = [bool(cell) for cell in cells]
    return pd.Series(cells, dtype=column.dtype)


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
