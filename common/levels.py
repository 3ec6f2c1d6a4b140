"""The territorial levels and the one place where a territory code is checked.

A territory is written ``level:code`` everywhere: ``commune:01004``, ``epci:200069193``,
``crte:crte-84-01-7``, ``departement:2A``, ``region:76``, ``france:FR``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from common.errors import UnknownNameError
from common.labelled import Labelled


class Level(Labelled):
    """A territorial level, from the finest to the whole country."""

    COMMUNE = "commune", "commune"
    EPCI = "epci", "EPCI"
    CRTE = "crte", "CRTE"
    DEPARTEMENT = "departement", "département"
    REGION = "region", "région"
    FRANCE = "france", "France"

    @property
    def plural(self) -> str:
        """French name, plural."""
        invariable = self.label.isupper() or self is Level.FRANCE
        return self.label if invariable else f"{self.label}s"


#: All levels, finest first.
LEVELS = tuple(Level)
#: Place of each in that order, 0 the finest, by the text that tables hold.
LEVEL_RANKS = {level.value: rank for rank, level in enumerate(Level)}
#: The five levels that have boundaries, finest first.
MAPPED_LEVELS = LEVELS[:-1]
#: The levels whose territories are made of communes.
UPPER_LEVELS = MAPPED_LEVELS[1:]
FRANCE_CODE = "FR"

_DEPARTEMENT = r"(?:0[1-9]|[1-8]\d|9[0-5]|2A|2B|97[1-46])"
_PATTERNS = {
    Level.COMMUNE: r"(?:0[1-9]|[1-8]\d|9[0-5]|2A|2B|97)\d{3}",
    Level.EPCI: r"\d{9}",
    Level.CRTE: r"crte-\d{2}-[0-9AB]{2,8}-\d{1,3}",
    Level.DEPARTEMENT: _DEPARTEMENT,
    Level.REGION: r"\d{2}",
    Level.FRANCE: FRANCE_CODE,
}
_FORMS = {level: re.compile(pattern) for level, pattern in _PATTERNS.items()}


@dataclass(frozen=True, order=True, slots=True)
class Territory:
    """The reference of a territory: its level and its code (always text).

    Examples
    --------
    >>> str(Territory.parse("departement:2A"))
    'departement:2A'
    """

    level: Level
    code: str

    def __str__(self) -> str:
        return f"{self.level}:{self.code}"

    @classmethod
    def parse(cls, text: str) -> Territory:
        """Read ``level:code``; the form is checked, not the existence.

        Raises
        ------
        UnknownNameError
            If the level is unknown or the code has not the form that the level wants.
        """
        name, _, code = text.strip().partition(":")
        level = parse_level(name)
        if not is_code(level, code):
            raise UnknownNameError("le territoire", text, "un territoire de la forme commune:01004")
        return cls(level, code)


def parse_level(text: str) -> Level:
    """Read a level by its key.

    Raises
    ------
    UnknownNameError
        If there is no such level.
    """
    try:
        return Level(text.strip())
    except ValueError:
        raise UnknownNameError("le niveau", text, [level.value for level in Level]) from None


def level_label(text: str) -> str:
    """French name of a level as tables write it; what is no level stays as it is.

    >>> level_label("departement"), level_label("column:quartier")
    ('département', 'column:quartier')
    """
    return Level(text).label if text in LEVEL_RANKS else text


def is_code(level: Level, code: str) -> bool:
    """Tell whether a text has the form of a code of this level.

    >>> is_code(Level.COMMUNE, "2A004"), is_code(Level.COMMUNE, "1001")
    (True, False)
    """
    return _FORMS[level].fullmatch(code) is not None
