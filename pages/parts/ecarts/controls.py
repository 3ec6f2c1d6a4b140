"""The widgets that choose what the page Écarts compares."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

import streamlit as st

from atlas.desk.desk import Desk
from atlas.divergences import GapQuery, gap_choices, levels_for, surveys_for
from atlas.divergences.correspondences import answered_levels, paired_levels
from atlas.divergences.divergences import ALL_POSITIONS, COLUMNS, PARTED
from atlas.divergences.readings import SIGNS, position_words, readings
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import OVERALL, domain_label
from indicators.base.groups import GROUPS
from indicators.base.questions import SUBJECTS
from indicators.views.positions import GapStatus
from pages.parts.ecarts.state import ALL, ANY_GROUP, WHOLE, of_one_domain, pairs_of_domain
from pages.parts.kit.container import container_box
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import level_label

_POSITIONS = {
    ALL_POSITIONS: "Toutes",
    PARTED: "Les divergences (▼ et ▲)",
    **{status.value: f"{SIGNS[status]} {position_words(status)}" for status in GapStatus},
}


def subject_label(key: str) -> str:
    """Name a domain, all of them, or what bears on several."""
    return SUBJECTS[key] if key in SUBJECTS else domain_label(key)


def domain_controls(state: ScreenState) -> None:
    """Choose a domain, a group, a level, and a survey where several answer."""
    domains, groups, levels, surveys = st.columns([4, 3, 2, 4])
    opened = desk()
    domains.selectbox(
        "Domaine",
        [OVERALL, *COLUMNS],
        format_func=partial(_domain_option, opened),
        key=state.key("domaine"),
    )
    groups.selectbox(
        "Groupe interrogé", list(GROUPS), format_func=GROUPS.__getitem__, key=state.key("groupe")
    )
    known = compared_levels(state)
    levels.selectbox(
        "Niveau",
        MAPPED_LEVELS,
        format_func=lambda level: _level_option(level, known),
        key=state.key("niveau"),
    )
    if not of_one_domain(state):
        state.set("enquete", ALL)
        return
    answering = surveys_for(
        opened, GapQuery(state.get("niveau"), state.get("domaine"), state.get("groupe"))
    )
    asked = state.get("enquete")
    if asked and asked not in answering:
        title = opened.surveys[asked].title
        surveys.caption(plain(f"« {title} » ne permet pas cet écart."))
    if asked not in answering[1:]:
        state.set("enquete", ALL)
    if len(answering) > 1 and (state.get("paire") == WHOLE or not pairs_of_domain(state)):
        surveys.selectbox(
            "Enquête",
            [ALL, *answering[1:]],
            format_func=lambda key: opened.surveys[key or answering[0]].title,
            key=state.key("enquete"),
        )


def table_controls(state: ScreenState) -> None:
    """Choose the territories of the table, and filter its cells."""
    levels, places, positions, groups, surveys = st.columns([2, 3, 3, 3, 4])
    _level_box(levels, state)
    with places:
        container_box(state, "Dans")
    positions.selectbox(
        "Position", list(_POSITIONS), format_func=_POSITIONS.__getitem__, key=state.key("position")
    )
    _group_box(groups, state)
    opened = desk()
    answering = list(readings(opened, state.get("niveau"))["survey"].unique())
    if state.get("source") not in answering:
        state.set("source", ALL)
    surveys.selectbox(
        "Enquête",
        [ALL, *answering],
        format_func=lambda key: opened.surveys[key].title if key else "Toutes les enquêtes",
        key=state.key("source"),
    )


def pair_controls(state: ScreenState) -> None:
    """Choose the level and the group of the correspondences."""
    levels, groups, _ = st.columns([2, 3, 6])
    _level_box(levels, state)
    _group_box(groups, state)


def compared_levels(state: ScreenState) -> list[Level]:
    """Levels where something is compared for the domain and the group chosen."""
    subject, group = state.get("domaine"), state.get("groupe")
    found = {*levels_for(desk(), subject, group), *paired_levels(desk(), subject, group)}
    return [level for level in MAPPED_LEVELS if level in found]


def level_buttons(state: ScreenState, levels: Iterable[Level] | None = None) -> None:
    """Go to a level where something is compared: those given, or all that have answers."""
    with st.container(horizontal=True):
        for level in answered_levels(desk()) if levels is None else levels:
            st.button(
                f"Voir : {level.plural}",
                on_click=state.set,
                args=("niveau", level),
                icon=":material/zoom_out_map:",
            )


def _level_box(where: st.delta_generator.DeltaGenerator, state: ScreenState) -> None:
    known = answered_levels(desk())
    where.selectbox(
        "Niveau",
        MAPPED_LEVELS,
        format_func=lambda level: _level_option(level, known),
        key=state.key("niveau"),
    )


def _group_box(where: st.delta_generator.DeltaGenerator, state: ScreenState) -> None:
    where.selectbox(
        "Groupe interrogé",
        list(ANY_GROUP),
        format_func=ANY_GROUP.__getitem__,
        key=state.key("repondants"),
    )


def _domain_option(opened: Desk, key: str) -> str:
    """Name a domain, and say where only the demonstration would answer, or nobody."""
    label = subject_label(key)
    if any(paired_levels(opened, key, group) for group in GROUPS):
        return label
    rows = gap_choices(opened)
    rows = rows[rows["domain"] == key]
    if rows.empty:
        return f"{label} (aucune enquête)"
    return label + (" (démonstration)" if rows["demonstration"].all() else "")


def _level_option(level: Level, known: list[Level]) -> str:
    return level_label(level) + ("" if level in known else " (non publié)")
