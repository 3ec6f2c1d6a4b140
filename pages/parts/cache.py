"""The one place where the application keeps what is costly: keyed on small values only."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.coverage import coverage_table
from atlas.density import DensityMap, density_map
from atlas.desk import Desk
from atlas.geojson import to_geojson
from atlas.index import IndexComparison, compare_recipe
from atlas.layer import Layer, layer
from atlas.overlay import map_points, partnership_sources, records_for
from atlas.profile import Profile, profile
from atlas.provenance import Source
from atlas.query import LayerQuery
from common.paths import STATIC
from geo.levels import Level, Territory
from geo.tiles import TileSet, ensure_tiles
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_token
from indicators.values import available_years


@st.cache_resource(show_spinner="Ouverture des données…")
def desk() -> Desk:
    """Open the data once for all sessions (read-only)."""
    return Desk()


@st.cache_resource(max_entries=40, show_spinner="Préparation de la carte…")
def cached_layer(query: LayerQuery) -> Layer:
    """Make a layer once; sessions share it and must not change it."""
    return layer(desk(), query)


@st.cache_data(max_entries=8, show_spinner=False)
def cached_geojson(query: LayerQuery) -> str:
    """Serialise a layer for download."""
    return to_geojson(cached_layer(query))


@st.cache_resource(
    max_entries=10, show_spinner="Calcul de l'indice…", hash_funcs={Recipe: to_token}
)
def cached_comparison(level: Level, recipe: Recipe) -> IndexComparison:
    """Compare a recipe with the default one once; sessions share it and must not change it."""
    return compare_recipe(desk(), level, recipe)


@st.cache_resource(max_entries=200, show_spinner="Préparation du profil…")
def cached_profile(territory: Territory, group: str) -> Profile:
    """Describe a territory once; sessions share it and must not change it."""
    return profile(desk(), territory, group)


@st.cache_resource(max_entries=20, show_spinner="Calcul de la densité…")
def cached_density(domain: str) -> DensityMap:
    """Work out the density surface of a domain once."""
    return density_map(desk(), domain)


@st.cache_resource(max_entries=40, show_spinner=False)
def cached_points(domain: str, within: Territory | None) -> pd.DataFrame:
    """Place the partnerships of a domain inside a territory once."""
    communes = desk().codes_within(Level.COMMUNE, within)
    return map_points(desk(), domain, communes)


@st.cache_resource(max_entries=20, show_spinner=False)
def cached_partnership_sources(domain: str) -> tuple[Source, ...]:
    """List the origins of the partnerships of a domain once."""
    return partnership_sources(desk(), records_for(desk(), domain))


@st.cache_data(show_spinner="Calcul de la couverture…")
def coverage(level: Level) -> pd.DataFrame:
    """Share of the territories of a level in each status, by indicator (French table)."""
    return coverage_table(desk(), level)


@st.cache_data(max_entries=500, show_spinner=False)
def indicator_years(level: Level, key: str) -> list[int]:
    """Years of an indicator that have values at a level."""
    return available_years(desk().indicator_values(level, key)).get(key, [])


@st.cache_resource(show_spinner=False)
def tiles() -> dict[Level, TileSet]:
    """Build the map's tiles at the first start, with a progress bar, then name them."""
    bar = st.progress(0.0, "Première ouverture : préparation des fonds de carte…")
    found = ensure_tiles(
        desk().data,
        STATIC / "tiles",
        progress=lambda share, step: _show(bar, share, f"Fonds de carte : {step}"),
    )
    bar.empty()
    return found


def _show(bar: st.delta_generator.DeltaGenerator, share: float, text: str) -> None:
    bar.progress(share, text)
