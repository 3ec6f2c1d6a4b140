"""Which tables a workspace keeps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from common.errors import InvalidDataError
from common.levels import Level
from common.table_schema import Field, TableSchema
from indicators.base.status import Status
from indicators.base.values import CODE_CHANGES, VALUES
from indicators.partnerships.practice_words import PracticeType
from indicators.partnerships.practices import PRACTICES
from indicators.partnerships.records import RECORDS, SCHEMES
from indicators.partnerships.store import PLACES
from indicators.partnerships.vocabulary import Category, Coverage, Family, Kind, Scale
from indicators.survey.publication import EstimateStatus
from indicators.views.perceptions import ESTIMATES
from indicators.views.shares import SHARES
from own_data.loaded import ANSWERS_FILE, PERIMETERS_FILE

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


_MEANT: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "category": Category,
    "family": Family,
    "scale": Scale,
}
KEPT = (
    KeptTable(
        *("estimates", "Perceptions", ESTIMATES), words={"level": Level, "status": EstimateStatus}
    ),
    KeptTable(
        "shares", "Réponses du programme", SHARES, words={"level": Level, "status": EstimateStatus}
    ),
    KeptTable("records", "Partenariats", RECORDS, has_points=True, words=_MEANT),
    KeptTable("places", "Lieux des partenariats", PLACES, words={"level": Level}),
    KeptTable("schemes", "Dispositifs", SCHEMES, words={**_MEANT, "coverage": Coverage}),
    KeptTable(
        *("practices", "Pratiques", PRACTICES),
        words={
            **{name: _MEANT[name] for name in ("category", "family", "scale")},
            "type": PracticeType,
        },
    ),
    KeptTable(
        *("indicator_values", "Indicateurs", VALUES), words={"level": Level, "status": Status}
    ),
    KeptTable("code_changes", "Anciennes communes des indicateurs", CODE_CHANGES),
    KeptTable("perimeters", "Périmètres", _PERIMETERS),
    KeptTable("answers", "Réponses", _ANSWERS),
)


def table_of(file: str) -> tuple[KeptTable, str]:
    """Find the table that keeps a file, and its level where there is one file for each.

    Raises
    ------
    InvalidDataError
        If none does.
    """
    for table in KEPT:
        levels = [""] if "{level}" not in table.schema.file else [level.value for level in Level]
        for level in levels:
            if table.schema.file.format(level=level) == file:
                return table, level
    raise InvalidDataError(file, ["un espace de travail ne garde pas de table de ce nom"])


def empty_frame(file: str) -> pd.DataFrame:
    """Give the frame of a file of which there is no row."""
    table, _ = table_of(file)
    columns = table.schema.columns
    return pd.DataFrame({column.name: pd.Series([], dtype=column.dtype) for column in columns})
