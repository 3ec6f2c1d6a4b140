"""The map engine over the real boundaries and drawn values; started by maps.py."""

from __future__ import annotations

import sys
from pathlib import Path

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, Path("root.txt").read_text(encoding="utf-8"))

from common import palette
from common.french import number
from common.paths import DATA, STATIC
from geo import maps
from geo.boundaries import read_boundaries
from geo.classes import classify
from geo.extents import METROPOLE
from geo.levels import Level
from geo.locate import locate
from geo.tiles import TileSet, ensure_tiles

st.set_page_config(layout="wide")
level = Level(st.query_params.get("level", "commune"))


@st.cache_resource
def ready(wanted: Level) -> tuple[gpd.GeoDataFrame, TileSet]:
    """Load once what every session shares."""
    return read_boundaries(wanted, DATA), ensure_tiles(DATA, STATIC / "tiles")[wanted]


def naive() -> None:
    """Show what folium's own documentation leads to."""
    communes = read_boundaries(Level.COMMUNE, DATA)
    drawn = pd.Series(np.random.default_rng(0).normal(50, 15, len(communes)))
    cut = classify(drawn)
    ranks = dict(zip(communes["code"], cut.index(drawn), strict=True))
    ramp = palette.sequential(len(cut))
    page = folium.Map(location=[46.2, 2.2], zoom_start=6, tiles=None)
    offline = maps.base_map((0, 0, 1, 1), attribution="")
    page.default_js, page.default_css = offline.default_js, offline.default_css
    folium.GeoJson(
        communes,
        style_function=lambda feature: {
            "fillColor": ramp[ranks[feature["properties"]["code"]]],
            "weight": 0.2,
            "fillOpacity": 1,
        },
    ).add_to(page)
    st_folium(page, key="naive", height=620, use_container_width=True, returned_objects=[])


if "naive" in st.query_params:
    naive()
    st.stop()

shapes, files = ready(level)
seed = st.number_input("Indicateur", 0, 1000, 0)
values = pd.Series(np.random.default_rng(seed).normal(50, 15, len(shapes)))
classes = classify(values)
labels = classes.labels(lambda value: number(value, 1))
colours = palette.sequential(len(classes))
ground = maps.base_map(METROPOLE.bounds, attribution="IGN, Insee", min_zoom=5)
maps.tile_layer(files).add_to(ground)
group = folium.FeatureGroup("dessin")
maps.drawing_layer(maps.drawing(classes.index(values), colours, labels)).add_to(group)
maps.legend(f"Indicateur {seed}", labels, colours, counts=classes.counts).add_to(group)
answer = st_folium(
    ground,
    key="carte",
    height=620,
    use_container_width=True,
    returned_objects=["last_clicked"],
    feature_group_to_add=group,
)
if answer["last_clicked"]:
    point = answer["last_clicked"]
    st.subheader(f"Panneau {locate(shapes.set_index('code'), point['lng'], point['lat'])}")
