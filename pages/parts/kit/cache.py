"""The one place where the application keeps what is costly: keyed on small values only."""

from __future__ import annotations

from typing import Any, Literal

import pandas as pd
import streamlit as st

from atlas.alike.similar import similar
from atlas.compare import Comparison, compare
from atlas.compare.deviations import deviations
from atlas.compare.recipes import IndexComparison, compare_recipe
from atlas.compare.scale_sensitivity import place_across_levels, scale_sensitivity
from atlas.desk.code_changes import code_changes_table
from atlas.desk.coverage import coverage_table
from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.provenance import Source
from atlas.desk.query import LayerQuery
from atlas.gaps import GapQuery, gap_view
from atlas.gaps.space import gap_space
from atlas.layer.geojson import to_geojson
from atlas.layer.layer import Layer, layer
from atlas.maps.cartography import Choropleth, choropleth, draw
from atlas.maps.class_choice import ClassChoice, values_to_cut
from atlas.maps.density import DensityMap, density_map
from atlas.maps.picture import picture, shows
from atlas.partnerships.densest import densest
from atlas.partnerships.examples import examples
from atlas.partnerships.matrix import counts_and_presence
from atlas.partnerships.natures import natures_of
from atlas.partnerships.need_response import NeedQuery, NeedResponse, need_response
from atlas.partnerships.overlay import map_points, partnership_sources, records_for
from atlas.partnerships.rates import rates_of
from atlas.partnerships.records import (
    Records,
    RecordsQuery,
    choose_records,
    counts_by_territory,
)
from atlas.profile import Profile, profile, to_json
from common.levels import Level, Territory
from common.paths import STATIC
from geo.maps import Drawing
from geo.pictures import Format
from geo.tiles import TileSet, ensure_tiles
from indicators.base.domains import domain_label
from indicators.base.values import available_years
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_token
from pages.parts.kit.histogram import histogram_chart
from pages.parts.kit.layer_table import french_table
from reports.content import note_content
from reports.docx import to_docx
from reports.note import Note
from reports.pdf import to_pages, to_pdf


@st.cache_resource(show_spinner="Ouverture des données…")
def desk() -> Desk:
    """Open the data once for all sessions (read-only)."""
    return Desk()


@st.cache_resource(max_entries=40, show_spinner="Préparation de la carte…")
def cached_layer(query: LayerQuery) -> Layer:
    """Make a layer once; sessions share it and must not change it."""
    return layer(desk(), query)


@st.cache_resource(max_entries=100, show_spinner=False)
def cached_choropleth(query: LayerQuery, choice: ClassChoice) -> Choropleth:
    """Cut a layer into classes once; sessions share them and must not change them."""
    shown = cached_layer(query)
    return choropleth(shown, choice, values_to_cut(desk(), shown, choice.scope))


@st.cache_resource(max_entries=100, show_spinner=False)
def cached_drawing(query: LayerQuery, choice: ClassChoice, opacity: float) -> Drawing:
    """Encode the drawing of a map once."""
    shapes = desk().territories_of(query.level).index.sort_values()
    return draw(cached_layer(query), cached_choropleth(query, choice), shapes, opacity)


@st.cache_resource(max_entries=100, show_spinner=False)
def cached_histogram(query: LayerQuery, choice: ClassChoice) -> dict[str, Any]:
    """Draw the spread of a map's values once."""
    return histogram_chart(cached_layer(query), cached_choropleth(query, choice))


@st.cache_resource(max_entries=40, show_spinner=False)
def cached_table(query: LayerQuery) -> pd.DataFrame:
    """Lay out the table behind a map once."""
    return french_table(cached_layer(query))


@st.cache_resource(show_spinner=False)
def territory_names(level: Level) -> dict[str, str]:
    """Name the territories of a level by code, in the order of names."""
    names = desk().territories_of(level)["name"].sort_values()
    return dict(zip(names.index, names, strict=True))


@st.cache_data(max_entries=8, show_spinner=False)
def cached_geojson(query: LayerQuery) -> str:
    """Serialise a layer for download."""
    return to_geojson(cached_layer(query))


@st.cache_data(max_entries=8, show_spinner=False)
def cached_picture(
    query: LayerQuery, choice: ClassChoice, fmt: Format, selected: Territory | None
) -> bytes:
    """Draw the static picture of a map, the selected territory pointed out where it is on it."""
    shown = cached_layer(query)
    highlight = selected if selected and shows(desk(), shown, selected) else None
    seen = cached_choropleth(query, choice)
    return picture(desk(), shown, fmt, seen=seen, highlight=highlight)


@st.cache_resource(
    max_entries=10, show_spinner="Calcul de l’indice…", hash_funcs={Recipe: to_token}
)
def cached_comparison(level: Level, recipe: Recipe) -> IndexComparison:
    """Compare a recipe with the default one once; sessions share it and must not change it."""
    return compare_recipe(desk(), level, recipe)


@st.cache_resource(max_entries=200, show_spinner="Préparation du profil…")
def cached_profile(place: Place) -> Profile:
    """Describe a place once; sessions share it and must not change it."""
    return profile(desk(), place)


@st.cache_resource(max_entries=50, show_spinner=False)
def cached_note(place: Place, *, demonstration: bool) -> Note:
    """Write the note of a place once; sessions share it and must not change it."""
    return note_content(desk(), cached_profile(place), demonstration=demonstration)


@st.cache_data(max_entries=20, show_spinner=False)
def cached_note_pages(place: Place, *, demonstration: bool) -> list[bytes]:
    """Draw the pages of a note once (PNG)."""
    return to_pages(cached_note(place, demonstration=demonstration))


@st.cache_data(max_entries=20, show_spinner=False)
def cached_note_file(place: Place, fmt: Literal["pdf", "docx"], *, demonstration: bool) -> bytes:
    """Lay out a note as a file once."""
    write = to_pdf if fmt == "pdf" else to_docx
    return write(cached_note(place, demonstration=demonstration))


@st.cache_resource(max_entries=100, show_spinner="Comparaison des territoires…")
def cached_side_by_side(
    place: Place, others: tuple[Place, ...], references: tuple[Territory, ...], domain: str
) -> Comparison:
    """Put a place beside others once; sessions share it and must not change it."""
    profiles = [cached_profile(other) for other in others]
    return compare(desk(), cached_profile(place), profiles, references, domain)


@st.cache_data(max_entries=200, show_spinner="Recherche des territoires semblables…")
def cached_similar(place: Place) -> pd.DataFrame:
    """Find the territories most like a place once."""
    return similar(desk(), place)


@st.cache_data(max_entries=200, show_spinner="Comparaison avec les voisins…")
def cached_deviations(place: Place) -> pd.DataFrame:
    """Compare a place with France, its parent and its neighbours once."""
    return deviations(desk(), place)


@st.cache_data(max_entries=200, show_spinner="Lecture aux autres niveaux…")
def cached_levels(place: Place, domain: str) -> pd.DataFrame:
    """Read a place at every level once."""
    return place_across_levels(desk(), place, domain)


@st.cache_data(show_spinner="Comparaison des niveaux…")
def cached_sensitivity(domain: str) -> pd.DataFrame:
    """Compare the rankings of the levels once."""
    return scale_sensitivity(desk(), domain)


@st.cache_data(max_entries=20, show_spinner=False)
def cached_profile_json(place: Place) -> str:
    """Serialise a profile for download."""
    return to_json(desk(), cached_profile(place))


@st.cache_resource(max_entries=20, show_spinner="Calcul de la densité…")
def cached_density(domain: str) -> DensityMap:
    """Work out the density surface of a domain once."""
    return density_map(desk(), records_for(desk(), domain), domain_label(domain))


@st.cache_resource(max_entries=40, show_spinner=False)
def cached_points(domain: str, within: Territory | None) -> pd.DataFrame:
    """Place the partnerships of a domain inside a territory once."""
    communes = desk().codes_within(Level.COMMUNE, within)
    return map_points(desk(), domain, communes)


@st.cache_resource(max_entries=20, show_spinner=False)
def cached_partnership_sources(domain: str) -> tuple[Source, ...]:
    """List the origins of the partnerships of a domain once."""
    return partnership_sources(desk(), records_for(desk(), domain))


@st.cache_resource(max_entries=60, show_spinner="Recherche des fiches…")
def cached_records(query: RecordsQuery) -> Records:
    """Choose partnership records once; sessions share them and must not change them."""
    return choose_records(desk(), query)


@st.cache_resource(max_entries=60, show_spinner=False)
def cached_record_counts(query: RecordsQuery, level: Level) -> pd.DataFrame:
    """Count chosen records by territory once."""
    return counts_by_territory(desk(), cached_records(query), level)


@st.cache_resource(max_entries=30, show_spinner="Calcul de la densité…")
def cached_record_density(query: RecordsQuery, title: str, bandwidth: float | None) -> DensityMap:
    """Work out the density surface of chosen records once."""
    return density_map(desk(), cached_records(query).frame, title, bandwidth)


@st.cache_resource(max_entries=30, show_spinner="Classement des territoires…")
def cached_densest(query: RecordsQuery) -> pd.DataFrame:
    """Rank the territories of chosen records by rate once."""
    return densest(desk(), query)


@st.cache_resource(max_entries=40, show_spinner="Croisement du besoin et de la réponse…")
def cached_need_response(query: NeedQuery) -> NeedResponse:
    """Cross fragility and partnerships once; sessions share it and must not change it."""
    return need_response(desk(), query)


@st.cache_data(max_entries=20, show_spinner="Recherche des regroupements…")
def cached_gap_space(query: GapQuery) -> list[str]:
    """Say where the gaps of a question gather, once."""
    return gap_space(desk(), gap_view(desk(), query))


@st.cache_resource(max_entries=60, show_spinner=False)
def cached_partnership_matrix(place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the partnerships of a place by domain and category once."""
    return counts_and_presence(desk(), place)


@st.cache_resource(max_entries=60, show_spinner=False)
def cached_partnership_natures(place: Place) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count the partnerships of a place by domain and nature once."""
    return natures_of(desk(), place)


@st.cache_resource(max_entries=60, show_spinner=False)
def cached_partnership_rates(place: Place, kind: str | None) -> pd.DataFrame:
    """Compare the partnerships of a place with those of its level once."""
    return rates_of(desk(), place, kind)


@st.cache_resource(max_entries=60, show_spinner="Recherche d’exemples…")
def cached_partnership_examples(place: Place) -> pd.DataFrame:
    """Find examples for a place once."""
    return examples(desk(), place)


@st.cache_data(show_spinner="Calcul de la couverture…")
def coverage(level: Level) -> pd.DataFrame:
    """Share of the territories of a level in each status, by indicator (French table)."""
    return coverage_table(desk(), level)


@st.cache_data(show_spinner="Lecture des codes changés…")
def code_changes() -> pd.DataFrame:
    """What was done of each old commune code (French table)."""
    return code_changes_table(desk())


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
