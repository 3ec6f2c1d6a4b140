"""Tables read whole or in part, and what reading them leaves in memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

from common import parquet_tables
from common.parquet_tables import read_table
from common.paths import ROOT

ROWS = pd.DataFrame(
    {
        "domain": pd.Categorical(["eau", "eau", "eau", "sante", "sante", "sante"]),
        "code": pd.Series(["01", "02", "2A", "01", "02", None], dtype="str"),
        "score": [1.0, 2.0, None, 4.0, 5.0, 6.0],
    }
)


@pytest.fixture(scope="module", params=[2, 3, 6], ids=lambda rows: f"groups of {rows}")
def path(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file: Path = tmp_path_factory.mktemp("tables") / "scores.parquet"
    ROWS.to_parquet(file, index=False, row_group_size=request.param)
    return file


def test_a_table_is_read_whole_as_pandas_reads_it(path: Path) -> None:
    pd.testing.assert_frame_equal(read_table(path), pd.read_parquet(path))


def test_columns_come_in_the_order_asked(path: Path) -> None:
    pd.testing.assert_frame_equal(
        read_table(path, ["score", "code"]), pd.read_parquet(path)[["score", "code"]]
    )


@pytest.mark.parametrize(
    ("where", "scores"),
    [
        ({"domain": ["sante"]}, [4.0, 5.0, 6.0]),
        ({"code": ["01"]}, [1.0, 4.0]),
        ({"code": ["02", "2A"], "domain": ["eau"]}, [2.0, None]),
        ({"code": ["zz"]}, []),
        ({"code": []}, []),
    ],
)
def test_only_the_rows_asked_are_read(
    path: Path, where: dict[str, list[str]], scores: list[float | None]
) -> None:
    found = read_table(path, where=where)
    assert found["score"].astype("object").where(found["score"].notna(), None).tolist() == scores
    assert (found.dtypes == ROWS.dtypes).all() or found.empty
    assert read_table(path, ["score"], where)["score"].equals(found["score"])


def test_small_groups_are_read_at_once_and_large_ones_one_by_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each reading has its price, and so has what is held of a column."""
    file = tmp_path / "scores.parquet"
    ROWS.to_parquet(file, index=False, row_group_size=2)
    read, asked = pq.ParquetFile.read_row_groups, []

    def counted(
        self: pq.ParquetFile, groups: list[int], columns: list[str], **options: bool
    ) -> Any:
        asked.append((columns, groups))
        return read(self, groups, columns=columns, **options)

    monkeypatch.setattr(pq.ParquetFile, "read_row_groups", counted)
    monkeypatch.setattr(parquet_tables, "_ROWS_AT_ONCE", 4)
    found = read_table(file, ["code", "score"], {"code": ["01"]})
    assert found["score"].tolist() == [1.0, 4.0]
    # The last group (« 02 » and nothing) cannot hold the code: what the file says of it is enough.
    assert asked == [(["code"], [0, 1]), (["score"], [0, 1])]


@pytest.mark.parametrize("door", ["pages.parts.kit.door", "fragiscope"])
def test_what_is_read_goes_back_to_the_system(door: str) -> None:
    """Whatever a door imports first, Arrow has not chosen its own allocator before."""
    script = f"import {door}, pyarrow; print(pyarrow.default_memory_pool().backend_name)"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split()[-1] == "system"
