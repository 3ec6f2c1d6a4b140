"""A gap taken away: rows and GeoJSON, never without its mention nor its demonstration mark."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd

from atlas.desk.about import About
from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.query import LayerQuery, Measure
from atlas.gaps.view import GapView
from atlas.layer.geojson import to_geojson
from atlas.layer.layer import Layer
from common.levels import Territory
from indicators.views.gaps import GapStatus

_EXPORTED = [
    *("name", "objective", "perceived", "perceived_low", "perceived_high", "n"),
    *("gap", "gap_low", "gap_high", "distinguishable", "gap_points", "status", "residual"),
]


def gap_rows(view: GapView) -> pd.DataFrame:
    """Lay out a gap, to be written as CSV.

    Returns
    -------
    DataFrame
        One row per territory of the level: territory (``level:code``), code, the columns of
        :class:`GapView` (empty where not published), reading (the status in French), survey,
        mention, demonstration mark, data_version.
    """
    rows = view.frame[_EXPORTED].rename_axis("code").reset_index()
    territories = [str(Territory(view.query.level, code)) for code in rows["code"]]
    return (
        rows.set_index(pd.Index(territories, name="territory"))
        .assign(
            reading=[GapStatus(status).label for status in rows["status"]],
            domain=view.query.domain,
            group=view.query.group,
            survey=view.survey.title,
            mention=" ".join(view.mentions),
            demonstration=DEMONSTRATION_MARK if view.demonstration else "",
            data_version=view.data_version,
        )
        .round(6)
    )


def gap_geojson(desk: Desk, view: GapView) -> str:
    """Write a gap as GeoJSON (RFC 7946), with its reading notes."""
    return to_geojson(gap_layer(desk, view))


def gap_layer(desk: Desk, view: GapView) -> Layer:
    """Join a gap to its boundaries."""
    level = view.query.level
    frame = view.frame[_EXPORTED].rename(columns={"gap": "value"})
    geometry = desk.boundaries(level)["geometry"].reindex(frame.index)
    return Layer(
        query=LayerQuery(
            level=level, domain=view.query.domain, measure=Measure.GAP, group=view.query.group
        ),
        frame=gpd.GeoDataFrame(pd.DataFrame(frame), geometry=geometry, crs=4326),
        about=About(
            title=view.title,
            method=view.method,
            note=" ".join(view.caveats),
            sources=view.sources,
            mentions=view.mentions,
            demonstration=view.demonstration,
            data_version=view.data_version,
        ),
        unit="écarts types (positif : perçu plus fragile que mesuré)",
        year=" ; ".join(sorted({source.year for source in view.sources})),
    )


def gap_file_name(view: GapView, extension: str) -> str:
    """Name a file so that two questions, or a demonstration, are not mixed up.

    Only keys enter the name, never a text from data.
    """
    query = view.query
    parts = ["fragiscope", "ecart", query.level.value, query.domain, query.group, view.survey.key]
    return "_".join(parts) + f".{extension}"
