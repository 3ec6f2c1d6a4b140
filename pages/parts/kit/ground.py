"""The maps of the screens: what they show first, the shapes that drawings colour, their place."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import NamedTuple

import folium
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.desk.provenance import BOUNDARIES_SOURCE
from common.errors import FragiscopeError, NotAvailableError
from common.levels import Level, Territory
from common.paths import STATIC
from geo.extents import METROPOLE
from geo.maps import Bounds, base_map, ign_layer, insets_layer, tile_layer
from geo.tiles import TileSet, ensure_tiles, missing_files
from pages.parts.kit.caches import cache_resource
from pages.parts.kit.desk import desk

#: Width left to the legend beside métropole, as a part of it: the sea takes the rest.
LEGEND_SHARE = 0.28
#: Of a map that answers, pixels.
MAP_HEIGHT = 620
#: What a map says of a click.
CLICKS = ("last_clicked",)
#: The tiles begin at 5; half a zoom below, they are drawn smaller: a phone shows the whole country.
MIN_ZOOM = 4.5
_FOLDER = STATIC / "tiles"
_PREPARING = "Première ouverture : préparation des fonds de carte…"
#: Said over an outline of the country, or over nothing where a part of it comes.
_WAITING = '<p class="fs-wait" role="status">La carte se dessine…</p>'
_WAITING_PART = _WAITING.replace("fs-wait", "fs-wait fs-part")
#: Seconds before tiles that could not be built are tried again.
_PATIENCE = 600


class _Tiles(NamedTuple):
    """The tiles of each level, or why there are none, and when this was found."""

    sets: dict[Level, TileSet]
    fault: str
    found: float


def tiles() -> dict[Level, TileSet]:
    """Name the map's tiles, built with a progress bar where they are missing.

    Raises
    ------
    NotAvailableError
        As :func:`geo.tiles.ensure_tiles` says; a failure is kept for a while, or until the files
        are there: a build takes a minute of processor, and another visitor would not fare better.
    """
    known = _tiles()
    if known.fault:
        raise NotAvailableError(known.fault)
    return known.sets


def _holds(known: _Tiles) -> bool:
    """Tell whether what was found of the tiles still holds."""
    if not known.fault:
        names = {name for files in known.sets.values() for name in files.names}
        return all((_FOLDER / name).is_file() for name in names)
    recent = time.monotonic() - known.found < _PATIENCE
    return recent and bool(missing_files(desk().data, _FOLDER))


@cache_resource(show_spinner=False, validate=_holds)
def _tiles() -> _Tiles:
    bar = st.progress(0.0, _PREPARING)
    try:
        sets = ensure_tiles(
            desk().data,
            _FOLDER,
            progress=lambda share, _: _show(bar, share, _PREPARING),
        )
    except FragiscopeError as error:
        return _Tiles({}, str(error), time.monotonic())
    finally:
        bar.empty()
    return _Tiles(sets, "", time.monotonic())


def _show(bar: st.delta_generator.DeltaGenerator, share: float, text: str) -> None:
    bar.progress(share, text)


def degrees_of(within: Territory | None) -> Bounds | None:
    """Degrees that a map shows first: those of the place shown, None for the whole country."""
    return None if within is None else desk().bounds(within)


def plain_map(around: Bounds | None = None, *, legend: bool = True) -> folium.Map:
    """Make a map without shapes.

    Parameters
    ----------
    around : degrees shown first; métropole when None.
    legend : whether room is left for it, beside.
    """
    beside = LEGEND_SHARE if around is None else None
    return base_map(
        around or METROPOLE.bounds,
        attribution=BOUNDARIES_SOURCE.line(),
        beside=beside if legend else 0.0,
        min_zoom=MIN_ZOOM,
    )


def ground_map(
    level: Level, around: Bounds | None = None, *, background: bool = False
) -> folium.Map:
    """Make the map of a level that a drawing colours; the DROM are beside the whole country.

    Parameters
    ----------
    level : level of the shapes.
    around : degrees shown first; the whole country when None.
    background : whether IGN's map is asked for, below the shapes.
    """
    ground = plain_map(around)
    if background:
        ign_layer().add_to(ground)
    tile_layer(tiles()[level]).add_to(ground)
    if around is None:
        insets_layer(position="bottomright").add_to(ground)
    return ground


def map_place(key: str, height: int, *, part: bool = False) -> DeltaGenerator:
    """Keep the place of a map, and say in it that it comes; its errors are told there too.

    Parameters
    ----------
    key : of the map.
    height : in pixels; ``static/fragiscope.css`` may give it another one.
    part : whether a part of the country comes, whose outline is not drawn.
    """
    place = st.container(height=height, border=False, key=f"fs-map-{key}", gap=None)
    place.html(_WAITING_PART if part else _WAITING)
    return place


def show_map(
    ground: folium.Map,
    drawing: folium.FeatureGroup,
    *,
    key: str,
    height: int,
    answers: Sequence[str] = (),
    place: DeltaGenerator | None = None,
) -> None:
    """Show a map with its drawing; the page keeps its place while the browser prepares it.

    Parameters
    ----------
    ground : the map, the same from one drawing to the next, so that it is not made anew.
    drawing : what is drawn over it.
    key : of the answers in the session.
    height : in pixels.
    answers : what the map tells of the reader's gestures.
    place : what :func:`map_place` gave, where the screen keeps it before the map is made.
    """
    # A component is served if it is imported within a visit: a server that imports it before its
    # first visitor (pages.parts.kit.opening) would answer 404 in the place of every map.
    from streamlit_folium import st_folium  # noqa: PLC0415

    part = ground.get_bounds() != [list(corner) for corner in METROPOLE.corners]
    with place or map_place(key, height, part=part):
        st_folium(
            ground,
            key=key,
            height=height,
            use_container_width=True,
            returned_objects=list(answers),
            feature_group_to_add=drawing,
        )
