"""The measures that partnerships or two views at once make up."""

from __future__ import annotations

from dataclasses import replace

from atlas.desk.about import about_of
from atlas.desk.desk import Desk
from atlas.desk.query import LayerQuery
from atlas.layer.measures import Measured, answer_gap
from atlas.partnerships.attachment import commune_population
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.overlay import partnership_sources, records_for
from indicators.base.domains import OVERALL, domain_label
from indicators.partnerships import Presence, count_by_territory, has_key
from indicators.partnerships.need_response import Quadrant


def answer_partnerships(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the number of partnerships of each territory: a count, drawn as circles."""
    records = records_for(desk, query.domain)
    schemes = desk.schemes
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
                "Nombre de fiches rattachées au territoire ou à un lieu qu’il contient, une fois "
                "chacune ; l’aire d’un cercle est proportionnelle au nombre. Pour comparer des "
                "territoires de tailles différentes, « Fragilité et partenariats croisés » "
                "rapporte les partenariats aux habitants."
            ),
            sources=partnership_sources(desk, records),
            note="Zéro n’est une absence que là où les listes sont complètes.",
        ),
        unit="partenariats",
        year="listes nationales, année de chacune dans les sources",
        absent_status=Presence.UNKNOWN.value,
    )


def answer_need_response(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the fragility, and the partnerships for the inhabitants, at once."""
    found = need_response(desk, NeedQuery(level=query.level, domain=query.domain))
    columns = {"score": "value", "smoothed_rate": "second", "quadrant": "status"}
    kept = [*columns, "rank_low", "rank_high", "count", "rate_low", "rate_high"]
    return Measured(
        frame=found.frame[kept].rename(columns=columns),
        about=replace(
            found.about, title=f"Fragilité et partenariats – {domain_label(query.domain)}"
        ),
        unit="trois classes d’effectifs égaux pour chaque mesure",
        year="dernières années disponibles",
        absent_status=Quadrant.UNKNOWN.value,
    )


def answer_both_views(desk: Desk, query: LayerQuery) -> Measured:
    """Answer with the measured and the perceived fragility at once."""
    gap = answer_gap(desk, query)
    frame = gap.frame.rename(columns={"value": "gap"})
    frame = frame.rename(columns={"objective": "value", "perceived": "second"})
    return Measured(
        frame=frame[["value", "second", "status", "gap", "low", "high", "n"]],
        about=replace(
            gap.about, title=gap.about.title.replace("Écart perçu – objectif", "Mesuré et perçu", 1)
        ),
        unit="trois classes d’effectifs égaux pour chaque mesure",
        year=gap.year,
        absent_status=gap.absent_status,
    )
