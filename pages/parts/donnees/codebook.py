"""The codebook: what each column of every file means, searched, in French and in English."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.codebook import codebook, column_rows
from common.french import number, plural
from geo.search import normalise
from pages.parts.kit.downloads import csv_button
from pages.parts.kit.tables import table

SEARCH = "Chercher une colonne"


@st.fragment
def codebook_section() -> None:
    """Search the columns by name or by what they mean; show them, and hand them all out."""
    st.markdown(
        "Tous les fichiers partagent les mêmes noms de colonnes. Une case vide n’est jamais un "
        "zéro : la dernière colonne dit ce qu’elle veut dire. Une colonne peut finir par une "
        "année (`value_2021`) ou commencer par un domaine (`mobilite_status`)."
    )
    text = st.text_input(SEARCH, placeholder="rang, interval, habitants…", icon=":material/search:")
    rows = found_columns(text)
    st.markdown(f"**{number(len(rows))} {plural(len(rows), 'colonne')}**")
    table(
        rows.reset_index().rename(
            columns={
                "column": "Colonne",
                "fr": "Ce qu’elle dit",
                "en": "In English",
                "unit": "Unité",
                "absent": "Case vide",
            }
        ),
        height=480,
        printed=False,
        own_file="donnees.dictionnaire",
        alt="Le dictionnaire des colonnes, une ligne par colonne",
    )
    csv_button("Dictionnaire entier", _file, "fragiscope_dictionnaire.csv")


def found_columns(text: str) -> pd.DataFrame:
    """List the columns whose name or meaning has all the words of a text.

    >>> "rank_low" in found_columns("RANG").index, len(found_columns("xyzzy"))
    (True, 0)
    """
    rows = column_rows(codebook())
    words = normalise(text).split()
    said = [normalise(" ".join(map(str, row))) for row in rows.reset_index().to_numpy()]
    return rows[[all(word in one for word in words) for one in said]]


def _file() -> pd.DataFrame:
    return column_rows(codebook())
