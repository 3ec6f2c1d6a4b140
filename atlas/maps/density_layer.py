"""A density surface laid over a map, with its legend."""

from __future__ import annotations

import folium

from atlas.maps.density import DensityMap
from common import palette
from geo.maps import image_layer, legend

#: Zero and masked are both left unpainted (:func:`geo.density.relative`).
UNPAINTED = "sans couleur : aucun dans le rayon, ou moins de 1 000 habitants"


def furnish_density(
    group: folium.FeatureGroup, surface: DensityMap, position: str, *, alone: bool = False
) -> None:
    """Put the pictures of a density surface and its legend on a map.

    Parameters
    ----------
    group : where to put them.
    surface : what to show.
    position : corner of the legend.
    alone : whether nothing else colours the map: what is unpainted is then in the legend.
    """
    for picture in surface.pictures:
        image_layer(picture.url, picture.bounds, description=surface.about.title).add_to(group)
    legend(
        surface.about.title,
        (UNPAINTED, *surface.labels) if alone else surface.labels,
        (palette.SURFACE, *surface.colours) if alone else surface.colours,
        note=surface.note,
        no_data=None,
        position=position,
    ).add_to(group)
