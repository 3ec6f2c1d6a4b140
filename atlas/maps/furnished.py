"""What is put on an interactive map: the drawing of a layer, its legend, its circles, its marks.

Apart from :mod:`atlas.maps.cartography`, which pictures and notes use without folium.
"""

from __future__ import annotations

from typing import Any

import folium
import pandas as pd

from atlas.layers.layer import Layer
from atlas.maps.cartography import Choropleth, unit_text
from atlas.maps.circles import LARGEST_RADIUS, circles_note, example_circles, largest_counts
from atlas.maps.map_marks import mark
from atlas.maps.tooltips import tooltips
from geo.map_signs import Hatch
from geo.maps import (
    Drawing,
    Widget,
    bivariate_legend,
    circles_layer,
    circles_legend,
    drawing,
    drawing_layer,
    legend,
)

#: With more shapes the tooltip gives the class: a line each would weigh more than the map.
_MOST_TEXTS = 2_000


def draw(layer: Layer, seen: Choropleth, shapes: pd.Index, opacity: float = 1.0) -> Drawing:
    """Encode a choropleth for the shapes of the map.

    Parameters
    ----------
    layer : what is shown.
    seen : its classes and colours.
    shapes : codes of the shapes of the map, in their order; those that the layer does not hold
        are left blank.
    opacity : of the surfaces, below 1 over a background map.
    """
    index = seen.index.reindex(shapes)
    told = len(shapes) <= _MOST_TEXTS
    return drawing(
        index,
        seen.colours,
        seen.labels,
        hatching=seen.hatching.reindex(shapes, fill_value=str(Hatch.NONE)),
        meanings=seen.meanings,
        drawn=pd.Series(shapes.isin(layer.table.index), index=shapes),
        texts=list(tooltips(layer).reindex(shapes, fill_value="")) if told else None,
        no_data_label=layer.measure.no_data,
        opacity=opacity,
    )


def furnish(group: folium.FeatureGroup, layer: Layer, seen: Choropleth, shapes: Drawing) -> None:
    """Put the drawing, its legend, the mentions and the demonstration banner on a map."""
    drawing_layer(shapes).add_to(group)
    if seen.circles:
        furnish_circles(group, layer, position="bottomleft")
    else:
        _legend(layer, seen, shapes.opacity).add_to(group)
    mark(group, layer.about)


def _legend(layer: Layer, seen: Choropleth, opacity: float) -> Widget:
    apart: dict[str, Any] = {
        "note": " – ".join(filter(None, (unit_text(layer), layer.year, seen.cut_over))),
        "counts": seen.counts or None,
        "hatched": seen.apart,
        "no_data": layer.measure.no_data if seen.missing else None,
        "missing": seen.missing,
        "opacity": opacity,
        "position": "bottomleft",
    }
    if seen.axes:
        return bivariate_legend(layer.about.title, *seen.axes, reading=seen.reading, **apart)
    return legend(layer.about.title, seen.labels, seen.colours, **apart)


def furnish_circles(group: folium.FeatureGroup, layer: Layer, position: str) -> None:
    """Put the circles of a layer of counts on a map, with their legend."""
    shown = largest_counts(layer)
    note = ". ".join(filter(None, (f"{layer.unit} – {layer.year}", circles_note(layer))))
    if shown.empty:
        circles_legend(layer.about.title, [], note=note, position=position).add_to(group)
        return
    largest = float(shown["value"].max())
    names = shown["name"] + "\n" + tooltips(layer).loc[shown.index]
    circles_layer(
        shown[["lat", "lon"]], shown["value"], largest, names, max_radius=LARGEST_RADIUS
    ).add_to(group)
    circles_legend(
        layer.about.title, example_circles(largest), note=note, position=position
    ).add_to(group)
