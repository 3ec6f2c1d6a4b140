"""Mes données: what an organisation brings, checked before it is loaded, seen by nobody else."""

from __future__ import annotations

import streamlit as st

from pages.parts.kit.access import may_load, may_read
from pages.parts.kit.own import workspace
from pages.parts.mes_donnees.bring import bring_section
from pages.parts.mes_donnees.carried import carried_section
from pages.parts.mes_donnees.entry import entry_section
from pages.parts.mes_donnees.kept_list import kept_list
from pages.parts.mes_donnees.told import kept_section, tell

st.title("Mes données")
st.markdown(
    "Apportez une enquête, des résultats, des partenariats, des pratiques, un indicateur ou un "
    "périmètre : Fragiscope dit d’abord ce qui ne va pas dans le fichier, puis montre vos données "
    "à côté des données nationales. Personne d’autre que votre organisation ne les voit."
)
tell()
entry_section()
loads = workspace().loads() if may_read() else []
if loads:
    st.header("Ce qui est chargé")
    kept_list(loads)
if may_load():
    st.header("Apporter un fichier")
    bring_section()
if may_read():
    st.header("Emporter, rapporter, effacer")
    carried_section(len(loads))
st.header("Ce qui est gardé, et pour combien de temps")
kept_section()
