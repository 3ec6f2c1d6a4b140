"""Vector tiles of every level, derived from the boundaries and kept in ``static/tiles``.

Shapes travel once, apart from values (see ``geo.maps``). A level has two files: ``low`` for the
whole country seen from afar (generalised, shared borders stay shared), ``high`` for the rest. One
more file has the borders of départements and régions. Their names carry a stamp of the boundaries,
so that a browser may keep them forever and a new vintage is built anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from common.levels import MAPPED_LEVELS, Level
from common.tables import table_path
from geo.boundaries import read_boundaries
from geo.pmtiles import write_pmtiles
from geo.territories import read_memberships, read_territories
from geo.tile_shapes import borders, territories_of

#: Zooms of the files (of 512-pixel tiles: a screen at zoom 6 shows tiles of zoom 5).
LOW_ZOOMS = (4, 5)
HIGH_ZOOMS = (6, 9)
#: Metres of EPSG:3857; a third of a pixel on a screen at zoom 6.
LOW_TOLERANCE = 700
#: To be raised when the tiles change otherwise for the same boundaries.
RECIPE = 1
WEB_MERCATOR = 3857

#: Called with the share done (0-1) and what is being done.
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class TileSet:
    """The files that draw one level.

    Attributes
    ----------
    level : whose territories they hold, numbered in the order of their sorted codes.
    low, high, borders : names of the files in ``static/tiles``.
    bounds : west, south, east, north, degrees.
    max_zoom : deepest zoom of the tiles.
    """

    level: Level
    low: str
    high: str
    borders: str
    bounds: tuple[float, float, float, float]
    max_zoom: int = HIGH_ZOOMS[1]

    @property
    def names(self) -> tuple[str, str, str]:
        """Names of the three files."""
        return self.low, self.high, self.borders


#: Every part of the country: the files hold the five DROM.
_BOUNDS = (-63.2, -21.5, 55.9, 51.2)


def stamp(data: Path) -> str:
    """Fingerprint of what the tiles derive from: 12 hexadecimal digits."""
    names = ("commune", "memberships", "territories")
    found = hashlib.sha256(repr((RECIPE, LOW_ZOOMS, HIGH_ZOOMS, LOW_TOLERANCE)).encode())
    for name in names:
        found.update(table_path(data, f"boundaries/{name}.parquet").read_bytes())
    return found.hexdigest()[:12]


def tile_set(level: Level, mark: str) -> TileSet:
    """Name the files of a level for a stamp of the boundaries."""
    return TileSet(
        level,
        f"{level}-low-{mark}.pmtiles",
        f"{level}-high-{mark}.pmtiles",
        f"borders-{mark}.pmtiles",
        _BOUNDS,
    )


def missing_files(data: Path, folder: Path, levels: Iterable[Level] = MAPPED_LEVELS) -> list[str]:
    """List the files that :func:`ensure_tiles` would build."""
    mark = stamp(data)
    wanted = dict.fromkeys(name for level in levels for name in tile_set(level, mark).names)
    return [name for name in wanted if not (folder / name).is_file()]


def ensure_tiles(
    data: Path,
    folder: Path,
    levels: Iterable[Level] = MAPPED_LEVELS,
    progress: Progress | None = None,
) -> dict[Level, TileSet]:
    """Build the tiles that are missing for these boundaries, and drop those of older ones.

    Parameters
    ----------
    data : the data folder.
    folder : ``static/tiles``.
    levels : those wanted.
    progress : told of each step.

    Returns
    -------
    dict
        The files of each level.

    Raises
    ------
    MissingDataError
        If the boundaries have not been built.
    InvalidDataError
        If GDAL did not put every territory in the tiles.
    """
    communes = read_boundaries(Level.COMMUNE, data) if missing_files(data, folder, levels) else None
    mark = stamp(data)
    sets = {level: tile_set(level, mark) for level in levels}
    if communes is not None:
        folder.mkdir(parents=True, exist_ok=True)
        _build(communes, data, folder, sets, progress or (lambda share, step: None))
        for old in folder.glob("*.pmtiles"):
            if mark not in old.name:
                old.unlink(missing_ok=True)
    return sets


def _build(
    communes: gpd.GeoDataFrame,
    data: Path,
    folder: Path,
    sets: dict[Level, TileSet],
    progress: Progress,
) -> None:
    """Write the missing files one by one."""
    territories = read_territories(data)
    memberships = read_memberships(data)
    progress(0.0, "contours")
    high = communes.set_index("code").geometry.to_crs(WEB_MERCATOR)
    low = gpd.GeoSeries(
        shapely.coverage_simplify(high.to_numpy(), LOW_TOLERANCE), index=high.index, crs=high.crs
    )
    layers = {
        name: (level, shapes, zooms)
        for level, files in sets.items()
        for name, shapes, zooms in (
            (files.low, low, LOW_ZOOMS),
            (files.high, high, HIGH_ZOOMS),
        )
    }
    lines = next(iter(sets.values())).borders
    wanted = [name for name in (lines, *layers) if not (folder / name).is_file()]
    for rank, name in enumerate(wanted):
        progress((rank + 1) / (len(wanted) + 1), name)
        if name == lines:
            frame = borders(high, memberships)
            write_pmtiles(frame, folder / name, "limites", (LOW_ZOOMS[0], HIGH_ZOOMS[1]))
        else:
            level, shapes, zooms = layers[name]
            names = territories.loc[territories["level"] == level].set_index("code")["name"]
            frame = territories_of(level, shapes, memberships, names)
            write_pmtiles(frame, folder / name, "territoires", zooms)
    progress(1.0, "terminé")
