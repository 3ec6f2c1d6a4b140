"""Answers to published questions in words: one by one, by position, and group beside group."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.profile.answer_words import (
    AnswerTold,
    is_named,
    subject_label,
    told_answer,
)
from atlas.profile.crossed_answers import group_cells, group_columns
from atlas.profile.reading import TOLD
from common.french import listed, number, plural
from indicators.base.groups import GROUPS
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voices
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import text_table


def answers_beside(answers: pd.DataFrame) -> None:
    """Tell in full the answers that establish a position, the others folded."""
    named = answers["position"].map(is_named)
    answers_told(answers[named])
    others = answers[~named]
    count = len(others)
    if count:
        title = plural(count, "1 réponse", f"{number(count)} réponses")
        with st.expander(
            f"{title} sans position établie, à côté de l’indicateur",
            icon=":material/compare_arrows:",
            expanded=not named.any(),
        ):
            answers_told(others)


def answers_told(answers: pd.DataFrame) -> None:
    """Tell each answer beside its indicator."""
    for _, row in answers.iterrows():
        told = told_answer(desk(), row)
        st.markdown(_words(told))
        st.caption(plain(told.limits))


def mentions_told(answers: pd.DataFrame) -> None:
    """Show the sentences that must go with these figures, once each."""
    for mention in answers["mention"].unique():
        st.caption(plain(mention))


def _words(told: AnswerTold) -> str:
    after = " ".join(text for text in (told.measured, told.reading) if text)
    return f"**{plain(told.lead)}** – {plain(told.felt)} {plain(after)}"


def positions_told(answers: pd.DataFrame) -> None:
    """Gather answers by the position that they establish, and count the others."""
    for status in TOLD:
        rows = answers[answers["position"] == status.value]
        if len(rows):
            names = listed(list(dict.fromkeys(_said_by(row) for _, row in rows.iterrows())))
            st.markdown(f"**{status.label}** : {plain(names)}. {status.sentence}")
    unsure = int((answers["position"] == GapStatus.NOT_DISTINGUISHABLE).sum())
    ranks = int((answers["position"] == GapStatus.NOT_PUBLISHABLE).sum())
    parts = []
    if unsure:
        parts.append(f"{number(unsure)} {plural(unsure, 'réponse')} sans position établie")
    if ranks:
        parts.append(f"{number(ranks)} {plural(ranks, 'réponse')} dont seul le rang se compare")
    if parts:
        st.markdown(f"{' ; '.join(parts)}.")


def _said_by(row: pd.Series) -> str:
    kind = desk().questions[row["question"]].survey.kind
    return f"{subject_label(row['subject'])} ({voices(row['group'], kind)})"


def crossed_told(answers: pd.DataFrame, differences: pd.DataFrame) -> None:
    """Put side by side the groups that answered the same question in one territory."""
    groups = group_columns(answers)
    if not groups:
        return
    st.markdown("**Regards croisés**")
    rows = group_cells(desk(), answers, differences)
    text_table(
        pd.DataFrame(
            {
                "Ce qui est compté": [row.counts for row in rows],
                **{GROUPS[group]: [row.cells[group] for row in rows] for group in groups},
                "Différences établies": [row.established for row in rows],
            }
        )
    )
