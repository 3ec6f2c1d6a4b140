"""Parts of a table: the rows of each key, cut out when asked for."""

from __future__ import annotations

import pandas as pd
import pytest

from common.parted import Parted

ROWS = pd.DataFrame(
    {
        "survey": ["b", "a", "b", "a"],
        "level": ["epci", "epci", "epci", "region"],
        "code": ["2", "1", "1", "1"],
        "value": [1.0, 2.0, 3.0, 4.0],
    }
)


def test_a_part_has_its_rows_in_their_order_by_code() -> None:
    parts = Parted(ROWS, ["survey", "level"])
    found = parts["b", "epci"]
    assert found["value"].to_dict() == {"2": 1.0, "1": 3.0}
    assert list(found.index) == ["2", "1"]
    assert found.index.name == "code"
    assert list(found) == ["value"]


def test_parts_are_told_by_their_words_in_the_order_of_the_table() -> None:
    parts = Parted(ROWS, ["survey", "level"])
    assert list(parts) == [("b", "epci"), ("a", "epci"), ("a", "region")]
    assert len(parts) == 3
    assert sum(len(part) for part in parts.values()) == len(ROWS)


def test_a_part_that_is_not_there_is_none() -> None:
    parts = Parted(ROWS, ["survey", "level"])
    assert parts.get(("b", "region")) is None
    with pytest.raises(KeyError):
        parts["b", "region"]


def test_some_parts_alone_are_kept() -> None:
    kept = Parted(ROWS, ["survey", "level"]).only(lambda words: words[0] == "a")
    assert list(kept) == [("a", "epci"), ("a", "region")]
    assert kept["a", "region"]["value"].tolist() == [4.0]
    assert ("b", "epci") not in kept
