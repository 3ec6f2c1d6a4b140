"""What several screens read in a URL: domains, groups, levels, territories."""

from __future__ import annotations

from collections.abc import Sequence

from common.errors import NotAvailableError, UnknownNameError
from common.levels import MAPPED_LEVELS, Level, Territory
from indicators.base.domains import OVERALL, domain, domains_of
from indicators.base.groups import GROUPS
from pages.parts.kit.desk import desk


def one_of(what: str, text: str, names: Sequence[str]) -> str:
    """Read one of the names that a parameter may have.

    Raises
    ------
    UnknownNameError
        If it is none of them; ``what`` says what was read, with its article.
    """
    if text not in names:
        raise UnknownNameError(what, text, names)
    return text


def mapped_territory(text: str) -> Territory:
    """Read a territory that has a profile: one of the five levels, not the country."""
    territory = desk().resolve(text)
    if territory.level is Level.FRANCE:
        raise NotAvailableError(
            "Le profil existe de la commune à la région, pas pour la France entière."
        )
    return territory


def mapped_level(text: str) -> Level:
    """Read one of the five levels that have a map.

    Raises
    ------
    UnknownNameError
        If there is no such level.
    """
    return Level(one_of("le niveau", text.strip(), MAPPED_LEVELS))


def known_domain(text: str) -> str:
    """Read the key of a domain, or ``ensemble``."""
    return text if text == OVERALL else domain(text).key


def known_score(text: str) -> str:
    """Read the key of whatever has an objective score: domain, dimension, or ``ensemble``."""
    domains_of(text)
    return text


def known_group(text: str) -> str:
    """Read the key of a respondent group."""
    return one_of("le groupe", text, list(GROUPS))
