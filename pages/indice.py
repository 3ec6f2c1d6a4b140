"""Construire l'indice: change the choices of the objective score and see what they do."""

from __future__ import annotations

import streamlit as st

from atlas.compare.recipes import describe_recipe
from common.errors import FragiscopeError
from common.levels import Level
from pages.parts.indice.cache import cached_comparison
from pages.parts.indice.recipe_file import recipe_file
from pages.parts.indice.recipe_widgets import (
    index_state,
    option_controls,
    recipe_controls,
    show_shares,
)
from pages.parts.indice.sections import (
    pairs_section,
    show_moves,
    show_refusal,
    solidity_section,
    take_away,
    weights_section,
)
from pages.parts.kit.definitions import defined
from pages.parts.kit.national_map import national_map
from pages.parts.kit.notices import plain, refused_values, sources_notice
from pages.parts.kit.screen_end import end_screen

state = index_state()
refused = state.read_url()

st.title("Construire l’indice", help=defined("indicateur", "domaine"))
st.markdown(
    "Le score d’ensemble repose sur des choix. Changez-les : la carte et les rangs suivent, "
    "l’adresse de cette page garde vos réglages, et tout s’emporte. Ailleurs, Fragiscope "
    "emploie toujours les réglages par défaut."
)
refused_values(refused, "\n\nLa valeur par défaut est employée.")

option_controls(state)
recipe_column, result_column = st.columns([2, 3], gap="medium")
with recipe_column:
    recipe, places = recipe_controls(state)
level: Level = state.get("niveau")
try:
    comparison = cached_comparison(level, recipe)
except FragiscopeError as error:
    show_refusal(state, error)
    state.write_url()
    end_screen()

layer = comparison.layer
show_shares(places, comparison.weights["effective"])
with result_column:
    st.header(layer.about.title)
    st.caption(plain(describe_recipe(recipe)))
    national_map(layer, key="indice.carte")
    show_moves(state, comparison)
    take_away(comparison)

weights_tab, pairs_tab, solidity_tab, file_tab = st.tabs(
    ["Poids effectifs", "Corrélations", "Solidité des rangs", "Garder les réglages"]
)
with weights_tab:
    weights_section(comparison)
with pairs_tab:
    pairs_section(comparison)
with solidity_tab:
    solidity_section(level)
with file_tab:
    recipe_file(state, recipe)

sources_notice(layer.about)
st.caption(plain(layer.about.method))
state.write_url()
