"""The sections of the screen *Carte* around its map: heading, refusal, files, what is chosen."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.layers.layer import Layer
from atlas.layers.taken import file_name
from atlas.maps.class_choice import ClassChoice
from common.errors import FragiscopeError, OnlyDemonstrationError
from common.levels import Level, Territory
from pages.parts.carte.cache import cached_file, cached_histogram, cached_table
from pages.parts.carte.panel import territory_panel
from pages.parts.carte.ranking import ranking
from pages.parts.carte.table import layer_table, ticked_code
from pages.parts.kit.container import FRANCE, around, container_label
from pages.parts.kit.definitions import defined
from pages.parts.kit.demonstration_switch import missing_answers
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.search_box import search_box
from pages.parts.kit.taken_files import taken_files
from pages.parts.kit.url import ScreenState

#: Heading in place of that of a map.
NO_MAP = "Pas de carte pour cette question"
_TABLE = "carte.tableau"


def choose_territory(state: ScreenState, territory: Territory) -> None:
    """Show a territory that was searched for, at its own level, and what is around it."""
    state.set("territoire", territory)
    state.set("niveau", territory.level)
    state.set("dans", around(territory))


def _go_to_regions(state: ScreenState) -> None:
    state.set("niveau", Level.REGION)
    state.set("dans", FRANCE)


def _regions_button(state: ScreenState) -> None:
    """Offer the régions, which have an answer to most questions."""
    st.button(
        "Voir les régions",
        on_click=_go_to_regions,
        args=(state,),
        icon=":material/zoom_out_map:",
    )


def show_refusal(
    state: ScreenState, heading: DeltaGenerator, place: DeltaGenerator, error: FragiscopeError
) -> None:
    """Say why there is no map, in its place, and where there is one."""
    heading.title(NO_MAP)
    place.info(plain(str(error)), icon=":material/info:")
    with place:
        _regions_button(state)
        if isinstance(error, OnlyDemonstrationError):
            missing_answers("carte")


def show_heading(state: ScreenState, place: DeltaGenerator, layer: Layer) -> None:
    """Show the title of a map, its mark, and why it would be empty."""
    with place:
        st.title(
            plain(layer.about.told(layer.about.title)),
            help=defined("fragilite", "ressenti", "ecart", "intervalle_de_rang"),
        )
        st.container(key="fs-summary").caption(plain(_summary(state, layer)))
        if layer.about.demonstration:
            demonstration_notice()
    if layer.table["value"].isna().all():
        why = layer.about.note or "Aucun de ces territoires n’a assez de données pour ce score."
        place.info(plain(why), icon=":material/info:")
        if layer.query.level is not Level.REGION:
            with place:
                _regions_button(state)


def _summary(state: ScreenState, layer: Layer) -> str:
    """Say what is chosen in one line, for a phone whose widgets stand under the map."""
    chosen = (layer.query.level.plural, layer.measure.label, container_label(state.get("dans")))
    return f"{' · '.join(chosen)} · {layer.year}"


def show_beside(state: ScreenState, layer: Layer, choice: ClassChoice) -> None:
    """Search a territory; show the panel of the one that is chosen, else the first of them."""
    search_box("carte", partial(choose_territory, state), "Trouver un territoire")
    if state.get("territoire") is None:
        ranking(state, layer)
    else:
        st.button(
            "Revenir à la liste",
            icon=":material/arrow_back:",
            on_click=state.set,
            args=("territoire", None),
            type="tertiary",
        )
        territory_panel(state.get("territoire"), layer.query.group, layer.query.domain)
    if spread := cached_histogram(layer.query, choice):
        st.html(spread)


def follow_table(state: ScreenState, layer: Layer) -> None:
    """Choose the territory of a row that was just ticked, before the map is drawn."""
    code = ticked_code(state, cached_table(layer.query), _TABLE)
    if code is not None:
        state.set("territoire", Territory(layer.query.level, code))


def show_table(layer: Layer) -> None:
    """Show the figures of a map, to take away."""
    st.header("Les mêmes chiffres en tableau")
    layer_table(layer, cached_table(layer.query), key=_TABLE)
    taken_files(
        partial(cached_file, layer.query),
        partial(file_name, layer),
        key="carte.couche",
        label="Télécharger la couche",
        cells=layer.table.size,
    )
