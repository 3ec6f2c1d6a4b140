from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from common.paths import DATA
from pipeline.build import build_all
from pipeline.manifest import TableOrigin, write_manifest

LIMIT_MB = 40
TABLES = json.loads((DATA / "manifest.json").read_text("utf-8"))["tables"]


def committed() -> set[str]:
    files = (path for path in DATA.rglob("*") if path.is_file())
    return {path.relative_to(DATA).as_posix() for path in files} - {"manifest.json"}


def test_every_table_is_in_the_manifest_and_only_those() -> None:
    assert set(TABLES) == committed()


@pytest.mark.parametrize("name", sorted(TABLES))
def test_a_table_is_the_one_that_was_built(name: str) -> None:
    assert hashlib.sha256((DATA / name).read_bytes()).hexdigest() == TABLES[name]["sha256"]
    assert TABLES[name]["producer"]
    assert TABLES[name]["licence"]


def test_the_data_stay_light() -> None:
    weight = sum((DATA / name).stat().st_size for name in committed())
    assert weight < LIMIT_MB * 1e6


def test_a_table_of_unknown_origin_is_refused(tmp_path: Path) -> None:
    (tmp_path / "stray.parquet").write_bytes(b"")
    origin = TableOrigin("known/*", "p", "v", "l", ())
    with pytest.raises(ValueError, match=r"stray\.parquet"):
        write_manifest(tmp_path, tmp_path, (origin,))


@pytest.mark.slow
def test_a_second_build_writes_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    build_all(sources, tmp_path, lambda share, what: None)
    for name in [*TABLES, "manifest.json"]:
        assert (tmp_path / name).read_bytes() == (DATA / name).read_bytes(), name
