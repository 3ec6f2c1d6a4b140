"""Groups compared, territory by territory: who sees it, and which differences are established."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.divergences.groups_reading import established_words, groups_sentences
from atlas.divergences.question_groups import (
    QuestionGroups,
    groups_name,
    question_groups,
    several_groups,
    taken_groups,
)
from atlas.profiles.answer_words import subject_label
from atlas.profiles.crossed_answers import NOT_PUBLISHED, group_answer
from common.grammar import capitalised
from indicators.base.groups import GROUPS
from indicators.views.volunteers import voice_label
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from

_KEY = "ecarts.groupes.question"


def question_groups_section(domain: str) -> None:
    """Choose a question that several groups answered, and read it over the régions and France.

    Parameters
    ----------
    domain : the one looked at, whose question comes first where it has one.
    """
    questions = several_groups(desk())
    first = next((rank for rank, one in enumerate(questions) if one.domain == domain), 0)
    with st.expander("Région par région, et en France", icon=":material/groups:"):
        chosen = st.selectbox(
            "Question posée à plusieurs groupes",
            questions,
            index=first,
            format_func=lambda one: f"{subject_label(one.domain)} – {one.counts}",
            key=f"{_KEY}.{domain}",
        )
        groups = question_groups(desk(), chosen.key)
        for sentence in groups_sentences(groups):
            st.markdown(plain(sentence))
        table(groups_table(groups), own_file="ecarts.groupes")
        taken_files(
            written_from(partial(taken_groups, groups)),
            partial(groups_name, groups),
            key=f"{_KEY}.{domain}.fichier",
            label="Télécharger cette question par groupe",
            formats=TABLES,
        )
        st.caption(plain(f"« {chosen.wording} » {groups.about.note}"))
        for text in (*groups.about.mentions, groups.about.method):
            st.caption(plain(text))


def groups_table(groups: QuestionGroups) -> pd.DataFrame:
    """Lay out a row a territory and a column a group, France last."""
    frame, kind = groups.frame, groups.question.survey.kind
    shown = [group for group in GROUPS if (frame["group"] == group).any()]
    rows = []
    for territory, some in frame.groupby("territory", sort=False):
        by_group = {row["group"]: row for _, row in some.iterrows()}
        pairs = groups.differences[groups.differences["territory"] == territory]
        rows.append(
            {
                capitalised(groups.level.label): some["name"].iloc[0],
                **{
                    voice_label(group, [kind]): group_answer(groups.question, by_group[group])
                    if group in by_group
                    else NOT_PUBLISHED
                    for group in shown
                },
                "Différences établies": established_words(pairs, kind),
            }
        )
    return pd.DataFrame(rows)
