"""Small maps that are compared at a glance: shapes and classes, no words, drawn in milliseconds.

The shapes are placed once for many maps of the same territories (:class:`Ground`); each map is then
polygons filled in an image of few colours, without the machinery of a page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from PIL import Image, ImageDraw

from common import palette
from geo.extents import EXTENTS
from geo.pictures.frame import Frame, by_part
from geo.pictures.page import Box

#: Pixels of a small map; twice what a screen shows, for those with fine pixels.
WIDTH, HEIGHT = 440, 440
#: Part of the height that the row of the other parts of the country takes, and its gaps in pixels.
_ROW, _GAP = 0.17, 6
#: Details of outlines under this, in pixels, are left out.
_DETAIL = 1.0

Ring = list[tuple[float, float]]


@dataclass(frozen=True)
class Ground:
    """Shapes placed on a small map.

    Attributes
    ----------
    shapes : code of each polygon and its rings, the outer one first, in pixels from the top left;
        the largest come first, for those that they surround.
    """

    shapes: tuple[tuple[str, tuple[Ring, ...]], ...]


def ground(shapes: gpd.GeoSeries) -> Ground:
    """Place shapes: the part of the country with the most of them, the others in a row below.

    Parameters
    ----------
    shapes : polygons indexed by code, EPSG:4326.

    Raises
    ------
    InvalidDataError
        If shapes lie outside every part of the country.
    """
    parts = by_part(shapes)
    main = max(parts, key=lambda key: len(parts[key]))
    others = [key for key in parts if key != main]
    row = HEIGHT * _ROW if others else 0.0
    boxes = {main: Box(0.0, row, WIDTH, HEIGHT - row)}
    side = (WIDTH - _GAP * (len(others) + 1)) / max(len(others), 1)
    for rank, key in enumerate(others):
        boxes[key] = Box(_GAP + rank * (side + _GAP), 0.0, side, row - _GAP)
    placed = [one for key, box in boxes.items() for one in _placed(key, parts[key], box)]
    placed.sort(key=lambda one: -one[0])
    return Ground(tuple((code, rings) for _, code, rings in placed))


def thumbnail(on: Ground, classes: pd.Series[int], colours: Sequence[str]) -> bytes:
    """Draw a small map as PNG.

    Parameters
    ----------
    on : the shapes.
    classes : class of each from 0, missing where there is no data; indexed by code.
    colours : one per class.
    """
    inks = [palette.SURFACE, palette.NO_DATA, *colours]
    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette([round(255 * part) for ink in inks for part in palette.rgb(ink)])
    pen = ImageDraw.Draw(image)
    ranks = (classes.astype("Int64").fillna(-1) + 2).to_dict()
    for code, (outer, *holes) in on.shapes:
        pen.polygon(outer, fill=int(ranks.get(code, 0)))
        for hole in holes:
            pen.polygon(hole, fill=0)
    stream = io.BytesIO()
    image.save(stream, "PNG")
    return stream.getvalue()


def _placed(key: str, shapes: gpd.GeoSeries, box: Box) -> list[tuple[float, str, tuple[Ring, ...]]]:
    """Area in pixels, code and rings of each polygon of a part of the country."""
    extent = next(one for one in EXTENTS if one.key == key)
    frame = Frame.fit(extent, np.asarray(shapes.total_bounds), box)
    simple = shapely.coverage_simplify(shapes.to_numpy(), _DETAIL / frame.scale)
    polygons, owner = shapely.get_parts(simple, return_index=True)
    areas = shapely.area(polygons) * frame.scale**2
    found = []
    for polygon, which, area in zip(polygons, owner, areas, strict=True):
        rings = tuple(_ring(ring, frame) for ring in (polygon.exterior, *polygon.interiors))
        found.append((float(area), str(shapes.index[which]), rings))
    return found


def _ring(ring: shapely.LinearRing, frame: Frame) -> Ring:
    points = frame.place(shapely.get_coordinates(ring))
    return [(float(x), float(HEIGHT - y)) for x, y in points]
