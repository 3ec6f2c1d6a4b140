"""The texts of a Parquet file are measured as its rows have them, without being unfolded."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from common.parquet_texts import unfolded_texts

TABLES = {
    "repeated": pa.table({"a": ["xy" * 50] * 300, "v": range(300)}),
    "different": pa.table({"a": [f"{place:04}" for place in range(300)]}),
    "missing": pa.table({"a": pa.array([None, "abc"] * 150)}),
    "categories": pa.table({"a": pa.array(["abc", "de"] * 150).dictionary_encode()}),
    "bytes of one length": pa.table({"a": pa.array([b"abcd"] * 300, pa.binary(4))}),
    "lists": pa.table({"a": [["ab", "c"], [], ["d"]] * 100}),
    "structures": pa.table({"a": [{"b": "xyz", "c": {"d": "e"}}] * 300}),
    "maps": pa.table({"a": pa.array([[("k", "value")]] * 300, pa.map_(pa.string(), pa.string()))}),
}
LENGTHS = {
    "repeated": 300 * 100,
    "different": 300 * 4,
    "missing": 150 * 3,
    "categories": 150 * 5,
    "bytes of one length": 300 * 4,
    "lists": 100 * 4,
    "structures": 300 * 4,
    "maps": 300 * 6,
}


@pytest.mark.parametrize("kind", TABLES)
def test_each_row_counts(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(TABLES[kind], path, row_group_size=100)
    assert unfolded_texts(path, 0) > 0
    # Counted exactly, as no upper bound is below one byte less than what is there.
    assert unfolded_texts(path, LENGTHS[kind] - 1) == LENGTHS[kind]


def test_a_small_file_needs_no_reading(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(TABLES["different"], path)
    assert LENGTHS["different"] < unfolded_texts(path, 10**9) < 10**9


def test_what_is_written_by_differences_counts_for_the_most_it_could_be(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    encoding = {"a": "DELTA_BYTE_ARRAY"}
    table = pa.table({"a": [f"{'x' * 1000}{place:04}" for place in range(300)]})
    pq.write_table(table, path, use_dictionary=False, column_encoding=encoding)
    assert path.stat().st_size < 20_000
    assert unfolded_texts(path, 0) >= 300 * 1004
