"""Vector tiles of every level, derived from the boundaries and kept in ``static/tiles``.

Shapes travel once, apart from values (see ``geo.maps``). A level has two files: ``low`` for the
whole country seen from afar (generalised, shared borders stay shared), ``high`` for the rest. One
more file has the borders of départements and régions. Their names carry a stamp of the boundaries,
so that a browser may keep them forever and a new vintage is built anew.
"""

from __future__ import annotations

import errno
import hashlib
import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import shapely

from common.drafts import sweep
from common.errors import NotAvailableError
from common.french import number, plural
from common.levels import MAPPED_LEVELS, Level
from common.locks import alone
from common.tables import table_path
from geo.boundaries import read_boundaries
from geo.pmtiles import whole, write_pmtiles
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
_LOCK = ".lock"
#: Bytes that all the files take, with their drafts.
_ROOM = 60_000_000
#: Seconds that a build never takes.
_LONGEST = 3_600

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
    return [name for name in wanted if not whole(folder / name)]


def ensure_tiles(
    data: Path,
    folder: Path,
    levels: Iterable[Level] = MAPPED_LEVELS,
    progress: Progress | None = None,
) -> dict[Level, TileSet]:
    """Build the tiles that are missing for these boundaries, and drop those of older ones.

    Where nothing is missing, nothing is written. Of two processes that build at once, one waits
    for the other; what a killed one left is swept.

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
    MissingDataError, DamagedDataError
        If the boundaries have not been built, or are not those of the manifest.
    NotAvailableError
        If they cannot be written: the message says which are missing and what to do.
    InvalidDataError
        If GDAL did not put every territory in the tiles.
    """
    levels = list(levels)
    mark = stamp(data)
    sets = {level: tile_set(level, mark) for level in levels}
    if not missing_files(data, folder, levels):
        return sets
    from pyogrio.errors import (  # noqa: PLC0415 - only where tiles are built
        DataLayerError,
        DataSourceError,
    )

    tell = progress or (lambda share, step: None)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with alone(folder / _LOCK, lambda: tell(0.0, "un autre processus les prépare")):
            sweep(folder)
            _sweep_former(folder)
            if missing_files(data, folder, levels):
                _build(data, folder, sets, tell)
                for old in folder.glob("*.pmtiles"):
                    if mark not in old.name:
                        old.unlink(missing_ok=True)
    except (OSError, DataSourceError, DataLayerError) as error:
        missing = missing_files(data, folder, levels)
        if missing:
            raise NotAvailableError(_unwritten(error, folder, missing)) from error
    return sets


def _unwritten(error: Exception, folder: Path, missing: list[str]) -> str:
    """Say which files are missing and why they could not be written."""
    cause = getattr(error, "errno", None)
    why = "l’écriture a échoué"
    if cause in (errno.EACCES, errno.EPERM, errno.EROFS):
        why = "ce dossier n’est pas accessible en écriture"
    elif cause in (errno.ENOSPC, errno.EDQUOT) or _without_room(folder):
        why = "le disque est plein"
    return (
        f"Les fonds de carte ne sont pas prêts : {number(len(missing))} "
        f"{plural(len(missing), 'fichier manque', 'fichiers manquent')} dans static/{folder.name} "
        f"(par exemple {missing[0]}) et {why}. Préparez-les avec « python -m tools.tiles », là où "
        "l’on peut écrire, puis rechargez la page."
    )


def _without_room(folder: Path) -> bool:
    """Tell whether a folder that is there has no room left: GDAL does not say why it failed."""
    return folder.is_dir() and shutil.disk_usage(folder).free < _ROOM


def _sweep_former(folder: Path) -> None:
    """Remove the folders that builds of earlier versions left when they were killed."""
    for left in folder.glob("tmp????????"):
        if left.is_dir() and time.time() - left.stat().st_mtime > _LONGEST:
            shutil.rmtree(left, ignore_errors=True)


def _build(data: Path, folder: Path, sets: dict[Level, TileSet], progress: Progress) -> None:
    """Write the missing files one by one."""
    communes = read_boundaries(Level.COMMUNE, data)
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
    wanted = [name for name in (lines, *layers) if not whole(folder / name)]
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
