"""A place that can be described: a territory of a level, or a perimeter that a reader made."""

from __future__ import annotations

from geo.levels import Territory
from geo.perimeter import Perimeter

Place = Territory | Perimeter


def as_territory(place: Place) -> Place:
    """Give the territory that has exactly the communes of a perimeter, or the place itself."""
    return place.twin or place if isinstance(place, Perimeter) else place
