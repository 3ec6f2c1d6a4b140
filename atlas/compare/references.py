"""Larger territories that are worth a column of their own."""

from __future__ import annotations

from collections.abc import Sequence

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from common.levels import Territory


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
