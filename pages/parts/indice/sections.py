"""The sections of the page of the index: what a recipe changes, and what it rests on."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.compare.recipes import IndexComparison
from atlas.compare.recipes_export import index_name, index_workbook, taken_index
from atlas.desk.file_formats import XLSX
from common.errors import FragiscopeError
from common.french import number, plural
from common.levels import Level
from geo.picture_formats import MIME_TYPES
from indicators.base.domains import OVERALL
from indicators.scores.objective import default_recipe
from pages.parts.indice.tables import (
    MOVE,
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
from pages.parts.kit.downloads import file_button
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.taken_files import taken_files, written_from
from pages.parts.kit.url import ScreenState

#: Rows beyond which a browser asks for those that it shows.
MOST_SENT = 2_000
_MOVE_HELP = "Rang par défaut moins rang avec ces réglages. Positif : plus fragile."


def show_refusal(state: ScreenState, error: FragiscopeError) -> None:
    """Say why a recipe makes no index, and offer the default one."""
    st.error(plain(str(error)), icon=":material/error:")
    _default_button(state)


def _default_button(state: ScreenState) -> None:
    st.button(
        "Revenir aux réglages par défaut",
        on_click=partial(state.set, "recette", default_recipe()),
        icon=":material/undo:",
    )


def show_moves(state: ScreenState, comparison: IndexComparison) -> None:
    """Say how far a recipe moves the ranks, and show that of every territory."""
    st.markdown("### Rangs et scores, avec vos réglages et par défaut")
    if (comparison.moves["move"] == 0).all():
        st.info("Ces choix donnent les rangs des réglages par défaut.", icon=":material/equal:")
    else:
        shift = comparison.mean_shift
        st.markdown(
            f"Un territoire change en moyenne de {number(shift, 1)} {plural(shift, 'rang')} sur "
            f"{number(len(comparison.moves))}. Le rang 1 est le plus fragile ; un écart positif "
            "dit que ces réglages classent le territoire plus fragile."
        )
        _default_button(state)
    rows = moves_table(comparison)
    table(
        rows,
        height=380,
        columns={
            **number_columns(rows),
            MOVE: st.column_config.NumberColumn(format="%+d", help=_MOVE_HELP),
        },
        printed=False,
        own_file="indice.rangs",
        lazy=len(rows) > MOST_SENT,
        alt=f"Rangs et scores des {number(len(rows))} territoires classés",
    )


def take_away(comparison: IndexComparison) -> None:
    """Offer scores, ranks and map under the recipe, whose print is in each file and its name."""
    st.markdown("**Emporter ces scores, ces rangs et cette carte**")
    taken_files(
        written_from(partial(taken_index, comparison), {XLSX: partial(index_workbook, comparison)}),
        partial(index_name, comparison),
        key="indice.fichier",
        cells=comparison.layer.table.size,
    )
    with st.container(horizontal=True):
        file_button(
            "Image de la carte (PNG)",
            partial(_drawn, comparison),
            index_name(comparison, "png"),
            MIME_TYPES["png"],
        )
    st.caption(
        f"Chaque fichier porte l’empreinte des réglages, {comparison.recipe.fingerprint}, les "
        "sources et la version des données."
    )


def weights_section(comparison: IndexComparison) -> None:
    """Show what each indicator weighs in the whole."""
    st.markdown(
        "À poids égaux, un indicateur pèse moins quand son domaine en compte beaucoup. Voici ce "
        "que chacun pèse vraiment dans l’ensemble."
    )
    show(weights_table(comparison, desk().catalogue))


def pairs_section(comparison: IndexComparison) -> None:
    """Show the pairs of indicators that say the same thing, or undo each other."""
    pairs = correlations_table(comparison, desk().catalogue)
    st.markdown(
        "Deux indicateurs très corrélés comptent deux fois la même chose ; deux indicateurs qui "
        "varient en sens contraire s’annulent dans la moyenne."
    )
    if pairs.empty:
        st.info("Aucune paire ne dépasse les seuils (0,9 et −0,4).", icon=":material/check:")
    else:
        show(pairs)


def solidity_section(level: Level) -> None:
    """Show how far other choices of method move the ranks of the default recipe."""
    summary = desk().robustness_summary
    summary = summary[summary["level"] == level.value]
    ranked = len(desk().rank_intervals(level, OVERALL))
    st.markdown(
        "Pour les réglages par défaut, 1 000 calculs ont tiré au sort la normalisation, le "
        "traitement des valeurs extrêmes, l’agrégation et les poids."
    )
    st.markdown(plain(left_out_sentence(summary, level, ranked)))
    st.markdown(plain(sobol_sentence(summary)))
    options_column, domains_column = st.columns(2)
    with options_column:
        show(alternatives_table(summary))
    with domains_column:
        show(left_out_table(summary))
    st.caption("Rangs déplacés : écart moyen, en nombre de places, avec les réglages par défaut.")


def _drawn(comparison: IndexComparison) -> bytes:
    from atlas.maps.picture import picture  # noqa: PLC0415 - matplotlib is slow to import

    return picture(desk(), comparison.layer, "png")
