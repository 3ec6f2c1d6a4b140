"""A national reference point, each of its figures with its mention beside it."""

from __future__ import annotations

import streamlit as st

from common.french import number, percent
from indicators.base.reference_points import COUNT, ReferencePoint, ReferenceValue
from pages.parts.kit.notices import plain


def reference_card(point: ReferencePoint) -> None:
    """Show a statement, its numbers, and the mention of each by its number."""
    st.markdown(f"**{plain(point.statement)}**")
    mentions = point.mentions
    lines = [
        f"| {plain(value.label)} | **{plain(_figure(value))}** | {_numbers(value, mentions)} |"
        for value in point.values
    ]
    st.markdown("\n".join(["| Réponse | Valeur | Enquête |", "|:--|--:|:-:|", *lines]))
    if point.caveat:
        st.caption(plain(point.caveat))
    for rank, mention in enumerate(mentions, start=1):
        st.caption(f"({rank}) {plain(mention)}")


def _numbers(value: ReferenceValue, mentions: tuple[str, ...]) -> str:
    ranks = [mentions.index(survey.shown) + 1 for survey in value.surveys]
    return " ".join(f"({rank})" for rank in ranks)


def _figure(value: ReferenceValue) -> str:
    if value.words:
        return value.words
    return number(value.value) if value.unit == COUNT else percent(value.value, 0)
