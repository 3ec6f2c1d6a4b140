"""Where a visitor turns the demonstration survey on and off, in the same words on every screen."""

from __future__ import annotations

import streamlit as st

from atlas.desk.provenance import DEMONSTRATION_MARK
from pages.parts.kit.demonstration import show, shown

SHOW = "Montrer l’enquête de démonstration (réponses fictives)"
HIDE = "Masquer l’enquête de démonstration"
#: In front of all that is said of the demonstration.
ICON = ":material/science:"
_WHERE = (
    "Là où aucune enquête réelle ne répond, Fragiscope montre des réponses tirées au hasard par "
    "un programme ; chaque figure, phrase, ligne et fichier concerné porte cette mention."
)


def demonstration_banner() -> None:
    """Say at the top of a page that the demonstration is shown, and offer to hide it."""
    if shown():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning(f"**{DEMONSTRATION_MARK}.** {_WHERE}", icon=ICON)
            _button(HIDE, "banner", on=False)


def demonstration_foot() -> None:
    """Offer the switch at the foot of a page, discreetly."""
    _button(HIDE if shown() else SHOW, "foot", on=not shown())


def demonstration_offer(place: str) -> None:
    """Offer the demonstration where no real survey answers.

    Parameters
    ----------
    place : of the button, one for each place of a screen that has one.
    """
    if not shown():
        _button(SHOW, place, on=True)


def survey_kit_link() -> None:
    """Lead to the kit of the survey that is missing, at the foot of the gaps of a domain."""
    st.page_link(
        "pages/ecarts.py",
        label="Mener l’enquête qui manque",
        icon=":material/campaign:",
        query_params={"vue": "domaine"},
    )


def missing_answers(place: str) -> None:
    """Lead to the survey kit and offer the demonstration, where no real survey answers."""
    with st.container(horizontal=True):
        survey_kit_link()
        demonstration_offer(place)


def _button(label: str, place: str, *, on: bool) -> None:
    st.button(
        label,
        key=f"demonstration.{place}.{'show' if on else 'hide'}",
        on_click=show,
        args=(on,),
        icon=ICON,
        type="tertiary",
    )
