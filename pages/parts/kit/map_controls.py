"""The widgets above the map; each keeps one part of the page's state."""

from __future__ import annotations

import streamlit as st

from atlas.desk.query import Measure
from common.levels import MAPPED_LEVELS, Level, Territory
from geo.extents import EXTENTS
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.base.groups import GROUPS
from pages.parts.kit.cache import desk, indicator_years, territory_names
from pages.parts.kit.map_state import FRANCE, OVERLAYS
from pages.parts.kit.url import ScreenState


def map_controls(state: ScreenState) -> None:
    """Draw all the widgets: what is shown, then where and how; side by side while there is room."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Niveau", MAPPED_LEVELS, format_func=level_label, key=state.key("niveau"))
        st.selectbox(
            "Mesure", list(Measure), format_func=lambda m: m.label, key=state.key("mesure")
        )
        if state.get("mesure") is Measure.INDICATOR:
            _choose_indicator(state)
        else:
            _choose_domain(state)
        container_box(state, "Territoire affiché")
    with st.container(horizontal=True, vertical_alignment="bottom"):
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


def overseas_buttons(state: ScreenState) -> None:
    """Go to métropole or to one of the five DROM in one click."""
    with st.container(horizontal=True):
        for extent in EXTENTS:
            target = Territory(Level.REGION, extent.region) if extent.region else FRANCE
            st.button(
                extent.name,
                key=state.key(f"go.{extent.key}"),
                on_click=state.set,
                args=("dans", target),
                type="tertiary",
            )


def level_label(level: Level) -> str:
    """Name a level as a choice.

    >>> level_label(Level.DEPARTEMENT), level_label(Level.EPCI)
    ('Départements', 'EPCI')
    """
    return level.plural[0].upper() + level.plural[1:]


def _choose_domain(state: ScreenState) -> None:
    st.selectbox(
        "Domaine", [OVERALL, *DOMAIN_KEYS], format_func=domain_label, key=state.key("domaine")
    )
    if state.get("mesure").asks_a_group:
        st.selectbox(
            "Groupe interrogé",
            list(GROUPS),
            format_func=GROUPS.__getitem__,
            key=state.key("groupe"),
        )


def _choose_indicator(state: ScreenState) -> None:
    catalogue = desk().catalogue
    if state.get("indicateur") is None:
        state.set("indicateur", next(iter(catalogue)))
    st.selectbox(
        "Indicateur",
        list(catalogue),
        format_func=lambda key: f"{domain_label(catalogue[key].domain)} – {catalogue[key].label}",
        key=state.key("indicateur"),
    )
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


def container_box(state: ScreenState, label: str) -> None:
    """Let the reader choose the territory that holds what is shown."""
    options = [FRANCE, *_territories(Level.REGION), *_territories(Level.DEPARTEMENT)]
    if state.get("dans") not in options:
        options.append(state.get("dans"))
    st.selectbox(
        label,
        options,
        format_func=container_label,
        key=state.key("dans"),
        filter_mode="contains",
    )


def _territories(level: Level) -> list[Territory]:
    return [Territory(level, code) for code in territory_names(level)]


def container_label(territory: Territory) -> str:
    """Name a container as a choice."""
    if territory == FRANCE:
        return "France entière"
    name = territory_names(territory.level)[territory.code]
    return f"{name} ({territory.level.label} {territory.code})"
