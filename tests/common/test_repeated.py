"""A compacted table comes back as it was, and is lighter."""

from __future__ import annotations

import pandas as pd

from common.repeated import compacted, plain

ROWS = 24_000
TABLE = pd.DataFrame(
    {
        "survey": ["enquête une", "enquête deux", None] * (ROWS // 3),
        "code": [f"{row:05}" for row in range(ROWS)],
        "value": [float(row) for row in range(ROWS)],
    },
    index=pd.RangeIndex(10, ROWS + 10),
)


def test_it_comes_back_as_it_was_missing_texts_too() -> None:
    pd.testing.assert_frame_equal(plain(compacted(TABLE)), TABLE)


def test_it_is_lighter_by_the_texts_that_come_again() -> None:
    before, after = (table.memory_usage() for table in (TABLE, compacted(TABLE)))
    assert after["survey"] <= 0.1 * before["survey"]
    assert after["code"] == before["code"]


def test_a_small_table_is_left() -> None:
    small = TABLE.head(100)
    assert compacted(small) is small
    assert plain(small) is small
