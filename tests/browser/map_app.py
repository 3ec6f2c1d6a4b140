"""A small application that shows the map engine alone; started by test_map_engine.py.

Its folder holds ``squares.json`` (a GeoJSON collection of four squares) and their tiles, in
``static/tiles``. Address parameters: ``text`` (written in every place where a text enters a map),
``values`` (one letter per square), ``cdn`` (no script installed).
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

HERE = Path.cwd()
sys.path.insert(0, (HERE / "root.txt").read_text())

from common import assets, palette  # noqa: E402 -- the project is found by the line above
from common.levels import Level  # noqa: E402
from geo import maps  # noqa: E402
from geo.extents import Extent  # noqa: E402
from geo.map_signs import Axis, Hatch, Hatched  # noqa: E402
from geo.tiles import tile_set  # noqa: E402

query = st.query_params
text = query.get("text", "Carré")
values = query.get("values", "aabb")
assets.VENDOR = HERE / "nowhere" if "cdn" in query else assets.VENDOR

squares = gpd.read_file(HERE / "squares.json")
ground = maps.base_map((0.0, 40.0, 4.0, 42.0), attribution=text, min_zoom=2.5)
maps.tile_layer(tile_set(Level.EPCI, "test")).add_to(ground)
far = Extent("loin", text, "", "", 40.0, 3.0, 41.0, 4.0)
maps.insets_layer([far]).add_to(ground)

group = folium.FeatureGroup("dessin")
seen = maps.drawing(
    pd.Series([ord(letter) - 97 for letter in values]),
    palette.sequential(2),
    [text, text],
    hatching=pd.Series(["", "rising", "", "dotted"]),
    meanings={Hatch.RISING: text, Hatch.DOTTED: text},
    no_data_label=text,
)
maps.drawing_layer(seen).add_to(group)
maps.outline_layer(squares.geometry).add_to(group)
maps.highlight_layer(squares.geometry.iloc[[0]]).add_to(group)
maps.banner(text).add_to(group)
maps.mention(text).add_to(group)
maps.legend(
    f"Légende {values} {text}",
    [text] * 2,
    palette.sequential(2),
    note=text,
    hatched=[Hatched(text, Hatch.RISING, 1)],
).add_to(group)
side = Axis(text, (text, text, text))
maps.bivariate_legend(text, side, side, reading=text).add_to(group)
maps.circles_legend(text, [(text, 9.0)]).add_to(group)
where = pd.DataFrame({"lat": [41.5, 41.2], "lon": [0.5, 2.5]})
maps.points_layer(where, [f"{text}\n{text}"] * 2, clustered=False).add_to(group)
maps.points_layer(where + 0.2, [text] * 2).add_to(group)
# Alone, and apart from all the others: of a group of its own.
maps.points_layer(pd.DataFrame({"lat": [40.2], "lon": [3.6]}), [text]).add_to(group)
maps.circles_layer(where + 0.1, pd.Series([1.0, 2.0]), 2.0, [text] * 2).add_to(group)
pixel = (
    "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9aw"
    "AAAABJRU5ErkJggg=="
)
maps.image_layer(pixel, (3.0, 41.0, 4.0, 42.0), description=text).add_to(group)

answer = st_folium(
    ground,
    key="carte",
    height=560,
    use_container_width=True,
    returned_objects=["last_clicked"],
    feature_group_to_add=group,
)
st.text_input(
    "Autres valeurs",
    key="letters",
    on_change=lambda: query.update(values=st.session_state["letters"]),
)
st.code(json.dumps(answer), language=None)
