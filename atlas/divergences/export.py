"""A gap taken away: rows and GeoJSON, never without its mention nor its demonstration mark."""

from __future__ import annotations

from functools import partial

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.written import by_territory, named_file, with_provenance
from atlas.divergences.view import GapView
from atlas.layers.layer import Layer
from atlas.layers.measures.gap import GAP
from atlas.layers.query import LayerQuery
from atlas.layers.taken import to_geojson
from indicators.views.positions import GAP_UNIT, GapStatus

_EXPORTED = [
    *("name", "objective", "perceived", "perceived_low", "perceived_high", "n"),
    *("gap", "gap_low", "gap_high", "distinguishable", "status", "residual"),
]


def gap_rows(view: GapView) -> pd.DataFrame:
    """Lay out a gap, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory of the level: territory (``level:code``), code, the columns of
        :class:`GapView` (empty where not published), reading (the status in French), domain,
        group, survey and :data:`atlas.desk.written.COLUMNS`.
    """
    rows = by_territory(view.frame[_EXPORTED], view.query.level)
    rows = rows.assign(
        reading=[GapStatus(status).label for status in rows["status"]],
        domain=view.query.domain,
        group=view.query.group,
        survey=view.survey.title,
    )
    return with_provenance(rows.round(6), view.about)


def gap_geojson(desk: Desk, view: GapView) -> str:
    """Write a gap as GeoJSON (RFC 7946), with its reading notes."""
    return to_geojson(gap_layer(desk, view))


def gap_layer(desk: Desk, view: GapView) -> Layer:
    """Join a gap to its boundaries."""
    level = view.query.level
    table = view.frame[_EXPORTED].rename(columns={"gap": "value"})
    return Layer(
        query=LayerQuery(
            level=level, domain=view.query.domain, measure=GAP, group=view.query.group
        ),
        table=table,
        about=view.about,
        unit=GAP_UNIT,
        year=" ; ".join(sorted({source.year for source in view.about.sources})),
        shapes_of=partial(desk.shapes, level),
    )


def gap_file_name(view: GapView, extension: str) -> str:
    """Name a file by the question and the survey."""
    query = view.query
    parts = ["ecart", query.level.value, query.domain, query.group, view.survey.key]
    return named_file(parts, view.about, extension)
