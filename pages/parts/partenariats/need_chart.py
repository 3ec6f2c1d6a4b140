"""The plot of need and response: fragility upward, partnerships to the right."""

from __future__ import annotations

import altair as alt
import pandas as pd

from atlas.desk.wording import rate_phrase
from atlas.maps.need_response_map import COLOURS
from atlas.partnerships.need_response import AS_EXPECTED, NeedResponse
from common.french import number
from common.palette import BACKGROUND, MUTED, SELECTED_INK, TEXT
from indicators.partnerships.need_response import Quadrant
from pages.parts.kit.chart_look import finished

#: Name of the selection that a click on a mark makes.
CLICKED = "territoire"
HEIGHT = 520
#: With more territories a plot says nothing, and weighs much.
MOST_MARKS = 2_000
#: With more territories, only the selected one has its bars.
MOST_BARS = 60
#: The shape tells the quadrants apart as well as the colour.
_SHAPES = {
    Quadrant.FRAGILE_FEW: "triangle-up",
    Quadrant.FRAGILE_MANY: "square",
    Quadrant.SOLID_MANY: "diamond",
    Quadrant.SOLID_FEW: "triangle-down",
    Quadrant.NOT_DISTINGUISHABLE: "circle",
}


def need_response_chart(view: NeedResponse, selected: str | None) -> alt.LayerChart:
    """Draw the plot.

    Parameters
    ----------
    view : need and response, :data:`MOST_MARKS` territories at most.
    selected : code of the territory to ring, if any.
    """
    points = need_response_points(view, selected)
    scale = alt.Scale(type="sqrt", domainMin=0, nice=False)
    x = alt.X(
        "x:Q",
        title="Partenariats, 1 : autant qu’attendu à cette densité (stabilisé) →",
        scale=scale,
    )
    y = alt.Y("y:Q", title=f"{view.need_label} →", scale=alt.Scale(domain=[0, 100]))
    barred = points if len(points) <= MOST_BARS else points[points["Choisi"]]
    bars = alt.Chart(barred)
    layers = [
        _line(pd.DataFrame({"x": [AS_EXPECTED]})).encode(x=alt.X("x:Q", scale=scale)),
        _line(pd.DataFrame({"y": [view.need_reference]})).encode(y="y:Q"),
        bars.mark_rule(color=MUTED, opacity=0.7).encode(x=x, y="y_low:Q", y2="y_high:Q"),
        bars.mark_rule(color=MUTED, opacity=0.7).encode(
            x=alt.X("x_low:Q", scale=scale), x2="x_high:Q", y=y
        ),
        alt.Chart(points[points["Choisi"]])
        .mark_point(shape="circle", size=420, strokeWidth=3, color=SELECTED_INK, opacity=1)
        .encode(x=x, y=y),
        _marks(points, x, y),
    ]
    title = alt.Title(view.about.mark, fontSize=11, limit=420)
    drawn: alt.LayerChart = alt.LayerChart(layer=layers, height=HEIGHT, title=title)
    return finished(drawn)


def need_response_points(view: NeedResponse, selected: str | None) -> pd.DataFrame:
    """List the marks: code, Territoire, x (ratio to what is expected), y, bounds, Position, Choisi.

    Those whose position is not told come first: the others are drawn over them.
    """
    rows = view.frame[view.frame["need"].notna() & view.frame["ratio"].notna()]
    unclear = rows["quadrant"] == Quadrant.NOT_DISTINGUISHABLE.value
    rows = pd.concat([rows[unclear], rows[~unclear]])
    rates = zip(rows["ratio"], rows["ratio_low"], rows["ratio_high"], strict=True)
    return pd.DataFrame(
        {
            "code": rows.index,
            "Territoire": rows["name"].to_numpy(),
            "x": rows["ratio"].to_numpy(),
            "x_low": rows["ratio_low"].to_numpy(),
            "x_high": rows["ratio_high"].to_numpy(),
            "y": rows["need"].to_numpy(),
            "y_low": rows["need_low"].to_numpy(),
            "y_high": rows["need_high"].to_numpy(),
            "Position": [Quadrant(name).label for name in rows["quadrant"]],
            "Partenariats": [number(count) for count in rows["count"]],
            "Rapporté à l’attendu": [rate_phrase(*rate) for rate in rates],
            "Choisi": rows.index == selected,
        }
    )


def _line(frame: pd.DataFrame) -> alt.Chart:
    line: alt.Chart = alt.Chart(frame).mark_rule(color=TEXT, strokeDash=[5, 4])
    return line


def _marks(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    shown = [
        quadrant for quadrant in reversed(COLOURS) if quadrant.label in set(points["Position"])
    ]
    names = [quadrant.label for quadrant in shown]
    hollow = Quadrant.NOT_DISTINGUISHABLE
    fills = [BACKGROUND if quadrant is hollow else COLOURS[quadrant] for quadrant in shown]
    inks = [MUTED if quadrant is hollow else TEXT for quadrant in shown]
    legend = alt.Legend(
        title=None, orient="bottom", columns=1, labelLimit=260, symbolSize=110, symbolStrokeWidth=1
    )
    unclear = alt.datum.Position == hollow.label
    clicked = alt.selection_point(name=CLICKED, fields=["code"], on="click", empty=False)
    marks: alt.Chart = (
        alt.Chart(points)
        .mark_point(strokeWidth=0.8, cursor="pointer")
        .encode(
            x=x,
            y=y,
            size=alt.condition(unclear, alt.value(22), alt.value(70)),
            opacity=alt.condition(unclear, alt.value(0.55), alt.value(1)),
            shape=alt.Shape(
                "Position:N",
                scale=alt.Scale(domain=names, range=[_SHAPES[quadrant] for quadrant in shown]),
                legend=legend,
            ),
            fill=alt.Fill("Position:N", scale=alt.Scale(domain=names, range=fills), legend=legend),
            stroke=alt.Stroke(
                "Position:N", scale=alt.Scale(domain=names, range=inks), legend=legend
            ),
            tooltip=["Territoire:N", "Position:N", "Partenariats:N", "Rapporté à l’attendu:N"],
        )
        .add_params(clicked)
    )
    return marks
