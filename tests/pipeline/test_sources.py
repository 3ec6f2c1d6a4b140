"""A source that is no official file is refused before it is read."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from commands.usage import REFUSED
from common.errors import InvalidDataError, MissingDataError, TooLargeError
from common.limits import SOURCE_BYTES
from fragiscope import cli
from pipeline.manifest import TableOrigin, write_manifest
from pipeline.sources import source_file


def test_a_file_is_given_or_named(tmp_path: Path) -> None:
    (tmp_path / "codes").mkdir()
    (tmp_path / "codes" / "a.csv").write_text("a")
    assert source_file(tmp_path, "codes/a.csv").read_text() == "a"
    with pytest.raises(MissingDataError, match=re.escape("codes/b.csv")):
        source_file(tmp_path, "codes/b.csv")


def test_what_has_no_end_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.csv")
    (tmp_path / "zero.csv").symlink_to("/dev/zero")
    for name in ("pipe.csv", "zero.csv"):
        with pytest.raises(InvalidDataError, match=re.escape(name)):
            source_file(tmp_path, name)
    with (tmp_path / "large.csv").open("wb") as file:
        file.truncate(SOURCE_BYTES + 1)
    with pytest.raises(TooLargeError, match=re.escape("large.csv")):
        source_file(tmp_path, "large.csv")


def test_the_manifest_reads_no_pipe(tmp_path: Path) -> None:
    sources, data = tmp_path / "sources", tmp_path / "data"
    for folder in (sources, data):
        folder.mkdir()
    (data / "a.parquet").write_bytes(b"a")
    os.mkfifo(sources / "pipe.csv")
    with pytest.raises(InvalidDataError, match=re.escape("pipe.csv")):
        write_manifest(sources, data, (TableOrigin("*.parquet", "p", "v", "l", ("pipe.csv",)),))


def test_the_command_says_which_source_is_no_file(tmp_path: Path) -> None:
    sources = tmp_path / "sources"
    (sources / "codes").mkdir(parents=True)
    os.mkfifo(sources / "codes" / "communes.json")
    done = CliRunner().invoke(
        cli, ["build", "--sources", str(sources), "--data", str(tmp_path / "data")]
    )
    assert done.exit_code == REFUSED
    assert "codes/communes.json" in done.stderr
    assert "fichier ordinaire attendu" in done.stderr
