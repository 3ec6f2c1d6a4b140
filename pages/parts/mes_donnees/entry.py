"""Who may come in, where a server shares its workspace."""

from __future__ import annotations

import time

import streamlit as st

from pages.parts.kit.access import TOKEN, Way, give_token, is_member, leave, may_load, way
from pages.parts.kit.notices import plain
from pages.parts.mes_donnees.told import refuse

#: Seconds before another token may be tried.
_WAIT = 1.0
_FIELD = "mes_donnees.token"
ENTER, WRONG = "Entrer", "Ce jeton n’est pas celui du serveur."
LOG_IN, LOG_OUT = "Se connecter", "Se déconnecter"
NOT_LOGGED_IN = "Identifiez-vous pour charger des données."


def entry_section() -> None:
    """Ask who the visitor is, or say who is here."""
    asked = way()
    if asked is Way.CLOSED:
        st.info(
            "Ce serveur partage un espace de travail, mais personne ne peut encore s’y "
            f"identifier : qui l’administre doit régler un fournisseur d’identité ou un jeton "
            f"({TOKEN}).",
            icon=":material/lock:",
        )
    elif asked is Way.LOGIN:
        _login()
    elif asked is Way.TOKEN:
        _token()


def _login() -> None:
    if not st.user.get("is_logged_in"):
        st.info(NOT_LOGGED_IN, icon=":material/lock:")
        st.button(LOG_IN, on_click=st.login, icon=":material/login:", type="primary")
        return
    name = str(st.user.get("email") or st.user.get("name") or "")
    if not is_member():
        st.error(plain(not_a_member(name)), icon=":material/error:")
    with st.container(horizontal=True, vertical_alignment="center"):
        st.caption(plain(f"Connecté : {name}"))
        st.button(LOG_OUT, on_click=st.logout, type="tertiary")


def not_a_member(name: str) -> str:
    """Tell somebody whom the provider knows that the workspace is not theirs to load into."""
    return f"{name} n’est pas parmi les personnes qui peuvent charger ici."


def _token() -> None:
    if may_load():
        st.button("Oublier le jeton", on_click=leave, type="tertiary", icon=":material/logout:")
        return
    with st.form("mes_donnees.entry"):
        st.text_input("Jeton de votre organisation", type="password", key=_FIELD)
        st.form_submit_button(ENTER, on_click=_enter)


def _enter() -> None:
    if not give_token(st.session_state.pop(_FIELD, "")):
        time.sleep(_WAIT)
        refuse(WRONG)
