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
    Mark(SEQUENTIAL_ANCHORS[4], "square"),
    Mark(DENSITY[3], "triangle-up"),
    Mark(NEGATIVE_ANCHORS[2], "triangle-down"),
)
_REFERENCES = {
    Level.EPCI: Mark(MUTED, "triangle-right"),
    Level.CRTE: Mark(MUTED, "triangle-left"),
    Level.DEPARTEMENT: Mark(MUTED, "triangle-up"),
    Level.REGION: Mark(MUTED, "square"),
    Level.FRANCE: Mark(TEXT, "cross"),
}
#: Pixels for each place in the band of a domain, and between two domains.
_STEP, _GAP = 8, 10


#: Headlines first; the overall score is in the table.
_DRAWN = (*DIMENSION_KEYS, *DOMAIN_KEYS)


def comparison_chart(comparison: Comparison, references: int) -> alt.LayerChart:
    """Draw the scores of all the places that have some.

    Parameters
    ----------
    comparison : what is drawn.
    references : how many of the places, after the first, are larger territories around it.
    """
    points = comparison_points(comparison)
    marks = _marks(comparison, references)
    names = [name for name in marks if name in set(points["Série"])]
    colour = alt.Scale(domain=names, range=[marks[name].colour for name in names])
    shape = alt.Scale(domain=names, range=[marks[name].shape for name in names])
    legend = alt.Legend(title=None, orient="top", labelLimit=300, columns=1, symbolSize=90)
    order = [short_label(key) for key in _DRAWN]
    axis = alt.Axis(labelLimit=150, labelOverlap=False, grid=True, ticks=False, domain=False)
    base = alt.Chart(points).encode(
        y=alt.Y("Domaine:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis),
        yOffset=alt.YOffset("Série:N", sort=names, scale=alt.Scale(domain=names, padding=0.5)),
        tooltip=["Domaine:N", "Série:N", "Lecture:N"],
    )
    horizontal = alt.X("Score:Q", scale=alt.Scale(domain=[0, 100]), title="Score de fragilité")
    rules = (
        base.transform_filter("isValid(datum.Bas)")
        .mark_rule(strokeWidth=2)
        .encode(
            x=alt.X("Bas:Q"), x2="Haut:Q", color=alt.Color("Série:N", scale=colour, legend=legend)
        )
    )
    dots = base.mark_point(filled=True, size=70, opacity=1).encode(
        x=horizontal,
        color=alt.Color("Série:N", scale=colour, legend=legend),
        shape=alt.Shape("Série:N", scale=shape, legend=legend),
    )
    drawn: alt.LayerChart = (rules + dots).properties(
        height=len(order) * (_STEP * len(names) + _GAP)
    )
    return finished(drawn)


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
