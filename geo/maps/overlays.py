"""What is laid over the territories: borders, selection, points, circles, a picture."""

from __future__ import annotations

import json
from collections.abc import Iterable

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from common import palette
from common.errors import InvalidDataError
from common.safe_text import safe_text
from geo.map_signs import circle_radius
from geo.maps.empty_map import Bounds
from geo.maps.widget import Widget

#: IGN's map, through the Géoplateforme: asked by the browser, only when the user turns it on.
IGN_PLAN = (
    "https://data.geopf.fr/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&STYLE=normal"
    "&LAYER=GEOGRAPHICALGRIDSYSTEMS.PLANIGNV2&TILEMATRIXSET=PM&FORMAT=image/png"
    "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
)
#: About one metre, in degrees: finer is invisible and heavy.
_DECIMALS = 5
_WGS84 = 4326


def _rounded(geometry: gpd.GeoSeries) -> np.ndarray:
    """Round coordinates (degrees); a vertex shared by two territories stays shared."""
    return np.asarray(
        shapely.transform(geometry.to_numpy(), lambda points: np.round(points, _DECIMALS))
    )


def _check_wgs84(shapes: gpd.GeoSeries, source: str) -> None:
    """Refuse shapes that are not longitudes and latitudes."""
    if shapes.crs is None or shapes.crs.to_epsg() != _WGS84:
        raise InvalidDataError(source, [f"CRS attendu EPSG:4326, reçu {shapes.crs}."])


def _borders(geometry: gpd.GeoSeries) -> dict[str, object]:
    """Merge the borders of territories: a line shared by two is drawn once."""
    lines = shapely.union_all(shapely.boundary(_rounded(geometry)))
    merged: dict[str, object] = json.loads(shapely.to_geojson(shapely.line_merge(lines)))
    return merged


def outline_layer(shapes: gpd.GeoSeries, weight: float = 0.9) -> Widget:
    """Draw the borders of an upper level as thin dark lines on a light casing.

    Parameters
    ----------
    shapes : polygons of the upper level, EPSG:4326.
    weight : width of the line, pixels.

    Raises
    ------
    InvalidDataError
        If the CRS is not EPSG:4326.
    """
    _check_wgs84(shapes, "les limites de la carte")
    return Widget(
        "outlines",
        {
            "data": _borders(shapes),
            "ink": palette.OUTLINE_INK,
            "casing": palette.opaque(palette.OUTLINE_CASING, 0.75),
            "weight": weight,
        },
    )


def highlight_layer(shapes: gpd.GeoSeries) -> Widget:
    """Outline the selected territory (or territories).

    Raises
    ------
    InvalidDataError
        If the CRS is not EPSG:4326.
    """
    _check_wgs84(shapes, "le territoire choisi")
    return Widget(
        "outlines",
        {
            "data": _borders(shapes),
            "ink": palette.SELECTED_INK,
            "casing": palette.OUTLINE_INK,
            "weight": 2.6,
        },
    )


def _rows(frame: pd.DataFrame, *columns: Iterable[object]) -> list[list[object]]:
    """Pair rounded latitudes and longitudes with other columns, checking that all are there."""
    positions = frame[["lat", "lon"]]
    faults = [
        f"ligne {row} : latitude ou longitude manquante."
        for row in np.flatnonzero(positions.isna().any(axis=1).to_numpy())
    ]
    if faults:
        raise InvalidDataError("les points de la carte", faults)
    pairs = positions.round(5).itertuples(index=False)
    return [[lat, lon, *rest] for (lat, lon), *rest in zip(pairs, *columns, strict=True)]


def points_layer(
    frame: pd.DataFrame,
    lines: Iterable[str],
    *,
    clustered: bool = True,
) -> Widget:
    """Draw points, grouped where they are dense, with what each says when clicked.

    Parameters
    ----------
    frame : columns lat, lon (degrees).
    lines : text of each point; a line break separates its first line, in bold, from the others.
    clustered : whether near points are grouped.

    Raises
    ------
    InvalidDataError
        If a position is missing.
    """
    rows = _rows(frame, [_popup(text) for text in lines])
    colours = {"fill": palette.ACTS, "ink": palette.BACKGROUND}
    return Widget("points", {"rows": rows, **colours, "clustered": clustered})


def _popup(text: str) -> str:
    """Escape a text of several lines and make the first one stand out."""
    first, *others = text.split("\n")
    return "<br>".join([f"<b>{safe_text(first)}</b>", *(safe_text(line) for line in others)])


def circles_layer(
    frame: pd.DataFrame,
    counts: pd.Series[float],
    largest: float,
    texts: Iterable[str],
    *,
    max_radius: float = 26,
    colour: str = palette.PRIMARY,
) -> Widget:
    """Draw proportional circles: the way to show counts, which no choropleth may show.

    Parameters
    ----------
    frame : columns lat, lon (degrees).
    counts : count of each row; zero or missing draws nothing.
    largest : the count that gets ``max_radius`` (keep it fixed to compare maps).
    texts : tooltip of each row.
    colour : that of what is counted.

    Raises
    ------
    InvalidDataError
        If a position is missing.
    """
    shown = (counts > 0).fillna(False).to_numpy(dtype=bool)
    radius = circle_radius(counts[shown], largest, max_radius).round(2)
    lines = [safe_text(text) for text, kept in zip(texts, shown, strict=True) if kept]
    rows = sorted(_rows(frame[shown], radius, lines), key=lambda row: (-float(str(row[2])), row))
    return Widget("circles", {"rows": rows, "fill": colour, "ink": palette.BACKGROUND})


def image_layer(url: str, bounds: Bounds, *, description: str) -> Widget:
    """Lay a picture over the map (density surface).

    Parameters
    ----------
    url : of a picture in EPSG:3857, ``data:image/png;base64,…`` or an address of the application.
    bounds : its edges, degrees.
    description : alternative text.
    """
    west, south, east, north = bounds
    return Widget(
        "image",
        {
            "url": url,
            "bounds": [[south, west], [north, east]],
            "opacity": 0.75,
            "alt": safe_text(description),
        },
    )


def ign_layer() -> folium.TileLayer:
    """IGN's map as a background. The browser then calls data.geopf.fr: off unless asked for."""
    return folium.TileLayer(
        IGN_PLAN, attr="© IGN – Géoplateforme", name="Plan IGN", control=False, max_zoom=18
    )
