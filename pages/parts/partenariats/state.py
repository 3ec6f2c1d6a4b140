"""What the URL of the page Partenariats may say, and the questions made of it."""

from __future__ import annotations

import re

from atlas.partnerships.need_response import NeedQuery
from atlas.partnerships.records import RecordsQuery
from common.errors import UnknownNameError
from common.levels import Level, Territory
from indicators.base.domains import OVERALL
from indicators.partnerships import NONE_STATED, Category, Kind, Period, Scale
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import (
    known_domain,
    known_group,
    mapped_level,
    mapped_territory,
    one_of,
)

RECORDS, DENSITY, NEED, REFERENCES = "fiches", "densite", "besoin", "reperes"
VIEWS = {
    RECORDS: "Carte des partenariats",
    DENSITY: "Densité",
    NEED: "Besoin et réponse",
    REFERENCES: "Repères nationaux",
}
#: Radius of the density kernel, kilometres; 0 lets the data choose.
BANDWIDTHS = (0, 5, 10, 15, 20, 30, 40, 60, 80, 100)
#: Value of a filter that chooses nothing.
ALL = ""
ANY_YEAR = 0


def partnership_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "partenariats",
        [
            Parameter("vue", RECORDS, lambda text: one_of("la vue", text, list(VIEWS))),
            Parameter("domaine", OVERALL, known_domain),
            Parameter("categorie", ALL, _category),
            Parameter("nature", ALL, lambda text: one_of("la nature", text, list(Kind))),
            Parameter("echelle", ALL, lambda text: one_of("l’échelle", text, list(Scale))),
            Parameter("dispositif", ALL, _scheme),
            Parameter("annee", ANY_YEAR, _year),
            Parameter("periode", Period.CURRENT.value, _period),
            Parameter("dans", FRANCE, lambda text: desk().resolve(text)),
            Parameter("autour", False, _yes, lambda value: "oui" if value else "non"),
            Parameter("fiche", ALL, _record),
            Parameter("rayon", 0, _bandwidth),
            Parameter("niveau", Level.EPCI, mapped_level),
            Parameter("regard", ALL, known_group),
            Parameter("territoire", None, mapped_territory),
        ],
    )


def records_query(state: ScreenState) -> RecordsQuery:
    """Make the question about records that the widgets describe."""
    domain_key, place = state.get("domaine"), state.get("dans")
    return RecordsQuery(
        domain=None if domain_key == OVERALL else domain_key,
        category=state.get("categorie") or None,
        kind=state.get("nature") or None,
        scale=state.get("echelle") or None,
        scheme=state.get("dispositif") or None,
        year=state.get("annee") or None,
        period=state.get("periode"),
        within=None if place == FRANCE else place,
        around=bool(state.get("autour")) and place != FRANCE,
    )


def need_query(state: ScreenState) -> NeedQuery:
    """Make the question about need and response that the widgets describe."""
    place: Territory = state.get("dans")
    return NeedQuery(
        level=state.get("niveau"),
        domain=state.get("domaine"),
        kind=state.get("nature") or None,
        group=state.get("regard") or None,
        within=None if place == FRANCE else place,
    )


def known_years() -> list[int]:
    """Years in which at least one record begins, the most recent first."""
    years = desk().records["start_year"].dropna().unique()
    return sorted((int(year) for year in years), reverse=True)


def _category(text: str) -> str:
    return one_of("la catégorie", text, [*Category, NONE_STATED])


def _scheme(text: str) -> str:
    return one_of("le dispositif", text, list(desk().schemes["scheme"]))


def _record(text: str) -> str:
    if not desk().records["record"].eq(text).any():
        raise UnknownNameError("le partenariat", text, "l’identifiant d’un partenariat de la table")
    return text


def _year(text: str) -> int:
    if not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        raise UnknownNameError("l’année", text, "une année, par exemple 2022")
    years = known_years()
    if int(text) not in years:
        raise UnknownNameError("l’année", text, [str(year) for year in years])
    return int(text)


def _period(text: str) -> str:
    return one_of("la période", text, [period.value for period in Period])


def _bandwidth(text: str) -> int:
    return int(one_of("le rayon (km)", text, [str(radius) for radius in BANDWIDTHS]))


def _yes(text: str) -> bool:
    return one_of("autour", text, ["oui", "non"]) == "oui"
