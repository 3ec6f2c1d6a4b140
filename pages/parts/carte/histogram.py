"""The spread of a map's values, with the limits of its classes."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from atlas.layer.layer import Layer
from atlas.maps.cartography import Choropleth, unit_text
from atlas.maps.class_choice import shown_unit
from common import palette
from geo.classes import histogram
from pages.parts.kit.chart_look import finished


def histogram_chart(layer: Layer, seen: Choropleth) -> dict[str, Any]:
    """Draw how many territories have each value, coloured by class, limits as lines.

    Returns
    -------
    dict
        A Vega-Lite specification; empty when no territory has a value.
    """
    if seen.classes is None:
        return {}
    unit = shown_unit(layer)
    bars = histogram(layer.table["value"], seen.classes)
    bars["colour"] = [seen.colours[rank] for rank in bars["class_index"]]
    bars["label"] = [seen.labels[rank] for rank in bars["class_index"]]
    bars[["low", "high"]] *= unit
    limits = pd.DataFrame({"limit": [edge * unit for edge in seen.classes.edges[1:-1]]})
    columns = (
        alt.Chart(bars)
        .mark_bar(stroke=palette.MUTED, strokeWidth=0.4)
        .encode(
            x=alt.X("low:Q", title=unit_text(layer), bin="binned"),
            x2="high:Q",
            y=alt.Y("count:Q", title="Territoires"),
            color=alt.Color("colour:N", scale=None),
            tooltip=[
                alt.Tooltip("label:N", title="Classe"),
                alt.Tooltip("count:Q", title="Nombre"),
            ],
        )
    )
    lines = alt.Chart(limits).mark_rule(color=palette.TEXT, strokeDash=[4, 3]).encode(x="limit:Q")
    mark = alt.Title(layer.about.mark, fontSize=11, limit=420)
    chart: dict[str, Any] = finished((columns + lines).properties(height=150, title=mark)).to_dict()
    return chart
