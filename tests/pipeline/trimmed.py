"""Copies of official files that hold nothing but the declared columns."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zipfile
from itertools import islice
from pathlib import Path

import pyarrow.parquet as pq

from pipeline.declared import OfficialFile


def write_trimmed(sources: Path, one: OfficialFile, folder: Path) -> None:
    """Write the copy of a file; a workbook, whose sheets are declared, is copied whole."""
    path, copy = sources / one.file, folder / one.file
    copy.parent.mkdir(exist_ok=True)
    columns = list(one.columns)
    if path.suffix == ".xlsx":
        copy.symlink_to(path)
    elif path.suffix == ".parquet":
        pq.write_table(pq.read_table(path, columns=columns), copy)
    elif path.suffix == ".json":
        kept = [
            {name: value for name, value in record.items() if name in columns}
            for record in json.loads(path.read_text("utf-8"))
        ]
        copy.write_text(json.dumps(kept), "utf-8")
    elif path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            text = archive.read(one.member).decode("utf-8-sig")
        with zipfile.ZipFile(copy, "w") as archive:
            archive.writestr(one.member, _rows(text, one))
    elif path.suffix == ".gz":
        with gzip.open(path, "rt", encoding="utf-8-sig") as stream:
            copy.write_bytes(gzip.compress(_rows(stream.read(), one).encode(), compresslevel=1))
    else:
        copy.write_text(_rows(path.read_text("utf-8-sig"), one), "utf-8")


def _rows(text: str, one: OfficialFile) -> str:
    """Keep the declared columns of a CSV, and the lines before their names."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=one.separator)
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=one.separator, lineterminator="\n")
    writer.writerows([*islice(rows, one.header - 1)])
    names = next(rows)
    places = [place for place, name in enumerate(names) if name in one.columns]
    for row in [names, *rows]:
        writer.writerow([row[place] for place in places if place < len(row)])
    return written.getvalue()
