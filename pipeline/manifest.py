"""The manifest: what each table is made from, by whom it was produced, under which licence."""

from __future__ import annotations

import functools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from common.files import write_text
from pipeline.declared import official_files
from pipeline.sources import file_hash, source_file

LICENCE_OUVERTE = "Licence Ouverte 2.0"


@dataclass(frozen=True)
class TableOrigin:
    """Origin of the tables that match a pattern.

    Attributes
    ----------
    pattern : glob relative to the data folder.
    producer, vintage, licence : French texts, shown to users.
    inputs : official files (:mod:`pipeline.declared`); none for a table made by Fragiscope.
    """

    pattern: str
    producer: str
    vintage: str
    licence: str
    inputs: tuple[str, ...]


def write_manifest(sources: Path, data: Path, origins: tuple[TableOrigin, ...]) -> None:
    """Write ``manifest.json`` for all the tables of the data folder.

    Raises
    ------
    ValueError
        If a table has no declared origin.
    MissingDataError
        If a declared input does not exist, and the build does not go without it.
    """
    hash_of = functools.cache(file_hash)
    tables: dict[str, dict[str, Any]] = {}
    for origin in origins:
        inputs = _inputs(sources, origin)
        for path in sorted(data.glob(origin.pattern)):
            tables[path.relative_to(data).as_posix()] = {
                "producer": origin.producer,
                "vintage": origin.vintage,
                "licence": origin.licence,
                "inputs": {
                    found.relative_to(sources).as_posix(): hash_of(found) for found in inputs
                },
                "bytes": path.stat().st_size,
                "sha256": hash_of(path),
            }
    written = {
        path.relative_to(data).as_posix()
        for path in data.rglob("*")
        if path.is_file() and path.name != "manifest.json"
    }
    if orphans := sorted(written - set(tables)):
        raise ValueError(f"tables without a declared origin: {', '.join(orphans)}")
    text = json.dumps({"tables": dict(sorted(tables.items()))}, ensure_ascii=False, indent=1)
    write_text(data / "manifest.json", text + "\n")


def _inputs(sources: Path, origin: TableOrigin) -> list[Path]:
    declared = official_files().files
    return [
        source_file(sources, name)
        for name in origin.inputs
        if (sources / name).exists() or name not in declared or not declared[name].optional
    ]
