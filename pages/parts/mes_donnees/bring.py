"""Bring a file: what it is, whose, what is wrong with it; nothing changes until it is loaded."""

from __future__ import annotations

from functools import partial
from typing import Any, NamedTuple

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from atlas.desk.perimeters import gazetteer
from common.errors import FragiscopeError, InvalidDataError, TooLargeError
from common.limits import OWN_BYTES
from own_data.kinds.choices import Choices
from own_data.kinds.loading import Checked, advised, check, unreadable
from own_data.kinds.survey import answers_of
from own_data.kinds.survey_design import design_from, design_text
from own_data.loaded import ANSWERS_FILE, CheckReport, Loaded, OwnKind, RefusedFileError
from own_data.sheets.reading import ACCEPTED, read_sheet
from own_data.sheets.refusals import ACCEPTED_WORDS
from own_data.sheets.sheet import Sheet
from pages.parts.kit.access import may_load, own_limits, who
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import file_button
from pages.parts.kit.own import workspace
from pages.parts.kit.uploads import file_field
from pages.parts.mes_donnees.design_field import GivenDesign, design_field
from pages.parts.mes_donnees.design_form import design_form
from pages.parts.mes_donnees.kind import kind_choice, kind_help
from pages.parts.mes_donnees.report import places_map, show_report
from pages.parts.mes_donnees.source import choices_fields, source_fields
from pages.parts.mes_donnees.told import refuse, say

#: Keys in the session: what was last checked, with the question; how many files were loaded.
_CHECKED, _TURN = "mes_donnees.checked", "mes_donnees.turn"
CHECK, LOAD = "Vérifier le fichier", "Charger"
_NEW = "Un nouveau chargement"
MORE = (
    "Partagez le fichier, ou n’en gardez que les colonnes utiles. Installée sur votre ordinateur, "
    "l’application accepte plus grand (réglage FRAGISCOPE_LIMITS) ; avec un compte aussi."
)


def bring_section() -> None:
    """Take a file, ask what it does not say, check it, load it."""
    kind = kind_choice()
    kind_help(kind)
    taken = _take(kind)
    if taken is None:
        return
    given, name, sheet = taken
    about = source_fields(given.name, given.file_id)
    choices = choices_fields(kind, about)
    plan = design_field() if kind is OwnKind.SURVEY else GivenDesign()
    if plan.refused:
        return
    design = plan.design
    chosen = design_form(sheet.frame, about) if sheet is not None and design is None else {}
    if not about.title or not about.organisation:
        st.caption("Donnez un titre et une organisation pour vérifier le fichier.")
        return
    if chosen is None:
        return
    question = (given.file_id, kind, name, choices, chosen, plan.files)
    if st.button(CHECK, type="primary", icon=":material/fact_check:"):
        with st.spinner("Vérification…"):
            made = _checked(given, kind, choices, sheet=name, design=design, chosen=chosen or None)
            st.session_state[_CHECKED] = (question, made)
    asked, checked = st.session_state.get(_CHECKED, (None, None))
    if checked is None:
        return
    if asked != question:
        st.info("Un choix a changé : vérifiez de nouveau.", icon=":material/refresh:")
        return
    show_report(checked.report)
    if sheet is not None and checked.loaded is not None and design is None:
        _design_file(sheet, chosen, choices)
    if checked.loaded is not None:
        places_map(checked.loaded)
        _load_button(checked.loaded)


def _take(kind: OwnKind) -> tuple[UploadedFile, str, Sheet | None] | None:
    """Take a file that can be read: with the name of its sheet, and the columns of a survey."""
    # Once loaded, the file itself is let go: a field of another name is empty.
    turn = st.session_state.get(_TURN, 0)
    given = file_field(ACCEPTED_WORDS, ACCEPTED, OWN_BYTES, key=f"mes_donnees.file.{turn}")
    if given is None:
        st.session_state.pop(_CHECKED, None)
        return None
    is_workbook = given.name.lower().endswith(".xlsx")
    name = st.text_input("Feuille du classeur", placeholder="La première",
                         key="mes_donnees.sheet") if is_workbook else ""  # fmt: skip
    sheet, refused = _read(given, name, kind)
    if refused:
        show_report(refused.report)
        if refused.is_large:
            st.caption(MORE)
        return None
    return given, name, sheet


class _Refused(NamedTuple):
    """Why a file is not asked about, and whether that is its size."""

    report: CheckReport
    is_large: bool


def _read(given: UploadedFile, name: str, kind: OwnKind) -> tuple[Sheet | None, _Refused | None]:
    """Read a file once: the columns of a survey, or why it is no table, or too large a one."""
    kept, key = "mes_donnees.answers", (given.file_id, name, kind)
    if st.session_state.get(kept, (None,))[0] != key:
        answers, refused = None, None
        with own_limits():
            try:
                sheet = read_sheet(given.getvalue(), given.name, name)
                answers = answers_of(sheet) if kind is OwnKind.SURVEY else None
            except InvalidDataError as error:
                report = unreadable(kind, given.name, error)
                refused = _Refused(report, isinstance(error, TooLargeError))
            except RefusedFileError as error:
                refused = _Refused(advised(error.report, sheet), True)
        st.session_state[kept] = (key, answers, refused)
    _, answers, refused = st.session_state[kept]
    return answers, refused


def _checked(given: UploadedFile, kind: OwnKind, choices: Choices, **said: Any) -> Checked:
    places = gazetteer(desk())
    with own_limits():
        return check(kind, given.getvalue(), given.name, places, choices, **said)


def _design_file(sheet: Sheet, chosen: dict[str, Any], choices: Choices) -> None:
    _, content = design_from(sheet.frame, chosen, choices.about)
    file_button("Garder le plan de l’enquête (design.toml)", partial(design_text, content),
                "design.toml", "application/toml")  # fmt: skip


def _load_button(loaded: Loaded) -> None:
    """Offer to load, anew or in the place of something of the same kind."""
    same = {one.key: one.title for one in workspace().loads() if one.kind is loaded.kind}
    replaced = ""
    if same:
        replaced = st.selectbox(
            "Charger comme", ["", *same], key="mes_donnees.replaced",
            format_func=lambda key: f"À la place de « {same[key]} »" if key else _NEW,
        )  # fmt: skip
    answers = ANSWERS_FILE in loaded.tables and st.checkbox(
        "Garder aussi les réponses des personnes",
        key="mes_donnees.keep_answers",
        help="Sinon, elles sont oubliées et seules les estimations restent. Gardées, elles vont "
        "dans le fichier que vous emportez ; c’est à vous d’en répondre (RGPD).",
    )
    st.button(LOAD, type="primary", icon=":material/upload:", on_click=_load,
              args=(loaded, replaced, bool(answers)))  # fmt: skip


def _load(loaded: Loaded, replaced: str, answers: bool) -> None:
    if not may_load():
        return
    try:
        with own_limits():
            if replaced:
                workspace().replace(replaced, loaded, who=who(), keep_answers=answers)
            else:
                workspace().add(loaded, who=who(), keep_answers=answers)
    except FragiscopeError as error:
        refuse(str(error))
        return
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    for key in (_CHECKED, "mes_donnees.answers"):
        st.session_state.pop(key, None)
    say(f"« {loaded.title} » est chargé ({loaded.kind.label}).")
