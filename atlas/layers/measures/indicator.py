"""One indicator of the catalogue, in the year asked for."""

from __future__ import annotations

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.indicator_sources import find_indicator, indicator_sources
from atlas.desk.wording import quantity
from atlas.layers.drawn import MODELLED, FreeClasses
from atlas.layers.measure import Ask, Measure, Measured, MeasureQuery
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level
from common.table_schema import Field
from geo.map_signs import Hatch
from indicators.base.status import Status
from indicators.base.values import VALUES, available_years


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    indicator = find_indicator(desk, str(query.indicator))
    rows = desk.indicator_values(query.level, indicator.key)
    years = available_years(rows).get(indicator.key)
    if not years:
        raise NotAvailableError(
            f"« {indicator.label} » n’existe pas au niveau {query.level.label} : "
            f"son niveau le plus fin est {Level(indicator.finest).label}."
        )
    year = years[-1] if query.year is None else query.year
    if year not in years:
        raise UnknownNameError("l’année", str(year), [str(y) for y in years])
    frame = rows[rows["year"] == year].set_index("code")[["value", "status"]]
    return Measured(
        frame=frame.assign(status=frame["status"].astype("str")),
        about=about_of(
            desk,
            indicator.label,
            method=indicator.definition,
            sources=indicator_sources([indicator]),
            note=indicator.caveats,
        ),
        unit=indicator.unit,
        year=str(year),
    )


INDICATOR = Measure(
    key="indicator",
    label="Indicateur détaillé",
    answer=_answer,
    statuses={status.value: status.label for status in Status},
    absent=Status.MISSING.value,
    columns=(
        *VALUES.pick("value"),
        Field("status", "str", ":class:`indicators.base.status.Status`"),
    ),
    headings={"value": "Valeur"},
    asks=frozenset({Ask.INDICATOR, Ask.YEAR}),
    drawn=FreeClasses(decimals=1),
    hatches={
        Status.SUPPRESSED: (Hatch.RISING, Status.SUPPRESSED.label),
        Status.CENSORED: (Hatch.DOTTED, Status.CENSORED.label),
        Status.ESTIMATED: (Hatch.FALLING, Status.ESTIMATED.label),
        Status.MODELLED: (MODELLED, Status.MODELLED.label),
    },
    write=quantity,
    names_extremes=True,
    tells_method=False,
)
