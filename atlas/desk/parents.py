"""The larger territories that hold a place, and their names."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.desk.desk import Desk
from atlas.desk.place import Place, holders
from common.levels import FRANCE_CODE, Level, Territory
from geo.perimeter import Perimeter


def place_name(desk: Desk, place: Place) -> str:
    """French name of a place."""
    if isinstance(place, Perimeter):
        return place.name
    return str(desk.territory_row(place)["name"])


def parents_of(desk: Desk, place: Place) -> tuple[Territory, ...]:
    """List the larger territories of a place, finest first, France last.

    Those of a territory are its EPCI, its CRTE (if it holds the whole of it), and the département
    and région where most of its inhabitants live; those of a perimeter hold all its communes.
    """
    held_by = holders(desk, place)
    if isinstance(place, Perimeter):
        return (*held_by, Territory(Level.FRANCE, FRANCE_CODE))
    found = desk.parents(place)
    crte = [holder for holder in held_by if holder.level is Level.CRTE]
    order = list(Level).index
    wider = [holder for holder in crte if order(holder.level) > order(place.level)]
    return tuple(sorted([*found, *wider], key=lambda parent: order(parent.level)))


def told_once(desk: Desk, place: Place, references: Sequence[Territory]) -> tuple[Territory, ...]:
    """Leave out a larger territory that has exactly the communes of the place, or of a finer one.

    In the DROM a département and its région are one and the same: two columns would be equal.

    Parameters
    ----------
    desk : the opened data.
    place : what is compared.
    references : larger territories that hold it, finest first.
    """
    known = [set(desk.communes(place))]
    kept = []
    for reference in references:
        communes = set(desk.communes(reference))
        if communes not in known:
            kept.append(reference)
            known.append(communes)
    return tuple(kept)
