"""The secondary suppression is attacked: the linear system of the published cells is solved."""

from __future__ import annotations

import itertools

import numpy as np
import numpy.typing as npt
import pandas as pd
from hypothesis import assume, given
from hypothesis import strategies as st

from indicators.survey.subtraction import Cells, protect, withheld_cells

MINIMUM = 30
Booleans = npt.NDArray[np.bool_]


def is_exposed(published: Booleans, group: Booleans) -> bool:
    """Whether a group of atoms is a linear combination of the published cells."""
    if not published.any():
        return False
    matrix = published.astype(float)
    both = np.vstack([matrix, group.astype(float)])
    return bool(np.linalg.matrix_rank(matrix) == np.linalg.matrix_rank(both))


def exposed_groups(cells: Cells, shown: Booleans) -> list[tuple[int, ...]]:
    """Try every set of atoms under the threshold."""
    atoms = range(len(cells.sizes))
    groups = (
        set_ for size in range(1, len(atoms) + 1) for set_ in itertools.combinations(atoms, size)
    )
    return [
        group
        for group in groups
        if cells.sizes[list(group)].sum() < MINIMUM
        and is_exposed(cells.inside[shown], np.isin(atoms, group))
    ]


@st.composite
def crossing_tables(draw: st.DrawFn) -> Cells:
    """Tables of up to 7 atoms: one whole, and levels that cross each other freely."""
    count = draw(st.integers(2, 7))
    sizes = draw(st.lists(st.integers(1, 45), min_size=count, max_size=count))
    inside, ranks = [[True] * count], [0]
    for rank in range(1, draw(st.integers(2, 4))):
        owner = draw(st.lists(st.integers(0, 3), min_size=count, max_size=count))
        for code in sorted(set(owner)):
            inside.append([own == code for own in owner])
            ranks.append(rank)
    return Cells(np.array(inside), np.array(sizes, np.int64), np.array(ranks, np.int64))


@given(crossing_tables())
def test_no_small_group_and_no_hidden_cell_is_left_in_the_span(cells: Cells) -> None:
    alone = cells.counts >= MINIMUM
    assume(alone.any())
    shown = protect(cells, alone, MINIMUM)
    assert not (shown & ~alone).any()
    assert exposed_groups(cells, shown) == []
    for hidden in np.flatnonzero(~shown):
        assert not is_exposed(cells.inside[shown], cells.inside[hidden])


@given(crossing_tables())
def test_nothing_is_withheld_where_nothing_is_exposed(cells: Cells) -> None:
    alone = cells.counts >= MINIMUM
    hidden_exposed = any(
        is_exposed(cells.inside[alone], cells.inside[cell]) for cell in np.flatnonzero(~alone)
    )
    assume(not hidden_exposed and not exposed_groups(cells, alone))
    assert (protect(cells, alone, MINIMUM) == alone).all()


def test_two_departements_less_the_epci_astride_them_are_protected() -> None:
    # Atoms: département A outside the EPCI, inside it, département B inside it, outside it.
    inside = np.array([[1, 1, 0, 0], [0, 0, 1, 1], [0, 1, 1, 0]], dtype=bool)
    cells = Cells(inside, np.array([12, 25, 25, 12], np.int64), np.array([2, 2, 4], np.int64))
    assert exposed_groups(cells, np.array([True, True, True])) == [(0, 3)]
    # The EPCI gives way: it is the finest.
    assert protect(cells, np.array([True] * 3), MINIMUM).tolist() == [True, True, False]


def test_respondents_who_skip_a_question_are_taken_into_account() -> None:
    answers = pd.DataFrame(
        {
            "group": "citoyens",
            "level:france": "FR",
            "level:region": ["11"] * 60 + ["24"] * 40 + ["32"] * 35,
            "domain:emploi": 1.0,
            "domain:sante": [1.0] * 100 + [1.0] * 20 + [np.nan] * 15,
        }
    )
    rows = pd.DataFrame(
        [
            {"group": "citoyens", "domain": domain, "level": level, "code": code}
            for domain in ("emploi", "sante")
            for level, code in [
                ("france", "FR"),
                ("region", "11"),
                ("region", "24"),
                ("region", "32"),
            ]
        ]
    )
    published = (rows["domain"] == "emploi") | (rows["code"] != "32")
    withheld = withheld_cells(rows, published, answers, MINIMUM)
    assert rows[withheld][["domain", "code"]].to_numpy().tolist() == [["sante", "24"]]
