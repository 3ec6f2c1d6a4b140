"""Build the generalised boundaries of the five levels: ``boundaries/{level}.parquet``.

The communes are generalised once. They are then dissolved into cells, the largest pieces that no
upper level divides (same EPCI, same CRTE, same département), and the cells are generalised once
more: EPCI, CRTE, départements and régions are all unions of the same cells, so that their lines
coincide whichever is drawn over which, and CRTE overlap exactly where communes belong to two.
The choice of figures is told in ``docs/decisions/0002-boundary-generalisation.md``.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from common.errors import InvalidDataError
from common.levels import UPPER_LEVELS, Level
from geo.extents import EXTENTS, extent_of_departement
from geo.territories import read_memberships
from pipeline.coverages import Shapes, coverage_faults, dissolve, fill_gaps, simplify, snap
from pipeline.parquet import write_geotable
from pipeline.territories import read_source_geometry

COMMUNE_TOLERANCE_M = 150.0
UPPER_TOLERANCE_M = 300.0
#: The DROM are small and looked at from closer.
OVERSEAS_FACTOR = 0.5
LARGEST_FILLED_KM2 = 0.1
_ROW_GROUP = 1000


def build_boundaries(sources: Path, data: Path) -> None:
    """Write the five files under ``data``, where the memberships already are.

    Raises
    ------
    InvalidDataError
        If the source is not a coverage, or a generalised level would not be one.
    MissingDataError
        If a source file or the table of memberships is absent.
    """
    outlines = read_source_geometry(sources)
    codes = outlines["code"]
    groups = _groups(codes, read_memberships(data))
    zones = _zones(groups[Level.DEPARTEMENT])
    shapes = snap(np.asarray(outlines.geometry.array), zones)
    for rows in zones.groupby(zones).indices.values():
        shapes[rows] = fill_gaps(shapes[rows], LARGEST_FILLED_KM2)
    shapes = _generalised(Level.COMMUNE.plural, shapes, zones, COMMUNE_TOLERANCE_M)
    _write(Level.COMMUNE, pd.Series(shapely.orient_polygons(shapes), index=codes), data)

    cell_of_commune = _cells(groups)
    first = cell_of_commune.drop_duplicates().sort_values()
    cells = dissolve(shapes, cell_of_commune).to_numpy()
    cells = _generalised(
        "cellules", cells, zones[first.index].reset_index(drop=True), UPPER_TOLERANCE_M
    )
    position = pd.Series(range(len(first)), index=first.index)
    for level in UPPER_LEVELS:
        of_cells = groups[level][groups[level].index.isin(first.index)]
        of_cells.index = pd.Index(position[of_cells.index])
        _write(level, dissolve(cells, of_cells), data)


def _groups(codes: pd.Series, memberships: pd.DataFrame) -> dict[Level, pd.Series]:
    """Give, by level, the territories of the communes, indexed by the position of the commune.

    A commune has no row where it belongs to no territory, and two where it belongs to two.
    """
    position = pd.Series(codes.index, index=codes)
    groups = {}
    for level in UPPER_LEVELS:
        rows = memberships[memberships["level"] == level.value]
        index = pd.Index(position[rows["commune"]])
        groups[level] = pd.Series(rows["code"].to_numpy(), index=index).sort_index(kind="stable")
    return groups


def _zones(departements: pd.Series) -> pd.Series:
    """Give the part of the country (key of its extent) of each commune."""
    return departements.map(lambda code: extent_of_departement(code).key)


def _cells(groups: dict[Level, pd.Series]) -> pd.Series:
    """Name the cell of each commune: communes of one cell are in the same upper territories."""
    names: dict[int, list[str]] = {}
    for level, territories in groups.items():
        for position, code in zip(territories.index, territories, strict=True):
            names.setdefault(position, []).append(f"{level}:{code}")
    return pd.Series({position: " ".join(names[position]) for position in sorted(names)})


def _generalised(what: str, shapes: Shapes, zones: pd.Series, tolerance_m: float) -> Shapes:
    """Simplify a coverage, each part of the country on its own."""
    result = shapes.copy()
    for extent in EXTENTS:
        rows = np.flatnonzero(zones == extent.key)
        factor = OVERSEAS_FACTOR if extent.departement else 1.0
        result[rows] = simplify(shapes[rows], extent.latitude, tolerance_m * factor)
    faults = coverage_faults(result, zones)
    if faults:
        raise InvalidDataError(f"généralisation des {what}", faults)
    return result


def _write(level: Level, polygons: pd.Series, data: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"code": polygons.index}, geometry=polygons.to_numpy(), crs="EPSG:4326"
    )
    write_geotable(frame, data / "boundaries" / f"{level}.parquet", _ROW_GROUP)
