"""What each tab of a profile shows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from atlas.desk.wording import rank_interval_phrase
from atlas.profiles import Profile
from atlas.profiles.export import indicators_about, taken_indicators
from atlas.profiles.reading import standing_words
from common.french import number
from indicators.base.domains import OVERALL, OVERALL_MEANING
from indicators.base.groups import GROUPS
from pages.parts.kit.definitions import defined
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import file_button
from pages.parts.kit.html import show
from pages.parts.kit.notices import plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table, text_table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import SCORE_AND_RANK
from pages.parts.territoire.cache import cached_profile_json, cached_spine_table
from pages.parts.territoire.goals import goals_section, priorities_section, questions_section
from pages.parts.territoire.partnerships import partnership_section
from pages.parts.territoire.programme import programme_section
from pages.parts.territoire.series import series_section
from pages.parts.territoire.state import TAB, TABS
from pages.parts.territoire.tables import (
    domains_table,
    indicators_table,
    missing_table,
    portrait_table,
)
from pages.parts.territoire.trends import trends_section
from pages.parts.territoire.views import views_section


def show_tabs(state: ScreenState, profile: Profile) -> None:
    """Draw the tabs; what is in one is made when it is opened."""
    tabs = st.tabs(list(TABS.values()), key=state.key(TAB), on_change="rerun")
    for tab, (slug, _) in zip(tabs, TABS.items(), strict=True):
        if tab.open:
            with tab, st.container(key=f"fs-onglet-{slug}"):
                _SECTIONS[slug](state, profile)


def _domains(state: ScreenState, profile: Profile) -> None:
    show(cached_spine_table(profile.place, state.get("groupe")))


def _felt(state: ScreenState, profile: Profile) -> None:
    """Choose a group; show what it feels and how far that is from what is measured."""
    st.header(
        "Ressenti et écarts",
        anchor=False,
        help=defined("ressenti", "ecart", "fragilite_silencieuse"),
    )
    st.selectbox(
        "Groupe comparé à la mesure",
        list(GROUPS),
        format_func=GROUPS.__getitem__,
        key=state.key("groupe"),
    )
    views_section(profile, state.get("groupe"))
    programme_section(profile)


def _acting(state: ScreenState, profile: Profile) -> None:
    del state
    partnership_section(profile)


def _years(state: ScreenState, profile: Profile) -> None:
    del state
    st.header("Dans le temps", anchor=False)
    trends_section(profile)
    series_section(profile)


def _debate(state: ScreenState, profile: Profile) -> None:
    del state
    questions_section(profile)
    goals_section(profile)


def _figures(state: ScreenState, profile: Profile) -> None:
    """Show scores, what the place is, all that is known and unknown of it, and hand it out."""
    del state
    st.header("Scores et rangs", anchor=False, help=defined("fragilite", "intervalle_de_rang"))
    row = profile.domain(OVERALL)
    ranks = rank_interval_phrase(row["rank"], row["ranked"], row["rank_low"], row["rank_high"])
    score = "–" if row.isna()["score"] else f"{number(row['score'])} sur 100"
    words = standing_words(row, profile.place.level.plural)
    st.markdown(plain(f"Score d’ensemble : {score}, {words} ({ranks})."))
    st.caption(f"{OVERALL_MEANING} {SCORE_AND_RANK}")
    table(domains_table(profile), printed=False)
    priorities_section(profile)
    st.header("Portrait", anchor=False)
    st.caption("Ce que le territoire est, quelles que soient ses fragilités : hors de l’indice.")
    text_table(portrait_table(profile))
    missing = f"Ce qui manque, et pourquoi ({len(profile.missing)})"
    with st.expander(missing, icon=":material/help:"):
        text_table(missing_table(profile))
    st.header("Tous les indicateurs", anchor=False, help=defined("indicateur"))
    table(indicators_table(profile), own_file="territoire.indicateurs", printed=False)
    _take_away(profile)


def _take_away(profile: Profile) -> None:
    """Offer the indicators of the table, and the whole profile as JSON."""
    stem = file_stem(profile.place, indicators_about(desk(), profile))
    taken_files(
        written_from(partial(taken_indicators, desk(), profile)),
        lambda extension: f"{stem}.{extension}",
        key="territoire.fichier",
        label="Télécharger les indicateurs",
        formats=TABLES,
    )
    file_button(
        "Télécharger le profil (JSON)",
        partial(cached_profile_json, profile.place),
        f"{file_stem(profile.place, profile.about)}.json",
        "application/json",
    )


_SECTIONS: dict[str, Callable[[ScreenState, Profile], None]] = {
    "domaines": _domains,
    "ressenti": _felt,
    "qui-agit": _acting,
    "temps": _years,
    "questions": _debate,
    "chiffres": _figures,
}
