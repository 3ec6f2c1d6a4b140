"""The one reader of the Parquet tables of ``data/``: the rows and columns asked for, no others.

No thread is started: each would have a share of the memory for itself, and tables are small.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

#: Rows of a column that are held while those asked for are looked for.
_ROWS_AT_ONCE = 1 << 20


def read_table(
    path: Path,
    columns: Sequence[str] | None = None,
    where: Mapping[str, Collection[str]] | None = None,
) -> pd.DataFrame:
    """Read a table, or a part of it.

    Parameters
    ----------
    path : as :func:`common.tables.table_path` gives it.
    columns : to keep, in this order; all of them if not given.
    where : by column of texts, the texts of the rows to keep. The columns are read one after the
        other, and only their rows chosen are kept.

    Returns
    -------
    DataFrame
        Rows in the order of the file.
    """
    with pq.ParquetFile(path) as file:
        names = list(columns or file.schema_arrow.names)
        if where:
            table = _chosen(file, names, where)
        else:
            table = file.read(columns=names, use_threads=False).select(names)
    frame: pd.DataFrame = table.to_pandas(use_threads=False)
    return frame


def _chosen(
    file: pq.ParquetFile, names: list[str], where: Mapping[str, Collection[str]]
) -> pa.Table:
    sets = {name: pa.array(sorted(texts), pa.string()) for name, texts in where.items()}
    groups = [
        group
        for group in range(file.num_row_groups)
        if all(_may_hold(file, group, name, sets[name]) for name in sets)
    ]
    found = [_chosen_of(file, some, names, sets) for some in _together(file, groups)]
    found = [part for part in found if part.num_rows]
    if not found:
        return file.schema_arrow.empty_table().select(names)
    return pa.concat_tables(found).unify_dictionaries()


def _together(file: pq.ParquetFile, groups: list[int]) -> list[list[int]]:
    """Put small groups together, each reading having its price; large ones stay alone."""
    parts: list[list[int]] = []
    rows = _ROWS_AT_ONCE
    for group in groups:
        here = file.metadata.row_group(group).num_rows
        if rows + here > _ROWS_AT_ONCE:
            parts.append([])
            rows = 0
        parts[-1].append(group)
        rows += here
    return parts


def _chosen_of(
    file: pq.ParquetFile, groups: list[int], names: list[str], sets: dict[str, pa.Array]
) -> pa.Table:
    """Rows chosen of some groups."""
    mask, columns = None, {}
    for name, texts in sets.items():
        columns[name] = _column(file, groups, name)
        here = _is_in(columns[name], texts)
        mask = here if mask is None else pc.and_(mask, here)
    rows = pc.indices_nonzero(mask)
    return pa.table(
        {name: (columns.get(name) or _column(file, groups, name)).take(rows) for name in names}
    ).replace_schema_metadata(file.schema_arrow.metadata)


def _column(file: pq.ParquetFile, groups: list[int], name: str) -> pa.ChunkedArray:
    return file.read_row_groups(groups, columns=[name], use_threads=False).column(0)


def _is_in(column: pa.ChunkedArray, texts: pa.Array) -> pa.ChunkedArray:
    if not pa.types.is_dictionary(column.type):
        return pc.is_in(column, value_set=texts.cast(column.type))
    return pa.chunked_array([_coded_in(part, texts) for part in column.chunks], pa.bool_())


def _coded_in(part: pa.DictionaryArray, texts: pa.Array) -> pa.Array:
    """Compare the numbers that stand for texts: eight times sooner where one text is asked for."""
    asked = pc.indices_nonzero(pc.is_in(part.dictionary, value_set=texts)).cast(part.indices.type)
    if len(asked) == 1:
        return pc.equal(part.indices, asked[0])
    return pc.is_in(part.indices, value_set=asked)


def _may_hold(file: pq.ParquetFile, group: int, name: str, texts: pa.Array) -> bool:
    """Say whether a group can have one of some texts (sorted), by what the file says of it."""
    about = file.metadata.row_group(group)
    place = file.schema_arrow.get_field_index(name)
    bounds = about.column(place).statistics
    if bounds is None or not bounds.has_min_max or not len(texts):
        return True
    low, high = str(bounds.min), str(bounds.max)
    return any(low <= text <= high for text in texts.to_pylist())
