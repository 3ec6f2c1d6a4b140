"""The empty map: offline scripts, plain background, French controls."""

from __future__ import annotations

import hashlib
from functools import cache

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink, MacroElement
from folium.template import Template

from common import assets
from common.paths import STATIC
from common.safe_text import safe_text
from geo.maps.widget import Widget, script_json

#: West, south, east, north, in degrees (EPSG:4326).
Bounds = tuple[float, float, float, float]

_MAX_ZOOM = 14
#: Margin of the first view, pixels.
_PADDING = 6
_SCRIPTS = (
    ("leaflet", "leaflet", "dist/leaflet.js"),
    ("markercluster", "leaflet.markercluster", "dist/leaflet.markercluster.js"),
)
#: Ours, of ``static/map``: the first one opens what the others add to.
_OWN_SCRIPTS = ("fragiscope", "gestures", "keyboard", "links", "waiting")
_STYLES = (
    ("leaflet_css", "leaflet", "dist/leaflet.css"),
    ("markercluster_css", "leaflet.markercluster", "dist/MarkerCluster.css"),
)


@cache
def own_address(name: str) -> str:
    """Address of one of our files of ``static/map``; it changes with the content."""
    content = (STATIC / "map" / name).read_bytes()
    return f"{assets.static_url()}/map/{name}?v={hashlib.sha256(content).hexdigest()[:12]}"


def _links(wanted: tuple[tuple[str, str, str], ...]) -> list[tuple[str, str]]:
    return [(name, assets.address(package, path)) for name, package, path in wanted]


def _with_integrity(link: JavascriptLink | CssLink) -> Element:
    """Turn the hash that an address carries into an ``integrity`` attribute."""
    url, _, integrity = link.url.partition("#")
    attributes = f'integrity="{integrity}" crossorigin="anonymous"'
    if isinstance(link, JavascriptLink):
        return Element(f'<script src="{url}" {attributes}></script>')
    return Element(f'<link rel="stylesheet" href="{url}" {attributes}/>')


class FrameMap(folium.Map):
    """A folium map that loads our scripts instead of folium's list of public addresses."""

    def __init__(self, bounds: Bounds, min_zoom: float, max_zoom: int) -> None:
        west, south, east, north = bounds
        super().__init__(
            location=[(south + north) / 2, (west + east) / 2],
            tiles=None,
            zoom_start=int(min_zoom) + 1,
            prefer_canvas=True,
            zoom_control=False,
            zoomSnap=0.25,
            minZoom=min_zoom,
            maxZoom=max_zoom,
        )
        self.bounds: list[list[float | None]] = [[south, west], [north, east]]
        scripts, styles = _links(_SCRIPTS), _links(_STYLES)
        self.default_js = [
            ("guard", own_address("guard.js")),
            *scripts,
            *((name, own_address(f"{name}.js")) for name in _OWN_SCRIPTS),
        ]
        self.default_css = [*styles, ("fragiscope_css", own_address("fragiscope.css"))]

    def get_bounds(self) -> list[list[float | None]]:
        """Return the wanted view; folium's own reading walks through every coordinate."""
        return self.bounds

    def render(self, **kwargs: object) -> str:
        """Render, with integrity attributes on what comes from the CDN."""
        rendered = str(super().render(**kwargs))  # type: ignore[no-untyped-call] # folium's
        figure = self.get_root()
        assert isinstance(figure, Figure)  # noqa: S101 -- folium puts every map in one
        header = figure.header._children
        for name, link in header.items():
            if isinstance(link, JavascriptLink | CssLink) and "#sha384-" in link.url:
                header[name] = _with_integrity(link)
        return rendered


class _Setup(MacroElement):
    """French controls, scale bar, first view."""

    _template = Template(
        """
        {% macro script(this, kwargs) %}
            fragiscope.setup({{ this._parent.get_name() }}, {{ this.payload }});
        {% endmacro %}
        """
    )

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__()  # type: ignore[no-untyped-call] # branca's
        self._name = "Setup"
        self.payload = script_json(options)


def base_map(
    bounds: Bounds,
    *,
    attribution: str,
    beside: float | None = 0.0,
    min_zoom: float = 3,
) -> folium.Map:
    """Make an empty map over a plain background, that calls no one.

    Parameters
    ----------
    bounds : west, south, east, north in degrees; the first view contains them.
    attribution : mention of the boundaries' producers, always visible.
    beside : room left to the legend west of what is shown first, as a part of its width; None for
        the width of the legend. A narrow screen needs none: panels stand under what is shown.
    min_zoom : from which the map does not move farther.

    Raises
    ------
    MissingDataError
        If the scripts are not installed and the CDN is forbidden.
    """
    frame = FrameMap(bounds, min_zoom, _MAX_ZOOM)
    room = {"beside": beside, "padding": _PADDING}
    frame.add_child(_Setup({"bounds": frame.bounds, **room}))
    frame.add_child(Widget("mention", {"html": safe_text(attribution)}))
    return frame
