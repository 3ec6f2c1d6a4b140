"""Outlines of a reader that say something else than what was meant: cut by 180°, or given twice."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from shapely import MultiPolygon, Polygon, box
from shapely.affinity import translate

from common.french import described, listed

_HALF, _TURN = 180.0, 360.0
#: An edge as long goes around the Earth on purpose, as the outline of Antarctica.
_WHOLE = _TURN - 1e-6


def brought_back(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Cut the outlines that go beyond ±180°, and bring what is beyond to the other side.

    Parameters
    ----------
    shapes : polygons in degrees (EPSG:4326), within half a turn of ±180°.

    Examples
    --------
    >>> fiji = gpd.GeoSeries({"a": box(178, -18, 182, -16)}, crs=4326)
    >>> [part.bounds for part in brought_back(fiji)["a"].geoms]
    [(178.0, -18.0, 180.0, -16.0), (-180.0, -18.0, -178.0, -16.0)]
    """
    beyond = (shapes.bounds["minx"] < -_HALF) | (shapes.bounds["maxx"] > _HALF)
    if not beyond.any():
        return shapes
    cut = shapes.copy()
    cut[beyond] = gpd.GeoSeries([_cut(shape) for shape in shapes[beyond]], crs=shapes.crs).values
    return cut


def astride(shapes: gpd.GeoSeries) -> list[str]:
    """List the codes of the outlines whose edges jump from one side of 180° to the other.

    Such an outline, which GeoJSON asks to cut in two (RFC 7946, 3.1.9), reads as one that goes
    around the rest of the Earth.

    Examples
    --------
    >>> jump = Polygon([(178, -18), (-178, -18), (-178, -16), (178, -16)])
    >>> astride(gpd.GeoSeries({"a": jump, "b": box(-180, -90, 180, -60)}))
    ['a']
    """
    wide = shapes.bounds["maxx"] - shapes.bounds["minx"] > _HALF
    return [str(code) for code, shape in shapes[wide].items() if _jumps(shape)]


def twice_sentence(shapes: gpd.GeoSeries) -> str:
    """Name the outlines given under several codes; "" where there are none.

    Examples
    --------
    >>> same = gpd.GeoSeries({"a": box(0, 0, 1, 1), "b": box(0, 0, 1, 1), "c": box(1, 0, 2, 1)})
    >>> twice_sentence(same)
    'Même contour sous plusieurs codes : a et b ; ce qui les additionne le compte plusieurs fois.'
    """
    drawn = pd.Series(shapely.to_wkb(shapely.normalize(shapes.to_numpy())), index=shapes.index)
    drawn = drawn[~shapes.is_empty & drawn.duplicated(keep=False)]
    groups = [
        listed([str(code) for code in codes]) for codes in drawn.groupby(drawn).groups.values()
    ]
    if not groups:
        return ""
    return (
        f"Même contour sous plusieurs codes : {described(sorted(groups))} ; ce qui les additionne "
        "le compte plusieurs fois."
    )


def _cut(shape: Polygon | MultiPolygon) -> MultiPolygon:
    valid, parts = shapely.make_valid(shape), []
    for turns in (0, -1, 1):
        west = -_HALF - turns * _TURN
        inside = valid.intersection(box(west, -_HALF, west + _TURN, _HALF))
        moved = translate(inside, xoff=turns * _TURN)
        parts += [part for part in shapely.get_parts(moved) if isinstance(part, Polygon)]
    return MultiPolygon(parts)


def _jumps(shape: Polygon | MultiPolygon) -> bool:
    rings = [ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors)]
    lengths = [np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])) for ring in rings]
    return any(bool(((length > _HALF) & (length < _WHOLE)).any()) for length in lengths)
