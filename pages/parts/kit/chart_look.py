"""What all the charts share: French numbers, texts dark enough to be read, marks.

Most of the time of a chart goes to checking what does not depend on its figures: a chart that many
places have is drawn once, blank, and only its points change.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from common.french import NARROW_SPACE
from common.palette import LINE, MUTED, TEXT

_NUMBERS = alt.NumberLocale(
    decimal=",", thousands=NARROW_SPACE, grouping=[3], currency=["", f"{NARROW_SPACE}€"]
)


def finished(chart: alt.LayerChart) -> alt.LayerChart:
    """Give a chart, once it is drawn, the look of all the others.

    Labels are grey by default, below the contrast of 4.5 that small texts need.

    >>> layers = finished(alt.layer(alt.Chart({"values": []}).mark_bar()))
    >>> layers.to_dict()["config"]["locale"]["number"]["decimal"]
    ','
    """
    look: alt.LayerChart = chart.configure(
        locale=alt.Locale(number=_NUMBERS),
        # The page gives the ground, a light one on a dark screen too (static/fragiscope.css).
        background="transparent",
        axis=alt.AxisConfig(labelColor=TEXT, titleColor=TEXT, gridColor=LINE, domainColor=MUTED),
        legend=alt.LegendConfig(labelColor=TEXT, titleColor=TEXT),
        header=alt.HeaderConfig(labelColor=TEXT, titleColor=TEXT),
        title=alt.TitleConfig(color=TEXT, subtitleColor=MUTED),
        text=alt.MarkConfig(color=TEXT),
    )
    return look


#: Stands for the points in a blank chart.
POINTS = alt.NamedData("points")


def blank(chart: alt.LayerChart) -> dict[str, Any]:
    """Write all of a chart but its points, which are :data:`POINTS`, as a Vega-Lite specification.

    >>> blank(alt.layer(alt.Chart(POINTS).mark_bar()))["data"]
    {'name': 'points'}
    """
    written: dict[str, Any] = finished(chart).to_dict()
    del written["config"]["view"]  # the size of a chart in a notebook
    return written


def show_chart(chart: dict[str, Any], points: pd.DataFrame, alt: str) -> None:
    """Show a blank chart with its points, as wide as what holds it.

    Parameters
    ----------
    chart : as :func:`blank` gives it; it is left as it is, for the next place.
    points : what is drawn.
    alt : what the chart shows, for whoever does not see it.
    """
    filled = deepcopy(chart)
    filled["datasets"] = {**filled.get("datasets", {}), POINTS.name: points}
    st.vega_lite_chart(filled, width="stretch", alt=alt)


@dataclass(frozen=True)
class Mark:
    """Look of one series: the shape tells it apart as well as the colour."""

    colour: str
    shape: str
