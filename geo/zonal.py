"""Zonal statistics: what a raster holds inside each territory, cells cut exactly.

A cell that a border crosses counts for the part that lies inside (exactextract). Means, medians
and shares weigh each cell by the area that is covered, true areas on the sphere when the raster
is in degrees; sums and counts weigh it by the part that is covered, as a population count wants.
"""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from exactextract import exact_extract
from exactextract.raster import RasterioRasterSource

from common.errors import UnknownNameError
from geo.zonal_raster import RasterBand, open_raster

STATISTICS = ("mean", "sum", "share:CLASSE", "min", "max", "median", "count")
_SHARE = "share"
#: Columns of a block's statistics.
COLUMNS = ["value", "numerator", "denominator", "covered"]


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
    try:
        if name == _SHARE and colon:
            return Statistic(_SHARE, float(category))
    except ValueError:
        raise UnknownNameError("la classe", category, "le nombre d’une classe du raster") from None
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


def block_statistics(block: Block) -> pd.DataFrame:
    """Work out the statistics of one block.

    Returns
    -------
    DataFrame
        Index code, sorted; value; numerator and denominator, whose sums over several territories
        give the value of their union (NaN for min, max and median, which no sum gives); covered
        (share of the territory's area, 0-1, that has values). NaN and 0 where no cell of the
        territory has a value.

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
    weight = _weighting(raster) if statistic.by_area else "fraction"
    zones = gpd.GeoDataFrame({"code": block.zones.index}, geometry=block.zones.array)
    operations = [
        "cells=count(coverage_weight=fraction)",
        f"amount=count(coverage_weight={weight})",
        *_operations(statistic, weight),
    ]
    with open_raster(raster.path) as source:
        read = exact_extract(
            RasterioRasterSource(source, raster.band, name="band"),
            zones.set_crs(raster.crs),
            operations,
            include_cols=["code"],
            output="pandas",
            strategy="raster-sequential",
        ).set_index("code")
    area = pd.Series(shapely.area(block.zones.to_numpy()), index=block.zones.index)
    empty = ~(read["cells"] > 0)
    found = _ratio(read, statistic, raster).mask(empty)
    # Parts of cells are kept in single precision: six digits are sure.
    found["covered"] = (read["cells"] * raster.cell_area / area).clip(0, 1).round(6)
    return found.astype("float64").sort_index()


def _weighting(raster: RasterBand) -> str:
    return "area_spherical_m2" if raster.geographic else "area_cartesian"


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


def _ratio(read: pd.DataFrame, statistic: Statistic, raster: RasterBand) -> pd.DataFrame:
    """Give value, numerator and denominator; areas in square metres."""
    scale = raster.metres**2 if statistic.by_area else 1.0
    amount = read["amount"].astype("float64") * scale
    if statistic.name == "mean":
        top, bottom, value = read["total"] * scale, amount, read["total"] * scale / amount
    elif statistic.name == _SHARE:
        value = _class_parts(read, statistic)
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
        float(np.asarray(part)[np.asarray(classes) == statistic.category].sum())
        for classes, part in zip(read["classes"], read["parts"], strict=True)
    ]
    return pd.Series(parts, index=read.index)
