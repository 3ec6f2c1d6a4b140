"""A layer taken away: its rows, its shapes, its question, in any format."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import pandas as pd

from atlas.desk.taken import Taken
from atlas.desk.written import by_territory, named_file
from atlas.layers.layer import Layer
from atlas.layers.measure import Ask
from indicators.base.catalogue import SHARE


def taken_layer(layer: Layer) -> Taken:
    """Lay out a layer to be written in any format.

    Returns
    -------
    Taken
        One row per territory under ``territory`` (``level:code``): code, the columns of
        :attr:`atlas.layers.layer.Layer.table` (empty where there is no value); beside them, for the
        formats that have no place to say it once: reading (the status in French), unit and year.
    """
    rows = by_territory(layer.table, layer.query.level)

    def shapes_of(index: pd.Index) -> gpd.GeoSeries:
        return layer.shapes_of(pd.Index(rows.loc[index, "code"])).set_axis(index)

    return Taken(
        name=f"{layer.query.level.value}_{layer.measure.key}",
        rows=rows,
        about=layer.about,
        shapes_of=shapes_of,
        question=_question(layer),
        beside={
            "reading": [layer.measure.status_label(status) for status in rows["status"]],
            "unit": _unit(layer),
            "year": layer.year,
        },
    )


def file_name(layer: Layer, extension: str = "geojson") -> str:
    """Name the file of a layer.

    Parameters
    ----------
    layer : what the file holds, or shows.
    extension : of the file, without a dot.
    """
    query, asks = layer.query, layer.measure.asks
    parts = [query.level.value]
    if query.within:
        parts += [query.within.level.value, query.within.code]
    if Ask.INDICATOR in asks:
        parts += [str(query.indicator), layer.year]
    else:
        parts += [query.domain, query.measure.key]
    if Ask.GROUP in asks:
        parts.append(query.group)
    return named_file(parts, layer.about, extension)


def _question(layer: Layer) -> dict[str, Any]:
    query = layer.query
    return {
        "level": query.level.value,
        "domain": query.domain,
        "measure": query.measure.key,
        "group": query.group if Ask.GROUP in query.measure.asks else None,
        "indicator": query.indicator,
        "within": str(query.within) if query.within else None,
        "unit": _unit(layer),
        "year": layer.year,
    }


def _unit(layer: Layer) -> str:
    return "part (0 à 1)" if layer.unit == SHARE else layer.unit
