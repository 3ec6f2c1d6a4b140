"""What is known of one territory in a gap, and the table of all of them."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas.desk.wording import interval_phrase
from atlas.divergences import GapView
from common.french import number, plural, signed
from common.levels import Territory
from indicators.views.positions import GapStatus
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import number_columns, table

RESIDUAL_HELP = (
    "Un territoire au score extrême montre souvent un écart de l’autre signe par le seul fait du "
    "hasard (régression vers la moyenne). Le résidu compare le ressenti à ce que la mesure laisse "
    "attendre, d’après l’ensemble des territoires : il n’a pas ce défaut."
)


def gap_panel(view: GapView, territory: Territory) -> None:
    """Show both sides of one territory, its position and its residual."""
    row = view.frame.to_dict("index")[territory.code]
    status, told = GapStatus(row["status"]), view.about.told
    st.markdown(f"### {plain(str(row['name']))}")
    st.markdown(told(f"**{status.label}.** {status.sentence}"))
    measured, felt, gap = st.columns(3)
    measured.metric("Mesuré (0 à 100)", number(row["objective"]))
    if pd.isna(row["gap"]):
        felt.metric(told("Perçu (0 à 100)"), "non publié")
        profile_link(territory)
        return
    felt.metric(told("Perçu (0 à 100)"), number(row["perceived"]))
    gap.metric(told("Écart (perçu moins mesuré)"), signed(row["gap"], 1))
    phrase = interval_phrase(
        row["perceived"], row["perceived_low"], row["perceived_high"], row["n"]
    )
    st.markdown(
        plain(
            told(
                f"Perçu : {phrase}. Écart : {signed(row['gap'], 1)} (intervalle à 95 % : "
                f"{signed(row['gap_low'], 1)} à {signed(row['gap_high'], 1)}). {_side(row)}"
            )
        )
    )
    st.caption(
        plain(told(f"Résidu : {signed(row['residual'])} {plural(row['residual'], 'point')}.")),
        help=RESIDUAL_HELP,
    )
    profile_link(territory)


def gap_rows(view: GapView) -> pd.DataFrame:
    """Lay out a gap for a French reader; what is not published is left blank."""
    rows = view.frame
    published = rows["gap"].notna()
    table = pd.DataFrame(
        {
            "Territoire": rows["name"],
            "Code": rows.index,
            "Position": [GapStatus(status).label for status in rows["status"]],
            "Écart (perçu moins mesuré)": rows["gap"].round(2),
            "Intervalle de l’écart": _intervals(rows["gap_low"], rows["gap_high"], 1),
            "Mesuré (0 à 100)": rows["objective"].round(1),
            "Perçu (0 à 100)": rows["perceived"].round(1),
            "Intervalle du perçu": _intervals(rows["perceived_low"], rows["perceived_high"], 0),
            "Répondants": rows["n"].astype("Int64"),
            "Résidu (points)": rows["residual"].round(1),
            "Enquête": view.about.mark or view.survey.title,
        }
    )
    order = rows["gap"].abs().where(published).sort_values(ascending=False, na_position="last")
    return table.loc[order.index].reset_index(drop=True)


def gap_table(view: GapView, key: str) -> None:
    """Show the sortable table behind the plot and the map."""
    rows = gap_rows(view)
    table(
        rows,
        height=320,
        columns={
            **number_columns(rows),
            "Résidu (points)": st.column_config.NumberColumn(
                format="localized", help=RESIDUAL_HELP
            ),
        },
        printed=False,
        key=key,
        own_file=key,
        alt=f"Tableau des {len(rows)} territoires : {view.about.title}",
    )


def _side(row: dict[Any, Any]) -> str:
    """Say on which side the views differ, only where the gap is established."""
    if not row["distinguishable"]:
        return "Cet écart ne se distingue pas de zéro."
    more = "plus" if row["gap"] > 0 else "moins"
    return f"Par rapport aux autres territoires, le ressenti y est {more} fragile que la mesure."


def _intervals(low: pd.Series, high: pd.Series, decimals: int) -> list[str | None]:
    return [
        f"{number(bottom, decimals)} à {number(top, decimals)}" if pd.notna(bottom) else None
        for bottom, top in zip(low, high, strict=True)
    ]


def profile_link(territory: Territory) -> None:
    """Lead to all that is known of a territory."""
    st.page_link(
        "pages/territoire.py",
        label="Ouvrir le profil complet",
        icon=":material/location_city:",
        query_params={"territoire": str(territory)},
    )
