"""Density of points over land: a kernel surface that loses nothing at coasts and borders.

Each point spreads its weight over the land around it by a bisquare kernel (also called quartic),
:math:`K(u) = (1 - u^2)^2` where u is the distance over the bandwidth. The part of the kernel that
would fall in the sea or abroad is given back to the land, point by point, as in the ``btb``
package of INSEE: what is spread always sums to what was there. A point just off land, by the
generalisation of the coast, goes to the nearest land.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from math import ceil, floor, inf, log10, pi, sqrt

import geopandas as gpd
import numpy as np
import numpy.typing as npt
from affine import Affine

from common.errors import InvalidDataError, TooLargeError
from common.french import number, plural
from common.limits import KERNEL_REACH, SURFACE_CELLS, raised

Array = npt.NDArray[np.float64]
SOURCE = "la surface de densité"
#: Land kept around the shapes, in cells, so that a point on the shore is on the grid.
_MARGIN = 2
#: Below this part of the largest value, a number is the noise of the Fourier transform.
_NOISE = 1e-12
#: Volume under the bisquare kernel, over its height times the square of the bandwidth.
_VOLUME = pi / 3
#: Inhabitants that a relative density is for, and the fewest that it is worked out from.
_PER, _LEAST_PEOPLE = 10_000, 1_000


@dataclass(frozen=True)
class Land:
    """A regular grid and which of its cells are land.

    Attributes
    ----------
    mask : one row per line of cells, from the north; true on land.
    transform : from (column, row) to coordinates in metres.
    crs : projected coordinate system, metres.
    cell : side of a cell, metres.
    """

    mask: npt.NDArray[np.bool_]
    transform: Affine
    crs: str
    cell: float


@dataclass(frozen=True)
class Surface:
    """A density surface.

    Attributes
    ----------
    values : float32, one row per line of cells, from the north; NaN outside of land.
    transform, crs, cell : as for :class:`Land`.
    bandwidth : distance at which a point no longer counts, metres.
    unit : of the values, in French.
    """

    values: npt.NDArray[np.float32]
    transform: Affine
    crs: str
    cell: float
    bandwidth: float
    unit: str

    @property
    def mass(self) -> float:
        """Sum over the land of density times area: what was spread."""
        return float(np.nansum(self.values, dtype="float64")) * (self.cell / 1000) ** 2


def land_grid(shapes: gpd.GeoSeries, crs: str, cell: float) -> Land:
    """Make the grid that covers shapes, aligned on multiples of the cell.

    A cell is land as soon as a shape touches it, so that islets and shores are kept.

    Parameters
    ----------
    shapes : polygons, with their CRS.
    crs : projected coordinate system, metres.
    cell : side of a cell, metres.

    Raises
    ------
    InvalidDataError
        If the shapes are empty or have no CRS, or the cell is not positive.
    TooLargeError
        If the cell makes too many cells.
    """
    faults = []
    if shapes.empty or shapes.is_empty.all():
        faults.append("contour vide : aucune terre où répandre la densité")
    if shapes.crs is None:
        faults.append("contour sans système de coordonnées : attendu par exemple EPSG:4326")
    if not 0 < cell < inf:
        faults.append(f"maille : attendu un nombre de mètres positif ; trouvé {number(cell)}")
    if faults:
        raise InvalidDataError(SOURCE, faults)
    projected = shapes.to_crs(crs)
    west, south, east, north = projected.total_bounds
    left, top = (floor(west / cell) - _MARGIN) * cell, (ceil(north / cell) + _MARGIN) * cell
    columns = ceil(east / cell) + _MARGIN - round(left / cell)
    rows = round(top / cell) - floor(south / cell) + _MARGIN
    most = raised(SURFACE_CELLS)
    if rows * columns > most:
        least = ceil(cell * sqrt(rows * columns / most))
        raise TooLargeError(
            SOURCE, [f"maille : attendu au moins {number(least)} m ; trouvé {number(cell, 1)}"]
        )
    transform = Affine(cell, 0.0, left, 0.0, -cell, top)
    from rasterio.features import rasterize  # noqa: PLC0415 - only where a grid is made

    mask = rasterize(
        projected.geometry, out_shape=(rows, columns), transform=transform, all_touched=True
    )
    return Land(mask.astype(bool), transform, crs, float(cell))


def density(
    x: npt.ArrayLike,
    y: npt.ArrayLike,
    weights: npt.ArrayLike,
    land: Land,
    bandwidth: float | None = None,
    *,
    unit: str = "par km²",
) -> Surface:
    """Spread weighted points over land.

    Points are shared between the four cells around them, then convolved with the kernel through a
    Fourier transform: with a radius of 10 cells, the surface is within 1 % of its peak of the one
    that points would give from where they are (6 % if each were counted in its own cell). With
    C the counts, L the land (0 or 1) and K the kernel (sum 1), the surface is
    ``L × ((C / (L * K)) * K)``, whose sum is that of C.

    Parameters
    ----------
    x, y : coordinates in the land's system, metres.
    weights : weight of each point, positive or zero.
    land : grid to spread over.
    bandwidth : radius of the kernel, metres; :func:`default_bandwidth` if None.
    unit : unit of the values, in French.

    Returns
    -------
    Surface
        Weight per km².

    Raises
    ------
    InvalidDataError
        If a point is further than the bandwidth from land, a weight is negative or missing, or
        the bandwidth is out of the bounds of :func:`kernel`.
    """
    across, up, mass = (np.asarray(values, float) for values in (x, y, weights))
    if bandwidth is None:
        bandwidth = default_bandwidth(across, up, mass, land.cell)
    weighing = kernel(bandwidth, land.cell)
    counts = _counted(across, up, mass, land, bandwidth)
    reach = convolved(land.mask.astype(float), weighing)
    scaled = np.divide(counts, reach, out=np.zeros_like(counts), where=counts > 0)
    spread = convolved(scaled, weighing)
    spread[spread < _NOISE * spread.max(initial=0.0)] = 0.0
    values = np.where(land.mask, spread / (land.cell / 1000) ** 2, np.nan)
    return Surface(
        values.astype("float32"), land.transform, land.crs, land.cell, float(bandwidth), unit
    )


def convolved(values: Array, weighing: Array) -> Array:
    """Convolve a grid with a kernel, through a Fourier transform; nothing lies beyond the grid.

    ``scipy.signal`` has this too, and brings ``scipy.stats``: 33 MB of a server, half a second.

    Parameters
    ----------
    values : grid.
    weighing : square kernel of an odd size, as :func:`kernel` gives it.
    """
    from scipy import fft  # noqa: PLC0415 - only where a surface is made

    reach = len(weighing) // 2
    shape = [fft.next_fast_len(size + 2 * reach, real=True) for size in values.shape]
    spectrum = fft.rfft2(values, shape) * fft.rfft2(weighing, shape)
    rows, columns = values.shape
    inside = fft.irfft2(spectrum, shape)[reach : reach + rows, reach : reach + columns]
    convolved: Array = inside
    return convolved


def _counted(x: Array, y: Array, weights: Array, land: Land, bandwidth: float) -> Array:
    """Sum the weights by cell; what is off land goes to the nearest cell of land.

    A point is shared between the four cells whose centres surround it, in proportion to its
    nearness along each axis; what would go to a cell off land stays in its own.
    """
    faults = []
    if not np.isfinite(weights).all() or (weights < 0).any():
        faults.append("poids : attendu des nombres positifs ou nuls")
    if not (np.isfinite(x).all() and np.isfinite(y).all()):
        faults.append("coordonnées : attendu des nombres, dans le système de la grille")
    if faults:
        raise InvalidDataError(SOURCE, faults)
    rows, columns = land.mask.shape
    across, down = ~land.transform @ (x, y)
    column, row = np.floor(across).astype(int), np.floor(down).astype(int)
    inner = np.clip(row, 0, rows - 1), np.clip(column, 0, columns - 1)
    if not land.mask[inner].all():
        from scipy.ndimage import distance_transform_edt  # noqa: PLC0415 - seldom needed

        nearest = distance_transform_edt(~land.mask, return_distances=False, return_indices=True)
        inner = nearest[0][inner], nearest[1][inner]
        moved = np.hypot(inner[0] - row, inner[1] - column) * land.cell
        astray = int((moved > max(bandwidth, _MARGIN * land.cell)).sum())
        if astray:
            raise InvalidDataError(
                SOURCE,
                [
                    f"{number(astray)} {plural(astray, 'point')} à plus de {number(bandwidth)} m "
                    "de toute terre de la grille"
                ],
            )
    counts: Array = np.zeros(land.mask.shape)
    ashore = (inner[0] == row) & (inner[1] == column)
    left = np.ones(len(weights))
    west, north = np.floor(across - 0.5).astype(int), np.floor(down - 0.5).astype(int)
    east_share, south_share = across - 0.5 - west, down - 0.5 - north
    for south, east in ((0, 0), (0, 1), (1, 0), (1, 1)):
        share = np.abs(1 - south - south_share) * np.abs(1 - east - east_share)
        there = np.clip(north + south, 0, rows - 1), np.clip(west + east, 0, columns - 1)
        share = np.where(ashore & land.mask[there], share, 0.0)
        np.add.at(counts, there, weights * share)
        left -= share
    np.add.at(counts, inner, weights * np.maximum(left, 0.0))
    return counts


def kernel(bandwidth: float, cell: float) -> Array:
    """Give the bisquare kernel on a grid: a square array that sums to 1.

    Raises
    ------
    InvalidDataError
        If the bandwidth is smaller than a cell.
    TooLargeError
        If it is larger than :data:`common.limits.KERNEL_REACH` cells.

    Examples
    --------
    >>> kernel(2_000, 1_000).round(3).tolist()[2]
    [0.0, 0.132, 0.235, 0.132, 0.0]
    """
    most = raised(KERNEL_REACH)
    if not cell <= bandwidth <= most * cell:
        bounds = f"entre une maille ({number(cell)} m) et {number(most)} mailles"
        refused = TooLargeError if bandwidth > most * cell else InvalidDataError
        raise refused(SOURCE, [f"rayon : attendu {bounds} ; trouvé {number(bandwidth)} m"])
    reach = ceil(bandwidth / cell)
    steps = np.arange(-reach, reach + 1) * cell / bandwidth
    squared = steps[:, None] ** 2 + steps[None, :] ** 2
    values: Array = np.where(squared < 1, (1 - squared) ** 2, 0.0)
    values /= values.sum()
    return values


def default_bandwidth(x: Array, y: Array, weights: Array, cell: float) -> float:
    """Choose a bandwidth by Scott's rule (1992), rounded, at least two cells.

    ``σ n^(−1/6)``, with σ the root of the mean variance of the two coordinates and n the
    effective number of points, ``(Σw)² / Σw²``. The rule is made for one cloud of points: over
    a whole country it smooths a lot.

    Examples
    --------
    >>> rng = np.random.default_rng(1)
    >>> x, y = rng.normal(0, 50_000, (2, 1_000))
    >>> default_bandwidth(x, y, np.ones(1_000), 1_000)
    15000.0
    """
    total = weights.sum()
    if not total > 0:
        return 2.0 * cell
    variances = [
        np.average((v - np.average(v, weights=weights)) ** 2, weights=weights) for v in (x, y)
    ]
    effective = total**2 / (weights**2).sum()
    rule = float(np.sqrt(np.mean(variances)) * effective ** (-1 / 6))
    return max(_rounded(rule), 2.0 * cell)


def _rounded(length: float) -> float:
    """Round to half a unit of the first digit.

    >>> _rounded(61_234), _rounded(8_720)
    (60000.0, 8500.0)
    """
    if length <= 0:
        return 0.0
    step = 10.0 ** floor(log10(length)) / 2
    return float(round(length / step) * step)


def relative(surface: Surface, population: Surface, unit: str) -> Surface:
    """Divide a density by that of the population, for 10,000 inhabitants.

    Masked where the kernel gathers fewer than 1,000 inhabitants: population density times a third
    of the area of the disc, the volume of the bisquare kernel.

    Parameters
    ----------
    surface : what is compared.
    population : inhabitants per km², on the same grid and with the same bandwidth.
    unit : unit of the result, in French.

    Raises
    ------
    InvalidDataError
        If the two surfaces differ by their grid or by their bandwidth.
    """
    if (surface.transform, surface.crs, surface.bandwidth, surface.values.shape) != (
        population.transform,
        population.crs,
        population.bandwidth,
        population.values.shape,
    ):
        raise InvalidDataError(SOURCE, ["grille ou rayon différents de ceux de la population"])
    gathered = population.values * (_VOLUME * (surface.bandwidth / 1000) ** 2)
    enough = gathered >= _LEAST_PEOPLE
    ratio = np.full(surface.values.shape, np.nan, dtype="float32")
    np.divide(surface.values * _PER, population.values, out=ratio, where=enough)
    return replace(surface, values=ratio, unit=unit)
