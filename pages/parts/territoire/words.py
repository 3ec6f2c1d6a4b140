"""How the places compared are named in a sentence."""

from __future__ import annotations

from atlas.compare import Compared
from atlas.desk.place import Place
from common.levels import Level, Territory
from reports.grammar import designation, elides


def named(place: Place, name: str) -> str:
    """Name a place with the article that its level asks for; a commune is its name.

    >>> named(Territory.parse("departement:09"), "Ariège"), named(Territory.parse("france:FR"), "")
    ('le département de l’Ariège', 'la France')
    >>> named(Territory.parse("commune:09122"), "Foix")
    'Foix'
    """
    if not isinstance(place, Territory):
        return designation(None, "", name)
    return name if place.level is Level.COMMUNE else designation(place.level, place.code, name)


def than(one: Compared) -> str:
    """Write *que* and the name of a place; its article already tells its level.

    >>> from atlas.compare import Basis
    >>> region = Territory.parse("region:76")
    >>> than(Compared(region, "Occitanie (région)", "Occitanie", Basis.OWN, ""))
    'que la région Occitanie'
    """
    level_told = isinstance(one.place, Territory) and one.place.level is not Level.COMMUNE
    phrase = named(one.place, one.bare if level_told else one.name)
    return f"qu’{phrase}" if elides(phrase) else f"que {phrase}"
