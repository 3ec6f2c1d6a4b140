"""A density surface laid over a map, with its legend."""

from __future__ import annotations

import folium

from atlas.density import DensityMap
from geo.maps import image_layer, legend


def furnish_density(group: folium.FeatureGroup, surface: DensityMap, position: str) -> None:
    """Put the pictures of a density surface and its legend on a map."""
    for picture in surface.pictures:
        image_layer(picture.url, picture.bounds, description=surface.heading).add_to(group)
    legend(
        surface.heading,
        surface.labels,
        surface.colours,
        note=surface.note,
        no_data=None,
        position=position,
    ).add_to(group)
