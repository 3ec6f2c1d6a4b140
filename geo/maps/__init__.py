"""Interactive maps: folium objects whose scripts, shapes and texts come from the application.

A map has two parts that travel apart. Its *ground* (``base_map`` and the shapes of ``tile_layer``)
is sent once. Its *drawing* (``drawing_layer``, legend,
banner, mentions, points…) is small and can be replaced at will: put it in a
``folium.FeatureGroup`` given to ``st_folium(feature_group_to_add=…)``, or straight on the map.

>>> import pandas as pd
>>> from common import palette
>>> from common.levels import Level
>>> from geo.tiles import tile_set
>>> ground = base_map((2.9, 45.6, 6.1, 50.1), attribution="IGN, Insee")
>>> _ = tile_layer(tile_set(Level.DEPARTEMENT, "stamp")).add_to(ground)
>>> seen = drawing(pd.Series([0, 1]), palette.sequential(2), ["faible", "forte"])
>>> seen.codes
'ab'
>>> _ = drawing_layer(seen).add_to(ground)
"""

from geo.maps.drawing import Drawing, drawing, drawing_layer
from geo.maps.empty_map import Bounds, base_map
from geo.maps.insets import insets_layer
from geo.maps.overlays import (
    circles_layer,
    highlight_layer,
    ign_layer,
    image_layer,
    outline_layer,
    points_layer,
)
from geo.maps.texts import (
    banner,
    bivariate_legend,
    circles_legend,
    legend,
    mention,
)
from geo.maps.vector_tiles import tile_layer
from geo.maps.widget import Widget

__all__ = [
    "Bounds",
    "Drawing",
    "Widget",
    "banner",
    "base_map",
    "bivariate_legend",
    "circles_layer",
    "circles_legend",
    "drawing",
    "drawing_layer",
    "highlight_layer",
    "ign_layer",
    "image_layer",
    "insets_layer",
    "legend",
    "mention",
    "outline_layer",
    "points_layer",
    "tile_layer",
]
