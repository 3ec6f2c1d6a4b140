"""The shape of any place, a perimeter included."""

from __future__ import annotations

import geopandas as gpd
import shapely

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Level, Territory


def outline_of_place(desk: Desk, place: Place) -> gpd.GeoSeries:
    """Give the polygons of a place (EPSG:4326): one of a territory, the parts of a perimeter."""
    if isinstance(place, Territory):
        return desk.shapes(place.level, [place.code])
    communes = desk.shapes(Level.COMMUNE, place.communes)
    whole = shapely.coverage_union_all(communes.to_numpy())
    return gpd.GeoSeries(list(shapely.get_parts(whole)), crs=communes.crs)
