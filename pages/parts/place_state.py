"""What the URL says of a place: a territory or a perimeter, and the names of its files."""

from __future__ import annotations

from atlas.perimeters import parse_place
from atlas.place import Place
from common.errors import NotAvailableError
from common.french import fold
from geo.levels import Level
from geo.perimeter import Perimeter
from pages.parts.cache import desk


def described_place(text: str) -> Place:
    """Read a place that has a profile: any but the whole country."""
    place = parse_place(desk(), text)
    if place.level is Level.FRANCE:
        raise NotAvailableError(
            "Le profil existe de la commune à la région, pas pour la France entière."
        )
    return place


def file_stem(place: Place) -> str:
    """Name the files of a place with plain letters only.

    >>> from geo.levels import Territory
    >>> file_stem(Territory.parse("commune:2A004"))
    'fragiscope-commune-2A004'
    """
    if isinstance(place, Perimeter):
        return f"fragiscope-perimetre-{fold(place.name).replace(' ', '-') or 'sans-nom'}"
    return f"fragiscope-{place.level.value}-{place.code}"
