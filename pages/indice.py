"""Construire l'indice: change the choices of the objective score and see what they do."""

from __future__ import annotations

import streamlit as st

from atlas.compare.recipes import describe_recipe, read_recipe_file
from common.errors import FragiscopeError, InvalidDataError
from common.french import number, plural
from common.levels import Level
from indicators.composite.recipe_text import to_toml
from indicators.scores.objective import default_recipe
from pages.parts.indice.cache import cached_comparison
from pages.parts.indice.recipe_widgets import index_state, option_controls, recipe_controls
from pages.parts.indice.tables import (
    alternatives_table,
    correlations_table,
    left_out_sentence,
    left_out_table,
    moves_table,
    show,
    sobol_sentence,
    weights_table,
)
from pages.parts.kit.desk import desk
from pages.parts.kit.door import require_navigation
from pages.parts.kit.downloads import file_button
from pages.parts.kit.national_map import national_map
from pages.parts.kit.notices import plain, sources_notice

require_navigation()

state = index_state()
messages = state.read_url()


def use_default() -> None:
    state.set("recette", default_recipe())


st.title("Construire l’indice")
st.markdown(
    "Le score objectif d’ensemble repose sur des choix. Changez-les : la carte et les rangs "
    "suivent, et l’adresse de cette page garde votre recette. Ailleurs, Fragiscope emploie "
    "toujours la recette par défaut."
)
for message in messages:
    st.warning(
        f"{plain(message)}\n\nLa valeur par défaut est employée.", icon=":material/link_off:"
    )

option_controls(state)
recipe_column, result_column = st.columns([2, 3], gap="medium")
with recipe_column:
    recipe = recipe_controls(state)
level: Level = state.get("niveau")
try:
    comparison = cached_comparison(level, recipe)
except FragiscopeError as error:
    st.error(plain(str(error)), icon=":material/error:")
    st.button("Revenir à la recette par défaut", on_click=use_default, icon=":material/undo:")
    state.write_url()
    st.stop()

layer = comparison.layer
with result_column:
    st.subheader(layer.about.title)
    st.caption(plain(describe_recipe(recipe)))
    national_map(layer, key="indice.carte")
    st.markdown("#### Les plus grands changements de rang")
    moves = moves_table(comparison)
    if moves.empty:
        st.info("Ces choix donnent les rangs de la recette par défaut.", icon=":material/equal:")
    else:
        shift = comparison.mean_shift
        st.markdown(
            f"Un territoire change en moyenne de {number(shift, 1)} {plural(shift, 'rang')} sur "
            f"{number(len(comparison.moves))}. Le rang 1 est le plus fragile ; un écart positif "
            "dit que la recette classe le territoire plus fragile."
        )
        show(moves)
        st.button("Revenir à la recette par défaut", on_click=use_default, icon=":material/undo:")

weights_tab, pairs_tab, solidity_tab, share_tab = st.tabs(
    ["Poids effectifs", "Corrélations", "Solidité des rangs", "Garder la recette"]
)
with weights_tab:
    st.markdown(
        "À poids égaux, un indicateur pèse moins quand son domaine en compte beaucoup. Voici ce "
        "que chacun pèse vraiment dans l’ensemble."
    )
    show(weights_table(comparison, desk().catalogue))
with pairs_tab:
    pairs = correlations_table(comparison, desk().catalogue)
    st.markdown(
        "Deux indicateurs très corrélés comptent deux fois la même chose ; deux indicateurs qui "
        "varient en sens contraire s’annulent dans la moyenne."
    )
    if pairs.empty:
        st.info("Aucune paire ne dépasse les seuils (0,9 et −0,4).", icon=":material/check:")
    else:
        show(pairs)
with solidity_tab:
    summary = desk().robustness_summary
    summary = summary[summary["level"] == level.value]
    ranked = len(desk().rank_intervals(level).query("domain == 'ensemble'"))
    st.markdown(
        "Pour la recette par défaut, 1 000 calculs ont tiré au sort la normalisation, le "
        "traitement des valeurs extrêmes, l’agrégation et les poids."
    )
    st.markdown(plain(left_out_sentence(summary, level, ranked)))
    st.markdown(plain(sobol_sentence(summary)))
    options_column, domains_column = st.columns(2)
    with options_column:
        show(alternatives_table(summary))
    with domains_column:
        show(left_out_table(summary))
    st.caption("Rangs déplacés : écart moyen, en nombre de places, avec la recette par défaut.")
with share_tab:
    st.markdown(
        "Pour partager cette recette, copiez l’adresse de la page. Pour la garder, "
        f"téléchargez-la : c’est un fichier texte (TOML). Son empreinte est `{recipe.fingerprint}`."
    )
    file_button(
        "Télécharger la recette",
        lambda: to_toml(recipe),
        f"recette_{recipe.fingerprint}.toml",
        "application/toml",
    )
    given = st.file_uploader("Ouvrir une recette (TOML)", type=["toml"], max_upload_size=1)
    if given is not None and given.file_id != st.session_state.get("indice.file"):
        try:
            read = read_recipe_file(given.getvalue(), given.name, desk().catalogue)
        except InvalidDataError as error:
            st.error(plain(str(error)), icon=":material/error:")
        else:
            st.session_state["indice.file"] = given.file_id
            state.set("recette", read)
            state.write_url()
            st.rerun()

sources_notice(layer.about)
st.caption(plain(layer.about.method))
state.write_url()
