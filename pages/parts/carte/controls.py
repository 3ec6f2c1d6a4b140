"""The widgets above the map; each keeps one part of the page's state."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.layers.measure import Ask
from atlas.layers.measures import MEASURES
from common.levels import MAPPED_LEVELS
from indicators.base.domains import domain_label
from indicators.base.groups import GROUPS
from pages.parts.carte.cache import indicator_years
from pages.parts.carte.multiples import View
from pages.parts.carte.state import OVERLAYS
from pages.parts.kit.container import container_box
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import level_label


def choices_line() -> DeltaGenerator:
    """Make the line of the widgets, which folds where it lacks room."""
    return st.container(key="fs-choices", horizontal=True, vertical_alignment="bottom")


def map_controls(state: ScreenState) -> None:
    """Draw what is shown, and where; a choice that the view leaves without effect is not there."""
    view: View = state.get("vue")
    st.selectbox("Niveau", MAPPED_LEVELS, format_func=level_label, key=state.key("niveau"))
    if view is not View.DOMAINS:
        st.selectbox(
            "Mesure",
            list(MEASURES.values()),
            format_func=lambda measure: measure.label,
            key=state.key("mesure"),
        )
    for asked, choose in _CHOOSE.items():
        if asked in view.asks(state.get("mesure")):
            choose(state)
    container_box(state, "Territoire affiché")


def display_controls(state: ScreenState) -> None:
    """Draw what may lie over and under the territories."""
    st.pills(
        "Partenariats sur la carte",
        list(OVERLAYS),
        format_func=OVERLAYS.__getitem__,
        selection_mode="multi",
        key=state.key("partenariats"),
        width="content",
    )
    st.toggle(
        "Fond de carte IGN",
        key=state.key("fond"),
        help="Votre navigateur demande alors le Plan IGN à la Géoplateforme (data.geopf.fr). "
        "Sans ce fond, la page n’interroge aucun tiers.",
        width="content",
    )


def _choose_domain(state: ScreenState) -> None:
    keys = state.get("mesure").domains
    if state.get("domaine") not in keys:
        state.set("domaine", keys[0])
    st.selectbox("Domaine", keys, format_func=domain_label, key=state.key("domaine"))


def _choose_group(state: ScreenState) -> None:
    st.selectbox(
        "Groupe interrogé", list(GROUPS), format_func=GROUPS.__getitem__, key=state.key("groupe")
    )


def _choose_indicator(state: ScreenState) -> None:
    catalogue = desk().catalogue
    offered = list(state.get("mesure").indicators(desk(), state.get("niveau")))
    asked = state.get("indicateur")
    if asked not in offered:
        if asked is not None:
            st.warning(
                f"« {plain(catalogue[asked].label)} » n’existe pas pour cette mesure à ce niveau."
            )
        state.set("indicateur", next(iter(offered), None))
    st.selectbox(
        "Indicateur",
        offered,
        format_func=lambda key: f"{domain_label(catalogue[key].domain)} – {catalogue[key].label}",
        key=state.key("indicateur"),
    )


def _choose_year(state: ScreenState) -> None:
    years = indicator_years(state.get("niveau"), state.get("indicateur"))
    asked = state.get("annee")
    if asked is not None and asked not in years:
        st.warning(f"Pas de valeur en {asked} à ce niveau : la plus récente est affichée.")
        state.set("annee", None)
    st.selectbox(
        "Année",
        sorted(years, reverse=True),
        index=None,
        placeholder="La plus récente",
        key=state.key("annee"),
    )


#: The widgets that a measure may ask for, in their order.
_CHOOSE = {
    Ask.INDICATOR: _choose_indicator,
    Ask.YEAR: _choose_year,
    Ask.DOMAIN: _choose_domain,
    Ask.GROUP: _choose_group,
}
