"""The design of a survey, from the columns of its answers: nobody has to know TOML.

What the columns let guess is proposed; the person decides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
import streamlit as st

from common.french import number
from common.levels import MAPPED_LEVELS, Level
from indicators.base.domains import DOMAIN_KEYS, domain_label
from indicators.base.groups import GROUPS
from indicators.base.survey_kind import SurveyKind
from indicators.survey.question import DEFAULT_BOUNDS, QuestionKind
from own_data.kinds.survey_design import proposed
from own_data.loaded import OwnSource
from pages.parts.kit.notices import plain
from pages.parts.mes_donnees.source import sample_field

_KEY = "mes_donnees.design"
_FORMS = {
    QuestionKind.SCORE: "Une note",
    QuestionKind.SCALE: "Une échelle d’accord",
    QuestionKind.BINARY: "Oui ou non",
    QuestionKind.PRIORITY: "Un rang de priorité",
}
_BOUNDED = (QuestionKind.SCORE, QuestionKind.SCALE)
_SIDES = {"high": "Élevée", "low": "Faible"}
_NONE = "Aucune"
#: Different values of a column of groups; domains, one question each.
_MOST_GROUPS = 20


def design_form(answers: pd.DataFrame, about: OwnSource) -> dict[str, Any] | None:
    """Ask what the columns are.

    Parameters
    ----------
    answers : every cell a text.
    about : whose they are.

    Returns
    -------
    dict or None
        Fields of a design (``docs/survey-design.md``); None while two questions are about the same
        domain, or a column of groups has too many values.
    """
    guessed = proposed(answers, about)
    columns = [str(name) for name in answers.columns]
    st.markdown("**Le plan de l’enquête**")
    st.caption("Ce qui est proposé est deviné d’après les colonnes : vérifiez, changez.")
    sampling = _sampling(columns, guessed["columns"])
    territories = _territories(columns, guessed["territories"])
    groups = _groups(answers, columns, guessed)
    measures = _measures(columns, guessed["measures"])
    if groups is None or measures is None:
        return None
    held = sampling.pop("columns") | groups.pop("columns", {})
    named = {"territories": territories, "measures": measures, "columns": held}
    return sampling | groups | named


def _column(label: str, columns: Sequence[str], guess: str | None, key: str, **look: Any) -> str:
    """Ask for a column; "" if none is."""
    place = columns.index(guess) + 1 if guess in columns else 0
    chosen: str = st.selectbox(
        label, ["", *columns], index=place, key=f"{_KEY}.{key}",
        format_func=lambda one: one or _NONE, **look,
    )  # fmt: skip
    return chosen


def _sampling(columns: Sequence[str], guessed: Mapping[str, str]) -> dict[str, Any]:
    kind = sample_field(f"{_KEY}.kind")
    wanted = {"weight": "Poids de redressement"}
    if kind is SurveyKind.PROBABILITY:
        wanted |= {"stratum": "Strate du tirage", "cluster": "Grappe du tirage"}
    held = {
        name: _column(f"Colonne : {label.lower()}", columns, guessed.get(name), name)
        for name, label in wanted.items()
    }
    return {"kind": kind.value, "columns": {name: one for name, one in held.items() if one}}


def _territories(columns: Sequence[str], guessed: Mapping[str, str]) -> dict[str, str]:
    level, column = next(iter(guessed.items()), (Level.COMMUNE.value, ""))
    left, right = st.columns(2)
    with left:
        chosen = _column("Colonne : territoire de la personne", columns, column, "territory")
    levels = [one.value for one in MAPPED_LEVELS]
    at = right.selectbox(
        "Niveau de ce territoire", levels, index=levels.index(level),
        format_func=lambda one: Level(one).label, key=f"{_KEY}.level",
    )  # fmt: skip
    return {at: chosen} if chosen else {}


def _groups(
    answers: pd.DataFrame, columns: Sequence[str], guessed: Mapping[str, Any]
) -> dict[str, Any] | None:
    chosen = _column(
        "Colonne : groupe de la personne", columns, guessed["columns"].get("group"), "group",
        help="Aucune : toutes les personnes sont du même groupe.",
    )  # fmt: skip
    if not chosen:
        one = st.selectbox(
            "Groupe de toutes les personnes", list(GROUPS), format_func=GROUPS.__getitem__,
            key=f"{_KEY}.everyone",
        )  # fmt: skip
        return {"group": one}
    found = [str(one) for one in answers[chosen].dropna().unique()]
    if len(found) > _MOST_GROUPS:
        st.error(
            f"{number(len(found))} valeurs différentes dans cette colonne : {_MOST_GROUPS} groupes "
            "au plus attendus. Choisissez une autre colonne.",
            icon=":material/error:",
        )
        return None
    known = guessed.get("groups", {})
    names = {}
    for value in found:
        guess = known.get(value, value)
        names[value] = st.selectbox(
            plain(f"« {value} » est du groupe"), list(GROUPS), format_func=GROUPS.__getitem__,
            index=list(GROUPS).index(guess) if guess in GROUPS else None,
            key=f"{_KEY}.group.{chosen}.{value}", placeholder="Choisir",
        )  # fmt: skip
    return {"columns": {"group": chosen}, "groups": {k: v for k, v in names.items() if v}}


def _measures(
    columns: Sequence[str], guessed: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any] | None:
    domains = {str(measure["column"]): key for key, measure in guessed.items()}
    asked = st.multiselect(
        "Colonnes qui sont une question sur un domaine", columns, list(domains),
        max_selections=len(DOMAIN_KEYS), key=f"{_KEY}.questions",
    )  # fmt: skip
    measures: dict[str, Any] = {}
    for column in asked:
        domain, measure = _measure(column, domains.get(column), guessed)
        if domain in measures:
            st.error(
                plain(f"Deux questions sur le domaine « {domain_label(domain)} » : gardez-en une."),
                icon=":material/error:",
            )
            return None
        if domain is not None:
            measures[domain] = measure
    return measures


def _measure(
    column: str, guess: str | None, guessed: Mapping[str, Mapping[str, Any]]
) -> tuple[str | None, dict[str, Any]]:
    """Ask what a question is about, and how it was answered."""
    told = guessed.get(guess or "", {})
    key = f"{_KEY}.measure.{column}"
    with st.container(border=True):
        st.markdown(plain(f"« {column} »"))
        first, second, third, low, high = st.columns([3, 2, 2, 1, 1])
        domain = first.selectbox(
            "Domaine", DOMAIN_KEYS, index=DOMAIN_KEYS.index(guess) if guess else None,
            format_func=domain_label, key=f"{key}.domain", placeholder="Choisir",
        )  # fmt: skip
        forms = list(_FORMS)
        kind = second.selectbox(
            "Réponse", forms, index=forms.index(QuestionKind(told.get("kind", "score"))),
            format_func=_FORMS.__getitem__, key=f"{key}.kind",
        )  # fmt: skip
        side = third.selectbox(
            "Fragile quand elle est", list(_SIDES), format_func=_SIDES.__getitem__,
            key=f"{key}.fragile",
        )  # fmt: skip
        measure: dict[str, Any] = {"column": column, "kind": kind.value, "fragile": side}
        if kind in _BOUNDED:
            ends = DEFAULT_BOUNDS[kind]
            measure["low"] = low.number_input(
                "De", value=ends[0], format="%g", key=f"{key}.low.{kind}"
            )
            measure["high"] = high.number_input(
                "À", value=ends[1], format="%g", key=f"{key}.high.{kind}"
            )
        elif kind is QuestionKind.PRIORITY:
            measure["top"] = low.number_input("Rangs", 1, 16, 3, key=f"{key}.top")
    return domain, measure
