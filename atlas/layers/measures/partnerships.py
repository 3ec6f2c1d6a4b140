"""The number of partnerships of each territory: a count, drawn as circles."""

from __future__ import annotations

from typing import Any

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.layers.drawn import CountCircles
from atlas.layers.measure import Measure, Measured, MeasureQuery
from atlas.layers.measures.need_response import NEED_RESPONSE
from atlas.partnerships.attachment import commune_population
from atlas.partnerships.overlay import partnership_sources, records_for
from common.french import number, plural
from common.table_schema import Field
from geo.territories import TERRITORIES
from indicators.base.domains import OVERALL, domain_label
from indicators.partnerships import Presence, asked_schemes, count_by_territory, has_key


def _answer(desk: Desk, query: MeasureQuery) -> Measured:
    records = records_for(desk, query.domain)
    schemes = asked_schemes(desk.national.schemes)
    if query.domain != OVERALL:
        schemes = schemes[has_key(schemes["domains"], query.domain)]
    counts = count_by_territory(
        records, desk.memberships, commune_population(desk), query.level.value, schemes
    )
    frame = counts.rename(columns={"own": "value", "presence": "status"})
    frame = frame.astype({"value": "float64", "status": "str"})
    return Measured(
        frame=frame.join(desk.territories_of(query.level)[["lon", "lat"]]),
        about=about_of(
            desk,
            f"Partenariats recensés – {domain_label(query.domain)}",
            method=(
                "Nombre de partenariats en cours, sans les subventions, rattachés au territoire "
                "ou à un lieu qu’il contient, une fois chacun ; l’aire d’un cercle est "
                "proportionnelle au nombre. Pour comparer des "
                f"territoires de tailles différentes, « {NEED_RESPONSE.label} » "
                "rapporte les partenariats à ceux attendus à cette densité."
            ),
            sources=partnership_sources(desk, records),
            note="Zéro n’est une absence que là où les listes sont complètes.",
        ),
        unit="partenariats",
        year="listes nationales, année de chacune dans les sources",
    )


def _tell(row: Any, _unit: str) -> str:
    if row.value > 0:
        return f"{number(row.value)} {plural(row.value, 'partenariat')}"
    return PARTNERSHIPS.status_label(row.status)


PARTNERSHIPS = Measure(
    key="partnerships",
    label="Nombre de partenariats",
    answer=_answer,
    statuses={status.value: status.label for status in Presence},
    absent=Presence.UNKNOWN.value,
    columns=(
        Field("value", "float64", "its own partnerships, once each", absent="no list is complete"),
        Field("share", "float64", "its part of those of larger territories"),
        Field("status", "str", ":class:`indicators.partnerships.Presence`"),
        *TERRITORIES.pick("lon", "lat"),
    ),
    headings={"value": "Partenariats", "share": "Part de ceux de territoires plus larges"},
    drawn=CountCircles(),
    no_data="Aucune liste complète",
    tell=_tell,
    unclustered="un nombre suit d’abord celui des habitants",
)
