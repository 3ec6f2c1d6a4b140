"""What people expect of a command, held by every one: a new one is tried without being named."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import click
import pytest
from click.shell_completion import BashComplete
from click.testing import CliRunner, Result

from commands.completion import VARIABLE
from commands.export import export
from commands.paths import InputFile, OutputFile, OutputFolder
from commands.speech import answer, say
from commands.streams import STANDARD
from commands.usage import FAILED, REFUSED, USAGE
from commands.waiting import Waiting, waiting
from common.version import version
from fragiscope import cli

COMMANDS = sorted(cli.commands)
#: Those that list or judge, on the standard output.
LISTING = {"catalogue", "check", "load", "loads", "reproduce", "sources"}
#: Those that write a folder, or the data themselves: nothing for a pipe.
OF_FOLDERS = {"build", "councils", "export", "notes", "reports"}
#: Those that write no answer: a server, a change, what a shell reads.
WITHOUT_ANSWER = {"completion", "run", "serve", "undo", "unload"}
#: Questions to the commands that hold figures of the product, and how their answer begins in each
#: format asked for; those that work on files of the reader: tests/commands/test_streams.py.
ASKED = {
    "layer": (["--level", "region"], {STANDARD: b"{", "-.gpkg": b"SQLite format 3"}),
    "partnerships": (["--within", "commune:23008"], {"-.csv": b"record,"}),
    "table": (
        ["series", "--indicator", "taux_pauvrete", "--level", "region"],
        {STANDARD: b"territory,"},
    ),
}


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=given)


def parameters(name: str, kind: type[object]) -> list[click.Parameter]:
    return [one for one in cli.commands[name].params if isinstance(one.type, kind)]


def options(name: str) -> set[str]:
    return {option for one in cli.commands[name].params for option in one.opts}


def test_every_command_is_of_one_sort() -> None:
    writing = {name for name in COMMANDS if parameters(name, OutputFile)}
    assert writing | LISTING | OF_FOLDERS | WITHOUT_ANSWER == set(COMMANDS)
    assert not OF_FOLDERS & writing
    for name in OF_FOLDERS:
        assert parameters(name, OutputFolder), name


@pytest.mark.parametrize("name", COMMANDS)
def test_it_says_less_or_more_and_helps(name: str) -> None:
    assert {"-q", "--quiet", "-v", "--verbose"} <= options(name)
    short, long = run(name, "-h"), run(name, "--help")
    assert (short.exit_code, short.output) == (0, long.output)
    assert name in run("-h").output.split()


@pytest.mark.parametrize("name", COMMANDS)
def test_a_misuse_has_its_own_exit_code_and_one_sentence(name: str) -> None:
    done = run(name, "--nonsense")
    assert (done.exit_code, done.stdout) == (USAGE, "")
    assert done.stderr.startswith("fragiscope : ")
    assert len(done.stderr.splitlines()) == 1


def test_exit_codes_are_distinct() -> None:
    assert len({0, REFUSED, USAGE, FAILED}) == 4


@pytest.mark.parametrize("name", COMMANDS)
def test_its_files_may_come_from_a_pipe_and_go_to_one(name: str) -> None:
    """A path is one of ours, which reads ``-``; the rest are folders."""
    for one in parameters(name, click.Path):
        assert isinstance(one.type, click.Path)
        assert isinstance(one.type, InputFile | OutputFile) or not one.type.file_okay
    written = {option for one in parameters(name, OutputFile) for option in one.opts}
    assert not written or {"-o", "--output"} <= written


@pytest.mark.parametrize("name", sorted(LISTING))
def test_what_it_lists_may_be_json(name: str) -> None:
    assert "--json" in options(name)


@pytest.mark.whole
@pytest.mark.parametrize("name", ASKED)
def test_an_answer_goes_out_alone(name: str) -> None:
    asked, formats = ASKED[name]
    for output, start in formats.items():
        done = run(name, *asked, "-q", "-o", output)
        assert done.exit_code == 0, done.stderr
        assert done.stderr == ""
        assert done.stdout_bytes.lstrip().startswith(start), output


def test_a_catalogue_as_json_has_the_columns_of_its_file(tmp_path: Path) -> None:
    asked = ("catalogue", "indicators", "médecins", "généralistes", "-q")
    (row,) = json.loads(run(*asked, "--json").stdout)
    assert (row["key"], row["domain"]) == ("apl_generalistes", "sante")
    assert run(*asked, "-o", str(tmp_path / "c.csv")).exit_code == 0
    header, _ = (tmp_path / "c.csv").read_text("utf-8").splitlines()
    assert header.split(",")[: len(row)] == list(row)


@pytest.mark.whole
def test_the_official_files_are_listed_as_json(tmp_path: Path) -> None:
    done = run("sources", "list", "--sources", str(tmp_path), "--json", "-q")
    assert done.exit_code == REFUSED  # some are missing
    assert {one["state"] for one in json.loads(done.stdout)} == {
        "missing",
        "optional",
    }
    assert done.stderr == ""


def test_a_layer_is_for_france_and_in_the_system_asked_for(tmp_path: Path) -> None:
    here = {"layer", "partnerships", "table"}
    assert here <= {name for name in COMMANDS if {"--crs", "--france"} <= options(name)}
    refused = run("layer", "--level", "region", "--crs", "L93", "-o", str(tmp_path / "l.gpkg"))
    assert refused.exit_code == USAGE
    assert "Lambert-93" in refused.stderr


def test_the_version_is_one_line() -> None:
    assert run("--version").output == f"fragiscope {version()}\n"


def test_everything_at_once_asks_for_a_folder() -> None:
    assert run("export", "--all").exit_code == USAGE
    assert isinstance(next(one for one in export.params if one.name == "output").type, OutputFolder)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [("fragiscope part", "partnerships"), ("fragiscope layer --fr", "--france")],
)
def test_a_shell_completes_the_commands_and_their_options(typed: str, proposed: str) -> None:
    complete = BashComplete(cli, {}, "fragiscope", VARIABLE)
    *words, last = typed.split()
    found = complete.get_completions(words[1:], last)
    assert proposed in [one.value for one in found]


class Terminal(io.StringIO):
    """One that says when something is written on it."""

    def __init__(self) -> None:
        super().__init__()
        self.told = Event()

    def isatty(self) -> bool:
        return True

    def flush(self) -> None:
        self.told.set()


def test_a_terminal_knows_that_a_silent_command_is_at_work(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("commands.waiting.PATIENCE", 0.01)
    line = Waiting("fragiscope note")
    assert terminal.told.wait(60)
    assert "fragiscope note : en cours…" in terminal.getvalue()
    line.end()
    told = terminal.getvalue()
    assert told.endswith("\r\x1b[K")
    line.end()
    assert terminal.getvalue() == told


@pytest.mark.parametrize("sentence", [say, answer])
def test_the_line_ends_before_anything_else_is_said(
    sentence: Callable[[str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setattr("commands.waiting.PATIENCE", 0.01)
    with waiting("fragiscope note", shown=True):
        assert terminal.told.wait(60)
        sentence("Voilà.")
        told = terminal.getvalue()
    assert terminal.getvalue() == told
    assert "\r\x1b[K" in told


@pytest.mark.parametrize("speech", [["-q"], ["-v"], []])
def test_nobody_else_hears_of_it(speech: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.waiting.PATIENCE", 0.0)
    done = run("catalogue", "indicators", "médecins", *speech)
    assert done.exit_code == 0
    assert "en cours" not in done.stderr
