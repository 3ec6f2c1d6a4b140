"""Secondary suppression: nothing published may give back, by subtraction, what is not.

Whoever knows the weights of territories (their population is public) turns published means back
into sums over respondents, then adds and subtracts them. A group of respondents is exposed when
the 0/1 vector that designates it is a linear combination of the vectors of the published cells,
whatever the overlap of the levels: France less its other régions, two départements less the EPCI
astride them. For each group of respondents and domain, no group under the threshold may be exposed
(a suppressed cell, or several found together), nor any other unpublished cell.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.levels import LEVEL_RANKS, LEVELS

_TOLERANCE = 1e-8
#: Sums of rows tried in one linked set before withholding without proof.
_SUMS_TRIED = 2000
Booleans = npt.NDArray[np.bool_]
Integers = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Cells:
    """The cells of a table, as sets of respondents.

    Attributes
    ----------
    inside : cells × atoms, whether the respondents of an atom belong to the cell; an atom gathers
        the respondents that no cell tells apart.
    sizes : respondents of each atom.
    ranks : rank of each cell's level, 0 the largest.
    """

    inside: Booleans
    sizes: Integers
    ranks: Integers

    @cached_property
    def counts(self) -> Integers:
        """Respondents of each cell."""
        return self.inside @ self.sizes


def withheld_cells(
    estimates: pd.DataFrame, published: pd.Series, answers: pd.DataFrame, minimum: int
) -> pd.Series:
    """Find the published estimates that must be withheld to protect the others.

    Parameters
    ----------
    estimates : columns group, domain, level, code.
    published : whether each row passes the rule by itself.
    answers : columns group, ``level:…`` and ``domain:…`` of the respondents.
    minimum : smallest number of respondents that may be found out together.

    Returns
    -------
    Series
        Boolean, on the index of ``estimates``.
    """
    withheld = pd.Series(False, index=estimates.index)
    solved: dict[tuple[object, ...], Booleans] = {}
    for (group, domain), unsorted in estimates.groupby(["group", "domain"], sort=False):
        rows = unsorted.sort_values(["level", "code"])
        members = ((answers["group"] == group) & answers[f"domain:{domain}"].notna()).to_numpy()
        shown = published[rows.index].to_numpy(bool)
        # Domains answered by the same respondents give the same problem: solve it once.
        problem = (group, members.tobytes(), shown.tobytes())
        if problem not in solved:
            cells, within_reach = _cells(rows, answers[members], shown)
            kept = shown.copy()
            kept[within_reach] = protect(cells, shown[within_reach], minimum)
            solved[problem] = shown & ~kept
        withheld[rows.index] = solved[problem]
    return withheld


def protect(cells: Cells, shown: Booleans, minimum: int) -> Booleans:
    """Take cells out of publication until no small group can be found out.

    The finest cell of an offending combination gives way, and among the finest the one with the
    fewest respondents. Combinations are dealt with together, turn by turn; one that has lost a
    cell to another in the same turn is looked at again in the next.

    Parameters
    ----------
    cells : the table.
    shown : cells that pass the rule by themselves.
    minimum : smallest number of respondents that may be found out.

    Returns
    -------
    array
        Cells that may be published.
    """
    if not shown.any():
        return shown
    shown = shown.copy()
    merged, whole = _merge(cells, shown)
    while True:
        combinations = [whole[used] for used in _combinations(merged, shown[whole], minimum)]
        if not combinations:
            return shown
        for used in combinations:
            if shown[used].all():
                finest = used[cells.ranks[used] == cells.ranks[used].max()]
                shown[finest[np.argmin(cells.counts[finest])]] = False


def _merge(cells: Cells, shown: Booleans) -> tuple[Cells, Integers]:
    """Merge the atoms that no published cell tells apart.

    They stay together in every combination: what is exposed is made of whole blocks of them, so
    that the cells which cut a block are out of reach.

    Returns
    -------
    tuple
        The cells made of whole blocks, and their places among all the cells.
    """
    _, block, atoms = np.unique(
        cells.inside[shown], axis=1, return_inverse=True, return_counts=True
    )
    order = np.argsort(block, kind="stable")
    starts = np.concatenate([[0], np.cumsum(atoms)[:-1]])
    covered = np.add.reduceat(cells.inside[:, order].astype(np.int64), starts, axis=1)
    whole = ((covered == 0) | (covered == atoms)).all(axis=1)
    sizes = np.add.reduceat(cells.sizes[order], starts)
    return Cells(covered[whole] > 0, sizes, cells.ranks[whole]), np.flatnonzero(whole)


def _combinations(cells: Cells, shown: Booleans, minimum: int) -> list[Integers]:
    """Give the published cells that, combined, expose something: one set for each thing."""
    if not shown.any():
        return []
    merged, whole = _merge(cells, shown)
    known = merged.inside[shown[whole]].astype(float)
    # Row reduction, the large blocks first: see _small_groups.
    order = np.argsort(merged.sizes < minimum, kind="stable")
    reduced, pivots, made_of = _reduce(known[:, order])
    exposed = list(_small_groups(reduced, pivots, merged.sizes[order], minimum))
    targets = merged.inside[~shown[whole]][:, order].astype(float)
    left = np.abs(targets - targets[:, pivots] @ reduced).max(axis=1, initial=0.0)
    exposed += list(targets[left < _TOLERANCE])
    places = np.flatnonzero(shown)
    return [places[np.abs(group[pivots] @ made_of) > _TOLERANCE] for group in exposed]


def _small_groups(
    reduced: Floats, pivots: list[int], sizes: Integers, minimum: int
) -> Iterator[Floats]:
    """Find groups under the threshold that the known rows expose, one for each linked set.

    With the large blocks first, row reduction leaves the combinations of small blocks only, in
    reduced form: a group that they expose is the sum of the rows of its pivots.
    """
    first_small = int((sizes >= minimum).sum())
    rows = [row for row, pivot in enumerate(pivots) if pivot >= first_small]
    for linked in _linked_rows(reduced, rows):
        held = np.array([sizes[pivots[row]] for row in linked])
        group = _exposed_sum(reduced[linked], held, sizes, minimum)
        if group is not None:
            yield group


def _exposed_sum(rows: Floats, held: Integers, sizes: Integers, minimum: int) -> Floats | None:
    """Find rows whose sum is a group: 0 or 1 everywhere, and fewer respondents than the minimum.

    Rows are added one at a time, and only one that can mend what is wrong with the sum so far:
    whatever group there is is reached that way, from the first of its rows. Where there are too
    many sums to try, the first row is given, though it may expose nothing: a cell too many is
    withheld rather than one too few.
    """
    waiting: list[tuple[tuple[int, ...], Floats]] = [
        ((row,), rows[row]) for row in reversed(range(len(rows)))
    ]
    seen: set[frozenset[int]] = set()
    while waiting:
        chosen, total = waiting.pop()
        mending = _mending_rows(rows, total)
        if mending is None and total @ sizes < minimum - _TOLERANCE:
            return np.asarray(total.round())
        if len(seen) >= _SUMS_TRIED:
            return np.asarray(rows[0])
        if mending is None:
            taken = np.abs(total - 1) < _TOLERANCE
            mending = np.asarray((rows[:, taken] < -_TOLERANCE).any(axis=1))
        room = minimum - int(held[list(chosen)].sum())
        for row in np.flatnonzero(mending & (held < room)):
            grown = frozenset((*chosen, int(row)))
            if len(grown) > len(chosen) and grown not in seen:
                seen.add(grown)
                waiting.append(((*chosen, int(row)), total + rows[row]))
    return None


def _mending_rows(rows: Floats, total: Floats) -> Booleans | None:
    """Rows that bring a wrong column of a sum towards 0 or 1; None if no column is wrong."""
    wrong = np.flatnonzero((np.abs(total) > _TOLERANCE) & (np.abs(total - 1) > _TOLERANCE))
    if not wrong.size:
        return None
    column, value = wrong[0], total[wrong[0]]
    if value < 0:
        return np.asarray(rows[:, column] > _TOLERANCE)
    if value > 1:
        return np.asarray(rows[:, column] < -_TOLERANCE)
    return np.asarray(np.abs(rows[:, column]) > _TOLERANCE)


def _reduce(matrix: Floats) -> tuple[Floats, list[int], Floats]:
    """Reduced row echelon form, null rows left out.

    Returns
    -------
    tuple
        The rows, the column of each row's pivot, and how each is made of those of the matrix.
    """
    count, width = matrix.shape
    reduced = np.hstack([matrix, np.eye(count)])
    pivots: list[int] = []
    for column in range(width):
        row = len(pivots)
        if row == count:
            break
        best = row + int(np.argmax(np.abs(reduced[row:, column])))
        if abs(reduced[best, column]) < _TOLERANCE:
            continue
        reduced[[row, best]] = reduced[[best, row]]
        reduced[row] /= reduced[row, column]
        others = np.abs(reduced[:, column]) > 0
        others[row] = False
        reduced[others] -= np.outer(reduced[others, column], reduced[row])
        pivots.append(column)
    kept = reduced[: len(pivots)]
    return kept[:, :width], pivots, kept[:, width:]


def _linked_rows(reduced: Floats, rows: list[int]) -> Iterator[list[int]]:
    """Split rows into sets without a common column: groups are exposed within one set."""
    from scipy.sparse.csgraph import connected_components  # noqa: PLC0415 - only in surveys

    if not rows:
        return
    used = np.abs(reduced[rows]) > _TOLERANCE
    count, label = connected_components(used.astype(float) @ used.T.astype(float))
    for number in range(count):
        yield [row for row, own in zip(rows, label, strict=True) if own == number]


def _cells(
    rows: pd.DataFrame, respondents: pd.DataFrame, shown: Booleans
) -> tuple[Cells, Integers]:
    """Describe the cells of a table by the respondents in them.

    Respondents that no published cell tells apart make one atom from the start: the unpublished
    cells that cut such an atom are out of reach, and left out.

    Returns
    -------
    tuple
        The cells within reach, and their places among the rows.
    """
    rows = rows.assign(place=np.arange(len(rows)))
    places = {}
    for level, cells in rows.groupby("level"):
        place = pd.Series(cells["place"].to_numpy(), index=cells["code"])
        found = place.reindex(respondents[f"level:{level}"]).fillna(-1)
        places[level] = found.to_numpy().astype(np.int64)
    seen = np.append(shown, False)
    told_apart = pd.DataFrame({k: np.where(seen[v], v, -1) for k, v in places.items()})
    atom = told_apart.groupby(list(places), sort=True).ngroup().to_numpy().astype(np.int64)
    sizes = np.bincount(atom).astype(np.int64)
    width = len(sizes)
    pairs = [(place * width + atom)[place >= 0] for place in places.values()]
    held, counts = np.unique(np.concatenate(pairs), return_counts=True)
    cell, atom = np.divmod(held, width)
    cut = np.zeros(len(rows), dtype=np.bool_)
    cut[cell[counts < sizes[atom]]] = True
    within_reach = np.flatnonzero(~cut)
    position = np.full(len(rows), -1)
    position[within_reach] = np.arange(len(within_reach))
    inside = np.zeros((len(within_reach), width), dtype=np.bool_)
    inside[position[cell[~cut[cell]]], atom[~cut[cell]]] = True
    ranks = rows["level"].map(_rank).to_numpy().astype(np.int64)
    return Cells(inside, sizes, ranks[within_reach]), within_reach


def _rank(level: str) -> int:
    """Place of a level, 0 the largest: the finest gives way first, what is no territory sooner."""
    return len(LEVELS) - 1 - LEVEL_RANKS.get(level, -1)
