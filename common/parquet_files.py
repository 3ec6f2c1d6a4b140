"""Parquet files that someone gives: how large they would be is known before they are read."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from common.errors import InvalidDataError, TooLargeError
from common.files import megabytes
from common.french import number
from common.limits import TABLE_BYTES, TABLE_CELLS, TABLE_COLUMNS, TABLE_ROWS, TEXT_BYTES, raised
from common.parquet_texts import unfolded_texts


def refuse_large_parquet(path: Path) -> None:
    """Refuse a Parquet file that would not fit, once unfolded, by what its end says of it.

    Parameters
    ----------
    path : a regular file.

    Raises
    ------
    InvalidDataError
        If it is no Parquet file.
    TooLargeError
        If it holds too many bytes once decompressed, rows, columns or cells, or texts that are
        too long once repeated on every row (:mod:`common.limits`).
    """
    try:
        with pq.ParquetFile(path) as file:
            about = file.metadata
            groups = range(about.num_row_groups)
            size = sum(about.row_group(group).total_byte_size for group in groups)
            rows, columns = about.num_rows, about.num_columns
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InvalidDataError(path.name, ["ce n’est pas un fichier Parquet"]) from error
    size = max(size, path.stat().st_size)
    faults = [
        f"{number(raised(most))} {what} au plus attendues, {number(found)} trouvées"
        for what, found, most in (
            ("lignes", rows, TABLE_ROWS),
            ("colonnes", columns, TABLE_COLUMNS),
            ("cellules", rows * columns, TABLE_CELLS),
        )
        if found > raised(most)
    ]
    if size > raised(TABLE_BYTES):
        faults.append(
            f"{megabytes(raised(TABLE_BYTES))} au plus attendus une fois décompressé, "
            f"{megabytes(size)} trouvés"
        )
    if not faults:
        faults = _texts_too_long(path)
    if faults:
        raise TooLargeError(path.name, faults)


def _texts_too_long(path: Path) -> list[str]:
    most = raised(TEXT_BYTES)
    try:
        found = unfolded_texts(path, most)
    except (OSError, ValueError, pa.ArrowException) as error:
        raise InvalidDataError(path.name, ["fichier Parquet illisible"]) from error
    if found <= most:
        return []
    return [
        f"{megabytes(most)} de textes au plus attendus, une fois chacun écrit sur sa ligne ; plus "
        "trouvés"
    ]
