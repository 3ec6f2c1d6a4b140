"""What the URL of the page Écarts may say, and the widgets that choose the question."""

from __future__ import annotations

import streamlit as st

from atlas.gaps import GapQuery, gap_choices, levels_for, surveys_for
from common.errors import UnknownNameError
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.base.groups import GROUPS
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.url import Parameter, ScreenState
from pages.parts.kit.url_values import known_domain, known_group, mapped_level, mapped_territory
from pages.parts.kit.wording import level_label

_DEFAULT = GapQuery()


def gap_state() -> ScreenState:
    """State of the page."""
    return ScreenState(
        "ecarts",
        [
            Parameter("niveau", _DEFAULT.level, mapped_level),
            Parameter("domaine", _DEFAULT.domain, known_domain),
            Parameter("groupe", _DEFAULT.group, known_group),
            Parameter("enquete", "", _survey),
            Parameter("territoire", None, mapped_territory),
        ],
    )


def gap_query(state: ScreenState) -> GapQuery:
    """Make the question that the widgets describe."""
    return GapQuery(
        state.get("niveau"), state.get("domaine"), state.get("groupe"), state.get("enquete") or None
    )


def gap_controls(state: ScreenState) -> None:
    """Choose a domain, a group, a level, and a survey where several answer."""
    domains, groups, levels, surveys = st.columns([4, 3, 2, 4])
    domains.selectbox(
        "Domaine", [OVERALL, *DOMAIN_KEYS], format_func=_domain_option, key=state.key("domaine")
    )
    groups.selectbox(
        "Groupe interrogé", list(GROUPS), format_func=GROUPS.__getitem__, key=state.key("groupe")
    )
    levels.selectbox(
        "Niveau",
        MAPPED_LEVELS,
        format_func=lambda level: _level_option(level, state),
        key=state.key("niveau"),
    )
    answering = surveys_for(
        desk(), GapQuery(state.get("niveau"), state.get("domaine"), state.get("groupe"))
    )
    asked = state.get("enquete")
    if asked and asked not in answering:
        title = desk().surveys[asked].title
        surveys.caption(plain(f"« {title} » ne permet pas cet écart."))
    if asked not in answering[1:]:
        state.set("enquete", "")
    if len(answering) > 1:
        surveys.selectbox(
            "Enquête",
            ["", *answering[1:]],
            format_func=lambda key: desk().surveys[key or answering[0]].title,
            key=state.key("enquete"),
        )


def _domain_option(key: str) -> str:
    """Name a domain, and say where only the demonstration would answer."""
    rows = gap_choices(desk())
    rows = rows[rows["domain"] == key]
    if rows.empty:
        return f"{domain_label(key)} (aucune enquête)"
    return domain_label(key) + (" (démonstration)" if rows["demonstration"].all() else "")


def _level_option(level: Level, state: ScreenState) -> str:
    known = levels_for(desk(), state.get("domaine"), state.get("groupe"))
    return level_label(level) + ("" if level in known else " (non publié)")


def _survey(text: str) -> str:
    if text not in desk().surveys:
        raise UnknownNameError("l’enquête", text, list(desk().surveys))
    return text
