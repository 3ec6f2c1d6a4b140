"""``clusters(frame)``: where the values of a column gather more than chance would have it."""

from __future__ import annotations

from dataclasses import asdict

import geopandas as gpd

from atlas.divergences.clusters import METHOD
from common.errors import InvalidDataError, UnknownNameError
from geo.neighbours import queen
from geo.spatial_statistics.chance import LOCAL_PERMUTATIONS, PERMUTATIONS, SEED
from geo.spatial_statistics.local_moran import ALPHA, local_moran
from geo.spatial_statistics.moran import moran
from geo.spatial_statistics.wording import labels


def clusters(
    frame: gpd.GeoDataFrame,
    value: str = "value",
    *,
    permutations: int = LOCAL_PERMUTATIONS,
    seed: int = SEED,
) -> gpd.GeoDataFrame:
    """Find where the values of a column gather (LISA: local Moran’s I).

    Neighbours share a border or a point of it, nothing over water; conditional permutations,
    two-sided; the false discovery rate is held over all the units tested, and what depends on the
    draw is told undecided (:func:`geo.spatial_statistics.local_moran.local_moran`).

    Parameters
    ----------
    frame : polygons, one row a unit, as :func:`atlas.layer` gives them, or one’s own.
    value : column of numbers; NaN where a unit has none.
    permutations : of each unit; ten times more for those that they leave undecided. The global
        statistic has 9,999 at most.
    seed : the same seed gives the same p-values.

    Returns
    -------
    GeoDataFrame
        Index, CRS and ``attrs`` of ``frame``; its columns code and name where it has them; value,
        lag (mean of the neighbours), Ii, p_sim, p_error (Monte-Carlo), draws, p_fdr (adjusted),
        significant, quadrant (HH, LL, HL, LH, "" unless significant), status (key), label
        (French), geometry. ``attrs`` also hold moran (value, expected, z, p, units …) and
        clusters (column, permutations, seed, alpha, method).

    Raises
    ------
    UnknownNameError
        If the frame has no such column.
    InvalidDataError
        If the frame has no shapes, an index is repeated, or a shape is empty or no polygon.
    NotAvailableError
        If fewer than 30 units have a value and a neighbour, or all have the same value.

    Examples
    --------
    >>> from shapely import box
    >>> cells = [box(x, y, x + 1, y + 1) for x in range(8) for y in range(8)]
    >>> west = [float(cell.centroid.x < 4) for cell in cells]
    >>> units = gpd.GeoDataFrame({"west": west}, geometry=cells, crs=2154)
    >>> found = clusters(units, "west", permutations=999)
    >>> found["quadrant"].value_counts().to_dict()
    {'': 40, 'HH': 12, 'LL': 12}
    """
    if not isinstance(frame, gpd.GeoDataFrame):
        raise InvalidDataError(
            "le tableau des unités", ["des contours attendus (GeoDataFrame), aucun trouvé"]
        )
    if value not in frame:
        raise UnknownNameError("la colonne", value, [str(name) for name in frame])
    values = frame[value].astype("float64")
    neighbours = queen(frame.geometry)
    whole = moran(values, neighbours, permutations=min(permutations, PERMUTATIONS), seed=seed)
    local = local_moran(values, neighbours, permutations=permutations, seed=seed)
    local = local.assign(label=labels(local))
    kept = [name for name in ("code", "name") if name in frame]
    found = gpd.GeoDataFrame(
        frame[kept].join(local), geometry=frame.geometry.to_numpy(), crs=frame.crs
    )
    drawn = {
        "column": value,
        "permutations": permutations,
        "seed": seed,
        "alpha": ALPHA,
        "method": METHOD,
    }
    found.attrs = {**frame.attrs, "moran": asdict(whole), "clusters": drawn}
    return found
