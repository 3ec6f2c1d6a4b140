"""What the URL of the page Écarts may say, and the questions made of it."""

from __future__ import annotations

import pandas as pd

from atlas.divergences import GapQuery
from atlas.divergences.correspondences import correspondences_of, level_correspondences
from atlas.divergences.divergences import ALL_POSITIONS, COLUMNS, PARTED, DivergenceQuery
from atlas.divergences.pairs import PairQuery
from common.errors import UnknownNameError
from common.levels import Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.groups import GROUPS
from indicators.views.perceptions import AGES
from indicators.views.positions import GapStatus
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_group, mapped_level, mapped_territory, one_of

TABLE, PLACE, DOMAIN, PAIRS = "divergences", "territoire", "domaine", "correspondances"
VIEWS = {
    TABLE: "Où mesure et ressenti divergent",
    PLACE: "Un territoire",
    DOMAIN: "Un domaine",
    PAIRS: "Correspondances",
}
#: Value of a filter that chooses nothing.
ALL = ""
#: Pair of the view of a domain: the closest one, or the whole domain; its two parts are joined.
CLOSEST, WHOLE, _JOINED = "", "domaine", "."
_DEFAULT = GapQuery()


def gap_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "ecarts",
        [
            Parameter("vue", TABLE, lambda text: one_of("la vue", text, list(VIEWS))),
            Parameter("niveau", _DEFAULT.level, mapped_level),
            Parameter("domaine", _DEFAULT.domain, _subject),
            Parameter("groupe", _DEFAULT.group, known_group),
            Parameter("enquete", ALL, _survey),
            Parameter("territoire", None, mapped_territory),
            Parameter("dans", FRANCE, lambda text: desk().resolve(text)),
            Parameter("position", ALL_POSITIONS, _position),
            Parameter("repondants", ALL, known_group),
            Parameter("source", ALL, _survey),
            Parameter("paire", CLOSEST, _pair),
            Parameter("age", ALL, lambda text: one_of("l’âge", text, [key for key in AGES if key])),
        ],
    )


def gap_query(state: ScreenState) -> GapQuery:
    """Make the question about a domain that the widgets describe."""
    return GapQuery(
        state.get("niveau"), state.get("domaine"), state.get("groupe"), state.get("enquete") or None
    )


def divergence_query(state: ScreenState) -> DivergenceQuery:
    """Make the question about the table of divergences that the widgets describe."""
    place: Territory = state.get("dans")
    return DivergenceQuery(
        level=state.get("niveau"),
        within=None if place == FRANCE else place,
        group=state.get("repondants"),
        survey=state.get("source"),
        position=state.get("position"),
    )


def of_one_domain(state: ScreenState) -> bool:
    """Whether the subject chosen has a score: one of the 16 domains, or all of them."""
    return state.get("domaine") in (OVERALL, *DOMAIN_KEYS)


def shown_correspondences(state: ScreenState) -> pd.DataFrame:
    """List the pairs of the level and of the groups chosen, the strongest correlation first."""
    return correspondences_of(desk(), state.get("niveau"), state.get("repondants"))


def pairs_of_domain(state: ScreenState) -> dict[str, PairQuery]:
    """Pairs of the domain, group and level chosen, by what the URL says of them.

    First those that name positions, then the question that stands for the domain, then the closest
    indicator.
    """
    rows = level_correspondences(desk(), state.get("niveau"))
    own = rows[(rows["domain"] == state.get("domaine")) & (rows["group"] == state.get("groupe"))]
    told = {key for key, one in desk().questions.items() if one.tells_domain}
    order = own.assign(part=~own["question"].isin(told), other=~own["closest"])
    return pair_queries(order.sort_values(["ranks_only", "part", "other"], kind="stable"), state)


def pair_queries(rows: pd.DataFrame, state: ScreenState) -> dict[str, PairQuery]:
    """Make the question of each row of the correspondences, by what the URL says of it."""
    return {
        pair_text(question, indicator): PairQuery(
            question, indicator, state.get("niveau"), group, state.get("age") or None
        )
        for question, indicator, group in zip(
            rows["question"], rows["indicator"], rows["group"], strict=True
        )
    }


def pair_text(question: str, indicator: str) -> str:
    """Write a pair as the URL does."""
    return f"{question}{_JOINED}{indicator}"


def _pair(text: str) -> str:
    if text == WHOLE:
        return text
    question, _, indicator = text.partition(_JOINED)
    one_of("la question", question, list(desk().questions))
    one_of("l’indicateur", indicator, desk().questions[question].indicators)
    return text


def _subject(text: str) -> str:
    return one_of("le domaine", text, [OVERALL, *COLUMNS])


def _position(text: str) -> str:
    return one_of("la position", text, [PARTED, *GapStatus])


def _survey(text: str) -> str:
    if text not in desk().surveys:
        raise UnknownNameError("l’enquête", text, list(desk().surveys))
    return text


#: Groups as filters name them.
ANY_GROUP = {ALL: "Tous les groupes", **GROUPS}
