"""Medoids: the members of a set that stand, each for a group, for all the others.

Kaufman and Rousseeuw, *Finding Groups in Data*, 1990, chapter 2: the first medoid is the member
nearest to all, each next one takes the most distance away (BUILD); then each group takes the member
nearest to its own, and members their nearest medoid, until nothing moves (Park and Jun, 2009).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Distances = npt.NDArray[np.float64]
Ranks = npt.NDArray[np.intp]


def medoids(distances: Distances, count: int) -> tuple[Ranks, Ranks]:
    """Choose the members that stand for all; no draw is made, ties go to the first.

    Parameters
    ----------
    distances : square, symmetric, zero on its diagonal, without a missing value.
    count : how many, from 1 to the number of members.

    Returns
    -------
    tuple
        Ranks of the medoids, and for each member the position among them of its own.

    Raises
    ------
    ValueError
        If there are not so many members.

    Examples
    --------
    >>> places = np.array([0.0, 1.0, 2.0, 10.0, 11.0, 12.0])
    >>> chosen, groups = medoids(abs(places[:, None] - places), 2)
    >>> chosen.tolist(), groups.tolist()
    ([1, 4], [0, 0, 0, 1, 1, 1])
    """
    if not 1 <= count <= len(distances):
        raise ValueError(f"{count} medoids of {len(distances)} members")
    chosen = _build(distances, count)
    while True:
        groups = distances[:, chosen].argmin(axis=1)
        found = np.array([_nearest_to(distances, groups == rank) for rank in range(count)])
        if _cost(distances, found) >= _cost(distances, chosen):
            return chosen, groups
        chosen = found


def _build(distances: Distances, count: int) -> Ranks:
    chosen = [int(distances.sum(axis=0).argmin())]
    while len(chosen) < count:
        left = distances[:, chosen].min(axis=1)
        gain = np.maximum(left[:, None] - distances, 0).sum(axis=0)
        gain[chosen] = -1
        chosen.append(int(gain.argmax()))
    return np.array(chosen)


def _nearest_to(distances: Distances, inside: npt.NDArray[np.bool_]) -> int:
    members = np.flatnonzero(inside)
    return int(members[distances[np.ix_(members, members)].sum(axis=0).argmin()])


def _cost(distances: Distances, chosen: Ranks) -> float:
    return float(distances[:, chosen].min(axis=1).sum())
