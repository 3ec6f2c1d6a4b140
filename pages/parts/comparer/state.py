"""What the URL of the page of comparisons may say."""

from __future__ import annotations

import re

from atlas.desk.place import Place
from common.errors import InvalidDataError, UnknownNameError
from common.french import number
from common.levels import LEVELS, Level, parse_level
from geo.perimeter import PREFIX
from indicators.base.domains import OVERALL
from pages.parts.kit.place_state import described_place
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_domain

#: Territories chosen beside the first one.
MOST_CHOSEN = 4
#: Levels of the larger territories that may be reference points, finest first.
REFERENCE_LEVELS = LEVELS[1:]
NO_REFERENCE = "aucun"
#: Those shown unless the reader says otherwise.
DEFAULT_REFERENCES = [Level.EPCI, Level.DEPARTEMENT, Level.REGION, Level.FRANCE]
#: A comma that begins another territory; the name of a perimeter may hold commas.
_SEPARATOR = re.compile(rf",(?=(?:{'|'.join((*Level, PREFIX))}):)")


def compare_state() -> ScreenState:
    """State of the page of comparisons."""
    return ScreenState(
        "comparer",
        [
            Parameter("territoire", None, described_place),
            Parameter("avec", [], chosen_places, written),
            Parameter("domaine", OVERALL, known_domain),
            Parameter("reperes", DEFAULT_REFERENCES, _references, _written_references),
        ],
    )


def chosen_places(text: str) -> list[Place]:
    """Read the territories chosen: ``epci:…,commune:…``.

    Raises
    ------
    UnknownNameError
        If one does not exist.
    InvalidDataError
        If there are too many.
    """
    places: list[Place] = []
    for part in _SEPARATOR.split(text):
        place = described_place(part)
        if place not in places:
            places.append(place)
    if len(places) > MOST_CHOSEN:
        raise InvalidDataError(
            "l’adresse de la page",
            [f"avec : {number(MOST_CHOSEN)} territoires au plus, {number(len(places))} trouvés"],
        )
    return places


def written(places: list[Place]) -> str:
    """Write the territories chosen for the URL."""
    return ",".join(str(place) for place in places)


def _references(text: str) -> list[Level]:
    """Read the levels of the reference points; ``aucun`` for none."""
    if text == NO_REFERENCE:
        return []
    found = [parse_level(part) for part in text.split(",")]
    unknown = [level.value for level in found if level not in REFERENCE_LEVELS]
    if unknown:
        expected = [level.value for level in REFERENCE_LEVELS]
        raise UnknownNameError("le repère", unknown[0], expected)
    return [level for level in REFERENCE_LEVELS if level in found]


def _written_references(levels: list[Level]) -> str:
    chosen = [level.value for level in REFERENCE_LEVELS if level in levels]
    return ",".join(chosen) or NO_REFERENCE
