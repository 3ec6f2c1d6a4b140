"""What must stand on every map: the mentions of its surveys, and the demonstration mark."""

from __future__ import annotations

from collections.abc import Iterable

import folium

from atlas.desk.provenance import DEMONSTRATION_MARK
from geo.maps import banner, mention


def mark(group: folium.FeatureGroup, mentions: Iterable[str], *, demonstration: bool) -> None:
    """Put the mentions and, where it is due, the demonstration banner on a map."""
    for text in mentions:
        mention(text).add_to(group)
    if demonstration:
        banner(DEMONSTRATION_MARK).add_to(group)
