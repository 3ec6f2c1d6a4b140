"""Who is next to whom, from a GAL file as GeoDa and PySAL write them."""

from __future__ import annotations

import re
from pathlib import Path

from libpysal.graph import Graph

from common.errors import InvalidDataError
from common.files import read_bounded
from common.limits import TABLE_BYTES

_COUNT = re.compile(r"[0-9]{1,9}")
#: A file that has as many faults is no GAL file: nothing more is looked for.
_MOST_FAULTS = 100


def read_gal(path: Path) -> Graph:
    """Read the neighbours written in a GAL file.

    The first line ends with the number of units, or has it second when it has four words; then
    come two lines for each unit: its identifier and how many neighbours it has, and the
    neighbours. Identifiers stay text: ``01001`` is not ``1001``.

    Returns
    -------
    libpysal.graph.Graph
        Identifiers in the order of the file; weights as those of
        :func:`geo.neighbours.queen`.

    Raises
    ------
    MissingDataError
        If the file is absent.
    InvalidDataError
        If it is too large or no text, if a count does not match, a unit is repeated, or a neighbour
        comes twice, is not one of the units, or is the unit itself.
    """
    try:
        lines = read_bounded(path, TABLE_BYTES).decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise InvalidDataError(path.name, ["texte UTF-8 attendu (fichier GAL)"]) from None
    while lines and not lines[-1].strip():
        lines.pop()
    count = _announced(lines)
    if count is None:
        raise InvalidDataError(path.name, ["ligne 1 : attendu le nombre d’unités (fichier GAL)"])
    held = len(lines) // 2  # the last unit may have no line of neighbours
    if count != held:
        fault = f"ligne 1 : {count} unités annoncées, le fichier en contient {held}"
        raise InvalidDataError(path.name, [fault])
    neighbours: dict[str, list[str]] = {}
    faults: list[str] = []
    for row in range(1, 2 * count, 2):
        unit, listed, fault = _unit(lines[row : row + 2], row + 1)
        faults += [fault] if fault else []
        if unit in neighbours:
            faults.append(f"ligne {row + 1} : unité répétée : {unit}")
        neighbours[unit] = listed
        if len(faults) >= _MOST_FAULTS:
            break
    else:
        faults += _unknown(neighbours)
    if faults:
        raise InvalidDataError(path.name, faults)
    return Graph.from_dicts(neighbours).transform("r")


def _announced(lines: list[str]) -> int | None:
    """Read the number of units on the first line; None if there is none."""
    words = lines[0].split() if lines else []
    count = words[1] if len(words) > 1 else "".join(words)
    return int(count) if _COUNT.fullmatch(count) else None


def _unit(lines: list[str], row: int) -> tuple[str, list[str], str]:
    """Read a unit: its identifier, its neighbours, and what is wrong with it, or ""."""
    words = lines[0].split()
    if len(words) != 2 or not _COUNT.fullmatch(words[1]):
        return f"ligne {row}", [], f"ligne {row} : attendu un identifiant et un nombre de voisins"
    listed = lines[1].split() if len(lines) > 1 else []
    if len(listed) != int(words[1]):
        fault = f"ligne {row + 1} : nombre de voisins attendu {words[1]}, trouvé {len(listed)}"
        return words[0], [], fault
    twice = "" if len(set(listed)) == len(listed) else f"ligne {row + 1} : voisin répété"
    return words[0], listed, twice


def _unknown(neighbours: dict[str, list[str]]) -> list[str]:
    """Name the neighbours that are no unit, or the unit itself."""
    faults: list[str] = []
    for unit, listed in neighbours.items():
        for other in listed:
            if other not in neighbours or other == unit:
                faults.append(f"unité {unit} : voisin inconnu ou elle-même : {other}")
        if len(faults) >= _MOST_FAULTS:
            break
    return faults
