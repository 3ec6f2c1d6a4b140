"""What must stand on every map: the mentions of its surveys, and the demonstration mark."""

from __future__ import annotations

import folium

from atlas.desk.about import About
from geo.maps import banner, mention


def mark(group: folium.FeatureGroup, about: About) -> None:
    """Put the mentions and, where it is due, the demonstration banner on a map."""
    for text in about.mentions:
        mention(text).add_to(group)
    if about.mark:
        banner(about.mark).add_to(group)
