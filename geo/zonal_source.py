"""The cells of a band as a zonal statistic must see them: masked, in their unit, within ±180°."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt
from exactextract.raster import RasterSource
from rasterio import DatasetReader
from rasterio.enums import ColorInterp, MaskFlags
from rasterio.windows import Window

from geo.true_areas import grid_areas
from geo.zonal_raster import RasterBand

Cells = npt.NDArray[np.floating]


class BandSource(RasterSource):  # type: ignore[misc]  # exactextract has no types
    """One band, NaN wherever anything says that a cell is missing.

    What GDAL takes for the mask of the band counts first: an internal mask, a ``.msk`` file, the
    missing value, an opacity band. GDAL keeps one of them; a cell that another one marks is
    missing too, as is NaN. Scale and offset are applied after the mask.

    Parameters
    ----------
    source : the open raster.
    raster : what is known of the band.
    """

    def __init__(self, source: DatasetReader, raster: RasterBand) -> None:
        super().__init__()
        self.set_name("band")
        self.source, self.raster = source, raster
        place = raster.band - 1
        self._scale, self._offset = source.scales[place], source.offsets[place]
        self._missing = _missing_value(source, raster.band)
        self._opacity = _opacity_band(source, raster.band)
        self._masked = MaskFlags.all_valid not in source.mask_flag_enums[place]
        kind = np.dtype(source.dtypes[place])
        scaled = (self._scale, self._offset) != (1.0, 0.0)
        self._kind = np.dtype("float64") if scaled or kind.kind != "f" else kind

    def res(self) -> tuple[float, float]:
        """Give the width and the height of a cell."""
        west, south, east, north = self.raster.bounds
        return (east - west) / self.raster.columns, (north - south) / self.source.height

    def extent(self) -> tuple[float, float, float, float]:
        """Give the edges: west, south, east, north."""
        return self.raster.bounds

    def srs_wkt(self) -> str:
        """Give the coordinate system."""
        return str(self.raster.crs.wkt)

    def nodata_value(self) -> None:
        """Say that missing cells are NaN, and nothing else."""

    def read_window(self, x0: int, y0: int, nx: int, ny: int) -> Cells:
        """Read some cells, counted from the west and the north of the extent."""
        parts = [
            np.full((ny, width), np.nan, self._kind)
            if start is None
            else self._read(Window(start, y0, width, ny))
            for start, width in self._runs(x0, nx)
        ]
        return np.concatenate(parts, axis=1) if parts else np.empty((ny, nx), self._kind)

    def _runs(self, x0: int, nx: int) -> Iterator[tuple[int | None, int]]:
        """Cut a row of cells into those that follow each other in the file; None where it ends."""
        around, width = self.raster.around, self.source.width
        if not around:
            yield from [(x0, nx)] if nx else []
            return
        while nx > 0:
            start = (self.raster.first + x0) % around
            inside = start < width
            count = min(nx, (min(width, around) if inside else around) - start)
            yield start if inside else None, count
            x0, nx = x0 + count, nx - count

    def _read(self, window: Window) -> Cells:
        cells = self.source.read(self.raster.band, window=window)
        valid = np.ones(cells.shape, dtype=bool)
        if self._masked:
            valid &= self.source.read_masks(self.raster.band, window=window) > 0
        if self._missing is not None:
            valid &= cells != self._missing
        if self._opacity is not None:
            valid &= self.source.read(self._opacity, window=window) > 0
        cells = cells.astype(self._kind)
        if self._kind == "float64":
            cells = cells * self._scale + self._offset
        masked: Cells = np.where(valid, cells, self._kind.type(np.nan))
        return masked


class AreaSource(BandSource):
    """True areas of the cells that have a value, square metres; or what is asked of them.

    Parameters
    ----------
    source, raster : see :class:`BandSource`.
    times : gives, from the values of cells, what their areas are multiplied by.
    """

    def __init__(
        self,
        source: DatasetReader,
        raster: RasterBand,
        times: Callable[[Cells], Cells] = np.ones_like,
    ) -> None:
        super().__init__(source, raster)
        self._times = times

    def read_window(self, x0: int, y0: int, nx: int, ny: int) -> Cells:
        """Read the areas of some cells, NaN where the band has no value."""
        cells = super().read_window(x0, y0, nx, ny).astype("float64")
        if not cells.size:
            return cells
        (dx, dy), (west, _, _, north) = self.res(), self.raster.bounds
        corner = west + x0 * dx, north - y0 * dy
        areas = grid_areas(self.raster.crs, corner, (dx, dy), (ny, nx))
        known: Cells = np.where(np.isnan(cells), np.nan, areas * self._times(cells))
        return known


def _missing_value(source: DatasetReader, band: int) -> np.generic | None:
    """Give the missing value of a band as a number of its type; None where no cell can have it."""
    declared = source.nodatavals[band - 1]
    if declared is None or np.isnan(declared):
        return None
    kind = np.dtype(source.dtypes[band - 1])
    if np.issubdtype(kind, np.integer):
        bounds = np.iinfo(kind)
        possible = bounds.min <= declared <= bounds.max and declared == int(declared)
        return kind.type(int(declared)) if possible else None
    with np.errstate(over="ignore"):
        typed: np.generic = kind.type(declared)
    return typed


def _opacity_band(source: DatasetReader, band: int) -> int | None:
    """Number the band that holds the opacity of the others; None where there is none."""
    kinds = source.colorinterp
    if ColorInterp.alpha not in kinds or kinds[band - 1] is ColorInterp.alpha:
        return None
    return int(kinds.index(ColorInterp.alpha)) + 1
