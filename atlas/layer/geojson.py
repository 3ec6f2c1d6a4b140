"""Write a layer as GeoJSON (RFC 7946): what the map shows, with its reading notes."""

from __future__ import annotations

from atlas.desk.file_formats import GEOJSON
from atlas.desk.taken import written
from atlas.desk.written import named_file
from atlas.layer.layer import Layer
from atlas.layer.measure import Ask
from atlas.layer.taken import taken_layer


def to_geojson(layer: Layer) -> str:
    """Serialise a layer.

    Returns
    -------
    str
        A FeatureCollection in WGS 84, numbers with seven significant digits, with
        :data:`atlas.desk.written.MEMBERS`, the question, the unit and the year as foreign members
        of the collection.
    """
    return written(taken_layer(layer), GEOJSON).decode()


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
