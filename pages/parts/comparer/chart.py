"""The dot plot of a comparison: dimensions, then domains, one mark a place, with intervals."""

from __future__ import annotations

import altair as alt
import pandas as pd

from atlas.compare import Basis, Comparison
from common.french import number
from common.levels import Level
from common.palette import (
    DENSITY,
    MUTED,
    NEGATIVE_ANCHORS,
    POSITIVE_ANCHORS,
    PRIMARY,
    SEQUENTIAL_ANCHORS,
    TEXT,
)
from indicators.base.domains import DIMENSION_KEYS, DOMAIN_KEYS, short_label
from pages.parts.kit.chart_look import Mark, finished

_FIRST = Mark(PRIMARY, "circle")
_CHOSEN = (
    Mark(POSITIVE_ANCHORS[3], "diamond"),
    Mark(NEGATIVE_ANCHORS[3], "square"),
    Mark(DENSITY[3], "triangle-up"),
    Mark(SEQUENTIAL_ANCHORS[3], "triangle-down"),
)
_REFERENCES = {
    Level.EPCI: Mark(MUTED, "triangle-right"),
    Level.CRTE: Mark(MUTED, "triangle-left"),
    Level.DEPARTEMENT: Mark(MUTED, "triangle-up"),
    Level.REGION: Mark(MUTED, "square"),
    Level.FRANCE: Mark(TEXT, "cross"),
}
#: A phone has room for one name a line, in smaller letters.
_LEGEND_COLUMNS = alt.expr("width > 520 ? 4 : 1")
_LEGEND_LABEL = alt.expr("width > 520 ? 300 : 165")
_LEGEND_LETTERS = alt.expr("width > 520 ? 13 : 11")
_AXIS = "Score (100 : le plus fragile)"
#: Pixels of the line of a domain, and of one of the legend.
_STEP, _LEGEND_LINE = 26, 18
#: Pixels² of a mark: of the place itself, of those chosen beside it, of what contains it.
_SIZES = (170, 110, 60)
#: Room that a letter of a name takes beside its mark, and that two marks need to be told apart, in
#: points of score; under these pixels of width, the legend alone tells the marks.
_LETTER, _APART, _NARROWEST = 1.0, 3.0, 520
#: Headlines first; the overall score is in the table.
_DRAWN = (*DIMENSION_KEYS, *DOMAIN_KEYS)


def comparison_chart(comparison: Comparison, references: int) -> alt.LayerChart:
    """Draw the scores of all the places that have some, those of a domain on one line.

    The interval of the first place is a band; those of the others, which would cover one another,
    are said by the pointer and in the table.

    Parameters
    ----------
    comparison : what is drawn.
    references : how many of the places, after the first, are larger territories around it.
    """
    points = comparison_points(comparison)
    marks = _marks(comparison, references)
    names = [name for name in marks if name in set(points["Série"])]
    around = {one.name for one in comparison.compared[1 : 1 + references]}
    order = [short_label(key) for key in _DRAWN]
    legend = alt.Legend(
        title=None,
        orient="top",
        labelLimit=_LEGEND_LABEL,
        labelFontSize=_LEGEND_LETTERS,
        columns=_LEGEND_COLUMNS,
        symbolSize=90,
    )
    colour = alt.Color(
        "Série:N",
        scale=alt.Scale(domain=names, range=[marks[name].colour for name in names]),
        legend=legend,
    )
    shape = alt.Shape(
        "Série:N",
        scale=alt.Scale(domain=names, range=[marks[name].shape for name in names]),
        legend=legend,
    )
    size = alt.Size("Taille:Q", scale=None, legend=None)
    axis = alt.Axis(labelLimit=150, labelOverlap=False, grid=True, ticks=False, domain=False)
    vertical = alt.Y("Domaine:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)
    horizontal = alt.X(
        "Score:Q",
        scale=alt.Scale(domain=[0, 100]),
        axis=alt.Axis(values=list(range(0, 101, 20))),
        title=_AXIS,
    )
    first = comparison.compared[0].name
    tooltip = ["Domaine:N", "Série:N", "Lecture:N"]
    band = (
        alt.Chart(points[(points["Série"] == first) & points["Bas"].notna()])
        .mark_bar(height=12, cornerRadius=6, color=PRIMARY, opacity=0.22)
        .encode(x=alt.X("Bas:Q", title=_AXIS), x2="Haut:Q", y=vertical, tooltip=tooltip)
    )
    # The place itself is drawn last, over the others.
    sized = points.assign(Taille=[_size(name, first, around) for name in points["Série"]])
    drawn = sized.sort_values("Taille", kind="stable")
    dots = (
        alt.Chart(drawn)
        .mark_point(filled=True, opacity=1)
        .encode(x=horizontal, y=vertical, color=colour, shape=shape, size=size, tooltip=tooltip)
    )
    words = (
        alt.Chart(named_points(points, names))
        .mark_text(
            align="left",
            dx=9,
            fontSize=11,
            color=TEXT,
            opacity=alt.expr(f"width > {_NARROWEST} ? 1 : 0"),
        )
        .encode(x=horizontal, y=vertical, text="Série:N")
    )
    chart: alt.LayerChart = (band + dots + words).properties(
        height=len(order) * _STEP + len(names) * _LEGEND_LINE + 60
    )
    return finished(chart)


def _size(name: str, first: str, around: set[str]) -> int:
    own, chosen, reference = _SIZES
    return own if name == first else reference if name in around else chosen


def named_points(points: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """Choose the mark that has the name of each place beside it.

    Parameters
    ----------
    points : as :func:`comparison_points` gives them.
    names : of the places, those that must have one first.

    Returns
    -------
    DataFrame
        At most one row of ``points`` for each place and each line: the first one, from the top,
        where no other mark touches that of the place, nor stands where the name would be.
    """
    kept: list[int] = []
    used: set[str] = set()
    for name in names:
        room = _LETTER * len(name) + _APART
        for place, row in points[points["Série"] == name].iterrows():
            beside = points[(points["Domaine"] == row["Domaine"]) & (points["Série"] != name)]
            away = beside["Score"] - row["Score"]
            free = ~away.between(-_APART, room, inclusive="neither")
            if row["Domaine"] not in used and free.all() and 100 - row["Score"] >= room:
                kept.append(int(str(place)))
                used.add(row["Domaine"])
                break
    return points.loc[kept]


def _marks(comparison: Comparison, references: int) -> dict[str, Mark]:
    first, *others = comparison.compared
    marks = {first.name: _FIRST}
    for one in others[:references]:
        marks[one.name] = _REFERENCES[one.place.level]
    for one, mark in zip(others[references:], _CHOSEN, strict=False):
        marks[one.name] = mark
    return marks


def comparison_points(comparison: Comparison) -> pd.DataFrame:
    """List what is drawn: Domaine, Série, Score, Bas, Haut, Lecture."""
    rows = comparison.scores
    drawn = [
        position for position, one in enumerate(comparison.compared) if one.basis is not Basis.NONE
    ]
    rows = rows[rows["domain"].isin(_DRAWN) & rows["position"].isin(drawn) & rows["score"].notna()]
    return pd.DataFrame(
        {
            "Domaine": [short_label(key) for key in rows["domain"]],
            "Série": [comparison.compared[position].name for position in rows["position"]],
            "Score": rows["score"],
            "Bas": rows["low"],
            "Haut": rows["high"],
            "Lecture": [
                number(score)
                if pd.isna(low)
                else f"{number(score)} ({number(low)} à {number(high)})"
                for score, low, high in rows[["score", "low", "high"]].itertuples(index=False)
            ],
        }
    ).reset_index(drop=True)
