"""Groups compared: the respondent groups side by side, in a plot, a reading and tables."""

from __future__ import annotations

import json
from functools import partial

import altair as alt
import pandas as pd
import streamlit as st

from atlas.desk.parents import place_name
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.desk.whose import Whose, larger_title, yours
from atlas.desk.wording import interval_phrase
from atlas.divergences.crossed_export import crossed_file_name, taken_crossed, taken_differences
from atlas.divergences.crossed_reading import crossed_reading
from atlas.divergences.crossed_views import CrossedViews
from common.french import number, signed
from common.levels import Level
from common.palette import MUTED, POSITIVE_ANCHORS, PRIMARY, TEXT
from indicators.base.domains import domain_label
from indicators.base.groups import GROUPS
from indicators.views.volunteers import voice_label
from pages.parts.ecarts.question_groups import question_groups_section
from pages.parts.kit.chart_look import finished
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from

_LOOKS = ((PRIMARY, "circle"), (POSITIVE_ANCHORS[3], "diamond"), (TEXT, "square"))
_ROW_HEIGHT = 32
#: Height of the title and of the axis, and of each line of the legend.
_AROUND, _LEGEND_LINE = 130, 24


def crossed_section(views: CrossedViews) -> None:
    """Show who sees the fragility, who does not, and which differences are real: here, then all."""
    _here(views)
    question_groups_section(views.domain)


def _here(views: CrossedViews) -> None:
    st.subheader("Ce que dit chaque groupe")
    name = place_name(desk(), views.place)
    st.caption(plain(f"{domain_label(views.domain)} – {name}"))
    if views.frame.empty:
        st.info("Aucune enquête ne publie ce domaine autour de ce lieu.", icon=":material/info:")
        return
    if views.about.demonstration:
        demonstration_notice()
    whose = set(views.frame["whose"])
    with st.container(border=Whose.LARGER.value in whose):
        if Whose.LARGER.value in whose:
            larger = views.frame[views.frame["whose"] == Whose.LARGER.value]
            levels = [Level(level) for level in larger["measured_level"]]
            st.markdown(f"**{larger_title(levels, yours(views.place))}**")
        for sentence in crossed_reading(views):
            st.markdown(plain(sentence))
        st.altair_chart(
            crossed_chart(views),
            width="stretch",
            alt="Fragilité perçue par groupe, avec son intervalle ; détaillée dans le tableau",
        )
    table(views_table(views), own_file="ecarts.regards")
    taken_files(
        written_from(partial(taken_crossed, views)),
        partial(crossed_file_name, views),
        key="ecarts.regards.fichier",
        label="Télécharger la comparaison des groupes",
        formats=TABLES,
    )
    if len(views.differences):
        with st.expander("Différences entre groupes"):
            table(differences_table(views), own_file="ecarts.differences")
            taken_files(
                written_from(partial(taken_differences, views)),
                partial(crossed_file_name, views, what="differences"),
                key="ecarts.differences.fichier",
                label="Télécharger les différences",
                formats=TABLES,
            )
            st.caption(plain(views.about.method))
    if views.missing:
        names = ", ".join(GROUPS[group].lower() for group in views.missing)
        st.caption(plain(f"Sans perception publiée ici : {names}."))


def crossed_chart(views: CrossedViews) -> alt.LayerChart:
    """Draw one line a group: a dot and its interval, one shape and colour a survey."""
    points = _points(views)
    titles = list(dict.fromkeys(points["Enquête"]))
    looks = [_LOOKS[min(rank, len(_LOOKS) - 1)] for rank in range(len(titles))]
    y = alt.Y(
        "Rang:O",
        title=None,
        axis=alt.Axis(
            labelExpr=f"{json.dumps(list(points['Groupe']))}[datum.value]",
            labelLimit=160,
            labelOverlap=False,
            grid=True,
            ticks=False,
            domain=False,
        ),
    )
    legend = alt.Legend(title=None, orient="top", labelLimit=380, columns=1, symbolSize=110)
    colours = alt.Scale(domain=titles, range=[colour for colour, _ in looks])
    bars = (
        alt.Chart(points[points["Bas"].notna()])
        .mark_rule(strokeWidth=2)
        .encode(
            y=y,
            x="Bas:Q",
            x2="Haut:Q",
            color=alt.Color("Enquête:N", scale=colours, legend=legend),
        )
    )
    dots = (
        alt.Chart(points)
        .mark_point(filled=True, size=120, opacity=1)
        .encode(
            y=y,
            x=alt.X(
                "Perçu:Q", scale=alt.Scale(domain=[0, 100]), title="Fragilité perçue (0 à 100)"
            ),
            color=alt.Color("Enquête:N", scale=colours, legend=legend),
            shape=alt.Shape(
                "Enquête:N",
                scale=alt.Scale(domain=titles, range=[shape for _, shape in looks]),
                legend=legend,
            ),
            tooltip=["Groupe:N", "Lecture:N", "Mesuré pour:N", "Enquête:N"],
        )
    )
    middle = (
        alt.Chart(pd.DataFrame({"x": [50.0]})).mark_rule(color=MUTED, strokeDash=[3, 4])
    ).encode(x="x:Q")
    mark = alt.Title(views.about.mark, fontSize=11, limit=420)
    height = _ROW_HEIGHT * len(points) + _AROUND + _LEGEND_LINE * len(titles)
    drawn: alt.LayerChart = alt.LayerChart(layer=[middle, bars, dots], height=height, title=mark)
    return finished(drawn)


def _heard(views: CrossedViews, groups: pd.Series, surveys: pd.Series) -> list[str]:
    """Name those who answered, each as its survey allows."""
    return [
        voice_label(group, [views.kinds[survey]])
        for group, survey in zip(groups, surveys, strict=True)
    ]


def _points(views: CrossedViews) -> pd.DataFrame:
    rows = views.frame
    return pd.DataFrame(
        {
            "Rang": range(len(rows)),
            "Groupe": _heard(views, rows["group"], rows["survey"]),
            "Enquête": rows["survey_title"],
            "Perçu": rows["value"],
            "Bas": rows["low"],
            "Haut": rows["high"],
            "Lecture": [
                interval_phrase(*row)
                for row in rows[["value", "low", "high", "n"]].itertuples(index=False)
            ],
            "Mesuré pour": [
                _place(name, level)
                for name, level in zip(rows["measured_name"], rows["measured_level"], strict=True)
            ],
        }
    )


def views_table(views: CrossedViews) -> pd.DataFrame:
    """Lay out the views for a French reader."""
    rows = views.frame
    seen = {"yes": "plutôt oui", "no": "plutôt non", "unsure": "partagé", "": "non comparable"}
    return pd.DataFrame(
        {
            "Groupe": _heard(views, rows["group"], rows["survey"]),
            "À qui est la réponse": [Whose(whose).label for whose in rows["whose"]],
            "Perçu (0 à 100)": rows["value"].round(0).astype("Int64"),
            "Intervalle à 95 %": [
                f"{number(low)} à {number(high)}" if pd.notna(low) else "sans marge"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Exprime une fragilité": rows["seen"].map(seen),
            "Répondants": rows["n"].astype("Int64"),
            "Mesuré pour": [
                _place(name, level)
                for name, level in zip(rows["measured_name"], rows["measured_level"], strict=True)
            ],
            "Enquête": [
                DEMONSTRATION_MARK if demonstration else title
                for demonstration, title in zip(
                    rows["demonstration"], rows["survey_title"], strict=True
                )
            ],
        }
    )


def differences_table(views: CrossedViews) -> pd.DataFrame:
    """Lay out the differences between groups for a French reader."""
    rows = views.differences
    titles = views.frame.drop_duplicates("survey").set_index("survey")["survey_title"]
    return pd.DataFrame(
        {
            "Groupes": [
                f"{one} – {other}"
                for one, other in zip(
                    _heard(views, rows["group_a"], rows["survey"]),
                    _heard(views, rows["group_b"], rows["survey"]),
                    strict=True,
                )
            ],
            "Différence (points)": [signed(value) for value in rows["difference"]],
            "Intervalle à 95 %": [
                f"{signed(low)} à {signed(high)}"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Lecture": ["établie" if real else "non établie" for real in rows["real"]],
            "Mesurée pour": rows["measured_name"],
            "Enquête": rows["survey"].map(titles),
        }
    )


def _place(name: str, level: str) -> str:
    """Name where an answer was measured, with its level."""
    return name if level == Level.FRANCE else f"{name} ({Level(level).label})"
