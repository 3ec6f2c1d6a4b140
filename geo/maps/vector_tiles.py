"""Territories as vector tiles: the communes of the whole country, or any level."""

from __future__ import annotations

from common import assets, palette
from common.levels import Level
from geo.maps.widget import Widget
from geo.tiles import LOW_ZOOMS, TileSet

#: Folder of the tiles below ``static/``.
FOLDER = "tiles"
_OUTLINE_ZOOM = {
    Level.COMMUNE: 9,
    Level.EPCI: 7,
    Level.CRTE: 7,
    Level.DEPARTEMENT: 5,
    Level.REGION: 5,
}
#: Kinds of lines drawn over a level: limits of départements (d) over finer ones, of régions (r).
_BORDERS = {Level.DEPARTEMENT: "r", Level.REGION: "r"}
_ALL_BORDERS = "dr"


class _TileWidget(Widget):
    """A widget that needs the reader of vector tiles."""

    def __init__(self, options: dict[str, object]) -> None:
        super().__init__("tiles", options)
        self.default_js = [
            ("protomaps", assets.address("protomaps-leaflet", "dist/protomaps-leaflet.js"))
        ]


def tile_layer(files: TileSet) -> Widget:
    """Draw the territories of a level from tiles that the browser fetches as it needs them.

    Their order, for the drawing of the map, is that of the level's sorted codes.

    Parameters
    ----------
    files : what :func:`geo.tiles.ensure_tiles` returned for the level.

    Raises
    ------
    MissingDataError
        If the scripts are not installed and the CDN is forbidden.
    """
    west, south, east, north = files.bounds
    folder = f"{assets.static_url()}/{FOLDER}"
    return _TileWidget(
        {
            "urls": {
                "low": f"{folder}/{files.low}",
                "high": f"{folder}/{files.high}",
                "borders": f"{folder}/{files.borders}",
            },
            "bounds": [[south, west], [north, east]],
            "lowZoom": LOW_ZOOMS[1],
            "maxZoom": files.max_zoom,
            "outlineZoom": _OUTLINE_ZOOM[files.level],
            "borders": _BORDERS.get(files.level, _ALL_BORDERS),
            "ink": palette.OUTLINE_INK,
            "casing": palette.opaque(palette.OUTLINE_CASING, 0.75),
        }
    )
