"""Arrondissements of Paris, Lyon and Marseille, as people write them."""

from __future__ import annotations

import re

from geo.search import normalise

#: Of each city: the code before that of its first arrondissement, and how many it has (Insee,
#: code officiel géographique).
_CITIES = {"paris": (75_100, 20), "lyon": (69_380, 9), "marseille": (13_200, 16)}
_WRITTEN = re.compile(r"([a-z]+) 0?(\d{1,2}) ?(?:er|e|eme|ieme)?(?: arrondissement)?", re.ASCII)


def arrondissement_code(text: str) -> str:
    """Give the code of an arrondissement, or "" where a text names none.

    >>> arrondissement_code("Paris 12e"), arrondissement_code("Lyon 3ème arrondissement")
    ('75112', '69383')
    >>> arrondissement_code("Marseille 17"), arrondissement_code("Paris")
    ('', '')
    """
    if text.isdecimal() or not any(map(str.isdigit, text)):
        return ""
    written = _WRITTEN.fullmatch(normalise(text))
    if written is None or written[1] not in _CITIES:
        return ""
    before, count = _CITIES[written[1]]
    number = int(written[2])
    return str(before + number) if 1 <= number <= count else ""
