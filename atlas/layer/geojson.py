"""Write a layer as GeoJSON (RFC 7946): what the map shows, with its reading notes."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd

from atlas.desk.written import by_territory, members, named_file, with_mark
from atlas.layer.layer import Layer
from atlas.layer.measure import Ask
from geo.features import geojson_text
from indicators.base.catalogue import SHARE


def to_geojson(layer: Layer) -> str:
    """Serialise a layer.

    Returns
    -------
    str
        A FeatureCollection in WGS 84, numbers with seven significant digits, with
        :data:`atlas.desk.written.MEMBERS`, the question, the unit and the year as foreign members
        of the collection.
    """
    table = with_mark(_short(layer.table), layer.about)
    rows = by_territory(table, layer.query.level).reset_index()
    return geojson_text(list(rows["territory"]), rows, layer.shapes().to_numpy(), describe(layer))


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


def describe(layer: Layer) -> dict[str, Any]:
    """Give what a reader must know of a layer, under English names."""
    query = layer.query
    return {
        **members(layer.about),
        "level": query.level.value,
        "domain": query.domain,
        "measure": query.measure.key,
        "group": query.group if Ask.GROUP in query.measure.asks else None,
        "indicator": query.indicator,
        "within": str(query.within) if query.within else None,
        "unit": "part (0 à 1)" if layer.unit == SHARE else layer.unit,
        "year": layer.year,
    }


def _short(table: pd.DataFrame) -> pd.DataFrame:
    """Write floats with the digits that mean something, whole ones without decimals."""
    floats = table.select_dtypes("float")
    # As objects: pandas would make floats again of whole numbers.
    short = {
        str(name): pd.array([*map(_shortened, floats[name])], dtype="object") for name in floats
    }
    return table.assign(**short)


def _shortened(value: float) -> float | int | None:
    if not math.isfinite(value):
        return None
    written = float(f"{value:.7g}")
    return int(written) if written.is_integer() else written
