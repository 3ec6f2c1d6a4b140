"""What the URL of the map page may say, and how the page's question is made of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from atlas.desk.query import LayerQuery, Measure, parse_measure
from atlas.maps.class_choice import ClassScope, parse_limits
from common.errors import NotAvailableError, UnknownNameError
from common.levels import FRANCE_CODE, MAPPED_LEVELS, Level, Territory, parse_level
from geo.classes import Method
from indicators.base.domains import OVERALL, domain
from indicators.base.groups import GROUPS
from pages.parts.kit.cache import desk
from pages.parts.kit.url import Parameter, ScreenState

FRANCE = Territory(Level.FRANCE, FRANCE_CODE)
#: Numbers of classes that a reader can tell apart.
CLASS_COUNTS = (3, 4, 5, 6, 7)
OVERLAYS = {"points": "Points", "densite": "Densité"}


def map_state() -> ScreenState:
    """State of the map page."""
    return ScreenState(
        "carte",
        [
            Parameter("niveau", Level.EPCI, mapped_level),
            Parameter("domaine", OVERALL, known_domain),
            Parameter("mesure", Measure.OBJECTIVE, parse_measure),
            Parameter("groupe", "citoyens", known_group),
            Parameter("indicateur", None, _indicator),
            Parameter("annee", None, _year),
            Parameter("dans", FRANCE, _container),
            Parameter("territoire", None, mapped_territory),
            Parameter("partenariats", [], _overlays, ",".join),
            Parameter("classes", "quantiles", _method),
            Parameter("nombre", 5, _class_count),
            Parameter("limites", "", _limits),
            Parameter("base", ClassScope.SHOWN, _scope),
            Parameter("fond", False, _background, lambda shown: "ign" if shown else ""),
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


def known_domain(text: str) -> str:
    """Read the key of a domain, or ``ensemble``."""
    return text if text == OVERALL else domain(text).key


def known_group(text: str) -> str:
    """Read the key of a respondent group."""
    return _one_of("le groupe", text, list(GROUPS))


def _indicator(text: str) -> str:
    return _one_of("l’indicateur", text, list(desk().catalogue))


def _method(text: str) -> str:
    return _one_of("la méthode de classes", text, [method.value for method in Method])


def _class_count(text: str) -> int:
    return int(_one_of("le nombre de classes", text, [str(count) for count in CLASS_COUNTS]))


def _limits(text: str) -> str:
    parse_limits(text)
    return text


def _scope(text: str) -> ClassScope:
    return ClassScope(_one_of("la base des classes", text, list(ClassScope)))


def _background(text: str) -> bool:
    return _one_of("le fond de carte", text, ["ign"]) == "ign"


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UnknownNameError("l’année", text, "une année, par exemple 2022")
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
