"""The first thing seen: one sentence, what it rests on, the map that answers."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from atlas.layers.layer import Layer
from atlas.layers.query import LayerQuery
from atlas.maps.cartography import classed
from common.french import number
from common.levels import Level
from common.palette import NO_DATA
from pages.parts.accueil.cache import public_holdings
from pages.parts.accueil.dimension import dimension_choice
from pages.parts.accueil.pictures import as_image, swatches
from pages.parts.kit.definitions import term
from pages.parts.kit.desk import desk
from pages.parts.kit.html import show
from pages.parts.kit.layers import cached_layer
from pages.parts.kit.national_map import national_choice, territory_clicked
from pages.parts.kit.notices import told_in_french

QUESTION = "Où la France est fragile, où elle le dit, qui agit déjà."
LEVEL = Level.EPCI
MAP = "accueil.carte"
#: The first screen of a laptop is whole: what stands over and under the map, beside 768 pixels.
_HEIGHT = 500


@told_in_french()
def lead() -> None:
    """Say in two lines what the product rests on, its words explained."""
    held = public_holdings()
    show(
        Markup(
            '<p class="fs-lead">{domains} {of_domains}, {communes} communes : ce que {measured} '
            "{indicators} statistiques publiques, ce que {felt} les répondants de {surveys} "
            "enquêtes, et {partnerships} {acting}.</p>"
        ).format(
            domains=number(held.domains),
            of_domains=term("domaine", "domaines"),
            communes=number(held.communes),
            measured=term("mesure", "mesurent"),
            indicators=number(held.indicators),
            felt=term("ressenti", "ressentent"),
            surveys=number(held.surveys),
            partnerships=number(held.partnerships),
            acting=term("partenariat", "partenariats recensés"),
        )
    )


@told_in_french()
def hero_map() -> None:
    """Show the country by EPCI, in the dimension chosen, with its legend on one line."""
    layer = cached_layer(LayerQuery(level=LEVEL, domain=dimension_choice()))
    national_choice(layer, MAP, _HEIGHT)
    show(legend(layer))


def follow_click() -> None:
    """Leave for the profile of the EPCI that was just clicked, if one was."""
    clicked = territory_clicked(LEVEL, MAP)
    if clicked is not None:
        st.switch_page("pages/territoire.py", query_params={"territoire": str(clicked)})


def legend(layer: Layer) -> Markup:
    """Write the legend of a map on one line: from the least to the most fragile, and what is blank.

    Parameters
    ----------
    layer : what the map shows.
    """
    seen = classed(desk(), layer)
    values = layer.table["value"]
    ends = f"de {number(values.min())} à {number(values.max())}"
    return Markup(
        '<p class="fs-legend"><span>moins fragile {classes} plus fragile</span>'
        "<span>{blank} pas de donnée</span><span>Un clic ouvre le profil.</span></p>"
    ).format(
        classes=as_image(swatches(seen.colours), f"{len(seen.colours)} classes de scores, {ends}"),
        blank=as_image(swatches((NO_DATA,)), "Gris"),
    )
