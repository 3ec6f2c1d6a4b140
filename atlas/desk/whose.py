"""Whose answer it is: that of the place, or of a larger territory, which is never said of it."""

from __future__ import annotations

from collections.abc import Iterable

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.french import listed
from common.grammar import capitalised, with_article
from common.labelled import Labelled
from common.levels import Level, Territory
from geo.perimeter import Perimeter


class Whose(Labelled):
    """Of whom an answer tells, next to the place that is described."""

    OWN = "own", "le territoire lui-même"
    """Measured for the place, or for a territory that has exactly its communes."""
    LARGER = "larger", "un territoire plus large"
    """Measured for a territory that holds the place and others: it says nothing of it alone."""


def territories_of_answers(
    desk: Desk, place: Place, parents: Iterable[Territory]
) -> dict[Territory, Whose]:
    """List the territories whose answers may be told around a place, finest first.

    The country is left out: its figures must not stand in for local ones. In the DROM, a
    département and its région are one and the same; so are Paris and its département.

    Parameters
    ----------
    desk : the opened data.
    place : what is described.
    parents : larger territories that hold it.
    """
    around = [parent for parent in parents if parent.level is not Level.FRANCE]
    places = [place, *around] if isinstance(place, Territory) else around
    communes = desk.communes(place)
    return {
        one: Whose.OWN if one == place or desk.communes(one) == communes else Whose.LARGER
        for one in places
    }


def larger_title(levels: Iterable[Level], instead: str) -> str:
    """Head what larger territories say.

    Parameters
    ----------
    levels : of these territories.
    instead : what they must not be taken for, with its article or possessive.

    >>> larger_title([Level.REGION], "votre commune")
    'La région, pas votre commune'
    >>> larger_title([Level.REGION, Level.DEPARTEMENT], "votre EPCI")
    'Le département et la région, pas votre EPCI'
    """
    order = list(Level).index
    names = [with_article(level) for level in sorted(set(levels), key=order)]
    return f"{capitalised(listed(names))}, pas {instead}"


def yours(place: Place) -> str:
    """Name the kind of a place to whoever looked for it.

    >>> yours(Territory.parse("commune:01004")), yours(Territory.parse("region:76"))
    ('votre commune', 'votre région')
    """
    return f"votre {'périmètre' if isinstance(place, Perimeter) else place.level.label}"
