"""What is loaded: a line each, to take one away or to go back."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from common.errors import FragiscopeError
from common.french import number, plural
from indicators.partnerships import RECORDS_FILE
from indicators.views.perceptions import ESTIMATES_FILE
from indicators.views.shares import SHARES
from own_data.loaded import PERIMETERS_FILE
from own_data.workspace.interface import Load
from pages.parts.kit.access import may_load
from pages.parts.kit.caches import forget_own
from pages.parts.kit.notices import plain
from pages.parts.kit.own import workspace
from pages.parts.mes_donnees.told import refuse, say

#: What the rows of a table are called; those of any other are values of indicators.
_ROWS = {
    ESTIMATES_FILE: ("estimation", "estimations"),
    SHARES.file: ("part de répondants", "parts de répondants"),
    RECORDS_FILE: ("partenariat", "partenariats"),
    PERIMETERS_FILE: ("commune", "communes"),
}
_VALUES = "indicators/values/"
_PARIS = ZoneInfo("Europe/Paris")
UNDO, REMOVE = "Annuler le dernier changement", "Retirer pour de bon"


def kept_list(loads: list[Load]) -> None:
    """List what is loaded."""
    for load in loads:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(load.title)}**  \n{plain(line(load))}")
            if may_load():
                with st.popover("Retirer", icon=":material/delete:", key=f"retirer-{load.key}"):
                    st.markdown(
                        "Ce chargement, ses versions et ce qui en a été calculé sont effacés. "
                        "C’est définitif, et rien de ce qui précède ne pourra plus être annulé."
                    )
                    st.button(REMOVE, key=f"mes_donnees.remove.{load.key}", on_click=_remove,
                              args=(load.key, load.title))  # fmt: skip
    if may_load() and loads:
        st.button(UNDO, icon=":material/undo:", on_click=_undo)


def line(load: Load) -> str:
    """Describe a load in one line: kind, rows, whose, when, version, by whom."""
    at = datetime.fromisoformat(load.at).astimezone(_PARIS)
    parts = [
        load.kind.label,
        rows_words(load),
        f"{load.about.organisation}, {load.about.year}",
        f"chargé le {at:%d/%m/%Y} à {at:%H:%M}",
    ]
    parts += [f"version {load.version}"] if load.version > 1 else []
    parts += [f"par {load.who}"] if load.who else []
    responsible = [load.about.responsible, load.about.contact]
    told = ", ".join(one for one in responsible if one)
    return " · ".join([*parts, *([f"responsable : {told}"] if told else [])])


def rows_words(load: Load) -> str:
    """Say how many rows a load has, by what they are."""
    for file, words in _ROWS.items():
        if file in load.counts:
            return f"{number(load.counts[file])} {plural(load.counts[file], *words)}"
    values = sum(rows for file, rows in load.counts.items() if file.startswith(_VALUES))
    return f"{number(values)} {plural(values, 'valeur', 'valeurs')}"


def _remove(key: str, title: str) -> None:
    if not may_load():
        return
    try:
        workspace().remove(key)
    except FragiscopeError as error:
        refuse(str(error))
        return
    finally:
        forget_own()
    say(f"« {title} » est effacé.")


def _undo() -> None:
    if not may_load():
        return
    try:
        before = workspace().undo()
    except FragiscopeError as error:
        refuse(str(error))
        return
    forget_own()
    say(f"« {before.title} » est revenu à sa version {before.version}." if before
        else "Le dernier chargement est annulé.")  # fmt: skip
