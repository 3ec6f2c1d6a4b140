"""Thin lines over a map: limits of the upper level, and what lies around the place shown."""

from __future__ import annotations

import geopandas as gpd
import shapely

from atlas.desk.desk import Desk
from atlas.layers.layer import Layer
from common.levels import Level
from geo.limits import joined_lines, read_limits

_NOTHING = gpd.GeoSeries([], crs=4326)
_UPPER = {
    Level.COMMUNE: Level.DEPARTEMENT,
    Level.EPCI: Level.DEPARTEMENT,
    Level.CRTE: Level.DEPARTEMENT,
    Level.DEPARTEMENT: Level.REGION,
    Level.REGION: Level.REGION,
}


def borders(desk: Desk, layer: Layer, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Draw the limits of the upper level over a layer.

    Parameters
    ----------
    layer : of communes, EPCI, CRTE (limits of départements), départements or régions (of
        régions).

    Returns
    -------
    GeoSeries
        Lines, EPSG:4326. When only a part of the country is shown: its outline and the limits
        inside it, along the very outlines of the shapes.
    """
    upper = _UPPER[layer.query.level]
    if is_national(desk, layer):
        return limits(desk, upper)
    if layer.query.level is Level.COMMUNE:
        parents = desk.territories_of(Level.COMMUNE)[upper.value].reindex(shapes.index)
        inside = shapes.groupby(parents).apply(shapely.coverage_union_all)
        return joined_lines(*shapely.boundary(inside.to_numpy()))
    # CRTE overlap: they are no coverage.
    unite = shapely.union_all if layer.query.level is Level.CRTE else shapely.coverage_union_all
    whole = unite(shapes.to_numpy())
    near = limits(desk, upper)
    crossing = near[near.intersects(whole)].to_numpy()
    return joined_lines(shapely.boundary(whole), *shapely.intersection(crossing, whole))


def context(desk: Desk, layer: Layer, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Draw the limits of départements around a layer that shows a part of the country."""
    if is_national(desk, layer):
        return _NOTHING
    west, south, east, north = shapes.total_bounds
    around = max(east - west, north - south)  # the frame may be wider or higher than the place
    seen = shapely.box(west - around, south - around, east + around, north + around)
    lines = limits(desk, Level.DEPARTEMENT)
    return lines[lines.intersects(seen)]


def limits(desk: Desk, level: Level) -> gpd.GeoSeries:
    """Give the limits of the départements or of the régions, each line once (EPSG:4326)."""
    return desk.shared(("limits", level), lambda: read_limits(level, desk.data).geometry)


def is_national(desk: Desk, layer: Layer) -> bool:
    """Tell whether a layer shows the whole country."""
    return len(layer.table) == len(desk.territories_of(layer.query.level))
