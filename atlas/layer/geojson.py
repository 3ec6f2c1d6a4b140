"""Write a layer as GeoJSON (RFC 7946): what the map shows, with its reading notes."""

from __future__ import annotations

import json
import math
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.query import Measure
from atlas.layer.layer import Layer
from common.levels import Territory
from indicators.base.catalogue import SHARE

#: Decimals of a degree; the sixth is about 0.1 m, finer than the boundaries.
_DECIMALS = 6


def to_geojson(layer: Layer) -> str:
    """Serialise a layer.

    Returns
    -------
    str
        A FeatureCollection in WGS 84, rings following the right-hand rule, every number finite,
        with title, unit, year, sources, mentions, method and a demonstration flag as foreign
        members of the collection.
    """
    features = [
        {
            "type": "Feature",
            "id": str(Territory(layer.query.level, code)),
            "properties": {
                "territory": str(Territory(layer.query.level, code)),
                "code": code,
                **{name: _plain(value) for name, value in row.items()},
            },
            "geometry": geometry,
        }
        for (code, row), geometry in zip(
            _records(layer.table), _geometries(layer.frame), strict=True
        )
    ]
    collection = {
        "type": "FeatureCollection",
        **describe(layer),
        "features": features,
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def file_name(layer: Layer, extension: str = "geojson") -> str:
    """Name the file of a layer, so that two questions or a demonstration are not mixed up.

    Only keys and codes enter the name, never a text from data.

    Parameters
    ----------
    layer : what the file holds, or shows.
    extension : of the file, without a dot.
    """
    query = layer.query
    parts = ["fragiscope", query.level.value]
    if query.within:
        parts += [query.within.level.value, query.within.code]
    if query.measure is Measure.INDICATOR:
        parts += [str(query.indicator), layer.year]
    else:
        parts += [query.domain, query.measure.value]
    if query.measure.asks_a_group:
        parts.append(query.group)
    if layer.about.demonstration:
        parts.append("demonstration")
    return "_".join(parts) + f".{extension}"


def describe(layer: Layer) -> dict[str, Any]:
    """Give what a reader must know of a layer, under English names."""
    query = layer.query
    return {
        "title": layer.about.title,
        "level": query.level.value,
        "domain": query.domain,
        "measure": query.measure.value,
        "group": query.group if query.measure.asks_a_group else None,
        "indicator": query.indicator,
        "within": str(query.within) if query.within else None,
        "unit": "part (0 à 1)" if layer.unit == SHARE else layer.unit,
        "year": layer.year,
        "method": layer.about.method,
        "note": layer.about.note,
        "sources": [source.as_dict() for source in layer.about.sources],
        "mentions": list(layer.about.mentions),
        "demonstration": layer.about.demonstration,
        "demonstration_mark": DEMONSTRATION_MARK if layer.about.demonstration else None,
        "data_version": layer.about.data_version,
    }


def _geometries(frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    wound = shapely.orient_polygons(frame.geometry.to_numpy(), exterior_cw=False)
    return [
        json.loads(text, parse_float=lambda number: round(float(number), _DECIMALS))
        for text in shapely.to_geojson(wound)
    ]


def _records(table: pd.DataFrame) -> list[tuple[str, dict[Any, Any]]]:
    return list(zip(table.index, table.to_dict("records"), strict=True))


def _plain(value: Any) -> Any:
    if value is None or value is pd.NA:
        return None
    if isinstance(value, float | np.floating):
        if not math.isfinite(value):
            return None
        written = float(f"{value:.7g}")
        return int(written) if written.is_integer() else written
    if isinstance(value, np.integer):
        return int(value)
    return value
