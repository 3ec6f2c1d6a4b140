"""The dot plot of what is felt in each domain, beside the country."""

from __future__ import annotations

from typing import Any

import altair as alt
import pandas as pd

from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.wording import interval_phrase
from common.french import number
from common.palette import FELT, MUTED, NEGATIVE_ANCHORS, TEXT
from indicators.base.domains import DOMAIN_KEYS, domain
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.chart_look import POINTS, Mark, blank

#: 27 pixels a domain, with room for the legend.
_HEIGHT = 27 * len(DOMAIN_KEYS) + 60


#: By whether the answers were drawn by a program: what is felt around the place, and in France.
_FELT = {False: "Perçu, enquête réelle", True: "Perçu, démonstration"}
_FELT_IN_FRANCE = {False: "France, enquête réelle", True: "France, démonstration"}
_PERCEIVED = {
    _FELT[False]: Mark(FELT, "diamond"),
    _FELT_IN_FRANCE[False]: Mark(TEXT, "cross"),
    _FELT[True]: Mark(NEGATIVE_ANCHORS[3], "triangle-up"),
    _FELT_IN_FRANCE[True]: Mark(MUTED, "square"),
}


@cache_data(max_entries=sizes.BLANK_CHARTS.entries, show_spinner=False)
def perceived_chart(series: tuple[str, ...], *, demonstration: bool) -> dict[str, Any]:
    """Draw what respondents feel in each domain, with its interval, beside France.

    Real and demonstration answers have their own shapes, told by the legend; the title marks a
    chart that has some. Its axis is not that of the ranks: a rank compares
    territories of one level, a perception is an estimate for the territory where it was asked.

    Parameters
    ----------
    series : names of those among the points.
    demonstration : whether some of the answers were drawn by a program.

    Returns
    -------
    dict
        A chart that lacks its points, those of :func:`perceived_points`.
    """
    marks = {name: mark for name, mark in _PERCEIVED.items() if name in series}
    title = alt.Title(DEMONSTRATION_MARK if demonstration else "", fontSize=11, limit=330)
    layers = [_intervals(marks, width=2), _dots(marks, "Fragilité perçue (0 à 100)")]
    both: alt.LayerChart = alt.LayerChart(layer=layers).properties(title=title, height=_HEIGHT)
    return blank(both)


def _intervals(marks: dict[str, Mark], width: int) -> alt.Chart:
    rules: alt.Chart = (
        alt.Chart(POINTS)
        .transform_filter("isValid(datum.Bas)")
        .mark_rule(strokeWidth=width)
        .encode(
            y=_domain_axis(),
            x=alt.X("Bas:Q"),
            x2=alt.X2("Haut:Q"),
            color=alt.Color("Série:N", scale=_colours(marks)),
        )
    )
    return rules


def _domain_axis() -> alt.Y:
    order = [domain(key).short for key in DOMAIN_KEYS]
    axis = alt.Axis(labelLimit=160, labelOverlap=False, grid=True, ticks=False, domain=False)
    return alt.Y("Domaine:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)


def _colours(marks: dict[str, Mark]) -> alt.Scale:
    return alt.Scale(domain=list(marks), range=[mark.colour for mark in marks.values()])


def _dots(marks: dict[str, Mark], title: str) -> alt.Chart:
    legend = alt.Legend(title=None, orient="top", labelLimit=260, columns=1, symbolSize=110)
    shapes = alt.Scale(domain=list(marks), range=[mark.shape for mark in marks.values()])
    dots: alt.Chart = (
        alt.Chart(POINTS)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            y=_domain_axis(),
            x=alt.X("Score:Q", scale=alt.Scale(domain=[0, 100]), title=title),
            color=alt.Color("Série:N", scale=_colours(marks), legend=legend),
            shape=alt.Shape("Série:N", scale=shapes, legend=legend),
            tooltip=[alt.Tooltip("Domaine:N"), alt.Tooltip("Série:N"), alt.Tooltip("Lecture:N")],
        )
    )
    return dots


def perceived_points(views: pd.DataFrame) -> pd.DataFrame:
    """List the points of what is felt: Domaine, Série, Score, Bas, Haut, Lecture.

    Parameters
    ----------
    views : of one group and one territory (:attr:`atlas.profiles.Profile.views`).
    """
    felt = views[views["domain"].isin(DOMAIN_KEYS)]
    names = [domain(str(key)).short for key in felt["domain"]]
    own = pd.DataFrame(
        {
            "Domaine": names,
            "Série": felt["demonstration"].map(_FELT).to_numpy(),
            "Score": felt["value"].to_numpy(),
            "Bas": felt["low"].to_numpy(),
            "Haut": felt["high"].to_numpy(),
            "Lecture": [
                interval_phrase(*row)
                for row in felt[["value", "low", "high", "n"]].itertuples(index=False)
            ],
        }
    )
    country = pd.DataFrame(
        {
            "Domaine": names,
            "Série": felt["demonstration"].map(_FELT_IN_FRANCE).to_numpy(),
            "Score": felt["france"].to_numpy(dtype="float64"),
            "Lecture": [number(value) for value in felt["france"]],
        }
    )
    points = pd.concat([country, own], ignore_index=True)
    return points[points["Score"].notna()].reset_index(drop=True)
