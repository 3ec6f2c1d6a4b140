"""The table behind a map: the same rows, in French, sortable."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from atlas.desk.query import Measure
from atlas.desk.wording import status_label
from atlas.layer.layer import Layer
from indicators.base.catalogue import SHARE
from pages.parts.kit.notices import number_columns

_COLUMNS = {
    Measure.OBJECTIVE: {
        "value": "Score",
        "rank": "Rang (1 = le plus fragile)",
        "rank_low": "Rang possible, de",
        "rank_high": "à",
        "available": "Données présentes",
        "expected": "Données attendues",
    },
    Measure.PERCEIVED: {
        "value": "Score perçu",
        "low": "Borne basse (95 %)",
        "high": "Borne haute (95 %)",
        "n": "Répondants",
    },
    Measure.GAP: {
        "value": "Écart (écarts types)",
        "low": "Borne basse (95 %)",
        "high": "Borne haute (95 %)",
        "objective": "Score objectif",
        "perceived": "Score perçu",
        "n": "Répondants",
    },
    Measure.INDICATOR: {"value": "Valeur"},
    Measure.PARTNERSHIPS: {
        "value": "Partenariats",
        "share": "Part de ceux de territoires plus larges",
    },
    Measure.NEED_RESPONSE: {
        "value": "Score de fragilité",
        "rank_low": "Rang possible, de",
        "rank_high": "à",
        "second": "Partenariats pour 10 000 habitants",
        "rate_low": "Borne basse (95 %)",
        "rate_high": "Borne haute (95 %)",
        "count": "Partenariats comptés",
    },
    Measure.BOTH_VIEWS: {
        "value": "Score mesuré",
        "second": "Score perçu",
        "gap": "Écart (écarts types)",
        "low": "Borne basse (95 %)",
        "high": "Borne haute (95 %)",
        "n": "Répondants",
    },
}
#: Rows that travel at once; of a longer table the browser asks for those that it shows.
MOST_AT_ONCE = 2_000


def french_table(layer: Layer) -> pd.DataFrame:
    """Lay out a layer's rows for a French reader, highest value first, missing numbers blank."""
    table = layer.table
    measure = layer.query.measure
    share = measure is Measure.INDICATOR and layer.unit == SHARE
    columns = {name: label for name, label in _COLUMNS[measure].items() if name in table}
    shown = table[["name", *columns]].rename(columns={"name": "Territoire", **columns})
    if share:
        shown["Valeur"] = shown["Valeur"] * 100
        shown = shown.rename(columns={"Valeur": "Valeur (%)"})
    shown["Lecture"] = [status_label(measure, status) for status in table["status"]]
    if measure.asks_a_group:
        shown["Enquête"] = layer.about.mark or layer.about.sources[0].title
    shown.insert(1, "Code", table.index)
    first = str(shown.columns[2])
    ranked = shown.sort_values(first, ascending=False, kind="stable", na_position="last")
    return _light(ranked.reset_index(drop=True))


def _light(table: pd.DataFrame) -> pd.DataFrame:
    """Give columns their smallest types: the table travels at each change of the map."""
    whole = table.select_dtypes("integer").columns
    said = table.columns.intersection(["Lecture", "Enquête"])
    types = dict.fromkeys(said, "category") | dict.fromkeys(whole, "Int32")
    return table.astype(types | dict.fromkeys(table.select_dtypes("float").columns, "float32"))


def layer_table(layer: Layer, table: pd.DataFrame, key: str) -> None:
    """Show the sortable table of a layer (:func:`french_table`)."""
    st.dataframe(
        table,
        hide_index=True,
        key=key,
        height=320,
        lazy=len(table) > MOST_AT_ONCE,
        placeholder="–",
        column_config=number_columns(table),
        alt=f"Tableau des {len(table)} territoires de la carte : {layer.about.title}",
    )
