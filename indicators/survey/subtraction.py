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
from scipy.sparse.csgraph import connected_components

#: Levels from the largest to the finest: the finest gives way first.
LEVEL_ORDER = ("france", "region", "departement", "crte", "epci", "commune")

_TOLERANCE = 1e-8
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
            solved[problem] = shown & ~protect(_cells(rows, answers[members]), shown, minimum)
        withheld[rows.index] = solved[problem]
    return withheld


def protect(cells: Cells, shown: Booleans, minimum: int) -> Booleans:
    """Take cells out of publication until no small group can be found out.

    The finest cell of the offending combination gives way, and among the finest the one with the
    fewest respondents.

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
        exposing = whole[_exposing_cells(merged, shown[whole], minimum)]
        if not exposing.size:
            return shown
        ranks = cells.ranks[exposing]
        finest = exposing[ranks == ranks.max()]
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
    blocks, block = np.unique(cells.inside[shown], axis=1, return_inverse=True)
    belongs = (block[:, None] == np.arange(blocks.shape[1])).astype(np.int64)
    covered = cells.inside @ belongs
    whole = ((covered == 0) | (covered == belongs.sum(axis=0))).all(axis=1)
    merged = Cells(covered[whole] > 0, cells.sizes @ belongs, cells.ranks[whole])
    return merged, np.flatnonzero(whole)


def _exposing_cells(cells: Cells, shown: Booleans, minimum: int) -> Integers:
    """Give the published cells whose combination exposes something; empty when nothing is."""
    if not shown.any():
        return np.array([], dtype=np.int64)
    merged, whole = _merge(cells, shown)
    known = merged.inside[shown[whole]].astype(float)
    group = _small_group(known, merged.sizes, minimum)
    if group is None:
        group = _first_combination(known, merged.inside[~shown[whole]].astype(float))
    if group is None:
        return np.array([], dtype=np.int64)
    coefficients = np.linalg.lstsq(known.T, group, rcond=None)[0]
    return np.asarray(np.flatnonzero(shown)[np.abs(coefficients) > _TOLERANCE])


def _first_combination(known: Floats, targets: Floats) -> Floats | None:
    """First target that is a combination of the known rows."""
    for target in targets:
        coefficients = np.linalg.lstsq(known.T, target, rcond=None)[0]
        if np.abs(coefficients @ known - target).max() < _TOLERANCE:
            return np.asarray(target)
    return None


def _small_group(known: Floats, sizes: Integers, minimum: int) -> Floats | None:
    """Find a group under the threshold that the known rows expose.

    Row reduction, the large blocks first, leaves the combinations of small blocks only, in reduced
    form: such a combination is fixed by its values on the pivots, so that the exposed groups are
    found by trying each set of pivots whose respondents stay under the threshold.
    """
    order = np.argsort(sizes < minimum, kind="stable")
    reduced, pivots = _reduce(known[:, order])
    first_small = int((sizes >= minimum).sum())
    rows = [row for row, pivot in enumerate(pivots) if pivot >= first_small]
    weights = sizes[order]
    for linked in _linked_rows(reduced, rows):
        for group in _sums_under(reduced, weights, [(row, pivots[row]) for row in linked], minimum):
            if np.isin(group.round(6), (0.0, 1.0)).all() and group @ weights < minimum:
                found = np.zeros(len(order))
                found[order] = group.round()
                return found
    return None


def _reduce(matrix: Floats) -> tuple[Floats, list[int]]:
    """Reduced row echelon form, null rows left out, and the column of each row's pivot."""
    reduced = matrix.copy()
    pivots: list[int] = []
    for column in range(reduced.shape[1]):
        row = len(pivots)
        if row == len(reduced):
            break
        best = row + int(np.argmax(np.abs(reduced[row:, column])))
        if abs(reduced[best, column]) < _TOLERANCE:
            continue
        reduced[[row, best]] = reduced[[best, row]]
        reduced[row] /= reduced[row, column]
        others = np.arange(len(reduced)) != row
        reduced[others] -= np.outer(reduced[others, column], reduced[row])
        pivots.append(column)
    return reduced[: len(pivots)], pivots


def _linked_rows(reduced: Floats, rows: list[int]) -> Iterator[list[int]]:
    """Split rows into sets without a common column: groups are exposed within one set."""
    if not rows:
        return
    used = np.abs(reduced[rows]) > _TOLERANCE
    count, label = connected_components(used.astype(float) @ used.T.astype(float))
    for number in range(count):
        yield [row for row, own in zip(rows, label, strict=True) if own == number]


def _sums_under(
    reduced: Floats, weights: Integers, rows: list[tuple[int, int]], minimum: int
) -> Iterator[Floats]:
    """Sum every set of rows whose pivots hold fewer respondents than the threshold."""
    waiting = [(np.zeros(reduced.shape[1]), 0, 0)]
    while waiting:
        total, held, start = waiting.pop()
        for place in range(start, len(rows)):
            row, pivot = rows[place]
            if held + weights[pivot] < minimum:
                group = total + reduced[row]
                yield group
                waiting.append((group, held + int(weights[pivot]), place + 1))


def _cells(rows: pd.DataFrame, respondents: pd.DataFrame) -> Cells:
    """Describe the cells of a table by the respondents in them."""
    columns = [f"level:{level}" for level in rows["level"].unique()]
    atoms = respondents.groupby(columns, dropna=False, sort=True).size()
    places = atoms.index.to_frame(index=False).set_axis(columns, axis=1)
    inside = np.zeros((len(rows), len(places)), dtype=np.bool_)
    for level, codes in rows.reset_index(drop=True).groupby("level")["code"]:
        cell = pd.Series(codes.index, index=codes).reindex(places[f"level:{level}"])
        atom = np.flatnonzero(cell.notna())
        inside[cell.iloc[atom].to_numpy().astype(np.int64), atom] = True
    return Cells(
        inside=inside,
        sizes=atoms.to_numpy().astype(np.int64),
        ranks=rows["level"].map(LEVEL_ORDER.index).to_numpy().astype(np.int64),
    )
