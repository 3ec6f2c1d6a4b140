"""The view *Où mesure et ressenti divergent*: the table, its map, the territory chosen."""

from __future__ import annotations

from functools import partial

import folium
import pandas as pd
import streamlit as st

from atlas.desk.file_formats import CSV, CSV_FRANCE, XLSX
from atlas.desk.parents import place_name
from atlas.desk.wording import interval_phrase
from atlas.divergences.correspondences import answered_levels
from atlas.divergences.divergences import (
    Divergences,
    about_column,
    answering_around,
    cell_words,
    column_words,
    divergences,
    readings_of,
    subject_of,
    subject_words,
    summary,
    words_table,
)
from atlas.divergences.divergences_export import (
    divergences_name,
    divergences_rows,
    divergences_workbook,
    taken_divergences,
)
from atlas.divergences.needs import sample_needed, sample_sentence
from atlas.divergences.reading import POSITIONS
from atlas.divergences.reading_words import (
    compared_words,
    measured_words,
    readings_table,
    told_whole,
)
from atlas.divergences.readings import SIGNS, ComparedWith, position_words
from atlas.maps.gap_map import furnish_positions
from atlas.maps.rank_map import furnish_ranks, rank_differences
from common.csv_files import FRANCE, INTERNATIONAL, csv_bytes
from common.errors import NotAvailableError
from common.french import number
from common.grammar import counted
from common.levels import Territory
from common.palette import GAP_STATUS, readable_on
from indicators.base.questions import SUBJECTS
from indicators.views.positions import GapStatus
from pages.parts.ecarts.controls import level_buttons, table_controls
from pages.parts.ecarts.map import follow_clicks, territory_map
from pages.parts.ecarts.panel import profile_link
from pages.parts.ecarts.state import DOMAIN, PLACE, WHOLE, divergence_query, pair_text
from pages.parts.ecarts.survey import size_calculator
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import degrees_of
from pages.parts.kit.notices import demonstration_notice, plain, sources_notice
from pages.parts.kit.search_box import search_box
from pages.parts.kit.survey_kit import kit_downloads
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.kit.wording import named

#: Rows that a browser is sent; the files have them all.
MOST_ROWS = 500
#: Pixels of the name of a territory, and of a cell.
_NAME, _CELL, _LONG_CELL = 190, 175, 215
#: Letters of a heading that asks for a long cell: « Environnement (participants) ».
_LONG = 24
#: Columns under which a table does not fill its row.
_FEW = 4
#: The positions that have a colour.
_BY_SIGN = {SIGNS[status]: status for status in POSITIONS}


def show_divergences(state: ScreenState) -> None:
    """Show the table, then its map and the territory chosen."""
    follow_clicks(state)
    table_controls(state)
    _answered_around(state)
    try:
        view = divergences(desk(), divergence_query(state))
    except NotAvailableError as error:
        st.info(plain(str(error)), icon=":material/info:")
        return
    if view.about.demonstration:
        demonstration_notice()
    if view.answered:
        st.markdown(f"**{plain(summary(view))}**")
        _cells(view, state)
        map_column, panel_column = st.columns(2, gap="medium")
        with map_column:
            divergence_map(view, state)
        with panel_column:
            _chosen(view, state)
        _everything(view, state)
        _files(view)
    _missing(view, state)
    if view.about.sources:
        sources_notice(view.about, reading=True)


def _answered_around(state: ScreenState) -> None:
    """Lead from a territory of which nothing is published to those around it of which it is."""
    territory: Territory | None = state.get("territoire")
    around = {} if territory is None else answering_around(desk(), territory)
    if territory is None or not around:
        return
    name = str(desk().territory_row(territory)["name"])
    st.info(
        plain(
            f"Aucune réponse n’est publiée pour {named(territory, name)}. Elles le sont pour des "
            "territoires plus larges : ce qu’elles disent vaut pour chacun d’eux, et pas en "
            f"particulier pour {named(territory, name)}."
        ),
        icon=":material/info:",
    )
    with st.container(horizontal=True):
        for larger, count in around.items():
            st.button(
                plain(
                    f"{place_name(desk(), larger)} ({larger.level.label}) : "
                    f"{counted(count, 'réponse comparée', 'réponses comparées')}"
                ),
                key=state.key(f"autour.{larger}"),
                on_click=_choose,
                args=(state, larger),
                icon=":material/zoom_out_map:",
            )


def _cells(view: Divergences, state: ScreenState) -> None:
    """Show the table; a click on a cell chooses its territory and its domain."""
    words = words_table(desk(), view)
    shown = words.head(MOST_ROWS)
    if words.empty:
        st.info("Aucun territoire n’a cette position.", icon=":material/filter_alt:")
        return
    if len(words) > MOST_ROWS:
        st.caption(
            f"Les {number(MOST_ROWS)} premiers territoires sur {number(len(words))} ; les fichiers "
            "à télécharger les contiennent tous."
        )
    table(
        shown,
        height=min(38 * (len(shown) + 1), 420),
        columns={
            "Territoire": st.column_config.TextColumn(width=_NAME, pinned=True),
            **{
                column_words(desk(), column): st.column_config.TextColumn(
                    width=_LONG_CELL if len(column_words(desk(), column)) > _LONG else _CELL,
                    help=compared_words(desk(), column),
                )
                for _, column in view.columns.iterrows()
            },
        },
        own_file=_table_key(state),
        paint=_paint,
        key=_table_key(state),
        on_select=partial(_choose_cell, state, view),
        selection_mode="single-cell",
        width="content" if len(view.columns) < _FEW else "stretch",
        alt=f"{view.about.title} : une ligne par territoire, une colonne par domaine",
    )
    st.caption(
        plain(
            " ; ".join(
                f"{SIGNS[status]} {position_words(status).lower()}"
                for status in GapStatus
                if (view.cells["status"] == status.value).any()
            )
            + ". Rangs : 1ᵉʳ, le plus fragile. En tête, les territoires aux divergences établies "
            "(▼ ou ▲) les plus nombreuses, puis ceux dont les deux rangs sont les plus éloignés. "
            "L’en-tête d’une colonne dit la question et ce qui la mesure."
        )
    )


def _paint(words: object) -> str:
    """Give a cell the colour of its position on the map; its sign and its words say it first."""
    status = _BY_SIGN.get(str(words)[:1])
    if status is None:
        return ""
    colour = GAP_STATUS[status.value]
    return f"background-color: {colour}; color: {readable_on(colour)}"


def _choose_cell(state: ScreenState, view: Divergences) -> None:
    """Take the territory of the cell that was clicked, and its domain."""
    cells = st.session_state[_table_key(state)]["selection"]["cells"]
    if not cells:
        return
    row, column = cells[0]
    state.set("territoire", Territory(view.query.level, str(view.territories.index[row])))
    subject = subject_of(desk(), view, column)
    if subject is not None:
        state.set("domaine", subject)


def divergence_map(view: Divergences, state: ScreenState) -> None:
    """Show the positions of one column on the map."""
    subjects = list(view.columns["subject"])
    if state.get("domaine") not in subjects:
        state.set("domaine", subjects[0])
    st.selectbox(
        "Domaine de la carte", subjects, format_func=SUBJECTS.__getitem__, key=state.key("domaine")
    )
    own = view.cells[view.cells["subject"] == state.get("domaine")].set_index("code")
    about = about_column(desk(), view, state.get("domaine"))
    texts = pd.Series([cell_words(row) for _, row in own.iterrows()], own.index, dtype="str")
    ranks = own["gap"].isna().all() and not own.empty

    def furnish(group: folium.FeatureGroup, shapes: pd.Index) -> None:
        if ranks:
            differences = rank_differences(own, int(own["units"].iloc[0]))
            furnish_ranks(group, differences, texts, about, shapes)
        else:
            furnish_positions(group, own["status"], texts, about, shapes)

    shown = _territory(view, state)
    here = shown is not None and shown.level is view.query.level
    territory_map(
        furnish, shown.code if shown and here else None, state, degrees_of(view.query.within)
    )


def _territory(view: Divergences, state: ScreenState) -> Territory | None:
    """Give the territory chosen, or the first of the table."""
    chosen: Territory | None = state.get("territoire")
    if chosen is None and len(view.territories):
        return Territory(view.query.level, str(view.territories.index[0]))
    return chosen


def _chosen(view: Divergences, state: ScreenState) -> None:
    """Say all that is compared of the territory chosen, each time with its question."""
    territory = _territory(view, state)
    if territory is None:
        return
    st.caption("Cliquez sur une case du tableau ou sur la carte, ou cherchez un territoire.")
    search_box("ecarts", partial(_choose, state), "Trouver un territoire")
    rows = readings_of(desk(), territory)
    name = str(desk().territory_row(territory)["name"])
    st.markdown(f"## {plain(name)}")
    if rows.empty:
        st.caption("Aucune réponse publiée à ce niveau pour ce territoire.")
        profile_link(territory)
        return
    for _, row in told_whole(rows, state.get("domaine")).iterrows():
        _reading(row, state)
    with st.container(horizontal=True):
        profile_link(territory)
        st.button(
            "Ses 16 domaines",
            on_click=_open_place,
            args=(state, territory),
            icon=":material/list:",
            type="tertiary",
        )


def _open_place(state: ScreenState, territory: Territory) -> None:
    state.set("vue", PLACE)
    state.set("territoire", territory)


def _everything(view: Divergences, state: ScreenState) -> None:
    """List all that is compared of the territory chosen, as wide as the page."""
    territory = _territory(view, state)
    if territory is None:
        return
    rows = readings_of(desk(), territory)
    if rows.empty:
        return
    name = str(desk().territory_row(territory)["name"])
    st.markdown(f"**{plain(name)} : tout ce qui est comparé ({number(len(rows))})**")
    table(
        readings_table(desk(), rows),
        height=260,
        printed=False,
        own_file=state.key("lectures"),
        alt=f"Tout ce qui est comparé : {name}",
    )


def _choose(state: ScreenState, territory: Territory) -> None:
    """Show a territory that was searched for, at its own level where something is compared."""
    state.set("territoire", territory)
    if territory.level in answered_levels(desk()):
        state.set("niveau", territory.level)


def _reading(row: pd.Series, state: ScreenState) -> None:
    """Say one reading whole: position, both sides, question, year, group, answers."""
    felt = interval_phrase(row["felt"], row["felt_low"], row["felt_high"], row["n"])
    status = GapStatus(row["status"])
    sentence = "" if status is GapStatus.NOT_PUBLISHABLE else f" {status.sentence}"
    with st.container(border=True):
        st.markdown(
            f"**{plain(subject_words(row['subject']))}** : "
            + plain(f"{cell_words(row)}.{sentence}")
            + "  \n"
            + plain(f"Perçu : {felt}. {measured_words(desk(), row)}.")
        )
        st.caption(plain(compared_words(desk(), row)))
        st.button(
            "Ouvrir cette comparaison",
            key=state.key(f"ouvrir.{row['subject']}"),  # one reading each is told
            on_click=_open_domain,
            args=(state, row),
            icon=":material/scatter_plot:",
            type="tertiary",
        )


def _open_domain(state: ScreenState, row: pd.Series) -> None:
    """Go to the view of the domain, at what the cell compares."""
    whole = row["basis"] == ComparedWith.DOMAIN
    state.set("vue", DOMAIN)
    state.set("groupe", row["group"])
    state.set("enquete", row["survey"] if whole and row["demonstration"] else "")
    state.set("paire", WHOLE if whole else pair_text(row["question"], row["indicator"]))


def _files(view: Divergences) -> None:
    """Offer the table: its cells one a row in a CSV, and in a workbook; its map in the others."""
    taken_files(
        written_from(
            partial(taken_divergences, desk(), view),
            {
                CSV_FRANCE: lambda: csv_bytes(divergences_rows(desk(), view), FRANCE),
                CSV: lambda: csv_bytes(divergences_rows(desk(), view, CSV), INTERNATIONAL),
                XLSX: partial(divergences_workbook, desk(), view),
            },
        ),
        partial(divergences_name, view),
        key="ecarts.divergences.fichier",
    )


def _missing(view: Divergences, state: ScreenState) -> None:
    """Say what nobody was asked at this level, and the sample that would tell it."""
    filtered = bool(view.query.group or view.query.survey)
    among = " pour ce groupe ou cette enquête" if filtered else ""
    if not view.answered:
        st.info(
            plain(f"Aucune réponse réelle à comparer à ce niveau{among}."), icon=":material/info:"
        )
        level_buttons(state)
    elif view.answered < view.held:
        st.caption(
            plain(f"Sans réponse publiée : {number(view.held - view.answered)} territoires.")
        )
    if view.answered and view.unanswered:
        names = ", ".join(SUBJECTS[key].lower() for key in view.unanswered)
        st.caption(plain(f"Domaines sans réponse à comparer à ce niveau{among} : {names}."))
    sample = sample_needed(desk(), view.query.level, view.query.within)
    st.markdown(plain(sample_sentence(sample)))
    nobody = not view.answered
    with st.expander("Mener l’enquête qui manque", icon=":material/campaign:", expanded=nobody):
        size_calculator("ecarts.calcul")
        kit_downloads("ecarts.kit")


def _table_key(state: ScreenState) -> str:
    return state.key("divergences")
