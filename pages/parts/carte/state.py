"""What the URL of the map page may say, and how the page's question is made of it."""

from __future__ import annotations

import re
from dataclasses import replace

from atlas.layers.measure import Ask, Measure
from atlas.layers.measures import parse_measure
from atlas.layers.measures.objective import OBJECTIVE
from atlas.layers.query import LayerQuery
from atlas.maps.class_choice import ClassScope, parse_limits
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level, Territory
from geo.classes import Method
from indicators.base.domains import DIMENSION_KEYS
from pages.parts.carte.multiples import View
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import (
    known_group,
    known_score,
    mapped_level,
    mapped_territory,
    one_of,
)

#: Numbers of classes that a reader can tell apart.
CLASS_COUNTS = (3, 4, 5, 6, 7)
OVERLAYS = {"points": "Points", "densite": "Densité"}


def map_state() -> ScreenState:
    """State of the map page."""
    return ScreenState(
        "carte",
        [
            Parameter("niveau", Level.EPCI, mapped_level),
            Parameter("domaine", DIMENSION_KEYS[0], known_score),
            Parameter("mesure", OBJECTIVE, parse_measure),
            Parameter("groupe", "citoyens", known_group),
            Parameter("indicateur", None, _indicator),
            Parameter("annee", None, _year),
            Parameter("dans", FRANCE, _container),
            Parameter("territoire", None, mapped_territory),
            Parameter("partenariats", [], _overlays, ",".join),
            Parameter("classes", "quantiles", _method),
            Parameter("nombre", 5, _class_count),
            Parameter("limites", "", _limits),
            Parameter("base", ClassScope.COUNTRY, _scope),
            Parameter("vue", View.ONE, _view),
            Parameter("fond", False, _background, lambda shown: "ign" if shown else ""),
        ],
    )


def query_of(state: ScreenState) -> LayerQuery:
    """Make the question that the widgets describe, for the map."""
    measure: Measure = state.get("mesure")
    indicator = state.get("indicateur") if Ask.INDICATOR in measure.asks else None
    return LayerQuery(
        level=state.get("niveau"),
        domain=state.get("domaine"),
        measure=measure,
        group=state.get("groupe"),
        indicator=indicator,
        year=state.get("annee") if Ask.YEAR in measure.asks else None,
        within=_within(state),
    )


def multiples_query_of(state: ScreenState) -> LayerQuery:
    """Make the question of the small maps: what they all share, and nothing of one of them."""
    if state.get("vue") is View.DOMAINS:
        return LayerQuery(level=state.get("niveau"), within=_within(state))
    return replace(query_of(state), year=None)


def _within(state: ScreenState) -> Territory | None:
    container: Territory = state.get("dans")
    return None if container == FRANCE else container


def _indicator(text: str) -> str:
    return one_of("l’indicateur", text, list(desk().catalogue))


def _method(text: str) -> str:
    return one_of("la méthode de classes", text, [method.value for method in Method])


def _class_count(text: str) -> int:
    return int(one_of("le nombre de classes", text, [str(count) for count in CLASS_COUNTS]))


def _limits(text: str) -> str:
    parse_limits(text)
    return text


def _scope(text: str) -> ClassScope:
    return ClassScope(one_of("la base des classes", text, list(ClassScope)))


def _view(text: str) -> View:
    return View(one_of("la vue", text, list(View)))


def _background(text: str) -> bool:
    return one_of("le fond de carte", text, ["ign"]) == "ign"


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UnknownNameError("l’année", text, "une année, par exemple 2022")
    return int(text)


def _overlays(text: str) -> list[str]:
    return [one_of("la superposition", name, list(OVERLAYS)) for name in text.split(",")]


def _container(text: str) -> Territory:
    territory = desk().resolve(text)
    if territory.level is Level.COMMUNE:
        raise NotAvailableError(
            f"« {text} » est une commune : la carte peut se limiter à un EPCI, un CRTE, "
            "un département ou une région, par exemple dans=departement:09."
        )
    return territory
