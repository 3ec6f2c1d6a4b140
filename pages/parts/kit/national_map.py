"""A map of the whole country, only to be looked at."""

from __future__ import annotations

import folium

from atlas.layer.layer import Layer
from atlas.maps.cartography import classed
from atlas.maps.furnished import draw, furnish
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import MAP_HEIGHT, ground_map, show_map
from pages.parts.kit.notices import told_in_french

#: Lower than the maps that answer: other things share its screen.
_HEIGHT = MAP_HEIGHT - 120


@told_in_french()
def national_map(layer: Layer, key: str) -> None:
    """Draw the map of a layer of the whole country."""
    seen = classed(desk(), layer)
    shapes = desk().territories_of(layer.query.level).index.sort_values()
    group = folium.FeatureGroup("dessin")
    furnish(group, layer, seen, draw(layer, seen, shapes))
    show_map(ground_map(layer.query.level), group, key=key, height=_HEIGHT)
