from __future__ import annotations

import pandas as pd
import pytest

from common.missing_marks import missing_marks
from common.number_columns import number_column, plain_numbers


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("12 345 678,5", 12_345_678.5),
        ("1\u202f100", 1_100.0),
        ("1\u00a0100", 1_100.0),
        ("- 5", -5.0),
    ],
)
def test_spaces_separate_thousands(cell: str, value: float) -> None:
    assert plain_numbers(pd.Series([cell])).tolist() == [value]


@pytest.mark.parametrize("cell", ["2 5", "1 2345", "1 23 456", "1 234 5", "5 %", "1,234.5", "٢"])
def test_what_may_be_two_numbers_is_none(cell: str) -> None:
    assert plain_numbers(pd.Series([cell])).isna().all()


@pytest.mark.parametrize(
    "cells", [["1,100", "200", "987.5"], ["1.100", "2.000", "987,5"], ["-1,100", "0.5"]]
)
def test_a_mark_that_may_separate_thousands_beside_the_other_is_refused(cells: list[str]) -> None:
    [fault] = number_column(pd.Series(cells, name="p"), "ligne")[1]
    assert "séparateurs de milliers" in fault
    assert f"« {cells[0]} »" in fault


@pytest.mark.parametrize("cells", [["1,5", "987.5"], ["0,100", "0.5"], ["1,100", "2,5"], ["1.100"]])
def test_decimals_that_can_be_nothing_else_are_read(cells: list[str]) -> None:
    assert number_column(pd.Series(cells, name="p"), "ligne")[1] == []


@pytest.mark.parametrize(
    ("numbers", "marks"),
    [
        ([1.5, -999, -999, 4], {-999.0: 2}),
        ([3, 7, 99, 5], {99.0: 1}),
        ([12, 99, 45], {}),
        ([-3, -9, 5], {}),
        ([-9, -9], {}),
    ],
)
def test_a_mark_is_alone_below_zero_or_far_above(
    numbers: list[float], marks: dict[float, int]
) -> None:
    assert missing_marks(pd.Series(numbers)) == marks
