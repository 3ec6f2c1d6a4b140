"""A gap taken away, never without its mention nor its demonstration mark."""

from __future__ import annotations

from functools import partial

import geopandas as gpd
import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from atlas.divergences.view import GapView
from atlas.layers.layer import Layer
from atlas.layers.measures.gap import GAP
from atlas.layers.query import LayerQuery
from indicators.views.positions import GAP_UNIT, GapStatus

_EXPORTED = [
    *("name", "objective", "perceived", "perceived_low", "perceived_high", "n"),
    *("gap", "gap_low", "gap_high", "distinguishable", "status", "residual"),
]


def taken_gap(desk: Desk, view: GapView) -> Taken:
    """Lay out a gap, to be written in any format.

    Returns
    -------
    Taken
        One row per territory of the level: territory (``level:code``), code, the columns of
        :class:`GapView` (empty where not published), reading (the status in French), domain,
        group and survey.
    """
    query = view.query
    rows = by_territory(view.frame[_EXPORTED], query.level)

    def shapes_of(index: pd.Index) -> gpd.GeoSeries:
        return desk.shapes(query.level, rows.loc[index, "code"]).set_axis(index)

    return Taken(
        name=f"{query.level.value}_ecart",
        rows=rows,
        about=view.about,
        shapes_of=shapes_of,
        question={
            "level": query.level.value,
            "domain": query.domain,
            "group": query.group,
            "survey": view.survey.title,
            "unit": GAP_UNIT,
        },
        beside={
            "reading": [GapStatus(status).label for status in rows["status"]],
            "domain": query.domain,
            "group": query.group,
            "survey": view.survey.title,
        },
    )


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
