"""The density command on the points of a reader, in any country: from files to a GeoTIFF."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from atlas.desk.carried import carried, sentences
from common.french import NO_BREAK_SPACE, number, plural
from geo.density import Surface, density, land_grid
from geo.projection import project
from geo.raster_io import to_cog
from geo.zone_files import metric_system, read_points, read_zones

_UNIT = "par km²"


@dataclass(frozen=True)
class PointDensityRun:
    """What the command wrote.

    Attributes
    ----------
    surface : the density.
    points : how many were spread.
    told : what the points say must be shown with them.
    """

    surface: Surface
    points: int
    told: tuple[str, ...]

    @property
    def sentences(self) -> list[str]:
        """The result in French."""
        made = self.surface
        return [
            f"{number(self.points)} {plural(self.points, 'point')}, maille {number(made.cell)}"
            f"{NO_BREAK_SPACE}m, rayon {number(made.bandwidth)}{NO_BREAK_SPACE}m, {made.unit}, "
            f"{made.crs}.",
            *self.told,
        ]


def run_point_density(
    points_file: Path,
    land_file: Path,
    output: Path,
    *,
    identifier: str,
    crs: str,
    weight: str = "",
    cell: float = 1_000,
    bandwidth: float | None = None,
) -> PointDensityRun:
    """Write the density of points over a land as a cloud-optimised GeoTIFF.

    Parameters
    ----------
    points_file, weight : see :func:`geo.zone_files.read_points`.
    land_file, identifier : where to spread them (:func:`geo.zone_files.read_zones`).
    crs : projected system of the surface, in metres.
    output : the file; it appears whole or not at all.
    cell, bandwidth : see :func:`geo.density.density`.

    Raises
    ------
    UnknownNameError, InvalidDataError, MissingDataError, TooLargeError
        See the functions used; nothing is written then.
    """
    system = metric_system(crs)
    points = read_points(points_file, weight)
    land = land_grid(read_zones(land_file, identifier).geometry, system, cell)
    x, y = project(points.geometry.x, points.geometry.y, system)
    surface = density(x, y, points["weight"], land, bandwidth, unit=_UNIT)
    told = carried(points_file)
    tags = {name: text for name, text in told.items() if text}
    to_cog(surface, output, {"title": points_file.stem, "records": str(len(points)), **tags})
    return PointDensityRun(surface, len(points), sentences(told))
