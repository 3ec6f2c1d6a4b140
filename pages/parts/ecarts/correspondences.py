"""The view *Correspondances*: each question beside the indicators of the same thing."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.about import About
from atlas.divergences.correspondences_export import (
    correspondences_about,
    correspondences_name,
    taken_correspondences,
)
from atlas.divergences.pair_reading import link_of
from atlas.divergences.pairs import pair_view
from common.french import number, signed
from indicators.base.groups import GROUPS
from indicators.base.questions import SUBJECTS
from pages.parts.ecarts.controls import level_buttons, pair_controls
from pages.parts.ecarts.map import follow_clicks
from pages.parts.ecarts.pair import show_pair, show_pair_panel, show_pair_table
from pages.parts.ecarts.state import pair_queries, pair_text, shown_correspondences
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.tables import number_columns, table, text_table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState


def show_correspondences(state: ScreenState) -> None:
    """Show the pairs of a level, then the one that is open."""
    follow_clicks(state)
    pair_controls(state)
    rows = shown_correspondences(state)
    about = correspondences_about(desk(), state.get("niveau"), rows, state.get("repondants"))
    if rows.empty:
        _nothing(state)
    else:
        _pairs(rows, about, state)
        _open_pair(rows, state)
    _unpaired()
    sources_notice(about)
    st.caption(plain(about.method))


def _nothing(state: ScreenState) -> None:
    st.info(
        "Aucune question n’a assez de réponses publiées à ce niveau, pour ce groupe.",
        icon=":material/info:",
    )
    level_buttons(state)


def _pairs(rows: pd.DataFrame, about: About, state: ScreenState) -> None:
    """Show the pairs; a click on a row opens it."""
    st.markdown(
        plain(
            "Là où l’on dit une difficulté, l’indicateur la montre-t-il ? Cliquez sur une ligne "
            "pour ouvrir la paire."
        )
    )
    if about.demonstration:
        demonstration_notice()
    laid = pairs_table(rows)
    table(
        laid,
        height=min(36 * (len(laid) + 1), 400),
        columns={
            **number_columns(laid),
            "Question : part de…": st.column_config.TextColumn(width=300),
            "Indicateur": st.column_config.TextColumn(width=240),
        },
        own_file=_table_key(state),
        key=_table_key(state),
        on_select=partial(_choose_row, state, rows),
        selection_mode="single-row",
        alt=about.title,
    )
    taken_files(
        written_from(partial(taken_correspondences, desk(), rows, about)),
        partial(correspondences_name, state.get("niveau"), state.get("repondants"), about),
        key="ecarts.correspondances.fichier",
        label="Télécharger les correspondances",
        formats=TABLES,
    )


def pairs_table(rows: pd.DataFrame) -> pd.DataFrame:
    """Lay out the pairs for a French reader, in words first."""
    links = [link_of(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)]
    questions = [desk().questions[key] for key in rows["question"]]
    return pd.DataFrame(
        {
            "Question : part de…": [
                one.counts.removeprefix("part de ").removeprefix("part des ") for one in questions
            ],
            "Indicateur": [desk().catalogue[key].label for key in rows["indicator"]],
            "Les deux rangs": [f"{link.sign} {link.label}" for link in links],
            "Corrélation des rangs": rows["spearman"].round(2),
            "Intervalle à 95 %": [
                f"{signed(low, 2)} à {signed(high, 2)}"
                for low, high in zip(rows["low"], rows["high"], strict=True)
            ],
            "Territoires": rows["units"].astype("int64"),
            "Positions nettes": [
                "rangs seuls" if alone else f"{number(named)}"
                for alone, named in zip(rows["ranks_only"], rows["named"], strict=True)
            ],
            "Groupe": [GROUPS[key] for key in rows["group"]],
            "Domaine": [SUBJECTS[key] for key in rows["domain"]],
            "Enquête": [one.survey.title for one in questions],
        }
    )


def _choose_row(state: ScreenState, rows: pd.DataFrame) -> None:
    """Open the pair of the row that was clicked."""
    chosen = st.session_state[_table_key(state)]["selection"]["rows"]
    if chosen:
        row = rows.iloc[chosen[0]]
        state.set("paire", pair_text(row["question"], row["indicator"]))
        state.set("groupe", row["group"])


def _open_pair(rows: pd.DataFrame, state: ScreenState) -> None:
    """Show the pair chosen; the strongest one until one is."""
    own = rows[rows["group"] == state.get("groupe")]
    queries = {**pair_queries(rows.iloc[::-1], state), **pair_queries(own, state)}
    first = pair_text(rows["question"].iloc[0], rows["indicator"].iloc[0])
    view = pair_view(desk(), queries.get(state.get("paire"), queries[first]))
    show_pair(view, state)
    if state.get("territoire") is None:
        st.caption("Cliquez sur une marque ou sur la carte pour lire un territoire.")
    show_pair_panel(view, state)
    show_pair_table(view, "ecarts.correspondances.paire")


def _unpaired() -> None:
    """List the questions that are compared with nothing, each with its reason."""
    left = [one for one in desk().questions.values() if not one.indicators]
    with st.expander(f"Questions sans comparaison ({number(len(left))})"):
        text_table(
            pd.DataFrame(
                {
                    "Question": [one.wording for one in left],
                    "Enquête": [one.survey.title for one in left],
                    "Pourquoi": [
                        f"Retirée. {one.withdrawn}" if one.withdrawn else one.unpaired
                        for one in left
                    ],
                }
            )
        )


def _table_key(state: ScreenState) -> str:
    """A table of another level, or group, is another table: its row is not chosen in it."""
    return state.key(f"correspondances.{state.get('niveau')}.{state.get('repondants')}")
