"""Draw what stands in the place of a map until it comes: ``python -m tools.outline``.

Métropole and its départements, in the projection of the maps, so that the tiles cover it exactly.
"""

from __future__ import annotations

import sys

import geopandas as gpd
import shapely

from common import palette
from common.levels import Level
from common.paths import DATA, STATIC
from geo.boundaries import read_boundaries
from geo.extents import METROPOLE

OUTLINE = STATIC / "map" / "outline.svg"
_MERCATOR = "EPSG:3857"
#: Width of the drawing, in its units: lines are drawn by whole ones.
_WIDTH = 800
#: Units that a line may stray; of a closed line, area below which an island is left out.
_STRAY, _SMALLEST = 2.8, 12.0


def main() -> int:
    """Write the file."""
    OUTLINE.write_text(outline(), encoding="utf-8")
    return 0


def outline() -> str:
    """Write the land of métropole and the limits of its départements as SVG."""
    corners = gpd.GeoSeries([shapely.box(*METROPOLE.bounds)], crs="EPSG:4326").to_crs(_MERCATOR)
    west, south, east, north = corners.total_bounds
    unit = (east - west) / _WIDTH
    everywhere = read_boundaries(Level.DEPARTEMENT, DATA).geometry.to_crs(_MERCATOR)
    drawn = shapely.transform(
        everywhere[everywhere.within(corners.iloc[0])].to_numpy(),
        lambda points: (points - (west, north)) / (unit, -unit),
    )
    drawn = shapely.coverage_simplify(drawn, _STRAY)
    land = shapely.coverage_union_all(drawn)
    coasts = [part.exterior for part in shapely.get_parts(land) if part.area > _SMALLEST]
    borders = shapely.union_all(shapely.boundary(drawn)).difference(land.boundary)
    inland = shapely.get_parts(shapely.line_merge(borders))
    height = (north - south) / unit
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height:.0f}" '
        f'width="{_WIDTH}" height="{height:.0f}">\n'
        f'<path fill="{palette.LINE}" d="{"".join(_path(ring) for ring in coasts)}"/>\n'
        f'<path fill="none" stroke="{palette.SURFACE}" stroke-width="1.5" '
        f'd="{"".join(_path(line) for line in inland)}"/>\n</svg>\n'
    )


def _path(line: shapely.LineString) -> str:
    """Write a line by steps of whole units."""
    points = [(round(x), round(y)) for x, y in shapely.get_coordinates(line).tolist()]
    here, steps = points[0], []
    for point in points[1:]:
        if point != here:
            across, down = point[0] - here[0], point[1] - here[1]
            steps.append(f"{across}{'' if down < 0 else ' '}{down}")
            here = point
    tail = " ".join(steps).replace(" -", "-")
    return f"M{points[0][0]} {points[0][1]}l{tail}"


if __name__ == "__main__":
    sys.exit(main())
