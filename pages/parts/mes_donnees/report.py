"""What a check says of a file: counts, faults, what was understood, and a preview."""

from __future__ import annotations

import folium
import pandas as pd
import streamlit as st

from common.french import number
from common.palette import PRIMARY, SURFACE, faded
from geo.maps import Bounds, drawing, drawing_layer, points_layer, tile_layer
from own_data.checks.report_words import faults_left, faults_table, summary, verdict
from own_data.kinds.named_places import located_records, main_level, named_places
from own_data.loaded import CheckReport, Loaded
from pages.parts.kit.desk import desk
from pages.parts.kit.downloads import csv_button
from pages.parts.kit.ground import plain_map, show_map, tiles
from pages.parts.kit.notices import plain, told_in_french
from pages.parts.kit.tables import table, text_table

_HEIGHT = 420
#: Beyond, a browser is slow.
_MOST_POINTS = 1_000
#: Lighter than the points that lie over it.
_INSIDE = faded(PRIMARY, 0.5)
#: Degrees left around what is shown.
_MARGIN = 0.2


def show_report(report: CheckReport) -> None:
    """Show all that is to be said of a file."""
    tell = st.success if report.is_clean else st.error
    icon = ":material/check:" if report.is_clean else ":material/error:"
    tell(f"{plain(summary(report))} **{verdict(report)}**", icon=icon)
    if report.notices:
        st.markdown("\n".join(f"- {plain(notice)}" for notice in report.notices))
    if not report.is_clean:
        st.subheader("Ce qui ne va pas, et comment le réparer")
        faults = faults_table(report.faults)
        table(faults, own_file="faults")
        if faults_left(report):
            st.caption(faults_left(report))
        csv_button("Les fautes", lambda: faults_table(report.faults).set_index("Ligne"),
                   "fautes.csv")  # fmt: skip
    if len(report.preview):
        st.subheader("Les premières lignes, comme elles sont comprises")
        text_table(_with_lines(report.preview))


def _with_lines(preview: pd.DataFrame) -> pd.DataFrame:
    """Keep the line of the file beside each row, where the preview is of its rows."""
    if preview.index.name is None:
        return preview
    return preview.reset_index().astype("str")


@told_in_french()
def places_map(loaded: Loaded) -> None:
    """Draw the territories that a file speaks of, at the level of most of them, and its points."""
    places, points = named_places(loaded), located_records(loaded)
    level = main_level(places)
    if level is None and points.empty:
        return
    st.subheader("Où c’est")
    group = folium.FeatureGroup("fichier")
    ground = plain_map(_around(places, points), legend=False)
    if level is not None:
        codes = desk().territories_of(level).index.sort_values()
        named = places.loc[places["level"] == level.value, "code"]
        inside = pd.Series(codes.isin(named), index=codes).astype("Int8")
        words = ["absent du fichier", "dans le fichier"]
        drawing_layer(drawing(inside, [SURFACE, _INSIDE], words)).add_to(group)
        tile_layer(tiles()[level]).add_to(ground)
        st.caption(f"{number(len(named))} au niveau {level.label}.")
    if len(points) > _MOST_POINTS:
        st.caption(f"Les {number(_MOST_POINTS)} premiers points sur {number(len(points))}.")
        points = points.head(_MOST_POINTS)
    if len(points):
        points_layer(points, list(points["title"]), clustered=False).add_to(group)
    show_map(ground, group, key="mes_donnees.map", height=_HEIGHT)


def _around(places: pd.DataFrame, points: pd.DataFrame) -> Bounds | None:
    """Degrees around the centres of the territories and the points; None for the whole country."""
    centres = desk().territories.set_index(["level", "code"])[["lon", "lat"]]
    named = centres.reindex(pd.MultiIndex.from_frame(places)).dropna()
    all_of = pd.concat([named, points[["lon", "lat"]]])
    if all_of.empty:
        return None
    (west, south), (east, north) = all_of.min(), all_of.max()
    return west - _MARGIN, south - _MARGIN, east + _MARGIN, north + _MARGIN
