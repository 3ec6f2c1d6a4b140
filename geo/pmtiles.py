"""Write and count again vector tiles in the PMTiles format."""

from __future__ import annotations

import os
import struct
from pathlib import Path

import geopandas as gpd

from common.drafts import draft_folder
from common.errors import InvalidDataError

#: Every territory is in the tiles from this zoom on; below, one is smaller than a pixel.
COMPLETE_FROM = 6
#: GDAL's own limits (500 kB, 200,000 features) silently drop communes.
MAX_TILE_SIZE = 50_000_000
MAX_TILE_FEATURES = 10_000_000
#: Magic word, version, then start and length of the root, the metadata, the leaves and the tiles.
_HEADER = struct.Struct("<7sx8Q")


def write_pmtiles(frame: gpd.GeoDataFrame, path: Path, layer: str, zooms: tuple[int, int]) -> None:
    """Write one layer of vector tiles, whole or not at all.

    GDAL drops features of a tile beyond 500 kB without an error: the limits are lifted, and
    territories (column ``i``) are counted again in the file from zoom 6 on.

    Raises
    ------
    InvalidDataError
        If a territory is absent from the tiles.
    """
    import pyogrio  # noqa: PLC0415 - only where tiles are built

    with draft_folder(path.parent) as folder:
        draft = folder / path.name
        pyogrio.write_dataframe(
            frame,
            draft,
            driver="PMTiles",
            layer=layer,
            dataset_options={
                "MINZOOM": zooms[0],
                "MAXZOOM": zooms[1],
                "MAX_SIZE": MAX_TILE_SIZE,
                "MAX_FEATURES": MAX_TILE_FEATURES,
            },
        )
        if "i" in frame:
            _check_complete(draft, set(frame["i"]), zooms)
        draft.replace(path)


def whole(path: Path) -> bool:
    """Tell whether a file is there and has all the bytes that its header announces."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
            size = os.fstat(file.fileno()).st_size
    except OSError:
        return False
    if len(header) < _HEADER.size:
        return False
    name, *sections = _HEADER.unpack(header)
    ends = [start + length for start, length in zip(sections[::2], sections[1::2], strict=True)]
    return bool(name == b"PMTiles") and max(ends) <= size


def indexes(path: Path, zoom: int) -> set[int]:
    """Read the numbers of the territories that a file holds at a zoom, all its tiles together."""
    import pyogrio  # noqa: PLC0415 - only where tiles are built

    frame = pyogrio.read_dataframe(
        path, ZOOM_LEVEL=zoom, CLIP="NO", columns=["i"], read_geometry=False
    )
    return set(frame["i"])


def _check_complete(path: Path, expected: set[int], zooms: tuple[int, int]) -> None:
    found = range(max(zooms[0], COMPLETE_FROM), zooms[1] + 1)
    absent = {zoom: len(expected - indexes(path, zoom)) for zoom in found}
    faults = [f"zoom {zoom} : {n} territoires absents." for zoom, n in absent.items() if n]
    if faults:
        raise InvalidDataError(path.name, faults)
