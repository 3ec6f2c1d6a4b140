"""Layers of the map, made once for the screens that show one."""

from __future__ import annotations

import streamlit as st

from atlas.desk.query import LayerQuery
from atlas.layer.layer import Layer, layer
from pages.parts.kit.desk import desk


@st.cache_resource(max_entries=40, show_spinner="Préparation de la carte…")
def cached_layer(query: LayerQuery) -> Layer:
    """Make a layer once; sessions share it and must not change it."""
    return layer(desk(), query)
