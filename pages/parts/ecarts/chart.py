"""The quadrant plot: measured against felt, one mark a territory, errors visible."""

from __future__ import annotations

from typing import Any, Literal

import altair as alt
import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.divergences import GapView
from atlas.divergences.pairs import PairView
from common.french import number, signed
from common.palette import BACKGROUND, GAP_STATUS, MUTED, SELECTED_INK, TEXT
from indicators.views.positions import GapStatus
from pages.parts.kit.chart_look import finished

_Side = Literal["left", "right"]
_End = Literal["top", "bottom"]

#: Name of the selection that a click on a mark makes.
CLICKED = "territoire"
HEIGHT = 520
#: With more territories, only the selected one keeps its bars.
MOST_BARS = 60
#: With more territories, names would cover the marks.
MOST_NAMES = 30
#: Room that a name takes on the axes, in standard deviations.
NAME_WIDTH, NAME_HEIGHT = 1.6, 0.3
#: A mark that is hollow, and whose position is not told, is never mistaken for the others.
_SHAPES = {
    GapStatus.SILENT_FRAGILITY: "triangle-down",
    GapStatus.LISTENING_TOPIC: "triangle-up",
    GapStatus.ALIGNED_FRAGILE: "square",
    GapStatus.ALIGNED_SOLID: "diamond",
    GapStatus.NOT_DISTINGUISHABLE: "circle",
}
_CORNERS: tuple[tuple[GapStatus, _Side, _End], ...] = (
    (GapStatus.LISTENING_TOPIC, "left", "top"),
    (GapStatus.ALIGNED_FRAGILE, "right", "top"),
    (GapStatus.ALIGNED_SOLID, "left", "bottom"),
    (GapStatus.SILENT_FRAGILITY, "right", "bottom"),
)


def quadrant_chart(view: GapView | PairView, selected: str | None) -> alt.LayerChart:
    """Draw the plot.

    Parameters
    ----------
    view : the gap, of a domain or of a pair.
    selected : code of the territory to ring, if any.
    """
    points = quadrant_points(view, selected)
    reach = _reach(points)
    scale = alt.Scale(domain=[-reach, reach])
    # Standard deviations say nothing to most readers: the axes name their middle alone.
    middle = alt.Axis(values=[0], labelExpr="'moyenne'", grid=False)
    x = alt.X("x:Q", title="Mesuré : plus fragile →", scale=scale, axis=middle)
    y = alt.Y("y:Q", title="Perçu : plus fragile →", scale=scale, axis=middle)
    barred = points if len(points) <= MOST_BARS else points[points["Choisi"]]
    layers = [
        *_frame(reach),
        alt.Chart(barred)
        .mark_rule(color=MUTED, strokeWidth=1)
        .encode(x=x, y=alt.Y("y_low:Q"), y2="y_high:Q", opacity=_bar_opacity()),
        alt.Chart(barred)
        .mark_rule(color=MUTED, strokeWidth=1)
        .encode(x=alt.X("x_low:Q"), x2="x_high:Q", y=y, opacity=_bar_opacity()),
        alt.Chart(points[points["Choisi"]])
        .mark_point(shape="circle", size=420, strokeWidth=3, color=SELECTED_INK, opacity=1)
        .encode(x=x, y=y),
        _marks(points, x, y),
        alt.Chart(points[points["Nommé"]])
        .mark_text(dx=9, dy=-9, align="left", fontSize=11, color=TEXT)
        .encode(x=x, y=y, text="Territoire:N"),
    ]
    title = alt.Title(view.about.mark, fontSize=11, limit=420)
    drawn: alt.LayerChart = alt.LayerChart(layer=layers, height=HEIGHT, title=title)
    return finished(drawn)


def quadrant_points(view: GapView | PairView, selected: str | None) -> pd.DataFrame:
    """List the marks: code, Territoire, x, y, their bounds, Position, Lecture, Choisi, Nommé."""
    rows = view.compared
    named = rows["status"] != GapStatus.NOT_DISTINGUISHABLE.value
    chosen = rows.index == selected
    return pd.DataFrame(
        {
            "code": rows.index,
            "Territoire": rows["name"].to_numpy(),
            "x": rows["objective_z"].to_numpy(),
            "x_low": rows["objective_z_low"].to_numpy(),
            "x_high": rows["objective_z_high"].to_numpy(),
            "y": rows["perceived_z"].to_numpy(),
            "y_low": rows["perceived_z_low"].to_numpy(),
            "y_high": rows["perceived_z_high"].to_numpy(),
            "Position": [GapStatus(status).label for status in rows["status"]],
            "Écart": _gaps(rows),
            "Réponses": [number(n) for n in rows["n"]],
            "Choisi": chosen,
            "Nommé": chosen | _apart(rows, named & (len(rows) <= MOST_NAMES)),
        }
    )


def _gaps(rows: pd.DataFrame) -> list[str]:
    """Write the gaps, with the interval that those of a domain have."""
    if "gap_low" not in rows:
        return [signed(gap, 1) for gap in rows["gap"]]
    return [
        f"{signed(gap, 1)} (de {signed(low, 1)} à {signed(high, 1)})"
        for gap, low, high in zip(rows["gap"], rows["gap_low"], rows["gap_high"], strict=True)
    ]


def _apart(rows: pd.DataFrame, wanted: pd.Series) -> npt.NDArray[np.bool_]:
    """Keep the names that do not cover one another, those of the widest gaps first."""
    kept: list[str] = []
    for code in rows["gap"].abs().where(wanted).dropna().sort_values(ascending=False).index:
        far = (
            rows.loc[kept, ["objective_z", "perceived_z"]]
            - rows.loc[code, ["objective_z", "perceived_z"]]
        ).abs()
        if ((far["objective_z"] > NAME_WIDTH) | (far["perceived_z"] > NAME_HEIGHT)).all():
            kept.append(code)
    return rows.index.isin(kept)


def _reach(points: pd.DataFrame) -> float:
    """Half-width of both axes: the marks, and most of their bars."""
    marks = points[["x", "y"]].abs().max().max()
    bars = points[["x_low", "x_high", "y_low", "y_high"]].abs().max().max()
    return float(min(bars, 1.25 * marks) + 0.3)


def _frame(reach: float) -> list[alt.Chart]:
    """Draw the axes, the diagonal of equal positions and the names of the four corners."""
    axes = pd.DataFrame(
        {
            "x": [0.0, -reach, -reach],
            "x2": [0.0, reach, reach],
            "y": [-reach, 0.0, -reach],
            "y2": [reach, 0.0, reach],
            "dash": ["axe", "axe", "diagonale"],
        }
    )
    lines = (
        alt.Chart(axes)
        .mark_rule(color=MUTED)
        .encode(
            x="x:Q",
            x2="x2:Q",
            y="y:Q",
            y2="y2:Q",
            strokeDash=alt.StrokeDash(
                "dash:N",
                scale=alt.Scale(domain=["axe", "diagonale"], range=[[1, 0], [3, 4]]),
                legend=None,
            ),
        )
    )
    return [lines, *(_corner(status, side, end, reach) for status, side, end in _CORNERS)]


def _corner(status: GapStatus, side: _Side, end: _End, reach: float) -> alt.Chart:
    place = pd.DataFrame(
        {
            "x": [reach if side == "right" else -reach],
            "y": [reach if end == "top" else -reach],
            "text": [status.label],
        }
    )
    corner: alt.Chart = (
        alt.Chart(place)
        .mark_text(
            align=side,
            baseline=end,
            dx=-6 if side == "right" else 6,
            dy=6 if end == "top" else -6,
            fontSize=12,
            fontWeight="bold",
            color=MUTED,
        )
        .encode(x="x:Q", y="y:Q", text="text:N")
    )
    return corner


def _bar_opacity() -> Any:
    """Fade the bars of the territories whose position is not told."""
    hollow = GapStatus.NOT_DISTINGUISHABLE.label
    return alt.condition(alt.datum.Position == hollow, alt.value(0.35), alt.value(0.8))


def _marks(points: pd.DataFrame, x: alt.X, y: alt.Y) -> alt.Chart:
    """Draw the marks: shape, fill and outline tell the position."""
    shown = [status for status in _SHAPES if status.label in set(points["Position"])]
    names = [status.label for status in shown]
    hollow = GapStatus.NOT_DISTINGUISHABLE
    fills = [BACKGROUND if status is hollow else GAP_STATUS[status.value] for status in shown]
    inks = [MUTED if status is hollow else TEXT for status in shown]
    legend = alt.Legend(
        title=None,
        orient="bottom",
        columns=3,
        labelLimit=200,
        symbolSize=140,
        symbolStrokeWidth=1.2,
    )
    clicked = alt.selection_point(name=CLICKED, fields=["code"], on="click", empty=False)
    marks: alt.Chart = (
        alt.Chart(points)
        .mark_point(size=150, opacity=1, strokeWidth=1.2, cursor="pointer")
        .encode(
            x=x,
            y=y,
            shape=alt.Shape(
                "Position:N",
                scale=alt.Scale(domain=names, range=[_SHAPES[status] for status in shown]),
                legend=legend,
            ),
            fill=alt.Fill("Position:N", scale=alt.Scale(domain=names, range=fills), legend=legend),
            stroke=alt.Stroke(
                "Position:N", scale=alt.Scale(domain=names, range=inks), legend=legend
            ),
            tooltip=["Territoire:N", "Position:N", "Écart:N", "Réponses:N"],
        )
        .add_params(clicked)
    )
    return marks
