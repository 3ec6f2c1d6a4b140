"""The practices found: how many, as a table, as files."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from atlas.desk.file_formats import GEOJSON, XLSX
from atlas.partnerships.practices import Practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_name,
    practices_workbook,
    taken_practices,
)
from common.french import number, plural
from indicators.partnerships.practice_words import NOT_STATED
from indicators.partnerships.vocabulary import Category, Family
from pages.parts.kit.container import FRANCE
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain, sources_notice
from pages.parts.kit.partnership_tables import domain_names
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import TABLES, taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.pratiques.cache import cached_practices
from pages.parts.pratiques.card import labels_of, practice_card
from pages.parts.pratiques.filters import practice_filters
from pages.parts.pratiques.state import ALL, practices_query

#: Pixels of the first two columns: both are seen on a phone.
_TITLE, _PLACE = 200, 140


def show_search(state: ScreenState) -> None:
    """Show the filters, the practices found, the one chosen, and the files."""
    practice_filters(state)
    practices = cached_practices(practices_query(state))
    _count_line(practices, state)
    st.caption(plain(practices.about.note))
    left, right = st.columns([5, 4], gap="medium")
    with left:
        if practices.frame.empty:
            st.info(
                "Aucune pratique pour ces filtres : la base ne dit rien, ni présence ni absence.",
                icon=":material/search_off:",
            )
        else:
            _list(practices, state)
            _downloads(practices)
    with right:
        practice_card(state, practices.frame["practice"])
    sources_notice(practices.about)


def _count_line(practices: Practices, state: ScreenState) -> None:
    count = len(practices.frame)
    text = f"**{number(count)} {plural(count, 'pratique')}**"
    if state.get("dans") != FRANCE and practices.around_count:
        text += (
            f", dont {number(practices.around_count)} d’un territoire plus large, ou à cheval sur "
            "celui que vous avez choisi"
        )
    st.markdown(f"{text}.")


def _list(practices: Practices, state: ScreenState) -> None:
    """Show the practices, sortable; a chosen row becomes the practice of the screen."""
    frame = practices.frame
    shown = pd.DataFrame(
        {
            "Pratique": frame["title"],
            "Territoire": frame["place"].replace("", NOT_STATED),
            "Partenaires": frame["partners"].fillna(NOT_STATED),
            "Domaines": [domain_names(keys, NOT_STATED) for keys in frame["domains"]],
            "Catégorie": [labels_of(Category, key) for key in frame["category"]],
            "Famille": [labels_of(Family, key) for key in frame["family"]],
            "Depuis": frame["start_year"],
            "Source": frame["source"],
        }
    )
    key = state.key("tableau")
    table(
        shown,
        height=420,
        columns={
            "Pratique": st.column_config.TextColumn(width=_TITLE),
            "Territoire": st.column_config.TextColumn(width=_PLACE),
        },
        own_file=key,
        key=key,
        on_select=partial(_choose_row, state, list(frame["practice"])),
        selection_mode="single-row",
        alt="Tableau des pratiques trouvées",
    )


def _choose_row(state: ScreenState, keys: list[str]) -> None:
    rows = st.session_state[state.key("tableau")]["selection"]["rows"]
    state.set("pratique", keys[rows[0]] if rows else ALL)


def _downloads(practices: Practices) -> None:
    count = len(practices.frame)
    st.markdown(f"**Emporter {number(count)} {plural(count, 'pratique')}**")
    taken_files(
        written_from(
            partial(taken_practices, practices),
            {
                GEOJSON: lambda: practices_geojson(desk(), practices).encode(),
                XLSX: partial(practices_workbook, practices),
            },
        ),
        partial(practices_name, practices),
        key="pratiques.fichier",
        formats=(GEOJSON, *TABLES),
    )
    st.caption(
        "Chaque fichier contient les sources et les licences. GeoJSON : les territoires nommés, "
        "jamais un point que la source ne donne pas."
    )
