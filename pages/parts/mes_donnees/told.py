"""What a change did, said once at the top of the page; and what is kept, for how long."""

from __future__ import annotations

import streamlit as st

from pages.parts.kit.cache_sizes import OWN_KEPT
from pages.parts.kit.notices import plain
from pages.parts.kit.own import shared

_SAID, _REFUSED = "mes_donnees.said", "mes_donnees.refused"


def say(text: str) -> None:
    """Have a sentence said at the next run."""
    st.session_state[_SAID] = text


def refuse(text: str) -> None:
    """Have a refusal said at the next run."""
    st.session_state[_REFUSED] = text


def tell() -> None:
    """Say what the last change did."""
    said, refused = st.session_state.pop(_SAID, ""), st.session_state.pop(_REFUSED, "")
    if said:
        st.success(plain(said), icon=":material/check:")
    if refused:
        st.error(plain(refused), icon=":material/error:")


def kept_section() -> None:
    """Say what is kept, where, for how long, and who answers for it (RGPD)."""
    where = (
        "L’espace de travail est celui de votre organisation, sur le serveur qu’elle administre : "
        "ce qui est chargé y reste jusqu’à ce que quelqu’un le retire."
        if shared() is not None
        else "Ce que vous chargez reste dans la mémoire du serveur, pour votre seule visite : "
        "aucune adresse n’y mène, personne d’autre ne le voit, et tout disparaît quand vous fermez "
        "ou rechargez la page. Emportez l’espace en fichier pour le retrouver."
    )
    st.markdown(
        f"- {where}\n"
        "- **Réponses des personnes** : le fichier d’une enquête sert à faire des estimations, "
        "puis il est oublié. Seules les estimations sont gardées, selon la règle de publication "
        "(30 réponses au moins), sauf si vous demandez de garder aussi les réponses.\n"
        "- **Responsable du traitement** : l’organisation qui charge les données. Nommez-le, avec "
        "le moyen de le joindre : ils sont gardés à côté des chiffres.\n"
        "- **Effacer** : « Retirer » efface un chargement, ses versions et ce qui en a été "
        "calculé ; « Tout effacer » fait de même pour tout. Rien n’est gardé ailleurs ; ce "
        f"qui a été calculé est de toute façon oublié en {OWN_KEPT / 3600:.0f} h, et à la fin "
        "de la visite.\n"
        "- **Droits des personnes** : vos fichiers ne doivent contenir ni nom, ni adresse, ni "
        "texte libre ; Fragiscope refuse les colonnes qui y ressemblent."
    )
