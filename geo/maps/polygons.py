"""Territories as GeoJSON polygons: every level but the communes of the whole country."""

from __future__ import annotations

import json
from typing import Any

import folium
import geopandas as gpd
import numpy as np
import shapely
from branca.element import MacroElement
from folium.template import Template
from folium.utilities import JsCode

from common.errors import InvalidDataError
from common.safe_text import safe_text
from geo.maps.widget import digest, script_json

#: About one metre: finer is invisible and heavy.
DECIMALS = 5
_WGS84 = 4326


def rounded(geometry: gpd.GeoSeries, decimals: int = DECIMALS) -> np.ndarray:
    """Round coordinates (degrees); a vertex shared by two territories stays shared."""
    return np.asarray(
        shapely.transform(geometry.to_numpy(), lambda points: np.round(points, decimals))
    )


def check_wgs84(frame: gpd.GeoDataFrame, source: str) -> None:
    """Refuse shapes that are not longitudes and latitudes.

    Raises
    ------
    InvalidDataError
        If the CRS is not EPSG:4326.
    """
    if frame.crs is None or frame.crs.to_epsg() != _WGS84:
        raise InvalidDataError(source, [f"CRS attendu EPSG:4326, reçu {frame.crs}."])


def feature_collection(
    frame: gpd.GeoDataFrame, name: str = "name", decimals: int = DECIMALS
) -> dict[str, Any]:
    """Prepare shapes for a map: cache the result, it depends on the territories alone.

    Parameters
    ----------
    frame : columns ``geometry`` (EPSG:4326) and ``name``, one row per territory; the order of
        the rows is the order of the drawing.
    name : column of the territory's name.
    decimals : precision of the coordinates, in degrees.

    Returns
    -------
    dict
        A GeoJSON collection; each feature has ``i`` (rank of the row) and ``n`` (safe name).

    Raises
    ------
    InvalidDataError
        If the CRS is not EPSG:4326.
    """
    check_wgs84(frame, "les contours de la carte")
    shapes = [json.loads(text) for text in shapely.to_geojson(rounded(frame.geometry, decimals))]
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"i": i, "n": safe_text(label)}, "geometry": shape}
            for i, (label, shape) in enumerate(zip(frame[name], shapes, strict=True))
        ],
    }


class _Territories(MacroElement):
    """Tooltip, hover and repainting of a folium.GeoJson."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            /* {{ this.digest }} */
            fragiscope.polygons({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, content: dict[str, Any]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's
        self._name = "Territories"
        self.digest = digest(script_json(content))


def polygon_layer(collection: dict[str, Any]) -> folium.GeoJson:
    """Draw territories as polygons whose colours come from the drawing of the map.

    The style is one JavaScript function that reads a precomputed class: folium's
    ``style_function`` writes a ``switch`` with a case per territory, evaluated for each of them.

    Parameters
    ----------
    collection : what :func:`feature_collection` returned.
    """
    layer = folium.GeoJson(
        collection,
        name="territoires",
        control=False,
        smooth_factor=0.6,
        style=JsCode("fragiscope.style"),
    )
    layer.add_child(_Territories(collection))
    return layer
