"""How far an indicator moved between its first and its last year, and whether a test says so."""

from __future__ import annotations

from typing import Any

import pandas as pd

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import find_indicator, indicator_sources
from atlas.desk.wording import quantity
from atlas.layers.drawn import NOT_ESTABLISHED, DivergingClasses
from atlas.layers.measure import Ask, Measure, Measured, MeasureQuery
from common.errors import NotAvailableError
from common.french import NARROW_SPACE, signed
from common.labelled import Labelled
from common.levels import Level
from common.table_schema import Field
from indicators.base.catalogue import SHARE
from indicators.base.trend import FEWEST
from indicators.base.trends import trends

#: Unit of the change of a share.
POINTS = "points de pourcentage"
_PER_UNIT = 100
_LARGE = 100
_END = "unit of the indicator, shares 0-1"
_NO_END = "it has no value that year"


class ChangeStatus(Labelled):
    """What the series of a territory allows to say."""

    RISES = "up", "hausse établie"
    FALLS = "down", "baisse établie"
    STABLE = "stable", "stable"
    UNKNOWN = "unknown", "changement non établi"
    MISSING = "missing", "une des deux années manque"


def followed(desk: Desk, level: Level) -> list[str]:
    """List the indicators that have values in two years or more at a level."""
    series = desk.series
    known = series[(series["level"] == level.value) & (series["known"] > 0)]
    years = known.groupby("indicator")["year"].nunique()
    return [key for key in desk.catalogue if years.get(key, 0) >= FEWEST]


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    indicator = find_indicator(desk, str(query.indicator))
    if indicator.key not in followed(desk, query.level):
        raise NotAvailableError(
            f"« {indicator.label} » n’a pas deux années au niveau {query.level.label} : son "
            "évolution ne se calcule pas. Indicateurs suivis à ce niveau : "
            f"{', '.join(followed(desk, query.level)) or 'aucun'}."
        )
    rows = desk.indicator_values(query.level, indicator.key)
    rows = rows[rows["value"].notna()]
    first, last = int(rows["year"].min()), int(rows["year"].max())
    share = indicator.unit == SHARE
    return Measured(
        frame=_frame(rows, first, last, _PER_UNIT if share else 1),
        about=about_of(
            desk,
            f"Évolution {first}-{last} – {indicator.label}",
            method=(
                f"Valeur de {last} moins celle de {first}, d’une même source. "
                f"{indicator.definition} Le sens est établi par un test à 5{NARROW_SPACE}% sur "
                "toutes les années connues, et pour un changement d’au moins un vingtième du "
                "niveau."
            ),
            sources=indicator_sources([indicator]),
            note=indicator.caveats,
        ),
        unit=POINTS if share else indicator.unit,
        year=f"{first}-{last}",
    )


def _frame(rows: pd.DataFrame, first: int, last: int, per_unit: int) -> pd.DataFrame:
    """Compare both ends of each territory of the level, and read its whole series."""
    told = trends(rows).set_index("code")
    starts, ends = (
        rows[rows["year"] == year].astype({"code": "str"}).set_index("code")["value"]
        for year in (first, last)
    )
    frame = told[["direction", "test", "p_value"]].assign(
        first_value=starts, last_value=ends, first_year=first, last_year=last
    )
    value = per_unit * (frame["last_value"] - frame["first_value"])
    return frame.assign(
        value=value, status=frame["direction"].where(value.notna(), ChangeStatus.MISSING.value)
    )


def _write(value: float, unit: str) -> str:
    return f"{signed(value, 0 if abs(value) >= _LARGE else 1)} {unit}"


def _tell(row: Any, unit: str) -> str:
    """Say the change and both of its ends."""
    status = CHANGE.status_label(row.status)
    if pd.isna(row.value):
        return status.capitalize()
    of_end = SHARE if unit == POINTS else unit
    first, last = (quantity(value, of_end) for value in (row.first_value, row.last_value))
    return (
        f"{_write(row.value, unit)} : {first} en {row.first_year:.0f}, {last} en "
        f"{row.last_year:.0f} ({status})"
    )


CHANGE = Measure(
    key="change",
    label="Évolution d’un indicateur",
    answer=_answer,
    statuses={status.value: status.label for status in ChangeStatus},
    absent=ChangeStatus.MISSING.value,
    columns=(
        Field(
            "value", "float64", "last value less the first",
            "unit of the indicator, points for a share", "one of both is missing",
        ),
        Field("status", "str", ":class:`atlas.layers.measures.change.ChangeStatus`"),
        Field("first_value", "float64", "value of the first year", _END, _NO_END),
        Field("last_value", "float64", "value of the last year", _END, _NO_END),
        Field("first_year", "Int64", "first year of the level", absent="no value in any year"),
        Field("last_year", "Int64", "last year of the level", absent="no value in any year"),
        Field(
            "test", "str", ":class:`indicators.base.trend.TrendTest`", absent="no value in any year"
        ),
        Field("p_value", "float64", "of the test", absent="nothing is tested"),
    ),
    headings={
        "value": "Changement",
        "first_value": "Première année",
        "last_value": "Dernière année",
    },
    asks=frozenset({Ask.INDICATOR}),
    indicators=followed,
    drawn=DivergingClasses(),
    hatches={ChangeStatus.UNKNOWN: (NOT_ESTABLISHED, ChangeStatus.UNKNOWN.label.capitalize())},
    no_data="Une des deux années manque",
    write=_write,
    tell=_tell,
    names_extremes=True,
)  # fmt: skip
