"""What is felt: the place's own answers, then those of larger territories, each in its block."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.whose import Whose, larger_title, yours
from atlas.profiles import Profile
from atlas.profiles.answer_counts import bicycle_answers
from atlas.profiles.answer_words import FIRST_IS
from atlas.profiles.crossed_answers import crossed_answers
from atlas.profiles.export import answers_about, taken_answers, taken_views
from common.french import number, plural
from common.grammar import capitalised, of
from common.levels import Territory
from indicators.base.groups import GROUPS
from pages.parts.kit.demonstration_switch import missing_answers
from pages.parts.kit.desk import desk
from pages.parts.kit.folded import folded
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.place_state import file_stem
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.wording import named
from pages.parts.territoire.answers import (
    answers_beside,
    answers_told,
    crossed_told,
    mentions_told,
    positions_told,
)
from pages.parts.territoire.answers_table import answers_table
from pages.parts.territoire.domain_gaps import domain_gaps
from pages.parts.territoire.tables import perceptions_table


def views_section(profile: Profile, group: str) -> None:
    """Tell what one group says here, then, apart, what larger territories say.

    A larger territory's answer is never said of the place: it has a block of its own.
    """
    _own(profile, group)
    answers, views = profile.answers, profile.views
    elsewhere = pd.concat(
        [rows.loc[rows["whose"] == Whose.LARGER.value, "measured"] for rows in (answers, views)]
    )
    for measured in _finest_first(profile, set(elsewhere)):
        _larger(profile, group, measured)
    if len(answers):
        folded(
            "Toutes les réponses en tableau",
            partial(_all_answers, profile),
            key="territoire.reponses",
            icon=":material/table:",
        )
    if len(profile.views_of(group)):
        folded(
            "Les écarts par domaine en tableau",
            partial(_views_of_group, profile, group),
            key="territoire.regards",
            icon=":material/table:",
        )


def _own(profile: Profile, group: str) -> None:
    """Tell the place's own answers, or that it has none."""
    answers, views = profile.answers_of(group, Whose.OWN), profile.views_of(group, Whose.OWN)
    if answers.empty and views.empty:
        here = named(profile.place, profile.name)
        st.info(
            plain(
                f"Aucune enquête ne publie de réponse du groupe « {GROUPS[group]} » pour {here} : "
                "les réponses sont trop peu nombreuses, ou la question n’a pas été posée."
            ),
            icon=":material/info:",
        )
        missing_answers("territoire")
    else:
        if len(answers):
            st.caption(f"{capitalised(FIRST_IS)}.")
        answers_beside(answers)
        domain_gaps(views)
    own = profile.answers[profile.answers["whose"] == Whose.OWN.value]
    crossed_told(own, profile.differences)
    mentions_told(pd.concat([answers, crossed_answers(own)]))
    if counted := bicycle_answers(desk(), profile.place, own):
        st.caption(plain(counted))


def _larger(profile: Profile, group: str, measured: str) -> None:
    """Tell in a block of its own what was measured for a larger territory."""
    answers, views = (
        rows[rows["measured"] == measured]
        for rows in (
            profile.answers_of(group, Whose.LARGER),
            profile.views_of(group, Whose.LARGER),
        )
    )
    everyone = profile.answers[profile.answers["measured"] == measured]
    if answers.empty and views.empty and everyone["question"].is_unique:
        return
    territory = Territory.parse(measured)
    name = named(territory, str(desk().territory_row(territory)["name"]))
    with st.container(border=True):
        st.subheader(larger_title([territory.level], yours(profile.place)), anchor=False)
        here = of(named(profile.place, profile.name))
        st.caption(
            plain(
                f"Mesuré pour {name} : ces réponses ne disent rien en particulier {here}. "
                f"{capitalised(FIRST_IS)}."
            )
        )
        if len(answers):
            positions_told(answers)
            count = len(answers)
            title = plural(count, "La réponse", f"Les {number(count)} réponses")
            beside = plural(count, "son indicateur", "leur indicateur")
            with st.expander(f"{title}, à côté de {beside}", icon=":material/compare_arrows:"):
                answers_told(answers)
        domain_gaps(views)
        crossed_told(everyone, profile.differences)
        mentions_told(pd.concat([answers, crossed_answers(everyone)]))


def _finest_first(profile: Profile, measured: set[str]) -> list[str]:
    return [str(parent) for parent in profile.parents if str(parent) in measured]


def _all_answers(profile: Profile, shown: bool) -> None:
    table(
        answers_table(desk(), profile), own_file="territoire.reponses", printed=False, shown=shown
    )
    stem = file_stem(profile.place, answers_about(desk(), profile))
    taken_files(
        written_from(partial(taken_answers, desk(), profile)),
        lambda extension: f"{stem}-reponses.{extension}",
        key="territoire.reponses.fichier",
        label="Télécharger ces réponses",
        formats=TABLES,
    )


def _views_of_group(profile: Profile, group: str, shown: bool) -> None:
    if profile.views_of(group)["demonstration"].any():
        demonstration_notice()
    table(
        perceptions_table(profile, group), own_file="territoire.regards", printed=False, shown=shown
    )
    stem = f"{file_stem(profile.place, profile.about)}-{group}"
    taken_files(
        written_from(partial(taken_views, profile, group)),
        lambda extension: f"{stem}.{extension}",
        key=f"territoire.regards.{group}.fichier",
        label="Télécharger ces réponses",
        formats=TABLES,
    )
