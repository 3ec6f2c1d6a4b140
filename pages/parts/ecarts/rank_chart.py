"""The plot of two ranks, where no margin lets a position be named."""

from __future__ import annotations

import altair as alt
import pandas as pd

from atlas.divergences.pairs import PairView
from common.french import number, ordinal
from common.palette import BACKGROUND, MUTED, SELECTED_INK, TEXT
from pages.parts.ecarts.chart import CLICKED, HEIGHT
from pages.parts.kit.chart_look import finished


def rank_chart(view: PairView, selected: str | None) -> alt.LayerChart:
    """Draw one hollow mark a territory, the most fragile on both sides at the top right.

    Parameters
    ----------
    view : the pair.
    selected : code of the territory to ring and name, if any.
    """
    points = rank_points(view, selected)
    ends = [len(points) + 0.9, 0.1]
    scale = alt.Scale(domain=ends, nice=False)
    x = alt.X("x:Q", title="Rang mesuré (1ᵉʳ : le plus fragile) →", scale=scale)
    y = alt.Y("y:Q", title="Rang perçu (1ᵉʳ : le plus fragile) →", scale=scale)
    clicked = alt.selection_point(name=CLICKED, fields=["code"], on="click", empty=False)
    chosen = points[points["Choisi"]]
    layers = [
        alt.Chart(pd.DataFrame({"x": ends, "y": ends}))
        .mark_line(color=MUTED, strokeDash=[3, 4])
        .encode(x=x, y=y),
        alt.Chart(points)
        .mark_point(
            size=90, opacity=1, strokeWidth=1.4, stroke=TEXT, fill=BACKGROUND, cursor="pointer"
        )
        .encode(x=x, y=y, tooltip=["Territoire:N", "Mesuré:N", "Perçu:N"])
        .add_params(clicked),
        alt.Chart(chosen)
        .mark_point(shape="circle", size=420, strokeWidth=3, color=SELECTED_INK, opacity=1)
        .encode(x=x, y=y),
        alt.Chart(chosen)
        .mark_text(dx=12, dy=-12, align="left", fontSize=12, color=TEXT)
        .encode(x=x, y=y, text="Territoire:N"),
    ]
    title = alt.Title(view.about.mark, fontSize=11, limit=420)
    drawn: alt.LayerChart = alt.LayerChart(layer=layers, height=HEIGHT, title=title)
    return finished(drawn)


def rank_points(view: PairView, selected: str | None) -> pd.DataFrame:
    """List the marks: code, Territoire, x, y, Mesuré, Perçu, Choisi."""
    rows = view.frame
    among = f"sur {number(len(rows))}"
    return pd.DataFrame(
        {
            "code": rows.index,
            "Territoire": rows["name"].to_numpy(),
            "x": rows["measured_rank"].to_numpy(),
            "y": rows["felt_rank"].to_numpy(),
            "Mesuré": [f"{ordinal(rank)} {among}" for rank in rows["measured_rank"]],
            "Perçu": [f"{ordinal(rank)} {among}" for rank in rows["felt_rank"]],
            "Choisi": rows.index == selected,
        }
    )
