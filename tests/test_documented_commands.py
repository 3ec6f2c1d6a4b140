"""What the documents tell the reader to type works as it is printed."""

from __future__ import annotations

import csv
import json
import re
import shlex
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest
import rasterio
from click.testing import CliRunner

from atlas.jobs import bundle
from atlas.jobs.bundle_tables import bundle_tables
from common.levels import Level
from common.paths import ROOT
from fragiscope import cli
from reports import batch
from tests.documented_inputs import INPUTS

pytestmark = pytest.mark.usefixtures("opened_tables")

DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
]
START = "python -m fragiscope "
#: Sources of the build stand beside the project on some machines, and a build takes minutes:
#: tests/pipeline compares its tables with the committed ones.
NOT_RUN = {"build"}
#: Those of the installed program (tests/test_installed.py, tests/commands/test_speech.py), and a
#: server (tests/ogc).
STARTED_APART = {"run", "completion", "serve"}
#: Commands that change a workspace, and only say so.
CHANGE = {"undo", "unload"}


#: How files that are no text begin.
BEGINNINGS = {
    ".pdf": b"%PDF",
    ".png": b"\x89PNG",
    ".gpkg": b"SQLite format 3",
    ".parquet": b"PAR1",
    ".fgb": b"fgb",
}


class Printed(NamedTuple):
    """A command as a document prints it."""

    document: str
    line: str

    @property
    def arguments(self) -> list[str]:
        return shlex.split(self.line.removeprefix(START), comments=True)


def blocks(text: str) -> Iterator[str]:
    """Give the contents of the shell blocks of a document."""
    for match in re.finditer(r"^( *)```sh\n(.*?)^\1```$", text, re.MULTILINE | re.DOTALL):
        yield match[2]


def printed() -> list[Printed]:
    found = []
    for document in DOCUMENTS:
        for block in blocks(document.read_text("utf-8")):
            lines = block.replace("\\\n", " ").splitlines()
            name = document.relative_to(ROOT).as_posix()
            found += [Printed(name, line) for line in lines if line.startswith(START)]
    return found


COMMANDS = printed()


def assert_worth_opening(path: Path) -> None:
    """The file is of its format and says something."""
    if path.is_dir():
        inside = sorted(path.iterdir())
        assert inside
        for file in inside:
            assert_worth_opening(file)
        return
    content = path.read_bytes()
    match path.suffix:
        case ".csv":
            lines = content.decode("utf-8-sig").splitlines()
            separator = ";" if ";" in lines[0] else ","
            rows = list(csv.reader(lines, delimiter=separator))
            assert len(rows) > 1
            assert len({len(row) for row in rows}) == 1
        case ".geojson":
            assert len(json.loads(content)["features"]) > 1
        case ".json" | ".jsonld":
            assert len(json.loads(content)) > 1
        case ".docx":
            assert "word/document.xml" in zipfile.ZipFile(path).namelist()
        case ".tif":
            with rasterio.open(path) as raster:
                assert raster.read(1, masked=True).max() > 0
        case ".toml" | ".md" | ".cff" | "":
            assert content
        case ".pdf" | ".png" | ".gpkg" | ".parquet" | ".fgb":
            assert content.startswith(BEGINNINGS[path.suffix])
            assert len(content) > 20_000
        case other:
            pytest.fail(f"say what a file {other} must hold")


def outputs(arguments: list[str]) -> list[Path]:
    """What a command says that it writes."""
    named = ("-o", "--out", "--stages", "--differences", "--robustness")
    given = [value for option, value in pairwise(arguments) if option in named]
    return [Path(value) for value in given if value != "-"]


@pytest.fixture
def first_note(monkeypatch: pytest.MonkeyPatch) -> None:
    """All the notes of a level take an hour: the command writes the first."""
    whole = batch.plan

    def short(*places: object, **options: object) -> batch.Batch:
        planned = whole(*places, **options)
        return replace(planned, missing=planned.missing[:1])

    monkeypatch.setattr(batch, "plan", short)


@pytest.fixture
def light_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    """The whole takes minutes: the command writes a few of its tables (tests/atlas/jobs)."""
    light = tuple(one for one in bundle_tables() if one.name in ("ecarts", "ressenti"))
    monkeypatch.setattr(bundle, "bundle_tables", lambda: light)
    monkeypatch.setattr(bundle, "MAPPED_LEVELS", (Level.REGION,))


@pytest.mark.whole
@pytest.mark.parametrize(
    "command",
    [command for command in COMMANDS if command.arguments[0] not in NOT_RUN | STARTED_APART],
    ids=lambda command: f"{command.document}:{' '.join(command.arguments[:4])}",
)
def test_a_printed_command_writes_what_it_says(
    command: Printed,
    first_note: None,
    light_tables: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    if command.document in INPUTS:
        INPUTS[command.document](tmp_path)
    done = CliRunner().invoke(cli, command.arguments)
    assert done.exit_code == 0, done.stderr
    written = outputs(command.arguments)
    assert written or done.stdout or (command.arguments[0] in CHANGE and done.stderr)
    for path in written:
        assert_worth_opening(path)


def test_the_commands_of_the_documents_were_found() -> None:
    assert {command.document for command in COMMANDS} >= set(INPUTS)


def test_every_command_is_documented_by_an_example() -> None:
    shown = {command.arguments[0] for command in COMMANDS}
    assert shown | STARTED_APART == set(cli.commands)


def test_a_command_named_in_a_sentence_exists() -> None:
    for document in DOCUMENTS:
        for name in re.findall(rf"{START}([a-z-]+)", document.read_text("utf-8")):
            assert name in {*cli.commands, "--version", "--help"}, document


def test_a_target_or_a_script_named_in_a_document_exists() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z]+):", makefile, re.MULTILINE))
    assert {"run", "test"} <= targets
    assert set(re.search(r"^\.PHONY: (.+)$", makefile, re.MULTILINE)[1].split()) == targets
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        shown = "\n".join([*blocks(text), *re.findall(r"`([^`\n]+)`", text)])
        assert set(re.findall(r"^make ([a-z]+)", shown, re.MULTILINE)) <= targets, document
        for script in re.findall(r"^python (bench/\w+\.py)", shown, re.MULTILINE):
            assert (ROOT / script).is_file(), document
        for module in re.findall(r"^python -m (tools\.\w+)", shown, re.MULTILINE):
            assert (ROOT / f"{module.replace('.', '/')}.py").is_file(), document
