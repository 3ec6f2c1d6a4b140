"""The six steps of the diagnosis, one shown at a time."""

from __future__ import annotations

from typing import Literal

import pandas as pd
import streamlit as st

from atlas.desk.heard import heard_label
from atlas.diagnostic.answers import MOST_PRIORITIES, DiagnosticStep
from atlas.diagnostic.crossing import Crossing, crossed, proposed, subjects
from atlas.diagnostic.meeting import absent_profiles, meetings, profile_names
from atlas.profiles import Profile
from atlas.profiles.goals import recorded_words
from atlas.profiles.reading import standing_words
from atlas.profiles.summary import felt_words, fragile_words, own_surveys, partnership_words
from common.grammar import capitalised
from indicators.base.domains import DOMAIN_KEYS, domain_label, short_label
from indicators.base.groups import GROUPS
from indicators.partnerships import PartnerProfile
from pages.parts.diagnostic.cache import cached_elsewhere
from pages.parts.diagnostic.sheet import sheet_section
from pages.parts.diagnostic.state import diagnosis_of
from pages.parts.kit.definitions import defined
from pages.parts.kit.desk import desk
from pages.parts.kit.identity import identity_line
from pages.parts.kit.notices import plain
from pages.parts.kit.place_choice import place_choice
from pages.parts.kit.place_head import place_finding
from pages.parts.kit.questions import cached_questions, questions_by_lever
from pages.parts.kit.tables import text_table
from pages.parts.kit.url import ScreenState

TITLE = "Diagnostic de territoire"
LABEL = "Votre commune, EPCI, CRTE, département ou région"
NEXT, BEFORE = "Étape suivante", "Étape précédente"
_ABOUT = (
    "Six étapes, de quelques minutes chacune, pour préparer une discussion : ce que disent les "
    "chiffres, ce que vous entendez, qui agit, par quoi commencer, avec qui en parler. Vos "
    "réponses restent dans l’adresse de la page : gardez le lien pour y revenir, rien "
    "n’est enregistré."
)


def introduction() -> None:
    """Say what the path is and what becomes of the answers."""
    st.title(TITLE, help=defined("fragilite", "ressenti", "alliance"))
    st.markdown(_ABOUT)


def place_head(profile: Profile) -> None:
    """Say which place is diagnosed, what is fragile there, and what becomes of the answers."""
    st.title(
        plain(f"Diagnostic – {profile.name}"), help=defined("fragilite", "ressenti", "alliance")
    )
    place_finding(profile)
    st.markdown(
        "Six étapes pour préparer une discussion. Vos réponses restent dans l’adresse de la page : "
        "rien n’est enregistré."
    )


def step_choice(state: ScreenState) -> DiagnosticStep:
    """Choose a step; the one chosen."""
    st.segmented_control(
        "Étapes",
        list(DiagnosticStep),
        format_func=lambda step: f"{step.number}. {step.label}",
        key=state.key("etape"),
        required=True,
        label_visibility="collapsed",
    )
    step = DiagnosticStep(state.get("etape"))
    st.header(f"{step.number}. {step.label}", anchor=False)
    st.markdown(f"**{step.sentence}**")
    return step


def moves(state: ScreenState, step: DiagnosticStep) -> None:
    """Draw the buttons to the step before and to the next one."""
    steps = list(DiagnosticStep)
    with st.container(horizontal=True):
        if step.number > 1:
            _move(state, BEFORE, steps[step.number - 2], ":material/arrow_back:")
        if step.number < len(steps):
            _move(state, NEXT, steps[step.number], ":material/arrow_forward:", kind="primary")


def _move(
    state: ScreenState,
    label: str,
    target: DiagnosticStep,
    icon: str,
    kind: Literal["primary", "secondary"] = "secondary",
) -> None:
    st.button(
        label,
        key=f"diagnostic.vers.{target}",
        on_click=state.set,
        args=("etape", target),
        icon=icon,
        type=kind,
    )


def show_step(state: ScreenState, profile: Profile, step: DiagnosticStep) -> None:
    """Show one step: what the data say, then what is asked."""
    match step:
        case DiagnosticStep.PLACE:
            _place(state, profile)
        case DiagnosticStep.MEASURED:
            _measured(state, profile)
        case DiagnosticStep.FELT:
            _felt(state, profile)
        case DiagnosticStep.ACTING:
            _acting(state, profile)
        case DiagnosticStep.PRIORITIES:
            _priorities(state, profile)
        case DiagnosticStep.MEETING:
            _meeting(state, profile)


def _place(state: ScreenState, profile: Profile) -> None:
    st.markdown(plain(identity_line(profile)))
    if profile.programmes:
        st.markdown(plain(f"Programmes : {' · '.join(profile.programmes)}."))
    st.markdown(
        "Est-ce le bon périmètre pour agir ? Un sujet se joue parfois à l’échelle de l’EPCI, du "
        "CRTE ou du bassin de vie plutôt que de la commune."
    )
    place_choice(state, profile.place, LABEL)


def _measured(state: ScreenState, profile: Profile) -> None:
    st.markdown(plain(f"Fragile : {fragile_words(profile)}."))
    peers, total = profile.place.level.plural, profile.territories
    rows = [(key, profile.domain(key)) for key in DOMAIN_KEYS]
    text_table(
        pd.DataFrame(
            {
                "Domaine": [short_label(key) for key, _ in rows],
                "Lecture": [capitalised(standing_words(row, peers, total)) for _, row in rows],
            }
        )
    )
    _domains(state, "retenus", "Quels domaines retenez-vous ?")


def _felt(state: ScreenState, profile: Profile) -> None:
    lines = [
        f"- **{heard_label(desk(), key, own_surveys(profile, key))}** : "
        f"{plain(felt_words(profile, key))}."
        for key in GROUPS
    ]
    st.markdown("\n".join(lines))
    st.page_link(
        "pages/territoire.py",
        label="Lire les réponses, questions et marges comprises",
        icon=":material/campaign:",
        query_params={"territoire": str(profile.place)},
    )
    _domains(state, "entendus", "Dans quels domaines entendez-vous une fragilité, ici ?")


def _acting(state: ScreenState, profile: Profile) -> None:
    st.markdown(plain(f"Déjà là : {partnership_words(profile)}."))
    found = crossed(profile, diagnosis_of(state))
    keys = [str(key) for key in found.index]
    if keys:
        st.markdown(
            "\n".join(f"- **{short_label(key)}** : {recorded_words(profile, key)}." for key in keys)
        )
    _domains(state, "agissent", "Où savez-vous que quelqu’un agit, recensé ou non ?")


def _priorities(state: ScreenState, profile: Profile) -> None:
    found = crossed(profile, diagnosis_of(state))
    for reading in Crossing:
        names = list(found.loc[found["reading"] == reading.value, "label"])
        if names:
            st.markdown(f"**{reading.label}** : {plain(', '.join(names))}.")
            st.caption(reading.sentence)
    suggested = [short_label(key) for key in proposed(found)]
    if suggested:
        st.markdown(plain(f"Ordre proposé : {', '.join(suggested)}. À vous d’en décider."))
    _domains(
        state,
        "priorites",
        f"Vos priorités, la première d’abord ({MOST_PRIORITIES} au plus)",
        most=MOST_PRIORITIES,
    )


def _meeting(state: ScreenState, profile: Profile) -> None:
    diagnosis = diagnosis_of(state)
    chosen = subjects(crossed(profile, diagnosis), diagnosis)
    met, alike = meetings(profile, chosen), cached_elsewhere(profile.place)
    for key in chosen:
        st.subheader(short_label(key), anchor=False)
        own = met[met["domain"] == key]
        lines = [
            f"- **{plain(row['title'])}** – {plain(row['partners'])} ({row['where']})."
            for _, row in own.iterrows()
        ]
        lines += [
            f"- Territoire semblable : **{plain(row['territory_name'])}** – {plain(row['title'])}."
            for _, row in alike[alike["domain"] == key].iterrows()
        ]
        st.markdown("\n".join(lines) or "Aucun partenariat recensé, ni ici ni autour.")
        absent = absent_profiles(profile, key)
        if absent:
            st.caption(f"Absents des partenariats recensés ici : {profile_names(absent)}.")
    st.multiselect(
        "Qui allez-vous rencontrer ?",
        list(PartnerProfile),
        format_func=lambda one: PartnerProfile(one).label,
        key=state.key("rencontres"),
        placeholder="Choisir des profils",
    )
    st.subheader("Sur quoi les interroger", anchor=False)
    questions_by_lever(cached_questions(profile.place), chosen)
    sheet_section(profile, diagnosis)


def _domains(state: ScreenState, name: str, label: str, most: int | None = None) -> None:
    """Ask for domains, in the order in which they are chosen."""
    st.multiselect(
        label,
        DOMAIN_KEYS,
        format_func=domain_label,
        key=state.key(name),
        max_selections=most,
        placeholder="Choisir des domaines",
    )
