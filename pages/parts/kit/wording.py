"""Words that several screens share."""

from __future__ import annotations

from atlas.desk.place import Place
from common.grammar import designation
from common.levels import Level, Territory

#: How a score and a rank are read together.
SCORE_AND_RANK = (
    "Un score de 60 signifie que 60 % de la population vit dans des territoires moins fragiles, "
    "en moyenne sur les indicateurs du domaine. La lecture vient du rang, qui compte les "
    "territoires : elle se compare à la médiane, que la moitié d’entre eux dépassent."
)


def level_label(level: Level) -> str:
    """Name a level as a choice.

    >>> level_label(Level.DEPARTEMENT), level_label(Level.EPCI)
    ('Départements', 'EPCI')
    """
    return level.plural[0].upper() + level.plural[1:]


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
