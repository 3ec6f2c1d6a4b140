"""Paint the shapes of one frame: context, classes, hatching, borders, highlight."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely
from matplotlib.collections import CircleCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, Patch, PathPatch, Rectangle
from matplotlib.path import Path

from common import palette
from geo.map_signs import Hatch
from geo.pictures.circles import circles
from geo.pictures.frame import Frame
from geo.pictures.hatching import hatch
from geo.pictures.page import MM, Box, on_page
from geo.pictures.shape_paths import Shapes, lines_path, polygons_path

#: With more shapes, a vector file holds them as an image: as paths they would weigh tens of MB.
MOST_VECTOR_SHAPES = 5_000
#: Details of outlines under this, in points (0.2 mm), are left out.
_DETAIL = 0.6
#: Lines get thinner on maps narrower than this, down to a part of their width.
_FULL_WIDTH, _THINNEST = 130 * MM, 0.5
#: Outlines between shapes, in points, by the largest number of shapes that may have them.
_OUTLINES = ((150, 0.5), (700, 0.3), (MOST_VECTOR_SHAPES, 0.15))
#: Shapes without outline get one of their own colour: no background shows through the seams.
_SEAM = 0.2
_CONTEXT_INK = palette.NO_DATA
_BORDER, _BORDER_CASING = 0.4, 1.0
_HIGHLIGHT, _HIGHLIGHT_CASING = 1.5, 2.9
#: A highlighted place drawn smaller than this gets a ring around it.
_RING_UNDER, _RING = 3 * MM, 2.6 * MM


@dataclass(frozen=True)
class Scene:
    """What the maps of a picture show; every geometry in EPSG:4326.

    Attributes
    ----------
    shapes : polygons, indexed by code.
    classes : class of each shape from 0, missing where there is no data; same index.
    hatching : pattern over each shape (:class:`geo.map_signs.Hatch`); same index.
    colours : one per class.
    borders : lines drawn over the shapes (limits of an upper level).
    context : lines drawn under them, paler, for what lies around.
    highlight : polygons to point out; often none.
    circles : points with a ``radius``, in points of the page; often none.
    labels : points indexed by the name to write there, those that matter most first; often none.
    crs : projected system, in metres, of a map of another country; "" where each part of the
        country is in its own.
    """

    shapes: gpd.GeoSeries
    classes: pd.Series[int]
    hatching: pd.Series[str]
    colours: tuple[str, ...]
    borders: gpd.GeoSeries
    context: gpd.GeoSeries
    highlight: gpd.GeoSeries
    circles: gpd.GeoDataFrame
    labels: gpd.GeoSeries = field(default_factory=lambda: gpd.GeoSeries([], crs=4326))
    crs: str = ""

    @property
    def as_image(self) -> bool:
        """Whether there are too many shapes for a vector file."""
        return len(self.shapes) > MOST_VECTOR_SHAPES


@dataclass(frozen=True)
class Metres:
    """The lines and shapes of a scene that lie in one part of the country, in metres."""

    shapes: gpd.GeoSeries
    borders: gpd.GeoSeries | None
    context: gpd.GeoSeries | None
    highlight: gpd.GeoSeries | None
    circles: gpd.GeoDataFrame | None
    labels: gpd.GeoSeries | None


def paint(figure: Figure, frame: Frame, scene: Scene, ground: Metres) -> None:
    """Paint one frame.

    Parameters
    ----------
    figure : the page.
    frame : its window.
    scene : classes and colours.
    ground : what lies in the window.
    """
    brush = _Brush(figure, frame)
    if ground.context is not None:
        brush.lines(_seen(ground.context, frame), _CONTEXT_INK, 0.5, zorder=1)
    polygons = ground.shapes.to_numpy()
    if not scene.as_image:
        polygons = shapely.coverage_simplify(polygons, _DETAIL / frame.scale)
    edge = next((width for most, width in _OUTLINES if len(scene.shapes) <= most), None)
    classes = scene.classes.loc[ground.shapes.index]
    hatching = scene.hatching.loc[ground.shapes.index].to_numpy(dtype=object)
    for name, colour, chosen in _by_class(classes, scene.colours):
        filled = brush.fill(polygons[chosen], colour, edge)
        filled.set_rasterized(scene.as_image)
        filled.set_gid(f"{name}-{frame.extent.key}")
        for pattern in Hatch:
            covered = chosen & (hatching == pattern.value)
            if pattern is not Hatch.NONE and covered.any():
                area = polygons_path(polygons[covered], frame)
                hatched = hatch(figure, area, pattern, colour)
                hatched.set(zorder=3, rasterized=scene.as_image)
                figure.add_artist(hatched)
    if ground.borders is not None:
        borders = _seen(ground.borders, frame)
        brush.lines(borders, palette.OUTLINE_CASING, _BORDER_CASING * brush.thin, zorder=4)
        brush.lines(borders, palette.OUTLINE_INK, _BORDER * brush.thin, zorder=5)
    if ground.circles is not None:
        brush.add(circles(figure, frame, ground.circles))
    if ground.highlight is not None:
        brush.point_out(ground.highlight.to_numpy())
    brush.rim()


def outline(box: Box, figure: Figure, colour: str, width: float, zorder: float) -> Rectangle:
    """Make the outline of a box of the page."""
    return Rectangle(
        (box.left, box.bottom),
        box.width,
        box.height,
        facecolor="none",
        edgecolor=colour,
        linewidth=width,
        transform=on_page(figure),
        zorder=zorder,
    )


@dataclass(frozen=True)
class _Brush:
    figure: Figure
    frame: Frame

    @property
    def thin(self) -> float:
        return min(max(math.sqrt(self.frame.box.width / _FULL_WIDTH), _THINNEST), 1.0)

    def fill(self, shapes: Shapes, colour: str, edge: float | None) -> PathPatch:
        ink = palette.OUTLINE_CASING if edge else colour
        width = edge * self.thin if edge else _SEAM
        return self._patch(polygons_path(shapes, self.frame), colour, ink, width, 2)

    def lines(self, lines: Shapes, colour: str, width: float, zorder: float) -> None:
        if len(lines):
            self._patch(lines_path(lines, self.frame), "none", colour, width, zorder)

    def point_out(self, shapes: Shapes) -> None:
        edges = shapely.boundary(shapely.simplify(shapes, _DETAIL / self.frame.scale))
        self.lines(edges, palette.OUTLINE_CASING, _HIGHLIGHT_CASING, zorder=6)
        self.lines(edges, palette.SELECTED_INK, _HIGHLIGHT, zorder=7)
        west, south, east, north = shapely.total_bounds(shapes)
        if max(east - west, north - south) * self.frame.scale >= _RING_UNDER:
            return
        place = self.frame.place(np.array([[(west + east) / 2, (south + north) / 2]]))[0]
        for colour, width, zorder in (
            (palette.OUTLINE_CASING, _HIGHLIGHT_CASING, 6),
            (palette.SELECTED_INK, _HIGHLIGHT, 7),
        ):
            self.add(
                Circle(
                    (float(place[0]), float(place[1])),
                    _RING,
                    facecolor="none",
                    edgecolor=colour,
                    linewidth=width,
                    transform=on_page(self.figure),
                    zorder=zorder,
                )
            )

    def rim(self) -> None:
        self.figure.add_artist(outline(self.frame.box, self.figure, palette.NO_DATA, 0.5, zorder=8))

    def _patch(self, path: Path, face: str, edge: str, width: float, zorder: float) -> PathPatch:
        patch = PathPatch(
            path,
            facecolor=face,
            edgecolor=edge,
            linewidth=width,
            joinstyle="round",
            transform=on_page(self.figure),
            zorder=zorder,
        )
        self.add(patch)
        return patch

    def add(self, patch: Patch | CircleCollection) -> None:
        self.figure.add_artist(patch)
        patch.set_clip_path(outline(self.frame.box, self.figure, "none", 0, 0))


def _by_class(
    classes: pd.Series[int], colours: Sequence[str]
) -> Iterator[tuple[str, str, npt.NDArray[np.bool_]]]:
    """Give the name, the colour and the members of what has no data, then of each class."""
    ranks = classes.astype("Int64").fillna(-1).to_numpy(dtype="int64")
    for rank, colour in enumerate((palette.NO_DATA, *colours), start=-1):
        chosen = ranks == rank
        if chosen.any():
            yield f"classe-{rank + 1}" if rank >= 0 else "sans-donnee", colour, chosen


def _seen(lines: gpd.GeoSeries, frame: Frame) -> Shapes:
    """Keep the lines that cross the window, no finer than the picture shows."""
    crossing = lines[lines.intersects(frame.ground)].to_numpy()
    simpler: Shapes = shapely.simplify(crossing, _DETAIL / 2 / frame.scale)
    return simpler
