"""The files of the survey kit, handed out wherever a survey is missing or brought."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.jobs.survey_kit import KIT, kit_bytes
from pages.parts.kit.downloads import file_button

HEADING = "Kit d’enquête"


def kit_downloads(key: str) -> None:
    """Hand out the files of the kit.

    Parameters
    ----------
    key : prefix of the keys of the buttons.
    """
    st.markdown(f"**{HEADING}**")
    st.markdown(
        "Un questionnaire sur les 16 domaines et sur les questions du programme, à imprimer ou "
        "prêt pour LimeSurvey, le fichier à remplir, le plan d’enquête que Fragiscope sait lire, "
        "et le mode d’emploi (effectifs, RGPD, du terrain à la carte). L’export du formulaire se "
        "charge tel quel à la page *Mes données*."
    )
    with st.container(horizontal=True):
        for file in KIT:
            file_button(file.label, partial(kit_bytes, file.name), file.name, file.mime,
                        key=f"{key}.{file.name}")  # fmt: skip
