"""What the map page makes once: drawings, tables, files, partnerships over the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from atlas.desk.file_formats import FileFormat
from atlas.desk.provenance import Source
from atlas.desk.taken import written
from atlas.layers.query import LayerQuery
from atlas.layers.table import french_table
from atlas.layers.taken import taken_layer
from atlas.maps.cartography import Choropleth, classed
from atlas.maps.class_choice import ClassChoice
from atlas.maps.density import DensityMap, density_map
from atlas.maps.furnished import draw
from atlas.maps.multiples_question import Repeated
from atlas.partnerships.overlay import map_points, partnership_sources, records_for
from common.levels import Level, Territory
from geo.maps import Drawing
from geo.picture_formats import Format
from indicators.base.domains import domain_label
from indicators.base.values import available_years
from pages.parts.carte.histogram import histogram_chart
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data, cache_resource
from pages.parts.kit.desk import desk
from pages.parts.kit.layers import BY_KEYS, cached_layer

if TYPE_CHECKING:
    from atlas.maps.small_multiples import SmallMultiples


@cache_resource(max_entries=sizes.CHOROPLETHS.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_choropleth(query: LayerQuery, choice: ClassChoice) -> Choropleth:
    """Cut a layer into classes once; sessions share them and must not change them."""
    return classed(desk(), cached_layer(query), choice)


@cache_resource(max_entries=sizes.DRAWINGS.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_drawing(query: LayerQuery, choice: ClassChoice, opacity: float) -> Drawing:
    """Encode the drawing of a map once."""
    shapes = desk().territories_of(query.level).index.sort_values()
    return draw(cached_layer(query), cached_choropleth(query, choice), shapes, opacity)


@cache_resource(max_entries=sizes.HISTOGRAMS.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_histogram(query: LayerQuery, choice: ClassChoice) -> Markup:
    """Draw the spread of a map's values once."""
    shapes = desk().territories_of(query.level).index.sort_values()
    return histogram_chart(cached_layer(query), cached_choropleth(query, choice), shapes)


@cache_resource(max_entries=sizes.LAYER_TABLES.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_table(query: LayerQuery) -> pd.DataFrame:
    """Lay out the table behind a map once."""
    return french_table(cached_layer(query))


@cache_data(max_entries=sizes.LAYER_FILES.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_file(query: LayerQuery, form: FileFormat, crs: int) -> bytes:
    """Write a layer for download."""
    return written(taken_layer(cached_layer(query)), form, crs)


@cache_data(max_entries=sizes.PICTURES.entries, show_spinner=False, hash_funcs=BY_KEYS)
def cached_picture(
    query: LayerQuery, choice: ClassChoice, fmt: Format, selected: Territory | None, slide: bool
) -> bytes:
    """Draw the static picture of a map, the selected territory pointed out where it is on it."""
    from atlas.maps.picture import picture, shows  # noqa: PLC0415 - matplotlib is slow to import

    shown = cached_layer(query)
    highlight = selected if selected and shows(desk(), shown, selected) else None
    seen = cached_choropleth(query, choice)
    return picture(desk(), shown, fmt, seen=seen, choice=choice, highlight=highlight, slide=slide)


@cache_resource(
    max_entries=sizes.MULTIPLES.entries, show_spinner="Les cartes se dessinent…", hash_funcs=BY_KEYS
)
def cached_multiples(query: LayerQuery, repeated: Repeated) -> SmallMultiples:
    """Draw the small maps of a question once."""
    # geo.pictures is slow to import
    from atlas.maps.small_multiples import by_domain, by_year  # noqa: PLC0415

    return (by_year if repeated is Repeated.YEARS else by_domain)(desk(), query)


def picture_of_multiples(seen: SmallMultiples) -> bytes:
    """Lay small maps, already drawn, on a page to take away."""
    # matplotlib is slow to import
    from atlas.maps.multiples_picture import multiples_picture  # noqa: PLC0415

    return multiples_picture(seen, "png")


@cache_resource(max_entries=sizes.DENSITIES.entries, show_spinner="Calcul de la densité…")
def cached_density(domain: str) -> DensityMap:
    """Work out the density surface of a domain once."""
    return density_map(desk(), records_for(desk(), domain), domain_label(domain))


@cache_resource(max_entries=sizes.POINTS.entries, show_spinner=False)
def cached_points(domain: str, within: Territory | None) -> pd.DataFrame:
    """Place the partnerships of a domain inside a territory once."""
    communes = desk().codes_within(Level.COMMUNE, within)
    return map_points(desk(), domain, communes)


@cache_resource(max_entries=sizes.POINT_SOURCES.entries, show_spinner=False)
def cached_partnership_sources(domain: str) -> tuple[Source, ...]:
    """List the origins of the partnerships of a domain once."""
    return partnership_sources(desk(), records_for(desk(), domain))


@cache_data(max_entries=sizes.INDICATOR_YEARS.entries, show_spinner=False)
def indicator_years(level: Level, key: str) -> list[int]:
    """Years of an indicator that have values at a level."""
    return available_years(desk().indicator_values(level, key)).get(key, [])
