"""What the file does not say: whose the data are, and what holds for all of its rows."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from pathlib import PurePath

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.base.groups import GROUPS
from indicators.base.survey_kind import SurveyKind
from own_data.kinds.choices import Choices
from own_data.kinds.vocabulary import PART, WHOLE
from own_data.loaded import OwnKind, OwnSource

#: Characters of a field.
_LONGEST = 200
_FIRST_YEAR = 1900
#: What a survey or a poll may be.
SAMPLES = {
    SurveyKind.SELF_SELECTED: "Volontaires : a répondu qui voulait",
    SurveyKind.PROBABILITY: "Tirées au sort, ou par quotas",
}
_DIRECTIONS = {0: "Une colonne le dit", 1: "Un chiffre élevé", -1: "Un chiffre faible"}
_SCOPES = {"": "Une colonne le dit", WHOLE: "Tout le domaine", PART: "Une partie du domaine"}
_WITH_DIRECTION = (OwnKind.RESULTS, OwnKind.INDICATORS)


def source_fields(file: str, turn: str) -> OwnSource:
    """Ask whose the data are.

    Parameters
    ----------
    file : name of the file, which is the title until another is given.
    turn : identifies this very file: each has fields of its own, which begin by what was said of
        the one before.
    """
    first, second, third = st.columns([3, 3, 1])
    stem = PurePath(file).stem.replace("_", " ")[:_LONGEST]
    title = first.text_input(
        "Titre", stem, max_chars=_LONGEST, help="Le nom sous lequel ces données apparaîtront.",
        key=f"mes_donnees.title.{turn}",
    )  # fmt: skip
    remembered = partial(_remembered, turn)
    organisation = remembered(
        second, "Organisation", "organisation", "Par exemple : préfecture de l’Ain"
    )
    now = datetime.now(UTC).year
    year = third.number_input("Année", _FIRST_YEAR, now + 1, now, key="mes_donnees.year")
    with st.expander("Licence, mention, responsable des données", icon=":material/gavel:"):
        left, right = st.columns(2)
        said = [
            remembered(left, "Licence", "licence", "non publiée"),
            remembered(right, "Mention à afficher avec les chiffres", "mention"),
            remembered(left, "Responsable du traitement (RGPD)", "responsible"),
            remembered(right, "Comment le joindre", "contact"),
        ]
    return OwnSource(title.strip(), organisation, int(year), *said)


def _remembered(turn: str, place: DeltaGenerator, label: str, name: str, example: str = "") -> str:
    """Ask for a text that is most often the same from one file to the next."""
    kept = f"mes_donnees.{name}"
    key = f"{kept}.{turn}"
    st.session_state.setdefault(key, st.session_state.get(kept, ""))
    text = place.text_input(label, max_chars=_LONGEST, key=key, placeholder=example)
    st.session_state[kept] = text
    return text.strip()


def choices_fields(kind: OwnKind, about: OwnSource) -> Choices:
    """Ask what holds for the whole file, where a column may say it instead."""
    if kind in (OwnKind.SURVEY, OwnKind.PERIMETER):
        return Choices(about)
    with st.expander("Si aucune colonne ne le dit", icon=":material/rule:"):
        domain = st.selectbox(
            "Domaine de tout le fichier", DOMAIN_KEYS, index=None, format_func=domain_label,
            placeholder="Une colonne le dit", key=f"mes_donnees.domain.{kind.value}",
        )  # fmt: skip
        if kind not in _WITH_DIRECTION:
            return Choices(about, domain=domain or "")
        direction = st.selectbox(
            "Ce qui dit une fragilité", list(_DIRECTIONS), format_func=_DIRECTIONS.__getitem__,
            key=f"mes_donnees.direction.{kind.value}",
        )  # fmt: skip
        unit = st.text_input("Unité des chiffres", max_chars=_LONGEST,
                             placeholder="Une colonne le dit", key="mes_donnees.unit")  # fmt: skip
        if kind is OwnKind.INDICATORS:
            return Choices(about, domain=domain or "", direction=direction, unit=unit.strip())
        group = st.selectbox(
            "Groupe interrogé", list(GROUPS), index=None, format_func=GROUPS.__getitem__,
            placeholder="Une colonne le dit", key="mes_donnees.group",
        )  # fmt: skip
        scope = st.selectbox(
            "Les questions portent sur", list(_SCOPES), format_func=_SCOPES.__getitem__,
            key="mes_donnees.scope",
            help="L’écart avec le score n’est calculé que pour une question sur tout le domaine.",
        )  # fmt: skip
    sample = sample_field("mes_donnees.results.sample")
    return Choices(about, domain or "", group or "", direction, unit.strip(), sample, scope)


def sample_field(key: str) -> SurveyKind:
    """Ask how the people were found."""
    chosen: SurveyKind = st.radio(
        "Personnes interrogées", list(SAMPLES), format_func=SAMPLES.__getitem__, key=key
    )
    return chosen
