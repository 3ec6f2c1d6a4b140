"""The sections of the profile page: choosing the place, its domains, its tables, its files."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.desk.place import Place
from atlas.profile import Profile
from atlas.profile.export import indicators_about, indicators_rows
from indicators.base.groups import GROUPS
from pages.parts.kit.chart_look import show_chart
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import csv_button, file_button
from pages.parts.kit.folded import folded
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table, text_table
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import SCORE_AND_RANK
from pages.parts.territoire.cache import cached_profile_json
from pages.parts.territoire.charts import objective_chart, objective_points
from pages.parts.territoire.head import VIEWS
from pages.parts.territoire.series import series_section
from pages.parts.territoire.tables import (
    domains_table,
    indicators_table,
    missing_table,
    portrait_table,
)
from pages.parts.territoire.trends import trends_section
from pages.parts.territoire.views import views_section

#: Heading while no place is described.
TITLE = "Profil d’un territoire"
_LABEL = "Votre commune, EPCI, CRTE, département ou région"


def profile_place(state: ScreenState, place: Place | None) -> None:
    """Choose the place of the profile."""
    place_choice(state, place, _LABEL)


def ask_for_a_place(state: ScreenState) -> None:
    """Show what the page is while it has no place."""
    st.title(TITLE)
    profile_place(state, None)
    st.info(
        "Cherchez un territoire par son nom, son code ou son code postal, ou composez un périmètre."
    )


def domains_section(profile: Profile) -> None:
    """Show scores and ranks in the 16 domains; those of the dimensions in the table."""
    st.header("Les 16 domaines")
    show_chart(
        objective_chart(profile.place.level),
        objective_points(profile),
        alt="Rang dans chaque domaine avec son intervalle, détaillé dans le tableau qui suit",
    )
    folded(
        "Scores et rangs en tableau",
        partial(_scores, profile),
        key="territoire.scores",
        icon=":material/table:",
    )


def _scores(profile: Profile, shown: bool) -> None:
    st.caption(SCORE_AND_RANK)
    table(domains_table(profile), shown=shown)


def felt_section(state: ScreenState, profile: Profile) -> None:
    """Choose a group; show what it feels and how far that is from what is measured."""
    st.header("Ressenti et écarts", anchor=VIEWS)
    st.selectbox(
        "Groupe comparé à la mesure",
        list(GROUPS),
        format_func=GROUPS.__getitem__,
        key=state.key("groupe"),
    )
    views_section(profile, state.get("groupe"))


def portrait_section(profile: Profile) -> None:
    """Show what the place is, then all that is known and unknown of it, folded."""
    st.header("Portrait")
    st.caption("Ce que le territoire est, quelles que soient ses fragilités : hors de l’indice.")
    text_table(portrait_table(profile))
    folded(
        "Au fil des années",
        partial(_years, profile),
        key="territoire.annees",
        icon=":material/timeline:",
    )
    missing = f"Ce qui manque, et pourquoi ({len(profile.missing)})"
    with st.expander(missing, icon=":material/help:"):
        text_table(missing_table(profile))
    folded(
        "Tous les indicateurs",
        partial(_indicators, profile),
        key="territoire.tous",
        icon=":material/table:",
    )


def _years(profile: Profile, shown: bool) -> None:
    trends_section(profile, shown)
    series_section(profile, shown)


def _indicators(profile: Profile, shown: bool) -> None:
    table(indicators_table(profile), own_file="territoire.indicateurs", shown=shown)


def take_away(profile: Profile) -> None:
    """Offer the profile as JSON, its indicators as CSV."""
    left, right = st.columns(2)
    with left:
        file_button(
            "Télécharger le profil (JSON)",
            partial(cached_profile_json, profile.place),
            f"{file_stem(profile.place, profile.about)}.json",
            "application/json",
        )
    with right:
        csv_button(
            "Télécharger les indicateurs",
            partial(indicators_rows, desk(), profile),
            f"{file_stem(profile.place, indicators_about(desk(), profile))}.csv",
        )
