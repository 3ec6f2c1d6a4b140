from __future__ import annotations

import pytest

from atlas.desk.codebook import codebook, column, column_rows
from atlas.desk.written import COLUMNS
from atlas.jobs.survey import COLUMNS as ESTIMATES
from atlas.layers.measures import MEASURES


def test_what_every_row_ends_with_and_what_measures_declare_is_in_it() -> None:
    declared = {name for measure in MEASURES.values() for name in measure.names}
    rows = column_rows([*COLUMNS, *ESTIMATES, *sorted(declared)])
    assert rows[["fr", "en"]].ne("").all(axis=None)


def test_no_two_entries_say_the_same_of_themselves_in_both_languages() -> None:
    assert all(one.fr and one.en and one.fr != one.en for one in codebook().values())


def test_a_column_that_is_not_declared_is_an_error() -> None:
    with pytest.raises(KeyError):
        column("xyz")
