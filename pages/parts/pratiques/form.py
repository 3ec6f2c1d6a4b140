"""Describe a practice: checked as its file is, taken away as a row, or loaded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st

from atlas.desk.perimeters import gazetteer
from common.csv_files import FRANCE, csv_bytes
from common.errors import FragiscopeError
from own_data.kinds.choices import Choices
from own_data.kinds.loading import Checked, check
from own_data.kinds.practices import COLUMNS
from own_data.loaded import CheckReport, Loaded, OwnKind, OwnSource
from pages.parts.kit.access import may_load, own_limits, who
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import csv_button
from pages.parts.kit.notices import plain
from pages.parts.kit.own import workspace
from pages.parts.kit.tables import text_table
from pages.parts.pratiques.form_fields import forget_draft, practice_fields, who_fields

LOAD, ROW = "Charger dans mes données", "La ligne"
_FILE = "pratique.csv"
_SAID, _REFUSED = "pratiques.said", "pratiques.refused"


def show_form() -> None:
    """Ask for a practice, check it, hand it out."""
    _tell()
    st.caption(
        "Rien n’est gardé tant que vous ne chargez pas. Ce que vous laissez vide reste « non "
        "renseigné ». N’écrivez ni nom de personne, ni courriel."
    )
    cells = practice_fields()
    st.header("Emporter, ou charger")
    about = who_fields(cells["titre"])
    if not cells["titre"]:
        st.caption("Donnez un titre pour vérifier la pratique.")
        return
    checked = check_cells(cells, about)
    _report(checked.report)
    if checked.loaded is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        csv_button(ROW, lambda: row_of(cells).set_index("titre"), _FILE)
        _load_button(checked.loaded)
    st.caption(
        "La ligne a les colonnes du modèle : mettez-la avec d’autres dans un fichier, à apporter "
        "sur la page Mes données."
    )


def row_of(cells: Mapping[str, str]) -> pd.DataFrame:
    """Lay out a practice as the one row of its file, with the columns of the template."""
    return pd.DataFrame(
        [{column.name: " ".join(cells.get(column.name, "").split()) for column in COLUMNS}],
        dtype="str",
    )


def check_cells(cells: Mapping[str, str], about: OwnSource) -> Checked:
    """Check a practice as the file that is handed out."""
    content = csv_bytes(row_of(cells).set_index("titre"), FRANCE)
    with own_limits():
        return check(OwnKind.PRACTICES, content, _FILE, gazetteer(desk()), Choices(about))


def _report(report: CheckReport) -> None:
    if report.faults:
        faults = "\n".join(f"- {plain(str(replace(fault, line=0)))}" for fault in report.faults)
        st.error(f"À corriger avant d’emporter ou de charger :\n{faults}", icon=":material/error:")
    if report.notices:
        st.markdown("\n".join(f"- {plain(notice)}" for notice in report.notices))
    if report.is_clean:
        text_table(report.preview)


def _load_button(loaded: Loaded) -> None:
    if not may_load():
        st.page_link("pages/mes_donnees.py", label="S’identifier pour charger",
                     icon=":material/lock:")  # fmt: skip
        return
    st.button(
        LOAD, type="primary", icon=":material/upload:", on_click=_load, args=(loaded,),
        disabled=not loaded.about.organisation, help="Dites d’abord le nom de votre organisation.",
    )  # fmt: skip


def _load(loaded: Loaded) -> None:
    if not may_load():
        return
    try:
        with own_limits():
            workspace().add(loaded, who=who())
    except FragiscopeError as error:
        st.session_state[_REFUSED] = str(error)
        return
    forget_draft()
    st.session_state[_SAID] = (
        f"« {loaded.title} » est chargé : la page Mes données le remplace, l’annule ou l’efface."
    )


def _tell() -> None:
    """Say what the last load did."""
    said, refused = st.session_state.pop(_SAID, ""), st.session_state.pop(_REFUSED, "")
    if said:
        st.success(plain(said), icon=":material/check:")
    if refused:
        st.error(plain(refused), icon=":material/error:")
