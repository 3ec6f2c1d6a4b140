"""The first territories of a map, beside it: a click chooses one, the map lights its line."""

from __future__ import annotations

from typing import Any

import pandas as pd
import streamlit as st

from atlas.layers.layer import Layer
from common.french import FIRST as FIRST_RANK
from common.french import number, percent
from common.levels import Territory
from indicators.base.catalogue import SHARE
from pages.parts.kit.desk import desk
from pages.parts.kit.notices import plain
from pages.parts.kit.url import ScreenState

#: Lines of the list.
FIRST = 8
#: Column of the measures whose values have a rank, with its interval.
_RANKED = "rank_low"


def first_rows(layer: Layer) -> pd.DataFrame:
    """Rows of the territories that the table of the map shows first: the highest values."""
    column = next(iter(layer.measure.headings))
    rows = layer.table[layer.table[column].notna()]
    return rows.sort_values(column, ascending=False, kind="stable").head(FIRST)


def ranking(state: ScreenState, layer: Layer) -> None:
    """List the highest values of a map; without a word where it has none."""
    rows = first_rows(layer)
    if rows.empty:
        return
    ranked = _RANKED in layer.table
    title = "Les plus fragiles" if ranked else "Les valeurs les plus hautes"
    places = desk().territories_of(layer.query.level).index.sort_values()
    with st.container(key="fs-ranking", gap=None):
        st.header(plain(layer.about.told(title)), anchor=False)
        if ranked:
            st.caption(f"Score sur 100, et rangs possibles : le {FIRST_RANK} est le plus fragile.")
        for row in rows.itertuples():
            territory = Territory(layer.query.level, str(row.Index))
            st.button(
                _line(layer, row),
                key=f"fs-place-{places.get_loc(territory.code)}",
                on_click=state.set,
                args=("territoire", territory),
                type="tertiary",
                width="stretch",
            )


def _line(layer: Layer, row: Any) -> str:
    """Write a line: the value, the name, and where a score may be ranked."""
    value = getattr(row, next(iter(layer.measure.headings)))
    name = plain(str(row.name))
    if _RANKED not in layer.table:
        return f"**{plain(_told(layer, value))}** {name}"
    span = f" :small[rang {number(row.rank_low)} à {number(row.rank_high)}]"
    return f"**{number(value)}** {name}{'' if pd.isna(row.rank_low) else span}"


def _told(layer: Layer, value: float) -> str:
    if layer.measure.write is None and layer.unit == SHARE:
        return percent(value)
    return layer.measure.value_text(value, layer.unit)
