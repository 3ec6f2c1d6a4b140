"""What the URL of the map page may say, and how the page's question is made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atlas.query import LayerQuery, Measure, parse_measure
from common.errors import NotAvailableError, UnknownNameError
from geo.classes import METHODS
from geo.levels import FRANCE_CODE, MAPPED_LEVELS, Level, Territory, parse_level
from indicators.domains import OVERALL, domain
from indicators.groups import GROUPS
from pages.parts.cache import desk
from pages.parts.url import Parameter, ScreenState

FRANCE = Territory(Level.FRANCE, FRANCE_CODE)
#: Those that need no more than a name.
CLASS_METHODS = [method for method in METHODS if method != "breaks"]
OVERLAYS = {"points": "Points", "densite": "Densité"}


def map_state() -> ScreenState:
    """State of the map page."""
    return ScreenState(
        "carte",
        [
            Parameter("niveau", Level.EPCI, mapped_level),
            Parameter("domaine", OVERALL, _domain),
            Parameter("mesure", Measure.OBJECTIVE, parse_measure),
            Parameter("groupe", "citoyens", known_group),
            Parameter("indicateur", None, _indicator),
            Parameter("annee", None, _year),
            Parameter("dans", FRANCE, _container),
            Parameter("territoire", None, mapped_territory),
            Parameter("partenariats", [], _overlays, ",".join),
            Parameter("classes", "quantiles", _method),
        ],
    )


def query_of(state: ScreenState) -> LayerQuery:
    """Make the question that the widgets describe."""
    measure: Measure = state.get("mesure")
    indicator = state.get("indicateur") if measure is Measure.INDICATOR else None
    container: Territory = state.get("dans")
    return LayerQuery(
        level=state.get("niveau"),
        domain=state.get("domaine"),
        measure=measure,
        group=state.get("groupe"),
        indicator=indicator,
        year=state.get("annee") if indicator else None,
        within=None if container == FRANCE else container,
    )


def around(territory: Territory) -> Territory:
    """Choose what the map shows around a territory: its département, or the whole country."""
    if territory.level not in (Level.COMMUNE, Level.EPCI, Level.CRTE):
        return FRANCE
    return Territory(Level.DEPARTEMENT, desk().territory_row(territory)["departement"])


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
    level = parse_level(text)
    if level not in MAPPED_LEVELS:
        raise UnknownNameError("le niveau", text, [level.value for level in MAPPED_LEVELS])
    return level


def _domain(text: str) -> str:
    return text if text == OVERALL else domain(text).key


def known_group(text: str) -> str:
    """Read the key of a respondent group."""
    return _one_of("le groupe", text, list(GROUPS))


def _indicator(text: str) -> str:
    return _one_of("l'indicateur", text, list(desk().catalogue))


def _method(text: str) -> str:
    return _one_of("la méthode de classes", text, CLASS_METHODS)


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UnknownNameError("l'année", text, "une année, par exemple 2022")
    return int(text)


def _overlays(text: str) -> list[str]:
    return [_one_of("la superposition", name, list(OVERLAYS)) for name in text.split(",")]


def _container(text: str) -> Territory:
    territory = desk().resolve(text)
    if territory.level is Level.COMMUNE:
        raise NotAvailableError(
            f"« {text} » est une commune : la carte peut se limiter à un EPCI, un CRTE, "
            "un département ou une région, par exemple dans=departement:09."
        )
    return territory


def _one_of(what: str, text: str, names: Sequence[str]) -> str:
    if text not in names:
        raise UnknownNameError(what, text, names)
    return text
