"""Where the figures of one page come from: who produced them, under which licence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from atlas.desk.provenance import BOUNDARIES_SOURCE, Source
from common.grammar import typographic

#: Between two bodies: « Direction générale des collectivités locales (DGCL) et ANCT » names two.
_BETWEEN = re.compile(r", | et (?=[A-ZÀ-Ý])")
#: A name whole, then its initials.
_WITH_INITIALS = re.compile(r"(?P<whole>.+) \((?P<short>[A-Z]+)\)")


def bodies(producer: str) -> list[str]:
    """List the bodies that a producer names.

    >>> bodies("Direction générale des collectivités locales (DGCL) et ANCT")
    ['Direction générale des collectivités locales (DGCL)', 'ANCT']
    """
    return _BETWEEN.split(producer)


def named_once(sources: Iterable[Source]) -> list[Source]:
    """Give each body one name over some sources: that with its initials, or the first met.

    A body may be written by its initials in one list and whole in another, or with another capital.

    >>> whole = Source("Office français de la biodiversité (OFB)", "", "2021", "LO")
    >>> both = named_once([Source("OFB, Insee", "", "2021", "LO"), whole])
    >>> [one.producer for one in both]
    ['Office français de la biodiversité (OFB), Insee', 'Office français de la biodiversité (OFB)']
    """
    listed = list(sources)
    names = dict.fromkeys(body for source in listed for body in bodies(source.producer))
    one_name: dict[str, str] = {}
    for name in sorted(names, key=lambda name: not _initials(name)):
        for key in filter(None, (name.casefold(), _initials(name).casefold())):
            one_name.setdefault(key, name)
    return [replace(source, producer=_renamed(source.producer, one_name)) for source in listed]


def _renamed(producer: str, one_name: dict[str, str]) -> str:
    """Write the bodies of a producer under their one name; the others stay as they are written."""
    other = [one_name[body.casefold()] for body in bodies(producer)]
    return producer if other == bodies(producer) else ", ".join(dict.fromkeys(other))


def _initials(name: str) -> str:
    """Give the initials written after a name, if they are its own; "" for a service of it.

    >>> _initials("Agence nationale de la cohésion des territoires (ANCT)")
    'ANCT'
    >>> _initials("Ministère de la Culture (DEPS)")
    ''
    """
    found = _WITH_INITIALS.fullmatch(name)
    if found is None:
        return ""
    letters = iter(word[0].casefold() for word in re.findall(r"\w+", found["whole"]))
    own = all(letter in letters for letter in found["short"].casefold())
    return found["short"] if own else ""


def producers_by_licence(sources: Iterable[Source]) -> str:
    """Name the producers once each, under the licence by which they share, the commonest first.

    >>> one = Source("Insee", "Diplômes", "2021", "ODbL")
    >>> producers_by_licence([one, one])
    'Etalab, IGN, Insee (Licence Ouverte 2.0) ; Insee (ODbL)'
    """
    by_licence: dict[str, set[str]] = {}
    for source in named_once([BOUNDARIES_SOURCE, *sources]):
        by_licence.setdefault(source.licence, set()).update(bodies(source.producer))
    ordered = sorted(by_licence.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return typographic(
        " ; ".join(
            under_licence(", ".join(sorted(producers)), licence) for licence, producers in ordered
        )
    )


def under_licence(told: str, licence: str) -> str:
    """Write what is told, then its licence; no bracket stands inside another.

    >>> under_licence("OFB", "ODbL"), under_licence("Copernicus", "libre (source à citer)")
    ('OFB (ODbL)', 'Copernicus – licence : libre (source à citer)')
    """
    return f"{told} – licence : {licence}" if "(" in licence else f"{told} ({licence})"
