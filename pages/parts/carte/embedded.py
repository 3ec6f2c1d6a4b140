"""The map alone."""

from __future__ import annotations

from pages.parts.carte.class_controls import usable_choice
from pages.parts.carte.map import territory_map
from pages.parts.carte.state import query_of
from pages.parts.kit.embedded import embedded_foot, embedded_title
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState


@told_in_french()
def show_embedded(state: ScreenState) -> None:
    """Show the map that the address asks for, its title and its sources."""
    layer = cached_layer(query_of(state))
    embedded_title(layer.about)
    territory_map(layer, usable_choice(state, layer), state)
    embedded_foot("carte", layer.about)
