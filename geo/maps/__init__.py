"""Interactive maps: folium objects whose scripts, shapes and texts come from the application.

A map has two parts that travel apart. Its *ground* (``base_map`` and a layer of shapes:
``polygon_layer`` or ``tile_layer``) is sent once. Its *drawing* (``drawing_layer``, legend,
banner, mentions, points…) is small and can be replaced at will: put it in a
``folium.FeatureGroup`` given to ``st_folium(feature_group_to_add=…)``, or straight on the map.

>>> import geopandas as gpd, pandas as pd, shapely
>>> from common import palette
>>> places = gpd.GeoDataFrame(
...     {"code": ["01", "02"], "name": ["Ain", "Aisne"]},
...     geometry=[shapely.box(4.7, 45.6, 6.1, 46.5), shapely.box(2.9, 48.8, 4.2, 50.1)],
...     crs="EPSG:4326",
... )
>>> ground = base_map((2.9, 45.6, 6.1, 50.1), attribution="IGN, Insee")
>>> _ = polygon_layer(feature_collection(places, "name")).add_to(ground)
>>> seen = drawing(pd.Series([0, 1]), palette.sequential(2), ["faible", "forte"])
>>> seen.codes
'ab'
>>> _ = drawing_layer(seen).add_to(ground)
"""

from geo.maps.drawing import Drawing, drawing, drawing_layer
from geo.maps.empty_map import Bounds, base_map
from geo.maps.insets import insets_layer
from geo.maps.overlays import (
    circle_radius,
    circles_layer,
    highlight_layer,
    ign_layer,
    image_layer,
    outline_layer,
    points_layer,
)
from geo.maps.polygons import feature_collection, polygon_layer
from geo.maps.texts import (
    Hatched,
    banner,
    bivariate_legend,
    circles_legend,
    legend,
    mention,
    title,
)
from geo.maps.vector_tiles import tile_layer
from geo.maps.widget import Widget

__all__ = [
    "Bounds",
    "Drawing",
    "Hatched",
    "Widget",
    "banner",
    "base_map",
    "bivariate_legend",
    "circle_radius",
    "circles_layer",
    "circles_legend",
    "drawing",
    "drawing_layer",
    "feature_collection",
    "highlight_layer",
    "ign_layer",
    "image_layer",
    "insets_layer",
    "legend",
    "mention",
    "outline_layer",
    "points_layer",
    "polygon_layer",
    "tile_layer",
    "title",
]
