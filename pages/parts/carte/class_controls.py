"""The classes of a map and the spread of its values: how many, where they are cut, over what."""

from __future__ import annotations

import streamlit as st

from atlas.layers.drawn import FreeClasses
from atlas.layers.layer import Layer
from atlas.maps.cartography import Choropleth, unit_text
from atlas.maps.class_choice import (
    ClassChoice,
    idle_limits,
    parse_limits,
    scopes_of,
    shown_unit,
    write_limits,
)
from common.errors import FragiscopeError
from geo.classes import Method
from pages.parts.carte.cache import cached_choropleth
from pages.parts.carte.state import CLASS_COUNTS
from pages.parts.kit.notices import plain
from pages.parts.kit.url import ScreenState

#: Methods that have their own number of classes.
_OWN_COUNT = (Method.HEAD_TAIL, Method.STD, Method.BREAKS)


def usable_choice(state: ScreenState, layer: Layer) -> ClassChoice:
    """Read how the widgets ask to cut a layer; what cannot be used is told, and left aside."""
    scopes = scopes_of(layer)
    if state.get("base") not in scopes:
        state.set("base", scopes[0])
    try:
        choice = _choice(state, layer)
        cached_choropleth(layer.query, choice)
    except FragiscopeError as error:
        st.warning(f"{plain(str(error))} Les classes par défaut sont affichées.")
        return ClassChoice()
    return choice


def _choice(state: ScreenState, layer: Layer) -> ClassChoice:
    """Make the choice that the widgets describe, in the unit of the layer."""
    unit = shown_unit(layer)
    return ClassChoice(
        method=Method(state.get("classes")),
        count=state.get("nombre"),
        breaks=tuple(limit / unit for limit in parse_limits(state.get("limites"))),
        scope=state.get("base"),
    )


def class_controls(state: ScreenState, layer: Layer, choice: ClassChoice) -> None:
    """Draw the widgets that move the limits of the classes; say why where they are fixed."""
    drawn = layer.measure.drawn
    if isinstance(drawn, FreeClasses):
        _widgets(state, layer, cached_choropleth(layer.query, choice))
        if idle := idle_limits(layer, choice):
            st.caption(idle)
    else:
        st.caption(drawn.why)
        if len(scopes_of(layer)) > 1:
            _scope(state, layer)


def _scope(state: ScreenState, layer: Layer) -> None:
    scopes = scopes_of(layer)
    st.selectbox(
        "Limites calculées sur",
        scopes,
        format_func=lambda choice: choice.label,
        key=state.key("base"),
        disabled=len(scopes) == 1 or state.get("classes") == Method.BREAKS,
        help="Sur tout le pays, une couleur dit la même chose d’un département à l’autre.",
    )


def _widgets(state: ScreenState, layer: Layer, seen: Choropleth) -> None:
    st.selectbox(
        "Méthode des classes",
        [method.value for method in Method],
        format_func=lambda name: Method(name).label,
        key=state.key("classes"),
        on_change=_prefill,
        args=(state, layer, seen),
    )
    st.selectbox(
        "Nombre de classes",
        CLASS_COUNTS,
        key=state.key("nombre"),
        disabled=state.get("classes") in _OWN_COUNT,
    )
    _scope(state, layer)
    if state.get("classes") == Method.BREAKS:
        st.text_input(
            f"Limites des classes, en {unit_text(layer)}, séparées par « ; »",
            key=state.key("limites"),
        )


def _prefill(state: ScreenState, layer: Layer, seen: Choropleth) -> None:
    """Start the editing of the limits from those that the map had."""
    chosen = state.get("classes") == Method.BREAKS
    if chosen and seen.classes is not None and not state.get("limites"):
        unit = shown_unit(layer)
        inner = tuple(round(edge * unit, 4) for edge in seen.classes.edges[1:-1])
        state.set("limites", write_limits(inner))
