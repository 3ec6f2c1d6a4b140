"""What a cache keeps is equal to what was made, and carries no mark of what was cut from it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import pandas as pd

from pages.parts.kit.settled import SMALL, settled


class Pair(NamedTuple):
    table: pd.DataFrame
    word: str


@dataclass(frozen=True)
class Answer:
    table: pd.DataFrame
    parts: tuple[pd.Series, ...]
    named: dict[str, Pair]


@dataclass
class Shared:
    table: pd.DataFrame


def marks(table: pd.DataFrame) -> int:
    """Count the marks that pandas keeps in the columns of a table."""
    inside: Any = table
    return sum(len(block.refs.referenced_blocks) for block in inside._mgr.blocks)


def cut_often() -> pd.DataFrame:
    table = pd.DataFrame({"code": ["01", "02"], "n": [1.0, None]}, index=pd.Index(["a", "b"]))
    for _ in range(100):
        assert table[["code"]].shape == (2, 1)
    return table


def test_the_tables_of_an_answer_begin_anew_and_are_the_same() -> None:
    table = cut_often()
    answer = Answer(table, (table["n"],), {"x": Pair(table, "mot")})
    assert marks(table) > 100
    kept = settled(answer)
    for one in (kept.table, kept.named["x"].table):
        assert marks(one) == len(table.columns)
        pd.testing.assert_frame_equal(one, table)
    pd.testing.assert_series_equal(kept.parts[0], table["n"])
    assert kept.named["x"].word == "mot"
    assert answer.table is table


def test_a_large_table_and_what_can_change_are_left() -> None:
    large = pd.DataFrame({"n": range(SMALL + 1)})
    assert settled(large) is large
    shared = Shared(cut_often())
    assert settled(shared) is shared
