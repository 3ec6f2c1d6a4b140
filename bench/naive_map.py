"""The national map that folium's documentation leads to, over drawn values; started by maps.py."""

from __future__ import annotations

import sys
from pathlib import Path

import folium
import numpy as np
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, Path("root.txt").read_text(encoding="utf-8"))

from common import palette
from common.levels import Level
from common.paths import DATA
from geo import maps
from geo.boundaries import read_boundaries
from geo.classes import classify

st.set_page_config(layout="wide")
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
