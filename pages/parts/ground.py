"""The empty maps of the screens: what they show first, and the shapes that drawings colour."""

from __future__ import annotations

import folium

from atlas.provenance import BOUNDARIES_SOURCE
from geo.extents import METROPOLE
from geo.levels import Level
from geo.maps import Bounds, base_map, ign_layer, insets_layer, tile_layer
from pages.parts.cache import tiles

#: Width left to the legend, as a part of what is shown.
LEGEND_SHARE = 0.28
#: Height left to the DROM below métropole, as a part of what is shown.
INSETS_SHARE = 0.34
#: The tiles begin there.
MIN_ZOOM = 5


def plain_map(
    around: Bounds | None = None, *, legend: bool = True, insets: bool = False
) -> folium.Map:
    """Make a map without shapes.

    Parameters
    ----------
    around : degrees shown first; métropole when None.
    legend, insets : whether room is left for them, beside and below.
    """
    west, south, east, north = around or METROPOLE.bounds
    if insets:
        south -= INSETS_SHARE * (north - south)
    if legend:
        west -= LEGEND_SHARE * (east - west)
    return base_map(
        (west, south, east, north), attribution=BOUNDARIES_SOURCE.line(), min_zoom=MIN_ZOOM
    )


def ground_map(
    level: Level, around: Bounds | None = None, *, background: bool = False
) -> folium.Map:
    """Make the map of a level that a drawing colours; the DROM are beside the whole country.

    Parameters
    ----------
    level : level of the shapes.
    around : degrees shown first; the whole country when None.
    background : whether IGN's map is asked for, below the shapes.
    """
    ground = plain_map(around, insets=around is None)
    if background:
        ign_layer().add_to(ground)
    tile_layer(tiles()[level]).add_to(ground)
    if around is None:
        insets_layer(position="bottomright").add_to(ground)
    return ground
