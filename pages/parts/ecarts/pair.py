"""One pair: a question beside an indicator of the same thing, as plot, map, words and table."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.wording import interval_phrase, quantity
from atlas.divergences.pairs import PairView, ages_of, pair_file_name, taken_pair
from common.french import number, ordinal
from common.grammar import capitalised
from common.levels import Territory
from indicators.base.catalogue import SHARE
from indicators.views.perceptions import AGES, EQUAL_AGE
from indicators.views.positions import GapStatus
from indicators.views.volunteers import voice_label
from pages.parts.ecarts.map import BARS, both_sides_map, both_sides_plot, selected_code
from pages.parts.ecarts.panel import profile_link
from pages.parts.ecarts.state import ALL
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain
from pages.parts.kit.tables import number_columns, table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState


def show_pair(view: PairView, state: ScreenState) -> None:
    """Show what is compared, its plot and its map, then what they say."""
    question, indicator = view.question, view.indicator
    st.header(plain(f"{capitalised(question.counts)} – {indicator.label}"))
    if view.about.demonstration:
        demonstration_notice()
    _age_box(view, state)
    plot_column, map_column = st.columns(2, gap="medium")
    with plot_column:
        both_sides_plot(view, state)
    with map_column:
        both_sides_map(view, state)
    st.caption("Sur la diagonale, les deux rangs sont les mêmes." if view.ranks_only else BARS)
    for sentence in view.sentences:
        st.markdown(plain(sentence))
    who = voice_label(view.query.group, [question.survey.kind]).lower()
    st.caption(
        plain(
            f"Question : « {question.wording} » ({who}, "
            f"{question.survey.title}). Comparée avec : {indicator.label} "
            f"({indicator.year}). {question.not_read_as}"
        )
    )


def show_pair_panel(view: PairView, state: ScreenState) -> None:
    """Show both sides of the territory chosen, or of the one that holds it."""
    territory: Territory | None = state.get("territoire")
    code = selected_code(view, state)
    if territory is None:
        return
    if code not in view.frame.index:
        name = str(desk().territory_row(territory)["name"])
        st.caption(plain(f"{name} : pas de réponse publiée à cette question à ce niveau."))
        return
    row = view.frame.to_dict("index")[code]
    st.markdown(f"### {plain(str(row['name']))}")
    if territory.code != code or territory.level is not view.query.level:
        name = str(desk().territory_row(territory)["name"])
        st.caption(
            plain(f"{name} n’a pas de réponse à son niveau : voici le territoire qui l’entoure.")
        )
    if not view.ranks_only:
        status = GapStatus(row["status"])
        st.markdown(f"**{status.label}.** {status.sentence}")
    felt = interval_phrase(row["felt"], row["felt_low"], row["felt_high"], row["n"])
    st.markdown(
        plain(
            f"Perçu : {felt}, {ordinal(row['felt_rank'])} sur {number(len(view.frame))}. "
            f"Mesuré : {quantity(row['measured'], view.indicator.unit)}, "
            f"{ordinal(row['measured_rank'])} (1ᵉʳ : le plus fragile)."
        )
    )
    profile_link(Territory(view.query.level, str(code)))


def show_pair_table(view: PairView, key: str) -> None:
    """Show the figures of a pair, to take away."""
    rows = pair_table(view)
    table(
        rows,
        height=320,
        columns=number_columns(rows),
        printed=False,
        own_file=key,
        key=key,
        alt=f"Tableau des {len(rows)} territoires : {view.about.title}",
    )
    taken_files(
        written_from(partial(taken_pair, view)),
        partial(pair_file_name, view),
        key=f"{key}.fichier",
        label="Télécharger cette paire",
        formats=TABLES,
    )


def pair_table(view: PairView) -> pd.DataFrame:
    """Lay out a pair for a French reader, the widest difference of ranks first."""
    rows = view.frame
    share = view.indicator.unit == SHARE
    unit = "%" if share else view.indicator.unit
    laid = pd.DataFrame(
        {
            "Territoire": rows["name"],
            "Code": rows.index,
            "Position": [
                "rangs seuls" if view.ranks_only else GapStatus(status).label
                for status in rows["status"]
            ],
            "Rang perçu": rows["felt_rank"],
            "Rang mesuré": rows["measured_rank"],
            "Perçu (0 à 100)": rows["felt"].round(1),
            "Intervalle du perçu": [
                f"{number(low)} à {number(high)}" if pd.notna(low) else None
                for low, high in zip(rows["felt_low"], rows["felt_high"], strict=True)
            ],
            f"Mesuré ({unit})": (rows["measured"] * (100 if share else 1)).round(1),
            "Réponses": rows["n"].astype("Int64"),
            "Enquête": view.about.mark or view.question.survey.title,
        }
    )
    order = (rows["felt_rank"] - rows["measured_rank"]).abs()
    return laid.loc[order.sort_values(ascending=False, kind="stable").index].reset_index(drop=True)


def _age_box(view: PairView, state: ScreenState) -> None:
    """Choose an age, where the source gives several."""
    ages = ages_of(desk(), view.question.key)
    if len(ages) < 2:
        return
    usual = EQUAL_AGE if EQUAL_AGE in ages else ""
    options = [ALL, *(age for age in ages if age not in (usual, ""))]
    if state.get("age") not in options:
        state.set("age", ALL)
    st.selectbox(
        "Âge", options, format_func=lambda age: AGES[age or usual], key=state.key("age"), width=320
    )
