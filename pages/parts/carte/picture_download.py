"""The button that takes the map away as a picture."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.layers.layer import Layer
from atlas.layers.taken import file_name
from atlas.maps.class_choice import ClassChoice
from geo.picture_formats import FORMATS, MIME_TYPES, Format
from pages.parts.carte.cache import cached_picture
from pages.parts.kit.downloads import file_button
from pages.parts.kit.url import ScreenState

#: Whether the picture is a slide, and how it is called.
_SHAPES = {False: "Page", True: "Diapositive (16:9)"}


def picture_download(state: ScreenState, layer: Layer, choice: ClassChoice) -> None:
    """Offer the picture of the map that is shown, with its classes and selected territory."""
    selected = state.get("territoire")  # read now: the button draws outside the session
    with st.container(horizontal=True, vertical_alignment="bottom"):
        fmt: Format = st.selectbox(
            "Format de l’image",
            FORMATS,
            format_func=str.upper,
            key=state.key("image"),
            width=160,
            help="PNG pour un diaporama, SVG pour retoucher, PDF pour imprimer.",
        )
        slide = st.selectbox(
            "Cadre de l’image",
            list(_SHAPES),
            format_func=_SHAPES.__getitem__,
            key=state.key("cadre"),
            width=220,
        )
        file_button(
            "Télécharger l’image",
            partial(cached_picture, layer.query, choice, fmt, selected, slide),
            file_name(layer, fmt),
            MIME_TYPES[fmt],
            icon=":material/image:",
        )
