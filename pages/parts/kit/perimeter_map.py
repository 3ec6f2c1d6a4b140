"""The map on which a click puts an EPCI or a commune in a perimeter, or takes it out."""

from __future__ import annotations

from collections.abc import Callable

import folium
import pandas as pd
import streamlit as st

from common.levels import Level, Territory
from common.palette import PRIMARY, SURFACE
from geo.extents import METROPOLE
from geo.maps import Bounds, drawing, drawing_layer, tile_layer
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import CLICKS, plain_map, show_map, tiles
from pages.parts.kit.notices import told_in_french

_HEIGHT = 460
_LEVELS = {Level.EPCI: "EPCI", Level.COMMUNE: "Communes"}
#: Degrees left around what is chosen.
_MARGIN = 0.15


@told_in_french()
def perimeter_map(key: str, parts: list[str], toggle: Callable[[Territory], None]) -> None:
    """Draw the map; its order of events: answer the last click, then draw.

    Parameters
    ----------
    key : prefix of the widgets' keys.
    parts : what is already chosen, ``level:code``.
    toggle : called with the territory under a click that was not yet answered.
    """
    level = st.segmented_control(
        "Un clic ajoute ou retire",
        list(_LEVELS),
        format_func=_LEVELS.__getitem__,
        default=Level.EPCI,
        key=f"{key}.map_level",
    )
    level = level or Level.EPCI
    shown = st.toggle("Afficher la carte", key=f"{key}.map_shown")
    if not shown:
        return
    _answer(key, level, toggle)
    codes = desk().territories_of(level).index.sort_values()
    inside = _inside(level, codes, parts)
    group = folium.FeatureGroup("perimetre")
    seen = drawing(
        inside.astype("Int8"), [SURFACE, PRIMARY], ["hors du périmètre", "dans le périmètre"]
    )
    drawing_layer(seen).add_to(group)
    show_map(
        _ground(key, level, parts),
        group,
        key=f"{key}.map.{level.value}",
        height=_HEIGHT,
        answers=CLICKS,
    )


def _answer(key: str, level: Level, toggle: Callable[[Territory], None]) -> None:
    point = (st.session_state.get(f"{key}.map.{level.value}") or {}).get("last_clicked")
    answered = f"{key}.last_click"
    if point is None or point == st.session_state.get(answered):
        return
    st.session_state[answered] = point
    code = desk().at(level, point["lng"], point["lat"])
    if code is not None:
        toggle(Territory(level, code))
        st.rerun()


def _inside(level: Level, codes: pd.Index, parts: list[str]) -> pd.Series:
    """Tell which territories of a level lie wholly in what is chosen."""
    communes = {code for part in parts for code in desk().communes(Territory.parse(part))}
    if level is Level.COMMUNE:
        return pd.Series(codes.isin(communes), index=codes)
    rows = desk().memberships
    rows = rows[rows["level"] == level.value]
    held = rows["commune"].isin(communes).groupby(rows["code"]).all()
    return held.reindex(codes, fill_value=False)


def _ground(key: str, level: Level, parts: list[str]) -> folium.Map:
    """The empty map, around what was chosen when it was first drawn: it must not move after."""
    kept = f"{key}.map_bounds"
    if kept not in st.session_state:
        st.session_state[kept] = _bounds(parts)
    ground = plain_map(st.session_state[kept], legend=False)
    tile_layer(tiles()[level]).add_to(ground)
    return ground


def _bounds(parts: list[str]) -> Bounds:
    """Degrees around the chosen territories, or métropole."""
    if not parts:
        return METROPOLE.bounds
    communes = [code for part in parts for code in desk().communes(Territory.parse(part))]
    rows = desk().territories_of(Level.COMMUNE).loc[communes, ["lon", "lat"]]
    (west, south), (east, north) = rows.min(), rows.max()
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN
