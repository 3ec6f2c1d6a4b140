"""The filters of the page Partenariats, each one kept in the URL."""

from __future__ import annotations

from functools import partial

import streamlit as st

from common.levels import MAPPED_LEVELS, Territory
from indicators.base.domains import DOMAIN_KEYS, OVERALL, domain_label
from indicators.base.groups import GROUPS
from indicators.partnerships import KIND_ORDER, NONE_STATED, Category, Kind, Period, Scale
from pages.parts.kit.container import container_box
from pages.parts.kit.desk import desk
from pages.parts.kit.search_box import search_box
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import level_label
from pages.parts.partenariats.state import ALL, ANY_YEAR, BANDWIDTHS, known_years


def record_filters(state: ScreenState) -> None:
    """Choose records in one line: domain, kind, period, place; behind a button, what else is."""
    subject, kind, period, place, more = st.columns([4, 3, 2, 3, 2], vertical_alignment="bottom")
    _domain_box(state, subject)
    _kind_box(state, kind, "Toutes, sauf les subventions")
    _period_box(state, period)
    with place:
        container_box(state, "Territoire")
    used = sum(bool(state.get(name)) for name in ("categorie", "echelle", "dispositif", "annee"))
    label = f"Plus de filtres ({used})" if used else "Plus de filtres"
    with more.popover(label, icon=":material/tune:", width="stretch", key="partenariats-filtres"):
        _other_filters(state)
        search_box(
            "partenariats", partial(choose_place, state), "Une commune, un EPCI ou un CRTE précis"
        )


def _other_filters(state: ScreenState) -> None:
    categories = [ALL, *(category.value for category in Category), NONE_STATED]
    st.selectbox("Catégorie", categories, format_func=_category_label, key=state.key("categorie"))
    st.selectbox(
        "Échelle",
        [ALL, *(scale.value for scale in Scale)],
        format_func=lambda key: Scale(key).label if key else "Toutes",
        key=state.key("echelle"),
    )
    labels = desk().schemes.set_index("scheme")["label"].sort_values()
    st.selectbox(
        "Dispositif (source)",
        [ALL, *labels.index],
        format_func=lambda key: labels[key] if key else "Tous les dispositifs",
        key=state.key("dispositif"),
        filter_mode="contains",
    )
    st.selectbox(
        "Actif en",
        [ANY_YEAR, *known_years()],
        format_func=lambda value: str(value) if value else "Toutes les années",
        key=state.key("annee"),
        help=(
            "Un partenariat sans date connue reste affiché : rien ne dit qu’il a commencé ou fini."
        ),
    )


def density_filters(state: ScreenState) -> None:
    """Choose the radius of the density, below the filters of the records."""
    st.select_slider(
        "Rayon de lissage",
        BANDWIDTHS,
        format_func=lambda radius: f"{radius} km" if radius else "d’après les données",
        key=state.key("rayon"),
        help="Distance au-delà de laquelle un partenariat ne compte plus.",
    )


def need_filters(state: ScreenState) -> None:
    """Choose the two sides and the territories of need and response."""
    subject, kind, need, level = st.columns([4, 3, 3, 2])
    _domain_box(state, subject)
    _kind_box(state, kind, "Alliances et labels en cours")
    need.selectbox(
        "Besoin",
        [ALL, *GROUPS],
        format_func=lambda key: f"Perçu – {GROUPS[key]}" if key else "Fragilité mesurée",
        key=state.key("regard"),
    )
    level.selectbox("Niveau", MAPPED_LEVELS, format_func=level_label, key=state.key("niveau"))
    place, _ = st.columns([4, 4])
    with place:
        container_box(state, "Territoire")


def choose_place(state: ScreenState, territory: Territory) -> None:
    """Limit the page to a territory; what it selected elsewhere is forgotten."""
    state.set("dans", territory)
    state.set("fiche", ALL)


def _domain_box(state: ScreenState, column: st.delta_generator.DeltaGenerator) -> None:
    column.selectbox(
        "Domaine", [OVERALL, *DOMAIN_KEYS], format_func=domain_label, key=state.key("domaine")
    )


def _kind_box(state: ScreenState, column: st.delta_generator.DeltaGenerator, without: str) -> None:
    column.selectbox(
        "Nature",
        [ALL, *(kind.value for kind in KIND_ORDER)],
        format_func=lambda key: Kind(key).label if key else without,
        key=state.key("nature"),
        help=(
            "Une alliance engage plusieurs acteurs, que sa source ne nomme pas toujours ; un label "
            "désigne un lieu ; un projet cofinancé reçoit de l’argent public. Une subvention "
            "d’investissement (2019, 2023) paie un équipement : elle est tenue à part."
        ),
    )


def _period_box(state: ScreenState, column: st.delta_generator.DeltaGenerator) -> None:
    column.selectbox(
        "Période",
        [period.value for period in Period],
        format_func=lambda key: Period(key).label,
        key=state.key("periode"),
        disabled=bool(state.get("annee")),
        help=(
            "Un partenariat est terminé quand sa dernière année est passée ; une fin inconnue ne "
            "termine rien. Une année choisie dans « Actif en » répond à sa place."
        ),
    )


def _category_label(key: str) -> str:
    if key == ALL:
        return "Toutes les catégories"
    return "Non précisée" if key == NONE_STATED else Category(key).label
