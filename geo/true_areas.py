"""True areas on the ground of the cells of a grid, whatever its projection does to areas."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pyproj import Transformer
from rasterio.crs import CRS

#: Cylindrical equal-area projection of the WGS 84 ellipsoid.
EQUAL_AREA = "EPSG:6933"
#: How far a projection may be from the true areas and still be said to keep them: Lambert-93 over
#: métropole and UTM over a DROM are within 1 %, EPSG:3857 doubles them.
TOLERANCE = 0.02
#: Cells measured across a grid; between them, over a whole country, the error is some millionths.
_NODES = 65
_SAMPLE = 9

Array = npt.NDArray[np.float64]


def grid_areas(
    crs: CRS, corner: tuple[float, float], size: tuple[float, float], shape: tuple[int, int]
) -> Array:
    """Measure the cells of a grid: at some of them, the others by interpolation.

    Parameters
    ----------
    crs : projected system of the grid.
    corner : its north-western corner.
    size : width and height of a cell.
    shape : rows and columns.

    Returns
    -------
    array
        Square metres, in the shape given.
    """
    rows, columns = (np.unique(np.linspace(0, n - 1, _NODES).round()) for n in shape)
    across, up = np.meshgrid(
        corner[0] + (columns + 0.5) * size[0], corner[1] - (rows + 0.5) * size[1]
    )
    measured = true_areas(crs, across, up, size)
    filled = _interpolated(measured, rows, shape[0])
    return _interpolated(filled.T, columns, shape[1]).T


def true_areas(crs: CRS, x: Array, y: Array, size: tuple[float, float]) -> Array:
    """Measure rectangles of a projected system, in square metres.

    Parameters
    ----------
    crs : their system.
    x, y : their centres.
    size : their width and height.
    """
    half = size[0] / 2, size[1] / 2
    turns = ((-1, -1), (1, -1), (1, 1), (-1, 1))
    to_equal = Transformer.from_crs(crs.to_wkt(), EQUAL_AREA, always_xy=True)
    across, up = to_equal.transform(
        np.stack([x + turn * half[0] for turn, _ in turns]),
        np.stack([y + turn * half[1] for _, turn in turns]),
    )
    with np.errstate(invalid="ignore"):  # a corner off the map is infinite
        crossed = (across[2] - across[0]) * (up[3] - up[1])
        crossed -= (across[3] - across[1]) * (up[2] - up[0])
    areas: Array = np.abs(crossed) / 2
    return areas


def keeps_areas(crs: CRS, bounds: tuple[float, float, float, float], unit_area: float) -> bool:
    """Tell whether areas of a projected system are true between some bounds.

    Parameters
    ----------
    bounds : west, south, east, north.
    unit_area : square metres that a square unit is said to be.
    """
    west, south, east, north = bounds
    size = (east - west) / 1000, (north - south) / 1000
    steps = np.linspace(0, 1, _SAMPLE)
    x, y = np.meshgrid(west + steps * (east - west), south + steps * (north - south))
    ratio = true_areas(crs, x, y, size) / (size[0] * size[1] * unit_area)
    known = ratio[np.isfinite(ratio)]
    return bool(known.size) and bool((np.abs(known - 1) <= TOLERANCE).all())


def _interpolated(measured: Array, places: Array, count: int) -> Array:
    """Fill the rows between those measured."""
    wanted = np.arange(count)
    after = np.searchsorted(places, wanted).clip(1, max(len(places) - 1, 1))
    if len(places) == 1:
        return np.repeat(measured, count, axis=0)
    share = (wanted - places[after - 1]) / (places[after] - places[after - 1])
    filled: Array = measured[after - 1] * (1 - share)[:, None] + measured[after] * share[:, None]
    return filled
