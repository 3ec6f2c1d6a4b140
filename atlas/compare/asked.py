"""What a comparison is asked: a place, those beside it, the levels of its reference points."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from atlas.compare.make import compare
from atlas.compare.model import Comparison
from atlas.desk.desk import Desk
from atlas.desk.parents import told_once
from atlas.desk.perimeters import parse_place
from atlas.desk.place import Place
from atlas.profiles import Profile, profile
from common.errors import InvalidDataError, UnknownNameError
from common.french import number
from common.levels import LEVELS, Level, Territory, parse_level
from geo.perimeter import PREFIX
from indicators.base.domains import OVERALL

#: Territories chosen beside the first one.
MOST_CHOSEN = 4
#: Levels of the larger territories that may be reference points, finest first.
REFERENCE_LEVELS = LEVELS[1:]
NO_REFERENCE = "aucun"
#: Those shown unless the reader says otherwise.
DEFAULT_REFERENCES = (Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE)
#: A comma that begins another territory; the name of a perimeter may hold commas.
_SEPARATOR = re.compile(rf",(?=(?:{'|'.join((*Level, PREFIX))}):)")


def chosen_places(text: str, read: Callable[[str], Place]) -> list[Place]:
    """Read the territories chosen: ``epci:…,commune:…``.

    Parameters
    ----------
    text : as :func:`written_places` writes it; "" for none.
    read : reads one of them.

    Raises
    ------
    UnknownNameError
        If one does not exist.
    InvalidDataError
        If there are too many.
    """
    places = list(dict.fromkeys(read(part) for part in _SEPARATOR.split(text) if part))
    if len(places) > MOST_CHOSEN:
        raise InvalidDataError(
            "les territoires à côté",
            [f"{number(MOST_CHOSEN)} au plus attendus, {number(len(places))} trouvés"],
        )
    return places


def written_places(places: Iterable[Place]) -> str:
    """Write the territories chosen."""
    return ",".join(str(place) for place in places)


def reference_levels(text: str) -> list[Level]:
    """Read the levels of the reference points; ``aucun`` for none.

    >>> reference_levels("region,epci")
    [<Level.EPCI: 'epci'>, <Level.REGION: 'region'>]
    """
    if text == NO_REFERENCE:
        return []
    found = [parse_level(part) for part in text.split(",")]
    unknown = [level.value for level in found if level not in REFERENCE_LEVELS]
    if unknown:
        expected = [level.value for level in REFERENCE_LEVELS]
        raise UnknownNameError("le repère", unknown[0], expected)
    return [level for level in REFERENCE_LEVELS if level in found]


def written_levels(levels: Iterable[Level]) -> str:
    """Write the levels of the reference points, finest first."""
    chosen = set(levels)
    return ",".join(one.value for one in REFERENCE_LEVELS if one in chosen) or NO_REFERENCE


def references_of(desk: Desk, described: Profile, levels: Sequence[Level]) -> tuple[Territory, ...]:
    """Give the larger territories of some levels that hold a place, those that are one told once.

    Parameters
    ----------
    desk : the opened data.
    described : the place.
    levels : of the reference points.
    """
    held_by = [parent for parent in described.parents if parent.level in levels]
    return told_once(desk, described.place, held_by)


def offered_levels(desk: Desk, described: Profile) -> tuple[Level, ...]:
    """List the levels at which a territory larger than a place holds it, finest first."""
    return tuple(level for level in REFERENCE_LEVELS if references_of(desk, described, (level,)))


def asked_comparison(desk: Desk, place: str, beside: str, references: str) -> Comparison:
    """Make the comparison that a command asks, all domains together.

    Parameters
    ----------
    desk : the opened data.
    place : the one compared.
    beside : see :func:`chosen_places`.
    references : see :func:`reference_levels`; "" for those shown unless the reader says otherwise.
    """
    described = profile(desk, parse_place(desk, place))
    chosen = chosen_places(beside, lambda text: parse_place(desk, text))
    others = [profile(desk, one) for one in chosen if one != described.place]
    levels = reference_levels(references) if references else list(DEFAULT_REFERENCES)
    return compare(desk, described, others, references_of(desk, described, levels), OVERALL)
