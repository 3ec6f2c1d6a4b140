"""What the words mean, who is behind the product, how old its data are."""

from __future__ import annotations

import streamlit as st

from pages.parts.kit.definitions import glossary
from pages.parts.kit.foot import public_vintages
from pages.parts.kit.html import show
from pages.parts.kit.notices import plain, told_in_french

FIRST_WORDS = ("fragilite", "ressenti", "ecart", "alliance", "epci", "crte")


def words_section() -> None:
    """Define the first words that a newcomer meets."""
    st.header("Ce que veulent dire les mots")
    show(glossary(*FIRST_WORDS))
    st.page_link("pages/a_propos.py", label="Tous les mots", icon=":material/arrow_forward:")


@told_in_french()
def origin_section() -> None:
    """Say who is behind the product and how old the data are."""
    years = public_vintages()
    st.header("D’où cela vient")
    st.markdown(
        plain(
            f"Statistiques publiques de {years.measured} (celles des scores : {years.scored}), "
            f"réponses publiées de {years.felt}, "
            f"listes de partenariats de {years.partnerships} ; {years.geography}. "
        )
        + "Un logiciel libre, qui prolonge les études de l’Observatoire des partenariats (ARPEA, "
        "PHARE, IMPACT)."
    )
    st.page_link("pages/a_propos.py", label="Le projet, et qui le publie", icon=":material/info:")
