"""The national reference points, each figure with its mention beside it."""

from __future__ import annotations

from itertools import groupby

import streamlit as st

from indicators.base.reference_points import FROM_REPORT, ReferencePoint, reference_points
from pages.parts.kit.reference_card import reference_card

#: Headings: figures whose mention is whole, and those whose reader must go to the report.
COMPLETE = "Chiffres avec leur mention complète"
TO_COMPLETE = f"{FROM_REPORT[:1].upper()}{FROM_REPORT[1:]}"


def reference_cards() -> None:
    """Show what the study programmes published for the country as a whole."""
    st.info(
        "Chiffres nationaux publiés par les programmes ARPEA, PHARE et IMPACT. Ils ne disent rien "
        "d’un territoire en particulier : Fragiscope ne les répartit pas.",
        icon=":material/flag:",
    )
    points = reference_points()
    st.header(COMPLETE)
    _topics([point for point in points if point.complete])
    st.header(TO_COMPLETE)
    st.caption(
        "Pour ces chiffres, Fragiscope ne connaît pas la mention complète d’au moins une des "
        "enquêtes : ne les citez pas sans l’avoir reprise du rapport publié. Le titre, la date, la "
        "réalisation et le commanditaire connus sont donnés."
    )
    _topics([point for point in points if not point.complete])


def _topics(points: list[ReferencePoint]) -> None:
    """Show figures in cards, under the heading of their topic."""
    for topic, cards in groupby(points, key=lambda point: point.topic):
        st.subheader(topic)
        columns = st.columns(2, gap="medium")
        for rank, point in enumerate(cards):
            with columns[rank % 2], st.container(border=True):
                reference_card(point)
