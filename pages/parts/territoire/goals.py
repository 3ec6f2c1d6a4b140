"""A profile by goal of the Agenda 2030, and the dimensions beside what citizens put first."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.wording import rank_interval_phrase
from atlas.profiles import Profile
from atlas.profiles.goals import PlaceGoal, goals_words, place_goals, taken_goals
from atlas.profiles.priorities import PRIORITIES, dimension_priorities
from common.french import percent
from common.grammar import capitalised
from indicators.base.reference_points import reference_point
from pages.parts.kit.folded import folded
from pages.parts.kit.notices import plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.questions import cached_questions, questions_by_lever
from pages.parts.kit.tables import text_table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from

HEADING, ANCHOR = "Agenda 2030", "agenda-2030"
FOLDED = "Les 17 objectifs de développement durable"
QUESTIONS = "Questions à poser, par levier et par horizon"
BESIDE = "Les quatre dimensions, ici et dans les priorités des citoyens"
_NOT_LOCAL = (
    "Les deux dernières colonnes disent la France entière, en 2019 : elles ne disent rien de ce "
    "territoire, et un ordre de priorité n’est pas une mesure."
)
_CROSSWALK = (
    "Le lien entre domaines et objectifs est une proposition de Fragiscope, avec sa raison et les "
    "cibles des Nations unies qui disent la même chose. Aucun objectif n’a de score : il se lit "
    "par ses domaines."
)


def goals_section(profile: Profile) -> None:
    """Say which goals are concerned, then show the 17, folded."""
    st.header(HEADING, anchor=ANCHOR)
    goals = place_goals(profile)
    st.markdown(plain(goals_words(goals)))
    st.markdown(plain(f"{goals[-1].goal.label}. {goals[-1].words}"))
    folded(
        FOLDED,
        partial(_goals, profile, goals),
        key="territoire.odd",
        icon=":material/public:",
    )


def priorities_section(profile: Profile) -> None:
    """Show the dimensions beside the published answers, with their mention."""
    folded(BESIDE, partial(_priorities, profile), key="territoire.q3", icon=":material/flag:")


def questions_section(profile: Profile) -> None:
    """Show the questions to raise under the three levers, folded."""
    folded(
        QUESTIONS, partial(_questions, profile), key="territoire.questions", icon=":material/forum:"
    )


def _questions(profile: Profile, shown: bool) -> None:
    del shown  # texts are the same on paper
    questions_by_lever(cached_questions(profile.place))


def _priorities(profile: Profile, shown: bool) -> None:
    del shown  # a short table is the same on paper
    rows = dimension_priorities(profile)
    ranks = rows[["rank", "ranked", "rank_low", "rank_high"]].itertuples(index=False)
    text_table(
        pd.DataFrame(
            {
                "Dimension": rows["label"].str.removeprefix("Dimension ").map(capitalised),
                "Mesurée ici": [capitalised(words) for words in rows["standing"]],
                "Rang (1 = le plus fragile)": [rank_interval_phrase(*row) for row in ranks],
                "Citée en premier": [percent(share, 0) for share in rows["first"]],
                "En premier ou second": [percent(share, 0) for share in rows["first_or_second"]],
            }
        )
    )
    published = reference_point(PRIORITIES)
    for text in (_NOT_LOCAL, published.caveat, *published.mentions):
        st.caption(plain(text))


def _goals(profile: Profile, goals: tuple[PlaceGoal, ...], shown: bool) -> None:
    del shown  # texts are the same on paper
    st.caption(_CROSSWALK)
    for first in range(0, len(goals), 2):  # two by two: a phone shows them in their order
        two = goals[first : first + 2]
        for one, column in zip(two, st.columns(2, gap="medium"), strict=False):
            with column.container(border=True):
                _goal(one)
    taken_files(
        written_from(partial(taken_goals, profile)),
        lambda extension: f"{file_stem(profile.place)}-odd.{extension}",
        key="territoire.objectifs.fichier",
        label="Télécharger le territoire par objectif",
        formats=TABLES,
    )


def _goal(one: PlaceGoal) -> None:
    """Show a goal: its domains with their standing, their partnerships and the reason."""
    st.markdown(f"**{plain(one.goal.label)}**")
    for text in (one.goal.absent, one.words):
        if text:
            st.markdown(plain(text))
    for found in one.domains:
        st.markdown(
            f"- **{plain(found.label)}** – {plain(found.standing)} ; {plain(found.partnerships)}."
        )
        targets = f"cible{'s' if len(found.targets) > 1 else ''} {', '.join(found.targets)}"
        st.caption(plain(f"{found.reason} ({targets})"))
