"""Who is next to whom: contiguity from boundaries, or from a GAL file.

Neighbours are *queen*: two territories that share a border or a single point of it. Nothing is
linked over water, so an island has no neighbour and each DROM is linked inside itself only; a
territory without neighbour (:func:`isolates`) stays in the graph, with no link, and is left out
of the statistics that need neighbours. See ``docs/decisions/0010-neighbours.md``.
"""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
from libpysal.graph import Graph

from common.errors import InvalidDataError, MissingDataError
from common.french import number, plural

_SHOWN = 10


def queen(shapes: gpd.GeoSeries) -> Graph:
    """Link the territories that share a border or a point of it.

    Shapes must be parts of one coverage, whose shared borders are made of the same points, as
    those of ``data/boundaries`` are: contiguity is read from the points, which also links two
    territories that overlap (two CRTE that share a commune).

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
    return Graph.build_contiguity(shapes, rook=False).transform("r")


def read_gal(path: Path) -> Graph:
    """Read the neighbours written in a GAL file, as GeoDa and PySAL write them.

    The first line ends with the number of units, or has it second when it has four words; then
    come two lines for each unit: its identifier and how many neighbours it has, and the
    neighbours. Identifiers stay text: ``01001`` is not ``1001``.

    Returns
    -------
    libpysal.graph.Graph
        Identifiers in the order of the file; weights as those of :func:`queen`.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is no text, if a count does not match, a unit is repeated, or a neighbour is not one
        of the units or is the unit itself.
    """
    if not path.is_file():
        raise MissingDataError(f"Fichier absent : {path.name}.")
    try:
        lines = path.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise InvalidDataError(path.name, ["texte UTF-8 attendu (fichier GAL)"]) from error
    header = lines[0].split() if lines else []
    count = header[1] if len(header) > 1 else "".join(header)
    if not count.isdigit():
        raise InvalidDataError(path.name, ["ligne 1 : attendu le nombre d’unités (fichier GAL)"])
    neighbours: dict[str, list[str]] = {}
    faults = []
    for row in range(1, 2 * int(count), 2):
        unit, listed, fault = _gal_unit(lines[row : row + 2], row + 1)
        faults += [fault] if fault else []
        if unit in neighbours:
            faults.append(f"ligne {row + 1} : unité répétée : {unit}")
        neighbours[unit] = listed
    if any(line.strip() for line in lines[1 + 2 * int(count) :]):
        faults.append(f"ligne 1 : {count} unités annoncées, le fichier en contient d’autres")
    for unit, listed in neighbours.items():
        unknown = [other for other in listed if other not in neighbours or other == unit]
        faults += [f"unité {unit} : voisin inconnu ou elle-même : {other}" for other in unknown]
    if faults:
        raise InvalidDataError(path.name, faults)
    return Graph.from_dicts(neighbours).transform("r")


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


def _gal_unit(lines: list[str], row: int) -> tuple[str, list[str], str]:
    """Read a unit: its identifier, its neighbours, and what is wrong with it, or ""."""
    words = lines[0].split() if lines else []
    if len(words) != 2 or not words[1].isdigit():
        return f"ligne {row}", [], f"ligne {row} : attendu un identifiant et un nombre de voisins"
    listed = lines[1].split() if len(lines) > 1 else []
    if len(listed) != int(words[1]):
        fault = f"ligne {row + 1} : nombre de voisins attendu {words[1]}, trouvé {len(listed)}"
        return words[0], [], fault
    return words[0], listed, ""


def _repeated(codes: pd.Index) -> list[str]:
    return [str(code) for code in codes[codes.duplicated()].unique()]


def _listing(codes: pd.Index) -> str:
    more = ", …" if len(codes) > _SHOWN else ""
    return ", ".join(str(code) for code in codes[:_SHOWN]) + more
