"""What the URL of the page Pratiques may say, and the question made of it."""

from __future__ import annotations

from atlas.partnerships.practices import PracticesQuery
from common.errors import UnknownNameError
from common.limits import SEARCH_LENGTH
from indicators.base.domains import OVERALL
from indicators.partnerships.practice_words import TYPES_OF, Aim, PracticeType
from indicators.partnerships.practices import PracticeFilter
from indicators.partnerships.vocabulary import Category, Family, Scale
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_domain, one_of

SEARCH, DESCRIBE, REFERENCES = "chercher", "decrire", "reperes"
VIEWS = {
    SEARCH: "Chercher",
    DESCRIBE: "Décrire une pratique",
    REFERENCES: "Repères nationaux",
}
#: Value of a filter that chooses nothing.
ALL = ""


def practices_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "pratiques",
        [
            Parameter("vue", SEARCH, lambda text: one_of("la vue", text, list(VIEWS))),
            Parameter("mots", ALL, _words),
            Parameter("domaine", OVERALL, known_domain),
            Parameter("categorie", ALL, lambda text: one_of("la catégorie", text, list(Category))),
            Parameter("famille", ALL, lambda text: one_of("la famille", text, list(Family))),
            Parameter("type", ALL, lambda text: one_of("le type", text, list(PracticeType))),
            Parameter("finalite", ALL, lambda text: one_of("la finalité", text, list(Aim))),
            Parameter("echelle", ALL, lambda text: one_of("l’échelle", text, list(Scale))),
            Parameter("dans", FRANCE, lambda text: desk().resolve(text)),
            Parameter("pratique", ALL, _practice),
        ],
    )


def practices_query(state: ScreenState) -> PracticesQuery:
    """Make the question that the widgets describe."""
    domain_key, place = state.get("domaine"), state.get("dans")
    return PracticesQuery(
        PracticeFilter(
            domain=None if domain_key == OVERALL else domain_key,
            category=state.get("categorie") or None,
            family=state.get("famille") or None,
            type=state.get("type") or None,
            aim=state.get("finalite") or None,
            scale=state.get("echelle") or None,
            words=state.get("mots").strip(),
        ),
        within=None if place == FRANCE else place,
    )


def types_of(family: str) -> list[PracticeType]:
    """List the types of a family, all of them where none is chosen."""
    return list(TYPES_OF[Family(family)] if family else PracticeType)


def _words(text: str) -> str:
    if len(text) > SEARCH_LENGTH:
        raise UnknownNameError("les mots", text, f"{SEARCH_LENGTH} signes au plus")
    return text


def _practice(text: str) -> str:
    if not desk().practices["practice"].eq(text).any():
        raise UnknownNameError("la pratique", text, "l’identifiant d’une pratique de la table")
    return text
