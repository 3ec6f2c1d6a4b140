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
from libpysal.graph import Graph
from scipy import sparse

from common.errors import InvalidDataError
from common.french import described, number, percent, plural
from geo.contiguity import pairs_within, repeated, touching, usual_side

#: Shapes that nearly touch, as a part of the side of a usual one: that is no border.
_NEAR = 1e-2
#: Pairs that nearly touch, over those that do: beyond, outlines were not made to join.
_MOST_GAPS, _SAID_GAPS = 0.1, 0.01
_SHOWN = 10


def queen(shapes: gpd.GeoSeries) -> Graph:
    """Link the territories that share a border or a point of it, or overlap.

    Borders need not be made of the same points, nor coincide to the last digit: see
    :func:`geo.contiguity.tolerance`.

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
    focal, neighbour = touching(shapes)
    links = sparse.csr_array(
        (np.ones(len(focal)), (focal, neighbour)), shape=(len(shapes), len(shapes))
    )
    return Graph.from_sparse(links, ids=shapes.index.to_numpy()).transform("r")


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
    near = len(pairs_within(shapes, _NEAR * usual_side(shapes))[0]) - int(
        (graph.adjacency > 0).sum()
    )
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


def one_way_sentence(graph: Graph) -> str:
    """Say that some are neighbours of units that are not theirs, as a wrong file has it.

    >>> one_way_sentence(Graph.from_dicts({"a": ["b"], "b": ["a"], "c": ["a"]}))
    'Voisinages à sens unique : c → a ; ajoutez l’autre sens si c’est un oubli.'
    """
    pairs = set(graph.adjacency[graph.adjacency > 0].index)
    alone = sorted(f"{focal} → {other}" for focal, other in pairs if (other, focal) not in pairs)
    if not alone:
        return ""
    return (
        f"Voisinages à sens unique : {described(alone)} ; ajoutez l’autre sens si c’est un oubli."
    )


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
    faults = [f"identifiant répété : {code}" for code in repeated(codes)]
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


def _listing(codes: pd.Index) -> str:
    more = ", …" if len(codes) > _SHOWN else ""
    return ", ".join(str(code) for code in codes[:_SHOWN]) + more
