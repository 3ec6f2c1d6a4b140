"""Zonal statistics: what a raster holds inside each territory, cells cut exactly.

A cell that a border crosses counts for the part that lies inside (exactextract). Means, medians
and shares weigh each cell by the area that is covered: on the sphere when the raster is in degrees,
on the ground when its projection does not keep areas (:mod:`geo.true_areas`), else as the
projection gives it. Sums and counts weigh it by the part that is covered, as a population count
wants.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import isfinite
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from exactextract import exact_extract
from rasterio import DatasetReader

from common.errors import UnknownNameError
from geo.true_areas import EQUAL_AREA
from geo.zonal_raster import RasterBand, open_raster
from geo.zonal_source import AreaSource, BandSource, Cells

STATISTICS = ("mean", "sum", "share:CLASSE", "min", "max", "median", "count")
_SHARE = "share"
#: Columns of a block's statistics.
COLUMNS = ["value", "numerator", "denominator", "covered"]
#: Least and greatest of the cells that count.
EXTREMES = ["lowest", "highest"]
#: Cells held at a time, in 8 bytes each.
_CELLS_HELD = 10_000_000
#: How near a cell must be to a class, relatively: a scale of 0.1 gives 0.30000000000000004.
_SAME_CLASS = 1e-9


@dataclass(frozen=True)
class Statistic:
    """What is asked of the cells of a territory.

    Attributes
    ----------
    name : mean, sum, share, min, max, median or count.
    category : for a share, the value of the cells counted.
    """

    name: str
    category: float | None = None

    @property
    def by_area(self) -> bool:
        """Whether cells weigh by their area rather than by the part that is covered."""
        return self.name in ("mean", "median", _SHARE)


@dataclass(frozen=True)
class Block:
    """Work for one process: some territories over one band.

    Attributes
    ----------
    raster : the band.
    statistic : what is asked.
    zones : polygons indexed by code, in the coordinate system of the raster.
    """

    raster: RasterBand
    statistic: Statistic
    zones: gpd.GeoSeries


def parse_statistic(text: str) -> Statistic:
    """Read a statistic as the command line gives it.

    Raises
    ------
    UnknownNameError
        If there is no such statistic, or the class of a share is not a number.

    Examples
    --------
    >>> parse_statistic("share:3")
    Statistic(name='share', category=3.0)
    """
    name, colon, category = text.strip().partition(":")
    if name == _SHARE and colon:
        try:
            number = float(category)
        except ValueError:
            number = np.nan
        if not isfinite(number):
            raise UnknownNameError("la classe", category, "le nombre d’une classe du raster")
        return Statistic(_SHARE, number)
    if colon or name == _SHARE or name not in STATISTICS:
        raise UnknownNameError("la statistique", text, STATISTICS)
    return Statistic(name)


def zones_over(raster: RasterBand, shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Give the shapes that a raster may cover, in its coordinate system.

    Parameters
    ----------
    shapes : polygons indexed by code, in degrees (EPSG:4326).
    """
    west, south, east, north = raster.degrees
    if west < east:
        shapes = shapes.cx[west:east, south:north]
    projected = shapes.to_crs(raster.crs)
    finite = np.isfinite(shapely.bounds(projected.to_numpy())).all(axis=1)
    return projected[finite & projected.intersects(shapely.box(*raster.bounds))]


def cells_under(raster: RasterBand, zones: gpd.GeoSeries) -> int:
    """Count the cells that the extents of some zones hold, inside the raster."""
    west, south, east, north = raster.bounds
    edges = shapely.bounds(zones.to_numpy()).T
    width = np.minimum(edges[2], east) - np.maximum(edges[0], west)
    height = np.minimum(edges[3], north) - np.maximum(edges[1], south)
    return int((width.clip(0) * height.clip(0)).sum() / raster.cell_area)


def block_statistics(block: Block) -> pd.DataFrame:
    """Work out the statistics of one block.

    Returns
    -------
    DataFrame
        Index code, sorted; value; numerator and denominator, whose sums over several territories
        give the value of their union (NaN for min, max and median, which no sum gives); covered
        (share of the territory's area, 0-1, that has values); lowest and highest (extremes of the
        cells that have values). NaN, and 0 covered, where no cell of the territory has a value.

        ===========  =====================================  ==========================
        statistic    numerator                              denominator
        ===========  =====================================  ==========================
        mean         sum of value × covered area            covered area, m²
        share        covered area of the class, m²          covered area, m²
        sum          sum of value × covered part of cell    covered cells (with parts)
        count        covered cells (with parts)             1
        ===========  =====================================  ==========================
    """
    raster, statistic = block.raster, block.statistic
    with open_raster(raster.path) as source:
        read = _read(source, block)
    empty = ~(read["cells"] > 0)
    found = _ratio(read, statistic).mask(empty)
    # Parts of cells are kept in single precision: six digits are sure.
    found["covered"] = read["covered"].clip(0, 1).mask(empty, 0.0).round(6)
    found[EXTREMES] = read[EXTREMES].astype("float64").mask(empty)
    return found.astype("float64").sort_index()


def _read(source: DatasetReader, block: Block) -> pd.DataFrame:
    """Read what the statistic needs, by code.

    Returns
    -------
    DataFrame
        cells (covered, with parts), amount (what a value is divided by: m² or cells), covered,
        lowest, highest; and, according to the statistic, total (of values by weight), part
        (share of the class) or value.
    """
    raster, statistic = block.raster, block.statistic
    band = BandSource(source, raster)
    by_area = statistic.by_area and not raster.uneven
    weight = "fraction"
    if by_area:
        weight = "area_spherical_m2" if raster.geographic else "area_cartesian"
    operations = [
        *("cells=count(coverage_weight=fraction)", "lowest=min", "highest=max"),
        f"amount=count(coverage_weight={weight})",
        *([] if statistic.by_area and raster.uneven else _operations(statistic, weight)),
    ]
    read = _extract(band, block.zones, operations)
    if by_area:
        square = raster.metres**2
        read["amount"] *= square
        if "total" in read:
            read["total"] *= square
    if "parts" in read:
        read["part"] = _class_parts(read, statistic)
    if raster.uneven:
        return _by_true_area(source, block, read)
    whole = shapely.area(block.zones.to_numpy())
    return read.assign(covered=read["cells"] * raster.cell_area / whole)


def _by_true_area(source: DatasetReader, block: Block, read: pd.DataFrame) -> pd.DataFrame:
    """Replace areas of the projection by true ones."""
    raster, statistic, zones = block.raster, block.statistic, block.zones

    def summed(times: Callable[[Cells], Cells] = np.ones_like) -> pd.Series[float]:
        return _extract(AreaSource(source, raster, times), zones, ["total=sum"])["total"]

    areas = summed()
    whole = zones.set_crs(raster.crs, allow_override=True).to_crs(EQUAL_AREA).area
    read = read.assign(covered=areas / whole)
    if not statistic.by_area:
        return read
    read = read.assign(amount=areas)
    if statistic.name == "mean":
        return read.assign(total=summed(lambda cells: cells))
    if statistic.name == _SHARE:
        return read.assign(part=summed(partial(_in_class, statistic)) / areas)
    band, area = BandSource(source, raster), AreaSource(source, raster)
    area.set_name("area")
    return read.assign(value=_extract(band, zones, [_median], weights=area).iloc[:, 0])


def _extract(
    band: BandSource, zones: gpd.GeoSeries, operations: list[Any], **options: Any
) -> pd.DataFrame:
    frame = gpd.GeoDataFrame({"code": zones.index}, geometry=zones.array)
    read: pd.DataFrame = exact_extract(
        band,
        frame.set_crs(band.raster.crs, allow_override=True),
        operations,
        include_cols=["code"],
        output="pandas",
        strategy="raster-sequential",
        max_cells_in_memory=_CELLS_HELD,
        **options,
    )
    return read.set_index("code")


def _operations(statistic: Statistic, weight: str) -> list[str]:
    if statistic.name == _SHARE:
        return ["classes=unique", f"parts=frac(coverage_weight={weight})"]
    if statistic.name == "count":
        return []
    if statistic.name in ("mean", "sum"):
        return [f"total=sum(coverage_weight={weight})"]
    if statistic.name == "median":
        return [f"value=median(coverage_weight={weight})"]
    return [f"value={statistic.name}"]


def _ratio(read: pd.DataFrame, statistic: Statistic) -> pd.DataFrame:
    """Give value, numerator and denominator; areas in square metres."""
    amount = read["amount"].astype("float64")
    if statistic.name == "mean":
        top, bottom, value = read["total"], amount, read["total"] / amount
    elif statistic.name == _SHARE:
        value = read["part"]
        top, bottom = value * amount, amount
    elif statistic.name == "sum":
        top, bottom, value = read["total"], amount, read["total"]
    elif statistic.name == "count":
        top, bottom, value = amount, pd.Series(1.0, index=read.index), amount
    else:
        top = bottom = pd.Series(np.nan, index=read.index)
        value = read["value"]
    return pd.DataFrame({"value": value, "numerator": top, "denominator": bottom})


def _class_parts(read: pd.DataFrame, statistic: Statistic) -> pd.Series[float]:
    """Give the part of the covered area that a class takes; 0 where it is absent."""
    parts = [
        float(np.asarray(part)[_in_class(statistic, np.asarray(classes)) > 0].sum())
        for classes, part in zip(read["classes"], read["parts"], strict=True)
    ]
    return pd.Series(parts, index=read.index)


def _in_class(statistic: Statistic, cells: Cells) -> Cells:
    """Give 1 for the cells of a class, 0 for the other ones."""
    category = statistic.category or 0.0
    single = np.float32(category)  # 0.1 is not the same number in single precision
    same = np.isclose(cells, category, rtol=_SAME_CLASS, atol=0) | (cells == float(single))
    flags: Cells = same.astype("float64")
    return flags


def _median(
    values: npt.NDArray[np.float64], parts: npt.NDArray[np.float64], areas: npt.NDArray[np.float64]
) -> float:
    """Give the median of cells by true area, interpolated as exactextract does by coverage."""
    cells, weights = (np.ma.filled(array, np.nan) for array in (values, parts * areas))
    known = np.isfinite(cells) & (weights > 0)
    order = np.argsort(cells[known], kind="stable")
    cells, weights = cells[known][order], weights[known][order]
    if not cells.size:
        return float("nan")
    before = np.concatenate([[0.0], np.cumsum(weights)[:-1]])
    places = np.arange(len(cells)) * weights + (len(cells) - 1) * before
    return float(np.interp(places[-1] / 2, places, cells))
