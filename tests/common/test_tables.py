"""A table that is not the one the build wrote is refused by name, whatever reads it."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.provenance import read_manifest
from common.errors import DamagedDataError, MissingDataError
from common.french import number
from common.levels import Level
from common.paths import DATA, ROOT
from common.tables import MANIFEST_FILE, manifest_tables, table_path, vouch
from indicators.base.domains import OVERALL
from indicators.base.values import read_values
from indicators.scores.score_store import read_scores

#: What each reader of the desk reads first.
READERS: dict[str, Callable[[Desk], object]] = {
    "boundaries/territories.parquet": lambda desk: desk.territories,
    "boundaries/memberships.parquet": lambda desk: desk.memberships,
    "boundaries/region.parquet": lambda desk: desk.shapes(Level.REGION),
    "territories/commune_facts.parquet": lambda desk: desk.commune_facts,
    "indicators/values/region.parquet": lambda desk: desk.index_values(Level.REGION),
    "indicators/robustness/region.parquet": lambda desk: desk.rank_intervals(Level.REGION, OVERALL),
    "indicators/robustness/summary.parquet": lambda desk: desk.robustness_summary,
    "indicators/scores/region.parquet": lambda desk: read_scores(Level.REGION.value, desk.data),
    "indicators/series.parquet": lambda desk: desk.series,
    "perceptions/estimates.parquet": lambda desk: desk.estimates,
    "perceptions/gaps.parquet": lambda desk: desk.gaps,
    "perceptions/pairs.parquet": lambda desk: desk.pairs,
    "perceptions/surveys.json": lambda desk: desk.surveys,
    "partnerships/records.parquet": lambda desk: desk.records,
    "partnerships/schemes.parquet": lambda desk: desk.schemes,
}
NAME = "indicators/values/region.parquet"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the project's tables, but for the heaviest."""
    copied = tmp_path / "data"
    shutil.copytree(DATA, copied, ignore=lambda _, names: [n for n in names if "commune" in n])
    shutil.copytree(DATA / "territories", copied / "territories", dirs_exist_ok=True)
    return copied


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content))


@pytest.mark.parametrize("name", READERS)
def test_a_flipped_byte_is_named_by_every_reader(name: str, data: Path) -> None:
    READERS[name](Desk(data))
    flip(data / name)
    with pytest.raises(DamagedDataError, match=name) as refused:
        READERS[name](Desk(data))
    assert len(str(refused.value).splitlines()) == 1


def test_a_reader_of_some_columns_and_rows_checks_the_whole_file(data: Path) -> None:
    assert len(read_values("region", data, ["taux_pauvrete"]))
    flip(data / NAME)
    with pytest.raises(DamagedDataError, match=NAME):
        read_values("region", data, ["taux_pauvrete"])


def test_shuffled_rows_of_the_same_schema_are_refused(data: Path) -> None:
    frame = pd.read_parquet(data / NAME)
    frame.sample(frac=1, random_state=0).to_parquet(data / NAME, index=False)
    with pytest.raises(DamagedDataError, match=NAME):
        read_values("region", data)


def test_a_truncated_table_says_how_much_is_left(data: Path) -> None:
    expected = number((data / NAME).stat().st_size)
    os.truncate(data / NAME, 1234)
    found = f"{number(1234)} octets trouvés, {expected} attendus"
    with pytest.raises(DamagedDataError, match=found):
        table_path(data, NAME)


def test_a_removed_table_is_named(data: Path) -> None:
    (data / NAME).unlink()
    with pytest.raises(MissingDataError, match=NAME):
        read_values("region", data)


def test_a_table_that_the_manifest_does_not_know_is_foreign(data: Path) -> None:
    shutil.copy(data / NAME, data / "indicators/values/crte.parquet")
    entries = json.loads((data / MANIFEST_FILE).read_text("utf-8"))
    del entries["tables"]["indicators/values/crte.parquet"]
    (data / MANIFEST_FILE).write_text(json.dumps(entries), "utf-8")
    with pytest.raises(DamagedDataError, match=r"crte\.parquet est étrangère"):
        read_values("crte", data)


@pytest.mark.parametrize(
    "content",
    [
        *(b"", b"{", b"{}", b"[]", b"null", b"\xff\xfe", b'{"tables": {}}', b'{"tables": []}'),
        b'{"tables": {"a": {"sha256": "00", "bytes": "12"}}}',
        b"[" * 100_000,
    ],
)
def test_a_manifest_that_no_build_wrote_is_refused(content: bytes, data: Path) -> None:
    (data / MANIFEST_FILE).write_bytes(content)
    for read in (read_manifest, lambda folder: table_path(folder, NAME)):
        with pytest.raises(DamagedDataError, match=r"manifest\.json est endommagé"):
            read(data)


def test_without_a_manifest_nothing_is_read(data: Path) -> None:
    (data / MANIFEST_FILE).unlink()
    with pytest.raises(MissingDataError, match=MANIFEST_FILE):
        read_values("region", data)


def test_a_file_found_sound_is_not_read_again_until_it_changes(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = table_path(data, NAME)
    opened: list[Path] = []
    monkeypatch.setattr(Path, "open", lambda self, *_: opened.append(self))
    assert table_path(data, NAME) == path
    assert opened == []
    monkeypatch.undo()
    os.utime(path, ns=(0, 0))
    assert table_path(data, NAME) == path


def test_what_this_process_wrote_needs_no_manifest(tmp_path: Path) -> None:
    path = tmp_path / "new.parquet"
    path.write_bytes(b"new")
    vouch(path)
    assert table_path(tmp_path, "new.parquet") == path
    path.write_bytes(b"newer")
    with pytest.raises(MissingDataError, match=MANIFEST_FILE):
        table_path(tmp_path, "new.parquet")


@pytest.mark.parametrize("room", ["geo", "indicators", "atlas"])
def test_a_module_that_reads_tables_checks_them(room: str) -> None:
    """Files that a user gives, or that are being written, have no manifest."""
    given = {"geo/shape_files.py", "indicators/survey/answers.py", "geo/vector_files.py"}
    for path in sorted((ROOT / room).rglob("*.py")):
        reads = set(
            re.findall(r"read_parquet\(|pq\.read_table\(|ParquetFile\(", path.read_text("utf-8"))
        )
        if reads and path.relative_to(ROOT).as_posix() not in given:
            assert "table_path(" in path.read_text("utf-8"), path


def test_every_table_of_the_project_is_sound() -> None:
    for name in manifest_tables(DATA):
        table_path(DATA, name)
