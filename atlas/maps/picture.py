"""``picture(desk, layer, fmt)``: the map of a layer on a page, as PNG, SVG or PDF."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.remade import remake_line
from atlas.layers.layer import Layer, territory_label
from atlas.maps.borders import borders, context
from atlas.maps.cartography import Choropleth, classed
from atlas.maps.circles import example_circles, largest_counts
from atlas.maps.class_choice import ClassChoice
from atlas.maps.outlines import outline_of_place
from atlas.maps.picture_command import picture_command
from atlas.maps.picture_words import describe, origin, words
from atlas.maps.place_names import MOST_NAMES, landmarks, own_names
from common.errors import InvalidDataError, NotAvailableError
from common.french import number
from common.levels import Level, Territory
from geo.map_signs import circle_radius
from geo.picture_formats import Format
from geo.pictures import MM, Scene, sheet, to_bytes

#: Widths that a page may have, in millimetres; the usual one.
NARROWEST, WIDEST, WIDTH = 60, 420, 200
#: Radius of the largest circle on a page of the usual width, in millimetres; its least part.
_WIDEST_CIRCLE, _SMALLEST_SHARE = 5.5, 0.5


def picture(
    desk: Desk,
    layer: Layer,
    fmt: Format,
    *,
    seen: Choropleth | None = None,
    choice: ClassChoice | None = None,
    highlight: Place | None = None,
    width_mm: float = WIDTH,
    compact: bool = False,
    named: int | None = None,
    slide: bool = False,
) -> bytes:
    """Draw the static picture of a layer.

    Title, legend with counts, a scale bar for each map, the five DROM beside métropole when the
    whole country is shown, sources, mentions, data version, demonstration mark. Each part of the
    country is in its own projected system (Lambert-93, UTM). What a compact picture leaves out is
    in the metadata of its file.

    With more than 5,000 territories, SVG and PDF hold the coloured surfaces as an image (300
    dots per inch); lines and words stay vectors.

    Parameters
    ----------
    desk : the opened data.
    layer : what is shown.
    fmt : png (200 dots per inch), svg or pdf.
    seen : the classes and colours of a map already drawn; cut as chosen when None.
    choice : how the classes are cut; quantiles of the country when None.
    highlight : a territory of any level, or a perimeter, to point out.
    width_mm : width of the page, in millimetres; its height follows its content.
    compact : map, legend and demonstration mark only, smaller, for a text that says the rest.
    named : how many territories, those of most inhabitants, have their name on the map; when None,
        the main towns have (:mod:`atlas.maps.place_names`), or none on a compact picture.
    slide : a page of 16:9, larger words, to be shown on a screen; its width is its own.

    Returns
    -------
    bytes
        The same for the same question and data.

    Raises
    ------
    InvalidDataError
        If the width is out of bounds.
    NotAvailableError
        If the territory to point out is not on the map.
    """
    if not NARROWEST <= width_mm <= WIDEST:
        raise InvalidDataError(
            "l’image",
            [f"largeur : de {NARROWEST} à {WIDEST} mm attendus, {number(width_mm)} trouvés."],
        )
    seen = seen or classed(desk, layer, choice)
    circles, examples = _circles(layer, seen, width_mm)
    pointed = _pointed_out(desk, layer, highlight)
    shapes = layer.shapes()
    scene = Scene(
        shapes=shapes,
        classes=seen.index,
        hatching=seen.hatching,
        colours=seen.colours,
        borders=borders(desk, layer, shapes),
        context=context(desk, layer, shapes),
        highlight=pointed,
        circles=circles,
        labels=_names(desk, layer, named, compact=compact),
    )
    name = _label(desk, highlight) if highlight else ""
    said = words(layer, seen, name, examples, compact=compact)
    page = sheet(scene, said, width_mm, compact=compact, slide=slide)
    asked = picture_command(layer, choice, highlight, width_mm, compact=compact, slide=slide)
    again = remake_line(replace(layer.about, command=asked), fmt)
    source = " ".join((*origin(layer.about), again)).strip()
    return to_bytes(page, fmt, layer.about.title, describe(layer, seen), source)


def _names(desk: Desk, layer: Layer, named: int | None, *, compact: bool) -> gpd.GeoSeries:
    if named is None:
        return landmarks(desk, layer, 0 if compact else MOST_NAMES)
    return own_names(layer, layer.shapes(), named)


def _circles(
    layer: Layer, seen: Choropleth, width_mm: float
) -> tuple[gpd.GeoDataFrame, list[tuple[str, float]]]:
    """Place the circles of a layer of counts, and choose those of the legend."""
    if not seen.circles:
        return gpd.GeoDataFrame({"radius": []}, geometry=[], crs=4326), []
    shown = largest_counts(layer)
    largest = float(shown["value"].max())
    widest = _WIDEST_CIRCLE * MM * max(width_mm / WIDTH, _SMALLEST_SHARE)
    points = gpd.points_from_xy(shown["lon"], shown["lat"], crs=4326)
    radius = circle_radius(shown["value"], largest, widest)
    examples = example_circles(largest, widest) if len(shown) else []
    return gpd.GeoDataFrame({"radius": radius}, geometry=points, index=shown.index), examples


def shows(desk: Desk, layer: Layer, place: Place) -> bool:
    """Tell whether a place, of any level, is on the map of a layer."""
    if place.level is Level.FRANCE:
        return False
    # Points inside: outlines of two levels are generalised apart and may overlap at a border.
    inside = outline_of_place(desk, place).representative_point()
    return bool(layer.shapes().intersects(inside.union_all()).any())


def _pointed_out(desk: Desk, layer: Layer, highlight: Place | None) -> gpd.GeoSeries:
    if highlight is None:
        return gpd.GeoSeries([], crs=4326)
    if not shows(desk, layer, highlight):
        raise NotAvailableError(
            f"« {_label(desk, highlight)} » n’est pas sur cette carte : "
            "choisissez un territoire qu’elle montre."
        )
    return outline_of_place(desk, highlight)


def _label(desk: Desk, place: Place) -> str:
    return territory_label(desk, place) if isinstance(place, Territory) else place.name
