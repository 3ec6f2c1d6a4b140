"""Small line charts: the indicators of a profile that have several years."""

from __future__ import annotations

from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from atlas.desk.wording import quantity
from atlas.profiles import Profile
from common.french import NARROW_SPACE
from common.palette import MUTED, PRIMARY
from indicators.base.catalogue import SHARE
from indicators.base.status import Status
from pages.parts.kit import cache_sizes as sizes
from pages.parts.kit.caches import cache_data
from pages.parts.kit.chart_look import POINTS, blank, show_chart
from pages.parts.kit.folded import folded
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import table

_HERE, _FRANCE = "Ici", "France"
#: Pixels, the legend and the years included.
_HEIGHT = 190
_COLUMNS = 3
#: Numbers of an axis: the marks of French are those of the locale that every chart has.
_PERCENT_LABEL = f"format(100 * datum.value, ',~r') + '{NARROW_SPACE}%'"
_NUMBER_LABEL = "format(datum.value, ',~r')"


def series_section(profile: Profile) -> None:
    """Draw one small chart for each indicator that has several years, and the figures below."""
    if profile.series.empty:
        st.info("Aucun indicateur n’a plusieurs années pour ce territoire.")
        return
    _charts(profile.series)
    folded(
        "Les mêmes chiffres en tableau",
        partial(_figures, profile),
        key="territoire.annees",
        icon=":material/table:",
    )


def _figures(profile: Profile, shown: bool) -> None:
    table(series_table(profile.series), printed=False, shown=shown)


def _charts(series: pd.DataFrame) -> None:
    columns = st.columns(_COLUMNS)
    for place, (_, rows) in enumerate(series.groupby("indicator", sort=False)):
        with columns[place % _COLUMNS]:
            st.markdown(f"**{plain(rows['label'].iloc[0])}**")
            st.caption(plain(_unit_words(str(rows["unit"].iloc[0]))))
            show_chart(
                series_chart(str(rows["unit"].iloc[0])),
                series_points(rows),
                alt=f"{rows['label'].iloc[0]}, par année, détaillé dans le tableau qui suit",
            )


def _unit_words(unit: str) -> str:
    return "en pourcentage" if unit == SHARE else unit


def series_points(rows: pd.DataFrame) -> pd.DataFrame:
    """List the points of one indicator by year, here and in France, where there is a value.

    Parameters
    ----------
    rows : one indicator of ``Profile.series``.

    Returns
    -------
    DataFrame
        Année, Valeur, Série, Lecture (the value as it is written).
    """
    unit = str(rows["unit"].iloc[0])
    points = pd.concat(
        [
            pd.DataFrame({"Année": rows["year"], "Valeur": rows[column], "Série": name})
            for column, name in (("value", _HERE), ("france", _FRANCE))
        ],
        ignore_index=True,
    ).dropna(subset=["Valeur"])
    return points.assign(Lecture=[quantity(value, unit) for value in points["Valeur"]])


@cache_data(max_entries=sizes.BLANK_CHARTS.entries, show_spinner=False)
def series_chart(unit: str) -> dict[str, Any]:
    """Draw all of the chart of an indicator but its points (:func:`series_points`)."""
    written = _PERCENT_LABEL if unit == SHARE else _NUMBER_LABEL
    axis = alt.Axis(labelExpr=written, title=None, tickCount=4)
    colours = alt.Scale(domain=[_HERE, _FRANCE], range=[PRIMARY, MUTED])
    dashes = alt.Scale(domain=[_HERE, _FRANCE], range=[[1, 0], [4, 3]])
    # One legend for the colour and the dash of the lines; the points, of another channel, have
    # none: theirs would be drawn over it.
    legend = alt.Legend(title=None, orient="top", offset=6, symbolSize=500, symbolStrokeWidth=2)
    years = alt.X("Année:O", axis=alt.Axis(title=None, labelAngle=0, labelOverlap=True))
    base = alt.Chart(POINTS).encode(
        x=years,
        y=alt.Y("Valeur:Q", scale=alt.Scale(zero=False, nice=True), axis=axis),
        tooltip=[alt.Tooltip("Série:N"), alt.Tooltip("Année:O"), alt.Tooltip("Lecture:N")],
    )
    lines = base.mark_line(strokeWidth=2).encode(
        color=alt.Color("Série:N", scale=colours, legend=legend),
        strokeDash=alt.StrokeDash("Série:N", scale=dashes, legend=legend),
    )
    points = base.mark_point(filled=True, size=40, opacity=1, stroke=None).encode(
        fill=alt.Fill("Série:N", scale=colours, legend=None)
    )
    sized: alt.LayerChart = (lines + points).properties(height=_HEIGHT)
    return blank(sized)


def series_table(series: pd.DataFrame) -> pd.DataFrame:
    """Lay out the figures of the small charts."""
    units = series["unit"]
    return pd.DataFrame(
        {
            "Indicateur": series["label"],
            "Année": series["year"],
            "Ici": [quantity(*row) for row in zip(series["value"], units, strict=True)],
            "Statut": [Status(status).label for status in series["status"]],
            "France": [quantity(*row) for row in zip(series["france"], units, strict=True)],
        }
    )
