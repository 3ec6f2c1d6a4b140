"""The dot plots of the 16 domains: objective beside its references, perceived beside France."""

from __future__ import annotations

from dataclasses import dataclass

import altair as alt
import pandas as pd

from atlas.profile import Profile
from atlas.provenance import DEMONSTRATION_MARK
from atlas.wording import interval_phrase
from common.french import number
from common.palette import MUTED, POSITIVE_ANCHORS, PRIMARY, TEXT
from geo.levels import Level
from indicators.domains import DOMAIN_KEYS, domain

#: 27 pixels a domain, with room for the legend.
_HEIGHT = 27 * len(DOMAIN_KEYS) + 60


@dataclass(frozen=True)
class Mark:
    """Look of one series: the shape tells it apart as well as the colour."""

    colour: str
    shape: str


_OBJECTIVE = {
    "Ce territoire": Mark(PRIMARY, "circle"),
    "Moyenne du département": Mark(MUTED, "triangle-up"),
    "Moyenne de la région": Mark(MUTED, "square"),
    "Moyenne de la France": Mark(TEXT, "cross"),
}
_PERCEIVED = {
    "Perçu (avec son intervalle)": Mark(POSITIVE_ANCHORS[3], "diamond"),
    "Perçu en France": Mark(TEXT, "cross"),
}
_REFERENCES = {
    Level.DEPARTEMENT.value: "Moyenne du département",
    Level.REGION.value: "Moyenne de la région",
    Level.FRANCE.value: "Moyenne de la France",
}


def objective_chart(profile: Profile) -> alt.Chart:
    """Draw the objective score of each domain, beside the means of larger territories."""
    return _dots(objective_points(profile), _OBJECTIVE, "Fragilité objective (0 à 100)")


def perceived_chart(profile: Profile) -> alt.LayerChart:
    """Draw what respondents feel in each domain, with its interval, beside France.

    Its axis is not that of the scores: a score compares territories of one level, a perception is
    an estimate for the territory where it was asked.
    """
    felt = perceived_points(profile)
    intervals = (
        alt.Chart(felt[felt["Bas"].notna()])
        .mark_rule(strokeWidth=2, color=_PERCEIVED["Perçu (avec son intervalle)"].colour)
        .encode(y=_domain_axis(), x=alt.X("Bas:Q"), x2="Haut:Q")
    )
    dots = _dots(felt, _PERCEIVED, "Fragilité perçue (0 à 100)")
    both: alt.LayerChart = intervals + dots
    mark = alt.Title(DEMONSTRATION_MARK if profile.demonstration else "", fontSize=11, limit=330)
    marked: alt.LayerChart = both.properties(title=mark, height=_HEIGHT)
    return marked


def _domain_axis() -> alt.Y:
    order = [domain(key).short for key in DOMAIN_KEYS]
    axis = alt.Axis(labelLimit=160, labelOverlap=False, grid=True, ticks=False, domain=False)
    return alt.Y("Domaine:N", sort=order, scale=alt.Scale(domain=order), title=None, axis=axis)


def _dots(points: pd.DataFrame, marks: dict[str, Mark], title: str) -> alt.Chart:
    names = [name for name in marks if name in set(points["Série"])]
    legend = alt.Legend(title=None, orient="top", labelLimit=200, columns=2, symbolSize=110)
    dots: alt.Chart = (
        alt.Chart(points)
        .mark_point(filled=True, size=110, opacity=1)
        .encode(
            y=_domain_axis(),
            x=alt.X("Score:Q", scale=alt.Scale(domain=[0, 100]), title=title),
            color=alt.Color(
                "Série:N",
                scale=alt.Scale(domain=names, range=[marks[name].colour for name in names]),
                legend=legend,
            ),
            shape=alt.Shape(
                "Série:N",
                scale=alt.Scale(domain=names, range=[marks[name].shape for name in names]),
                legend=legend,
            ),
            tooltip=["Domaine:N", "Série:N", "Lecture:N"],
        )
        .properties(height=_HEIGHT)
    )
    return dots


def objective_points(profile: Profile) -> pd.DataFrame:
    """List the points of the left side: Domaine, Série, Score, Lecture."""
    rows = []
    for key in DOMAIN_KEYS:
        own = profile.domain(key)
        rows.append((key, "Ce territoire", own["score"]))
        rows += [(key, name, own[column]) for column, name in _REFERENCES.items() if column in own]
    points = pd.DataFrame(rows, columns=["key", "Série", "Score"])
    points["Lecture"] = [number(score) for score in points["Score"]]
    return _named(points)


def perceived_points(profile: Profile) -> pd.DataFrame:
    """List the points of the right side: Domaine, Série, Score, Bas, Haut, Lecture."""
    felt = profile.perceptions[profile.perceptions["domain"].isin(DOMAIN_KEYS)]
    own = pd.DataFrame(
        {
            "key": felt["domain"],
            "Série": "Perçu (avec son intervalle)",
            "Score": felt["value"],
            "Bas": felt["low"],
            "Haut": felt["high"],
            "Lecture": [
                interval_phrase(*row)
                for row in felt[["value", "low", "high", "n"]].itertuples(index=False)
            ],
        }
    )
    country = pd.DataFrame(
        {
            "key": felt["domain"],
            "Série": "Perçu en France",
            "Score": felt["france"],
            "Lecture": [number(value) for value in felt["france"]],
        }
    )
    return _named(pd.concat([country, own], ignore_index=True))


def _named(points: pd.DataFrame) -> pd.DataFrame:
    points["Domaine"] = [domain(key).short for key in points["key"]]
    return points[points["Score"].notna()].drop(columns="key").reset_index(drop=True)
