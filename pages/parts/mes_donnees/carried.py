"""Take the workspace away as a file, bring one back, erase all."""

from __future__ import annotations

import streamlit as st

from common.errors import FragiscopeError
from common.french import number, plural
from common.limits import WORKSPACE_BYTES
from own_data.workspace.brought_back import brought_back
from own_data.workspace.session import taken_away
from pages.parts.kit.access import may_load, own_limits
from pages.parts.kit.caches import forget_own
from pages.parts.kit.downloads import file_button
from pages.parts.kit.own import put_workspace, shared, workspace
from pages.parts.kit.uploads import file_field
from pages.parts.mes_donnees.told import refuse, say

TAKE, BRING, ERASE = "Emporter l’espace de travail", "Rapporter cet espace", "Tout effacer"
_MIME = "application/geopackage+sqlite3"
#: Key in the session: how many workspaces were brought back.
_TURN = "mes_donnees.back_turn"


def carried_section(count: int) -> None:
    """Offer to take the workspace away, to bring one back, to erase all.

    Parameters
    ----------
    count : loads.
    """
    if count:
        own = workspace()
        with st.container(horizontal=True, vertical_alignment="center"):
            file_button(TAKE, lambda: taken_away(own), "fragiscope.gpkg", _MIME)
            if may_load():
                _erase(count)
        st.caption("Le fichier est un GeoPackage, que QGIS ouvre ; il n’est pas chiffré.")
    if shared() is None:
        _bring()


def _bring() -> None:
    turn = st.session_state.get(_TURN, 0)
    with own_limits():
        given = file_field("Rapporter un espace de travail (GeoPackage emporté d’ici)", ["gpkg"],
                           WORKSPACE_BYTES, key=f"mes_donnees.back.{turn}")  # fmt: skip
    if given is None:
        return
    st.caption("Il prendra la place de ce qui est chargé ; tout y est vérifié d’abord.")
    if not st.button(BRING, icon=":material/drive_folder_upload:"):
        return
    try:
        with st.spinner("Vérification…"), own_limits():
            brought = brought_back(given.getvalue(), given.name)
    except FragiscopeError as error:
        refuse(str(error))
    else:
        count = len(brought.loads())
        put_workspace(brought)
        st.session_state[_TURN] = turn + 1
        say(f"{number(count)} {plural(count, 'chargement')} de retour.")
    st.rerun()


def _erase(count: int) -> None:
    with st.popover(ERASE, icon=":material/delete_forever:", key="mes-donnees-effacer"):
        whose = "" if shared() is None else " de toute l’organisation"
        st.markdown(
            f"{number(count)} {plural(count, 'chargement')}{whose} et tout ce qui en a été calculé "
            "sont effacés. C’est définitif."
        )
        st.button("Effacer pour de bon", key="mes_donnees.erase", on_click=_erase_all)


def _erase_all() -> None:
    if not may_load():
        return
    if shared() is None:
        put_workspace(None)
        say("Tout est effacé.")
        return
    try:
        for load in workspace().loads():
            workspace().remove(load.key)
    except FragiscopeError as error:
        refuse(str(error))
        return
    finally:
        forget_own()
    say("Tout est effacé.")
