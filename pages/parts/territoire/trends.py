"""Where the indicators of a profile go: what gets worse first, then each series with its test."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.wording import quantity
from atlas.profiles import Profile
from atlas.profiles.trend_words import direction_words, p_words, trend_line
from atlas.profiles.trends import worsening
from common.french import NARROW_SPACE, number
from indicators.base.domains import domain_label
from indicators.base.status import Status
from indicators.base.trend import Direction, TrendTest
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import table

#: Indicators named one by one; beyond, they are counted.
MOST_TOLD = 5
#: Columns of the names and of the small curves, and the title of what is told first.
NAME, CURVE = "Indicateur", "Courbe"
#: Pixels of the names, which wrap and stay in sight while one slides: a phone shows the curve and
#: what it says beside them.
NAME_WIDTH = 170
#: Pixels of a row, for names on three lines.
_ROW_HEIGHT = 66
WORSENING = "Plus fragile que la France, et qui se dégrade"
NONE_WORSENS = (
    "Parmi les indicateurs de l’indice suivis sur plusieurs années, aucun n’est à la fois plus "
    "fragile ici qu’en France et en dégradation établie."
)


def trends_section(profile: Profile) -> None:
    """Tell what is more fragile than the country and gets worse, then show every series."""
    if profile.trends.empty:
        return
    worse = worsening(profile.trends)
    st.markdown(f"**{WORSENING}**")
    if worse.empty:
        st.markdown(NONE_WORSENS)
    else:
        st.markdown("\n".join(f"- {line}" for line in worsening_lines(profile, worse)))
    table(
        trends_table(profile),
        own_file="territoire.tendances",
        columns={
            NAME: st.column_config.TextColumn(width=NAME_WIDTH, pinned=True),
            CURVE: st.column_config.LineChartColumn(width="small"),
        },
        row_height=_ROW_HEIGHT,
        alt="Chaque indicateur suivi, sa courbe, son sens en mots et le test qui l’établit",
        printed=False,
    )
    st.caption(
        "Une série se dégrade ou s’améliore si un test l’établit à 5"
        f"{NARROW_SPACE}% et si elle change d’au moins un vingtième de son niveau ; elle est "
        "stable si le changement est plus petit à coup sûr ; sinon son sens n’est pas établi."
    )


def worsening_lines(profile: Profile, worse: pd.DataFrame) -> list[str]:
    """Say what gets worse, a line each, ready for Markdown; what is left is counted."""
    lines = [
        plain(f"{trend_line(desk(), profile, row)} – {TrendTest(row['test']).label}.")
        for _, row in worse.head(MOST_TOLD).iterrows()
    ]
    left = len(worse) - MOST_TOLD
    if left > 0:
        more = "un autre" if left == 1 else f"{number(left)} autres"
        lines.append(f"et {more}, dans le tableau qui suit.")
    return lines


def trends_table(profile: Profile) -> pd.DataFrame:
    """Lay out each series: its curve, its ends, its direction in words and the test behind."""
    rows = profile.trends
    known = profile.series.dropna(subset=["value"])
    curves = known.groupby("indicator")["value"].agg(list)
    ends = {
        end: [
            f"{quantity(value, unit)} ({year})"
            for value, unit, year in zip(rows[f"{end}_value"], rows["unit"], rows[end], strict=True)
        ]
        for end in ("first", "last")
    }
    beside = rows["more_fragile"].map({True: "plus fragile", False: "pas plus fragile"})
    return pd.DataFrame(
        {
            NAME: rows["label"],
            CURVE: curves.reindex(rows["indicator"]).to_numpy(),
            "Lecture": [direction_words(key) for key in rows["fragile_direction"]],
            "Par rapport à la France": beside.astype("object").fillna("inconnu"),
            "Première valeur": ends["first"],
            "Dernière valeur": ends["last"],
            "Statut": [Status(status).label for status in rows["status"]],
            "Série": [Direction(key).label for key in rows["direction"]],
            "Test": [TrendTest(key).label for key in rows["test"]],
            "p": [p_words(value) for value in rows["p_value"]],
            "Domaine": [domain_label(key) for key in rows["domain"]],
            "Dans l’indice": rows["in_index"],
        }
    )
