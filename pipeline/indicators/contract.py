"""What a reader of indicator values must give, and what the framework then does with it.

A reader knows one source file and its traps; it returns only what the source says. The framework
(``pipeline.indicators.build``) brings old commune codes to the current ones, fills the zeros that
absence means, aggregates to the upper levels and completes the missing rows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import numpy as np
import pandas as pd

from common.levels import Level
from indicators.base.status import Status

#: Columns of the frame that a reader returns.
#:
#: level (key of :class:`common.levels.Level`), code (text, as in the source: commune codes may be
#: old ones or arrondissements municipaux), year (int), value, numerator, denominator (float, NaN
#: if there is none), status (key of :class:`indicators.base.status.Status`: observed, suppressed,
#: censored or estimated).
#:
#: What to give, by the rule of the indicator in the catalogue:
#:
#: * ``ratio``: numerator and denominator; the framework computes scale x numerator / denominator.
#:   Where only the official ratio of a level is published, give the value alone.
#: * ``weighted_mean``: value, and denominator = its weight.
#: * ``sum``, ``max``, ``official``: value.
COLUMNS = ["level", "code", "year", "value", "numerator", "denominator", "status"]

Absent = Literal["missing", "zero"]

#: Territories that a source covers: name -> départements that it leaves out. Outside its coverage
#: a commune is missing, whatever absence means inside.
COVERAGES: dict[str, frozenset[str]] = {
    "france": frozenset(),
    "hors_mayotte": frozenset({"976"}),
    "hors_corse": frozenset({"2A", "2B"}),
    "metropole": frozenset({"971", "972", "973", "974", "976"}),
    "metropole_hors_corse": frozenset({"971", "972", "973", "974", "976", "2A", "2B"}),
    "metropole_martinique_reunion": frozenset({"971", "973", "976"}),
}

#: Gives, from the sources folder, a number for every current commune (index: COG 2026 code).
CommuneSeries = Callable[[Path], "pd.Series[float]"]

#: French name of the statistical operation that the rows of each level come from, or by year.
Operations = Mapping[Level, str | Mapping[int, str]]


@dataclass(frozen=True)
class Reader:
    """How to read one indicator.

    Attributes
    ----------
    function : from the sources folder (the one that holds ``indicators/``, ``codes/``…) to a
        frame of :data:`COLUMNS`. A code may appear several times for one year (points, several
        files): the rows are joined by the rule of the indicator.
    geography : COG year of the commune codes of the source (2024 for « géographie au 1er janvier
        2024 »), or one by year of the data where the files differ; the communes re-established
        since then are worked out of the one that held them. No matter without commune rows.
    absent : what a commune absent from the source means, inside ``coverage``: ``missing``, or
        ``zero`` (a list of places: no row, no place).
    coverage : key of :data:`COVERAGES`.
    denominator : only with ``absent="zero"`` and the rule ``ratio``: denominator of every current
        commune (:mod:`pipeline.indicators.denominators`); the function then gives numerators only.
    minimum : least denominator of a ratio that says something of a commune; below it the ratio of
        the commune is missing, its counts are kept and enter the aggregates.
    operations : statistical operation (French) that the rows of each level come from, or one by
        year of the data where they differ, for a reader of several levels: two levels of one
        operation may stand side by side at a third. A level that is not named is an operation of
        its own (:mod:`pipeline.indicators.one_source`).
    """

    function: Callable[[Path], pd.DataFrame]
    geography: int | dict[int, int]
    absent: Absent = "missing"
    coverage: str = "france"
    denominator: CommuneSeries | None = None
    minimum: float = 0.0
    operations: Operations = field(default_factory=dict)

    def operation_of(self, level: Level, year: int) -> str:
        """Statistical operation of the rows given at a level, in a year."""
        named = self.operations.get(level, level.plural)
        return named if isinstance(named, str) else named[year]

    def geography_of(self, year: int) -> int:
        """COG year of the commune codes of one year of the data."""
        return self.geography if isinstance(self.geography, int) else self.geography[year]

    def __post_init__(self) -> None:
        if self.coverage not in COVERAGES:
            raise ValueError(f"coverage {self.coverage!r} is not one of {list(COVERAGES)}")


def observations(
    level: Level,
    code: pd.Series[str],
    year: int | pd.Series[int],
    *,
    value: pd.Series[float] | float = np.nan,
    numerator: pd.Series[float] | float = np.nan,
    denominator: pd.Series[float] | float = np.nan,
    status: pd.Series[str] | Status = Status.OBSERVED,
) -> pd.DataFrame:
    """Lay out one level of a source as :data:`COLUMNS`.

    Rows that say nothing (an observed or estimated status without any number) are left out: the
    framework adds them back as missing.

    Examples
    --------
    >>> codes = pd.Series(["01001", "01002"])
    >>> frame = observations(Level.COMMUNE, codes, 2021, numerator=pd.Series([1, np.nan]))
    >>> frame[["code", "numerator", "status"]].values.tolist()
    [['01001', 1.0, 'observed']]
    """
    frame = pd.DataFrame(
        {
            "level": level.value,
            "code": code.astype("str"),
            "year": year,
            "value": value,
            "numerator": numerator,
            "denominator": denominator,
            "status": status.value if isinstance(status, Status) else status.astype("str"),
        }
    )
    numbers = ["value", "numerator", "denominator"]
    frame = frame.astype({"year": "int64", **dict.fromkeys(numbers, "float64")})
    told = frame["status"].isin([Status.SUPPRESSED.value])
    return frame[told | frame[["value", "numerator"]].notna().any(axis=1)].reset_index(drop=True)
