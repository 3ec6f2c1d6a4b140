"""The one Parquet writer of the pipeline: the same frame gives the same bytes, always.

Rows are written in the order received (callers sort them by the key of the table), the index is
never written, nothing in the file depends on the clock or on the machine, and the file appears
whole or not at all: it is written beside its place, then moved onto it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from common.drafts import draft_folder
from common.tables import vouch

COMPRESSION = "zstd"
#: Beyond 9 the files of this project get slower to write and no smaller.
COMPRESSION_LEVEL = 9
#: Rows, and bytes, of a page that holds many blocks of a stacked table.
_LARGE_PAGE = 2**23
#: The columns of a stacked table repeat far back: a wide window and long groups pay.
_STACKED_LEVEL = 19
_STACKED_ROWS = 2**21


def write_table(
    frame: pd.DataFrame, path: Path, *, stacked: bool = False, row_group_size: int | None = None
) -> Path:
    """Write a table without geometry.

    Parameters
    ----------
    frame : rows already sorted; only columns are written.
    path : destination; missing folders are made.
    stacked : the table stacks blocks of the same rows (one per indicator and year): pages large
        enough to hold several blocks and a dictionary for categorical columns only, which halves
        the file.
    row_group_size : rows to a group; readers that filter on a sorted key skip whole groups.

    Returns
    -------
    Path
        The destination.
    """
    table = pa.Table.from_pandas(frame, preserve_index=False)
    with _replacing(path) as temporary:
        options = _stacked(table) if stacked else _grouped(table, row_group_size)
        pq.write_table(table, temporary, compression=COMPRESSION, **options)
    return path


def write_geotable(frame: gpd.GeoDataFrame, path: Path, row_group_size: int | None = None) -> Path:
    """Write a GeoParquet file (WKB, the frame's own CRS).

    Parameters
    ----------
    frame : rows already sorted; only columns are written.
    path : destination; missing folders are made.
    row_group_size : rows to a group; readers that filter on a sorted key skip whole groups.

    Returns
    -------
    Path
        The destination.
    """
    with _replacing(path) as temporary:
        frame.to_parquet(
            temporary,
            index=False,
            compression=COMPRESSION,
            compression_level=COMPRESSION_LEVEL,
            row_group_size=row_group_size,
        )
    return path


def _grouped(table: pa.Table, rows: int | None) -> dict[str, Any]:
    """Options of the Parquet writer; where groups are asked, no dictionary is repeated in each."""
    options: dict[str, Any] = {"compression_level": COMPRESSION_LEVEL}
    if rows is not None:
        options |= {"row_group_size": rows, "use_dictionary": _categorical(table)}
    return options


def _categorical(table: pa.Table) -> list[str]:
    return [field.name for field in table.schema if pa.types.is_dictionary(field.type)]


def _stacked(table: pa.Table) -> dict[str, Any]:
    """Options of the Parquet writer for blocks of the same rows."""
    return {
        "compression_level": _STACKED_LEVEL,
        "row_group_size": _STACKED_ROWS,
        "use_dictionary": _categorical(table),
        "data_page_size": _LARGE_PAGE,
        "max_rows_per_page": _LARGE_PAGE,
    }


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """Give a draft of ``path``, moved onto it if all went well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with draft_folder(path.parent) as folder:
        draft = folder / path.name
        yield draft
        os.replace(draft, path)
    vouch(path)
