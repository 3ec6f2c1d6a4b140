"""The map of the records: points where they are few, circles by EPCI where they are many."""

from __future__ import annotations

from typing import Any

import folium
import pandas as pd
import streamlit as st

from atlas.maps.density import DensityMap
from atlas.maps.density_layer import furnish_density
from atlas.partnerships.overlay import MOST_POINTS
from atlas.partnerships.records import Records
from common.french import number, plural
from common.levels import Level, Territory
from common.palette import ACTS
from geo.map_signs import circle_radius
from geo.maps import (
    circles_layer,
    circles_legend,
    highlight_layer,
    outline_layer,
    points_layer,
)
from indicators.partnerships import kind_words
from pages.parts.kit.desk import desk
from pages.parts.kit.ground import MAP_HEIGHT, degrees_of, plain_map, show_map
from pages.parts.kit.notices import told_in_french
from pages.parts.kit.url import ScreenState
from pages.parts.partenariats.cache import cached_record_counts
from pages.parts.partenariats.filters import choose_place

_CLICKED = ["last_object_clicked", "last_object_clicked_tooltip"]
_MOST_RADIUS = 22
_SAME_PLACE = 5


@told_in_french()
def records_map(records: Records, place: Territory | None, state: ScreenState) -> None:
    """Show where the records are; a click on a point chooses a record, on a circle a place."""
    group = folium.FeatureGroup("fiches")
    with st.container():  # spinners stay inside: the map must not move
        if drawn_as_points(records):
            points_layer(records.located, popups(records)).add_to(group)
        else:
            _circles(records).add_to(group)
            _circles_legend(records).add_to(group)
        ground = _ground(place)
    show_map(ground, group, key=_map_key(state), height=MAP_HEIGHT, answers=_CLICKED)


@told_in_french()
def density_picture(surface: DensityMap, place: Territory | None) -> None:
    """Show a density surface over the régions and départements."""
    group = folium.FeatureGroup("densite")
    furnish_density(group, surface, "bottomleft", alone=True)
    show_map(_ground(place), group, key="partenariats.densite", height=MAP_HEIGHT)


def drawn_as_points(records: Records) -> bool:
    """Tell whether the records are few enough to be drawn one by one."""
    return len(records.located) <= MOST_POINTS


def circles_level(records: Records) -> Level:
    """Tell what has a circle: départements of the country, where 1,200 EPCI would be a cloud."""
    return Level.DEPARTEMENT if records.query.within is None else Level.EPCI


def follow_click(records: Records, state: ScreenState) -> None:
    """Answer a click that was not yet answered, before the widgets are drawn."""
    event = st.session_state.get(_map_key(state)) or {}
    point = event.get("last_object_clicked")
    clicked = (point, event.get("last_object_clicked_tooltip"))
    if point is None or clicked == st.session_state.get(state.key("answered")):
        return
    st.session_state[state.key("answered")] = clicked
    if drawn_as_points(records):
        here = records_at(records, point)
        if len(here):
            state.set("fiche", str(here.iloc[0]))
    else:
        code = _circle_at(records, point, str(clicked[1] or ""))
        if code is not None:
            choose_place(state, Territory(circles_level(records), code))


def records_at(records: Records, point: dict[str, float]) -> pd.Series:
    """List the records drawn at a point."""
    located = records.located
    here = (located["lat"].round(_SAME_PLACE) == round(point["lat"], _SAME_PLACE)) & (
        located["lon"].round(_SAME_PLACE) == round(point["lng"], _SAME_PLACE)
    )
    return located.loc[here, "record"]


def popups(records: Records) -> list[str]:
    """Say what each point is: title, scheme, kind and year, place, precision."""
    rows = records.frame.set_index("record").loc[records.located["record"]]
    columns = ("title", "scheme_label", "kind", "partners", "start_year", "end_year", "place")
    cells = zip(*(rows[name] for name in columns), strict=True)
    placed = {"site": "", "commune": "\nPlacé au centre de la commune"}
    return [
        f"{title}\n{scheme} ({kind_words(kind, partners)}{_years(*years)})\n{place}"
        f"{placed[precision]}"
        for (title, scheme, kind, partners, *years, place), precision in zip(
            cells, records.located["precision"], strict=True
        )
    ]


def _years(since: Any, until: Any) -> str:
    start = "" if pd.isna(since) else f", depuis {since}"
    return start if pd.isna(until) else f"{start}, jusqu’à {until}"


def _circles(records: Records) -> Any:
    counts = cached_record_counts(records.query, circles_level(records))
    return circles_layer(
        counts,
        counts["count"],
        _largest(counts),
        _circle_texts(counts),
        max_radius=_MOST_RADIUS,
        colour=ACTS,
    )


def _circle_texts(counts: pd.DataFrame) -> list[str]:
    return [
        f"{name} : {number(count)} {plural(count, 'partenariat')}"
        for name, count in zip(counts["name"], counts["count"], strict=True)
    ]


def _circle_at(records: Records, point: dict[str, float], text: str) -> str | None:
    """Find the circle of a click: the one that says so, the nearest of them."""
    counts = cached_record_counts(records.query, circles_level(records))
    same = counts[[said == text for said in _circle_texts(counts)]]
    if same.empty:
        return None
    distance = (same["lat"] - point["lat"]) ** 2 + (same["lon"] - point["lng"]) ** 2
    return str(distance.idxmin())


def _circles_legend(records: Records) -> Any:
    largest = _largest(cached_record_counts(records.query, circles_level(records)))
    examples = pd.Series([largest, largest / 4, largest / 20]).round().clip(lower=1)
    shown = examples.drop_duplicates()
    radii = circle_radius(shown, largest, _MOST_RADIUS)
    labels = [f"{number(count)} {plural(count, 'partenariat')}" for count in shown]
    return circles_legend(
        f"Partenariats par {circles_level(records).label}",
        list(zip(labels, radii, strict=True)),
        position="bottomleft",
        colour=ACTS,
    )


def _largest(counts: pd.DataFrame) -> float:
    return float(counts["count"].max())


def _ground(place: Territory | None) -> folium.Map:
    """Make the map under the records: the borders of the régions, or of the place."""
    if place is None:
        ground = plain_map()
        outline_layer(desk().shapes(Level.REGION)).add_to(ground)
        return ground
    shape = desk().shapes(place.level, [place.code])
    ground = plain_map(degrees_of(place), legend=False)
    finer = Level.EPCI if place.level in (Level.REGION, Level.DEPARTEMENT) else Level.COMMUNE
    inside = desk().shapes(finer, desk().codes_within(finer, place))
    outline_layer(inside, weight=0.4).add_to(ground)
    highlight_layer(shape).add_to(ground)
    return ground


def _map_key(state: ScreenState) -> str:
    return state.key("map")
