"""Whatever the cells of a file, a check answers, and its counts add up."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from own_data.checks.columns import OwnColumn
from own_data.kinds.loading import COLUMNS
from own_data.loaded import OwnKind
from tests.own_data.conftest import Checker
from tests.own_data.written import csv_text

CELLS = (
    *("", "s", "nd", "0", "1", "-1", "12,5 %", "1e308", "NaN", "inf", "< 5", "2024", "99999"),
    *("01004", "1004", "01144", "01025", "240100883", "FR", "France", "Saint-Denis", "Oyonnax"),
    *("emploi", "sante|mobilite", "citoyens", "elus", "haut", "bas", "%", "note de 1 à 5", "part"),
    *("ratio", "somme", "aucun", "alliance", "5,35", "45,95", "https://x", "a@b.fr", "=1+1"),
    *("<script>alert(1)</script>", "{{x}}", "#set", "𝟙", "x" * 300),
)


@st.composite
def tables(draw: st.DrawFn, columns: tuple[OwnColumn, ...]) -> list[dict[str, str]]:
    """Rows with some of the columns of a kind, each cell its example or anything."""
    names = draw(st.lists(st.sampled_from(columns), min_size=1, unique=True))
    count = draw(st.integers(1, 5))
    return [
        {one.name: draw(st.one_of(st.just(one.example), st.sampled_from(CELLS))) for one in names}
        for _ in range(count)
    ]


@pytest.mark.parametrize("kind", OwnKind)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_check_answers_whatever_the_cells(
    kind: OwnKind, data: st.DataObject, checked: Checker
) -> None:
    rows = data.draw(tables(COLUMNS[kind]))
    said = {"domain": "emploi", "group": "citoyens", "direction": 1, "unit": "%"}
    made = checked(kind, csv_text(rows), **data.draw(st.sampled_from(({}, said))))
    report = made.report
    filled = sum(any(cell.strip() for cell in row.values()) for row in rows)
    assert report.taken + report.refused == filled or filled == 0
    assert report.repaired <= report.taken
    assert (made.loaded is None) == (report.total > 0)
    assert (report.taken == filled) == (report.total == 0) or filled == 0
    assert all(str(fault) for fault in report.faults)
