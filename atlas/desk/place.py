"""A place that can be described: a territory of a level, or a perimeter that a reader made."""

from __future__ import annotations

from atlas.desk.desk import Desk
from common.levels import Territory
from geo.perimeter import Perimeter

Place = Territory | Perimeter
#: How the codes of the DROM, of their communes and of their départements begin.
OVERSEAS_PREFIX = "97"


def as_territory(place: Place) -> Place:
    """Give the territory that has exactly the communes of a perimeter, or the place itself."""
    return place.twin or place if isinstance(place, Perimeter) else place


def name_of(place: Place) -> str:
    """Give the name that the reader gave to a perimeter, "" for a territory."""
    return place.name if isinstance(place, Perimeter) else ""


def is_overseas(desk: Desk, place: Place) -> bool:
    """Tell whether a place has a commune in a DROM."""
    return any(code.startswith(OVERSEAS_PREFIX) for code in desk.communes(place))


def holders(desk: Desk, place: Place) -> list[Territory]:
    """Upper territories that hold all the communes of a place, finest first."""
    communes = desk.communes(place)
    return [
        holder
        for holder in desk.holders_of(communes[0])
        if set(communes).issubset(desk.communes(holder))
    ]
