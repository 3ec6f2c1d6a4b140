"""How long the texts of a Parquet file are, once each row has its own.

A file holds a text once for all the rows that have it, or writes only what differs from the text
before: a few kilobytes may stand for any size.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

_TEXTS = {"BYTE_ARRAY", "FIXED_LEN_BYTE_ARRAY"}
#: Writes what differs from the text before; it cannot be measured without being unfolded.
_DIFFERENCES = "DELTA_BYTE_ARRAY"


def unfolded_texts(path: Path, most: int) -> int:
    """Count the bytes of all the texts of a file, row by row.

    Parameters
    ----------
    path : a Parquet file whose encoded size is sane.
    most : where counting may stop.

    Returns
    -------
    int
        The bytes, or some number above ``most``; what is written by differences counts for the
        most that it could be.
    """
    with pq.ParquetFile(path) as file:
        chunks = [
            (group, file.metadata.row_group(group).column(column))
            for group in range(file.num_row_groups)
            for column in range(file.metadata.num_columns)
        ]
    texts = [(group, chunk) for group, chunk in chunks if chunk.physical_type in _TEXTS]
    at_most = sum(_at_most(chunk) for _, chunk in texts)
    if at_most <= most:
        return at_most
    found = 0
    names = sorted({chunk.path_in_schema for _, chunk in texts})
    with pq.ParquetFile(path, read_dictionary=names) as file:
        for group, chunk in texts:
            if _DIFFERENCES in chunk.encodings:
                found += _at_most(chunk)
            else:
                name = chunk.path_in_schema
                table = file.read_row_group(group, columns=[name], use_threads=False)
                found += sum(_length(part) for part in table.column(0).chunks)
            if found > most:
                break
    return found


def _at_most(chunk: pq.ColumnChunkMetaData) -> int:
    return int(chunk.num_values * chunk.total_uncompressed_size)


def _length(texts: pa.Array) -> int:
    """Bytes of the texts of an array, whose different ones it holds once."""
    kind = texts.type
    if pa.types.is_dictionary(kind):
        lengths = pc.binary_length(texts.dictionary).take(texts.indices)
        return int(pc.sum(lengths.cast(pa.int64())).as_py() or 0)
    if pa.types.is_map(kind):
        return _length(texts.keys) + _length(texts.items)
    if pa.types.is_struct(kind):
        return sum(_length(part) for part in texts.flatten())
    if pa.types.is_nested(kind):
        return _length(texts.flatten())
    return int(texts.nbytes)
