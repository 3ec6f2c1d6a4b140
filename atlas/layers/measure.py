"""What a measure is: one object that says how it is answered, read, drawn and written.

Maps, pictures, tables, files, pages and commands ask it; none of them knows which measure it is.
``atlas.layers.measures`` holds one file for each, and lists them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.layers.drawn import Drawn, FreeClasses
from common.errors import UnknownNameError
from common.french import number
from common.levels import MAPPED_LEVELS, Level, Territory
from common.table_schema import Field, TableSchema
from geo.boundaries import BOUNDARIES
from geo.map_signs import Hatch
from geo.territories import TERRITORIES
from indicators.base.domains import DOMAIN_KEYS, OVERALL, SCORE_KEYS, domains_of
from indicators.base.groups import GROUPS


class Ask(StrEnum):
    """What a measure must be told, besides the territories."""

    DOMAIN = "domain"
    GROUP = "group"
    """A respondent group: the answer rests on a survey."""
    INDICATOR = "indicator"
    """An indicator of the catalogue."""
    YEAR = "year"
    """One of the years of the indicator."""


@dataclass(frozen=True)
class MeasureQuery:
    """What a measure is asked.

    Attributes
    ----------
    level : level of the territories shown.
    domain : key of a domain, of a dimension, or ``ensemble``.
    group : respondent group, for the measures that rest on a survey.
    indicator : key of an indicator, for the measures of one.
    year : year of the indicator; the most recent when None.
    within : container of the territories shown; the whole country when None.
    """

    level: Level = Level.EPCI
    domain: str = OVERALL
    group: str = "citoyens"
    indicator: str | None = None
    year: int | None = None
    within: Territory | None = None

    def __post_init__(self) -> None:
        if self.level not in MAPPED_LEVELS:
            raise UnknownNameError(
                "le niveau", self.level.value, [level.value for level in MAPPED_LEVELS]
            )
        domains_of(self.domain)
        if self.group not in GROUPS:
            raise UnknownNameError("le groupe", self.group, list(GROUPS))


@dataclass(frozen=True)
class Measured:
    """Values of one measure at one level, for the whole country.

    Attributes
    ----------
    frame : indexed by code, with at least the columns that the measure declares.
    about : what a reader must know of them.
    unit, year : French texts; the unit of an indicator is that of the catalogue.
    """

    frame: pd.DataFrame
    about: About
    unit: str
    year: str


@dataclass(frozen=True, eq=False, repr=False, kw_only=True)
class Measure:
    """What a layer shows. Two are the same when their keys are.

    Attributes
    ----------
    key : its name in a URL, in a command and in a file.
    label : French name.
    answer : works out its values; raises :class:`common.errors.NotAvailableError` where the data
        cannot answer.
    statuses : French words for each status that a row may have.
    absent : status of the territories that the answer leaves out.
    columns : those of the frame that go to the files, in their order, as they stand in a layer:
        those of a territory that the answer leaves out are missing, but for its status; ``value``
        and ``status`` are among them.
    headings : French headings of the columns of the table, in their order; rows are sorted by the
        first one.
    asks : what the answer depends on, besides the territories.
    dimensions : whether it also answers for a dimension.
    indicators : keys of those that it can tell of at a level, for the measures of one; all those
        of the catalogue by default.
    drawn : how its values are classed and coloured, or drawn as circles.
    hatches : for the statuses that a reader must not take for a plain measure, the pattern and
        what it says.
    no_data : what the absence of colour means.
    decimals : of a value written alone.
    write : writes a value in a unit, where decimals do not say all.
    tell : says a row of the frame (its columns as attributes) in a unit, for a tooltip; by default
        the value and the words of its status.
    names_extremes : whether the words of a picture name the highest and lowest territories; what
        has a margin has no first.
    tells_method : whether the page says how the values are made.
    unclustered : why its values are not searched for clusters; "" where they may be.
    """

    key: str
    label: str
    answer: Callable[[Desk, MeasureQuery], Measured]
    statuses: Mapping[str, str]
    absent: str
    columns: tuple[Field, ...]
    headings: Mapping[str, str]
    asks: frozenset[Ask] = frozenset({Ask.DOMAIN})
    dimensions: bool = False
    indicators: Callable[[Desk, Level], Sequence[str]] = field(
        default=lambda desk, _: list(desk.catalogue)
    )
    drawn: Drawn = field(default_factory=FreeClasses)
    hatches: Mapping[str, tuple[Hatch, str]] = field(default_factory=dict)
    no_data: str = "Pas de donnée"
    decimals: int = 0
    write: Callable[[float, str], str] | None = None
    tell: Callable[[Any, str], str] | None = None
    names_extremes: bool = False
    tells_method: bool = True
    unclustered: str = ""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Measure) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)

    def __str__(self) -> str:
        return self.key

    def __repr__(self) -> str:
        return f"<Measure {self.key}>"

    @property
    def domains(self) -> tuple[str, ...]:
        """Keys that it may be asked about, headlines first."""
        return SCORE_KEYS if self.dimensions else (OVERALL, *DOMAIN_KEYS)

    @property
    def names(self) -> list[str]:
        """Names of its columns."""
        return [column.name for column in self.columns]

    @property
    def frame(self) -> TableSchema:
        """The frame of a layer of this measure."""
        return TableSchema(
            "a territory shown; sorted by code",
            ("code",),
            (
                *TERRITORIES.pick("code", "name", "population"),
                *self.columns,
                *BOUNDARIES.pick("geometry"),
            ),
            index=("code",),
        )

    def status_label(self, status: str) -> str:
        """Say the status of a row in French."""
        return self.statuses[status]

    def value_text(self, value: float, unit: str) -> str:
        """Write a value for a reader."""
        return self.write(value, unit) if self.write else number(value, self.decimals)

    def row_text(self, row: Any, unit: str) -> str:
        """Say a row of the frame, or why it has no value.

        Parameters
        ----------
        row : its columns as attributes, as :meth:`pandas.DataFrame.itertuples` gives them.
        unit : that of the values.
        """
        if self.tell:
            return self.tell(row, unit)
        status = self.status_label(row.status)
        return status if pd.isna(row.value) else f"{self.value_text(row.value, unit)} ({status})"
