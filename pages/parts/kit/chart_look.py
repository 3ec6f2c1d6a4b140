"""What all the charts share: French numbers, texts dark enough to be read, marks."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt

from common.french import NARROW_SPACE
from common.palette import TEXT

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
        axis=alt.AxisConfig(labelColor=TEXT, titleColor=TEXT),
        legend=alt.LegendConfig(labelColor=TEXT, titleColor=TEXT),
    )
    return look


@dataclass(frozen=True)
class Mark:
    """Look of one series: the shape tells it apart as well as the colour."""

    colour: str
    shape: str
