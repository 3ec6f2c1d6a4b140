"""The records as a table, one record as a card, and the files to take away."""

from __future__ import annotations

from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from atlas.partnerships.around import INSIDE
from atlas.partnerships.export import COLUMNS, export_name, taken_records
from atlas.partnerships.records import Records, described_records
from common.french import number, percent
from indicators.partnerships import (
    SEPARATOR,
    Category,
    Family,
    PartnerProfile,
    Scale,
    kind_words,
)
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.partnership_tables import domain_names
from pages.parts.kit.tables import table
from pages.parts.kit.taken_files import taken_files, written_from
from pages.parts.kit.url import ScreenState
from pages.parts.partenariats.map import drawn_as_points, records_at
from pages.parts.partenariats.state import ALL

#: Rows that a browser is sent; the files have them all.
MOST_ROWS = 2_000
_NEIGHBOURS = 8
#: Pixels of the widest columns.
_TITLE, _WHO, _PLACE = 260, 260, 180
#: Pixels of a row: room for three lines, in which Streamlit wraps texts.
_ROW = 68
#: Said in an empty cell.
NO_PLACE, NO_PARTNER = "lieu non dit par la source", "non nommés par la source"
_INSIDE = "sur le territoire"


def records_list(records: Records, state: ScreenState) -> None:
    """Show the records, sortable; a chosen row becomes the record of the screen."""
    shown = records.frame.head(MOST_ROWS)
    if len(records.frame) > MOST_ROWS:
        st.caption(
            f"Les {number(MOST_ROWS)} premiers partenariats sur {number(len(records.frame))} ; "
            "les fichiers à télécharger les contiennent tous."
        )
    table(
        _rows(shown),
        height=460,
        columns={
            "Intitulé": st.column_config.TextColumn(width=_TITLE),
            "Partenaires": st.column_config.TextColumn(width=_WHO),
            "Lieu": st.column_config.TextColumn(width=_PLACE),
        },
        row_height=_ROW,
        printed=False,
        own_file=_table_key(state),
        key=_table_key(state),
        on_select=partial(_choose_row, state, list(shown["record"])),
        selection_mode="single-row",
        alt="Tableau des partenariats choisis",
    )


def record_card(records: Records, state: ScreenState) -> None:
    """Show the record of the screen and its link, then those drawn at the same point."""
    key = state.get("fiche")
    if key == ALL:
        where = "un point de la carte ou sur " if drawn_as_points(records) else ""
        st.info(
            f"Cliquez sur {where}une ligne du tableau pour lire un partenariat.",
            icon=":material/ads_click:",
        )
        return
    chosen = described_records(desk())
    row = chosen[chosen["record"] == key].iloc[0]
    with st.container(border=True):
        st.markdown(f"## {plain(row['title'])}")
        for label, text in _facts(row):
            st.markdown(f"**{label}** : {plain(text)}")
        if row["page"]:
            st.link_button(
                "Ouvrir la page de la source", row["page"], icon=":material/open_in_new:"
            )
        else:
            st.caption("La source ne donne pas de page à lire.")
        reason = desk().schemes.set_index("scheme").loc[row["scheme"], "reason"]
        st.caption(plain(f"Pourquoi ce classement : {reason}"))
        st.caption(plain(f"{row['producer']} ({row['vintage']}), {row['licence']}"))
    _same_point(records, key, state)


def record_downloads(records: Records) -> None:
    """Offer the records in any format."""
    if records.frame.empty:
        return
    st.markdown(f"**Emporter les {number(len(records.frame))} partenariats**")
    taken_files(
        written_from(partial(taken_records, records)),
        partial(export_name, records),
        key="partenariats.fichier",
        cells=len(records.frame) * len(COLUMNS),
    )
    st.caption(
        "Chaque fichier contient les sources et les licences. Un partenariat sans lieu précis est "
        "dans les tableaux et dans le GeoPackage, en une table à part."
    )


def _rows(records: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Intitulé": records["title"],
            "Partenaires": records["partners"].fillna(NO_PARTNER),
            "Nature": [
                kind_words(*row) for row in zip(records["kind"], records["partners"], strict=True)
            ],
            "Lieu": records["place"].replace("", NO_PLACE),
            "Dispositif": records["scheme_label"],
            "Domaines": [domain_names(keys) for keys in records["domains"]],
            "Depuis": records["start_year"],
            "Jusqu’à": records["end_year"],
            "Où": [_where(row) for row in zip(records["attached"], records["share"], strict=True)],
            "Lien": records["page"].where(records["page"] != "", None),
        }
    )


def _where(row: tuple[str, float]) -> str:
    attached, share = row
    if attached == INSIDE:
        return _INSIDE
    return f"territoire plus large (part de population ici : {percent(share)})"


def _facts(row: pd.Series) -> list[tuple[str, str]]:
    """List what is known of a record, the unknown said as such."""
    period = [row["start_year"], row["end_year"]]
    years = " – ".join("?" if pd.isna(year) else str(year) for year in period)
    facts = [
        ("Nature", kind_words(row["kind"], row["partners"])),
        ("Catégorie", _label(Category, row["category"])),
        ("Famille", _label(Family, row["family"])),
        ("Domaines", domain_names(row["domains"])),
        ("Lieu", row["place"] or NO_PLACE),
        ("Échelle", _label(Scale, row["scale"])),
        ("Années", "non précisées" if pd.isna(period).all() else years),
        ("Dispositif", row["scheme_label"]),
        ("Profils des partenaires", _profiles(row["profiles"])),
    ]
    partners = row["partners"] if isinstance(row["partners"], str) else NO_PARTNER
    facts.append(("Partenaires", partners))
    if pd.notna(row["amount_eur"]):
        facts.append(("Argent public", f"{number(row['amount_eur'])}\u00a0€"))
    return facts


def _label(kinds: Any, key: object) -> str:
    return str(kinds(key).label) if isinstance(key, str) else "non précisée"


def _profiles(keys: str) -> str:
    return (
        ", ".join(PartnerProfile(key).label for key in keys.split(SEPARATOR) if key)
        or "non précisés"
    )


def _same_point(records: Records, key: str, state: ScreenState) -> None:
    own = records.located[records.located["record"] == key]
    if own.empty:
        return
    point = {"lat": own["lat"].iloc[0], "lng": own["lon"].iloc[0]}
    others = [other for other in records_at(records, point) if other != key]
    if not others:
        return
    st.caption(f"Au même endroit sur la carte ({number(len(others))}) :")
    titles = records.frame.set_index("record")["title"]
    for other in others[:_NEIGHBOURS]:
        st.button(
            plain(titles[other]),
            key=f"partenariats.voisin.{other}",
            on_click=state.set,
            args=("fiche", other),
            type="tertiary",
            width="stretch",
        )


def _choose_row(state: ScreenState, keys: list[str]) -> None:
    rows = st.session_state[_table_key(state)]["selection"]["rows"]
    if rows:
        state.set("fiche", keys[rows[0]])


def _table_key(state: ScreenState) -> str:
    return state.key("tableau")
