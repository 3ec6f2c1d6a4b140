from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest
import shapely

from pipeline.parquet import write_geotable, write_table


@pytest.fixture
def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {"code": ["01004", "2A004"], "count": pd.array([None, 3], dtype="Int64")}, index=[7, 3]
    )


def test_the_same_frame_gives_the_same_bytes_and_types(tmp_path: Path, frame: pd.DataFrame) -> None:
    first = write_table(frame, tmp_path / "new" / "a.parquet")
    second = write_table(frame, tmp_path / "b.parquet")
    assert first.read_bytes() == second.read_bytes()
    pd.testing.assert_frame_equal(pd.read_parquet(first), frame.reset_index(drop=True))
    assert pq.ParquetFile(first).metadata.row_group(0).column(0).compression == "ZSTD"


def test_a_geotable_keeps_its_crs_and_its_groups_of_rows(tmp_path: Path) -> None:
    boxes = gpd.GeoDataFrame(
        {"code": ["a", "b", "c"]},
        geometry=[shapely.box(x, 0, x + 1, 1) for x in range(3)],
        crs=4326,
    )
    path = write_geotable(boxes, tmp_path / "a.parquet", row_group_size=2)
    assert path.read_bytes() == write_geotable(boxes, tmp_path / "b.parquet", 2).read_bytes()
    read = gpd.read_parquet(path)
    assert read.crs == boxes.crs
    assert read.geometry.geom_equals(boxes.geometry).all()
    assert pq.ParquetFile(path).num_row_groups == 2


def test_a_failed_writing_leaves_the_former_file_alone(
    tmp_path: Path, frame: pd.DataFrame, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_table(frame, tmp_path / "a.parquet")
    before = path.read_bytes()

    def half_written(_table: object, where: Path, **_options: object) -> None:
        where.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(pq, "write_table", half_written)
    with pytest.raises(OSError, match="disk full"):
        write_table(frame.head(1), path)
    assert path.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["a.parquet"]
