"""Who is next to whom: contiguity read from the outlines.

Neighbours are *queen*: two territories that share a border or a single point of it. Nothing is
linked over water, so an island has no neighbour and each DROM is linked inside itself only; a
territory without neighbour (:func:`isolates`) stays in the graph, with no link, and is left out
of the statistics that need neighbours. See ``docs/decisions/0010-neighbours.md``.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from libpysal.graph import Graph
from scipy import sparse

from common.errors import InvalidDataError
from common.french import number, percent, plural

#: Two shapes touch within this many metres: coordinates with six decimals of a degree, or a
#: decimetre.
_METRES = 0.1
_METRES_OF_A_DEGREE = 1e5
#: As parts of the side of a usual shape: rounding, the largest tolerance, and what is no border.
_LEAST, _MOST, _NEAR = 1e-5, 1e-3, 1e-2
#: Pairs that nearly touch, over those that do: beyond, outlines were not made to join.
_MOST_GAPS, _SAID_GAPS = 0.1, 0.01
_SHOWN = 10


def queen(shapes: gpd.GeoSeries) -> Graph:
    """Link the territories that share a border or a point of it, or overlap.

    Borders need not be made of the same points, nor coincide to the last digit: see
    :func:`tolerance`.

    Parameters
    ----------
    shapes : polygons indexed by code (text), in any coordinate system.

    Returns
    -------
    libpysal.graph.Graph
        Identifiers are the codes, in the order of the shapes; the weights of the neighbours of a
        territory are equal and sum to 1.

    Raises
    ------
    InvalidDataError
        If a code is repeated, or a shape is empty or is not a polygon.

    Examples
    --------
    >>> from shapely import box
    >>> shapes = gpd.GeoSeries({"a": box(0, 0, 1, 1), "b": box(1, 0, 2, 1), "c": box(5, 5, 6, 6)})
    >>> graph = queen(shapes)
    >>> graph["a"].to_dict(), isolates(graph).tolist()
    ({'b': 1.0}, ['c'])
    """
    faults = [f"identifiant répété : {code}" for code in _repeated(shapes.index)]
    kinds = shapes.geom_type.fillna("absente").mask(shapes.is_empty, "vide")
    wrong = kinds[~kinds.isin(["Polygon", "MultiPolygon"])]
    faults += [f"{code} : polygone attendu, géométrie {kind}" for code, kind in wrong.items()]
    if faults:
        raise InvalidDataError("les contours", faults)
    focal, neighbour = _pairs(shapes, tolerance(shapes))
    links = sparse.csr_array(
        (np.ones(len(focal)), (focal, neighbour)), shape=(len(shapes), len(shapes))
    )
    return Graph.from_sparse(links, ids=shapes.index.to_numpy()).transform("r")


def tolerance(shapes: gpd.GeoSeries) -> float:
    """Give how far apart two shapes may be and still touch, in the unit of their coordinates.

    A decimetre (a millionth of a degree), or a hundred-thousandth of the side of a usual shape (the
    root of the median area) where this is more; a thousandth of it at most. Without coordinate
    system, a hundred-thousandth of the side.

    Examples
    --------
    >>> from shapely import box
    >>> commune, room = box(0, 0, 4_000, 4_000), box(0, 0, 5, 5)
    >>> [tolerance(gpd.GeoSeries([shape], crs=2154)) for shape in (commune, room)]
    [0.1, 0.005]
    """
    side = _side(shapes)
    written = 0.0
    if shapes.crs is not None:
        metres = _METRES_OF_A_DEGREE
        if not shapes.crs.is_geographic:
            metres = shapes.crs.axis_info[0].unit_conversion_factor
        written = _METRES / metres
    return min(_MOST * side, max(_LEAST * side, written))


def gaps_sentence(shapes: gpd.GeoSeries, graph: Graph) -> str:
    """Say how many pairs of shapes nearly touch, where it is not a few; "" otherwise.

    Parameters
    ----------
    shapes, graph : as :func:`queen` takes and gives them.

    Raises
    ------
    InvalidDataError
        If so many do that the outlines were not made to join.
    """
    near = len(_pairs(shapes, _NEAR * _side(shapes))[0]) - int((graph.adjacency > 0).sum())
    share = near / len(graph.adjacency)
    pairs = near // 2
    found = (
        f"{number(pairs)} {plural(pairs, 'paire')} de territoires à moins d’un centième de leur "
        "côté l’un de l’autre, sans se toucher"
    )
    if share > _MOST_GAPS:
        raise InvalidDataError(
            "les contours",
            [
                f"ils ne se joignent pas : {found} ({percent(share, 0)} des voisinages) ; donnez "
                "des contours jointifs, ou les voisinages (fichier GAL)"
            ],
        )
    return f"Voisinages : {found} ; ce ne sont pas des voisins." if share > _SAID_GAPS else ""


def _side(shapes: gpd.GeoSeries) -> float:
    return float(np.sqrt(np.median(shapely.area(shapes.to_numpy()))))


def _pairs(shapes: gpd.GeoSeries, distance: float) -> tuple[np.ndarray, np.ndarray]:
    """Positions of the shapes within a distance of each other, both ways, in order."""
    geometries = shapes.to_numpy()
    found = shapely.STRtree(geometries).query(geometries, predicate="dwithin", distance=distance)
    focal, neighbour = found[:, found[0] != found[1]]
    return focal, neighbour


def aligned(graph: Graph, codes: pd.Index) -> Graph:
    """Put a graph in the order of some codes, which must be its own.

    Raises
    ------
    InvalidDataError
        If a code is repeated, unknown to the graph, or missing from the codes; all are listed.

    Examples
    --------
    >>> graph = Graph.from_dicts({"a": ["b"], "b": ["a"]})
    >>> aligned(graph, pd.Index(["b", "a"])).unique_ids.tolist()
    ['b', 'a']
    """
    faults = [f"identifiant répété : {code}" for code in _repeated(codes)]
    known = graph.unique_ids
    groups = {
        "sans voisinage dans le fichier des poids": codes.difference(known),
        "du fichier des poids sans ligne dans les données": known.difference(codes),
    }
    for what, listed in groups.items():
        if len(listed):
            counted = f"{number(len(listed))} {plural(len(listed), 'identifiant')}"
            faults.append(f"{counted} {what} : {_listing(listed)}")
    if faults:
        raise InvalidDataError("les voisinages", faults)
    return graph.subgraph(codes).transform("r")


def isolates(graph: Graph) -> pd.Index:
    """Give the codes of the territories that have no neighbour."""
    found: pd.Index = graph.isolates
    return found


def _repeated(codes: pd.Index) -> list[str]:
    return [str(code) for code in codes[codes.duplicated()].unique()]


def _listing(codes: pd.Index) -> str:
    more = ", …" if len(codes) > _SHOWN else ""
    return ", ".join(str(code) for code in codes[:_SHOWN]) + more
