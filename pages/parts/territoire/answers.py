"""Answers to published questions in words: one by one, by position, and group beside group."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.profiles.answer_words import (
    AnswerTold,
    counted_briefly,
    is_named,
    told_answer,
)
from atlas.profiles.crossed_answers import group_cells
from atlas.profiles.reading import TOLD
from common.french import number, plural
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voice_label
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain


def answers_beside(answers: pd.DataFrame) -> None:
    """Tell in full the answers that establish a position, the others folded."""
    named = answers["position"].map(is_named)
    answers_told(answers[named])
    others = answers[~named]
    count = len(others)
    if count:
        title = plural(count, "1 réponse", f"{number(count)} réponses")
        with st.expander(
            f"{title} à la position incertaine, à côté de l’indicateur",
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
    after = " ".join(text for text in (told.reading, told.measured) if text)
    return f"**{plain(told.lead)}** – {plain(told.felt)} {plain(after)}"


def positions_told(answers: pd.DataFrame) -> None:
    """Tell the positions that the answers establish, and count the other answers."""
    for status in TOLD:
        for _, row in answers[answers["position"] == status.value].iterrows():
            told = told_answer(desk(), row)
            st.markdown(f"**{plain(told.lead)}** – {plain(told.reading)}")
    unsure = int((answers["position"] == GapStatus.NOT_DISTINGUISHABLE).sum())
    ranks = int((answers["position"] == GapStatus.NOT_PUBLISHABLE).sum())
    parts = []
    if unsure:
        parts.append(f"{number(unsure)} {plural(unsure, 'réponse')} à la position incertaine")
    if ranks:
        parts.append(f"{number(ranks)} {plural(ranks, 'réponse')} dont seul le rang se compare")
    if parts:
        st.markdown(f"{' ; '.join(parts)}.")


def crossed_told(answers: pd.DataFrame, differences: pd.DataFrame) -> None:
    """Put side by side the groups that answered the same question in one territory."""
    rows = group_cells(desk(), answers, differences)
    if not rows:
        return
    st.markdown("**Ce que dit chaque groupe**")
    for row in rows:
        said = " ; ".join(
            f"{voice_label(group, [row.kind]).lower()}, {cell}" for group, cell in row.cells.items()
        )
        about = f"{row.subject} : {counted_briefly(row.counts)}"
        st.markdown(
            f"- **{plain(about)}** – {plain(said)}. "
            f"{plain(f'Différences établies : {row.established}.')}"
        )
