"""``-`` in place of a file: what comes in, what goes out."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from commands.usage import REFUSED, USAGE
from fragiscope import cli

UNITS = "code,births,cases\na,1000,3\nb,3000,9\n"
RATES = ("rates", "--events", "cases", "--population", "births", "--input")


def run(*arguments: str, given: str | bytes = "") -> Result:
    return CliRunner().invoke(cli, list(arguments), input=given)


def test_a_table_comes_in_and_its_answer_goes_out(tmp_path: Path) -> None:
    (tmp_path / "units.csv").write_text(UNITS, "utf-8")
    done = run(*RATES, str(tmp_path / "units.csv"), "-o", str(tmp_path / "rates.csv"))
    assert done.exit_code == 0, done.output
    piped = run(*RATES, "-", "-o", "-", given=UNITS)
    assert piped.exit_code == 0, piped.output
    assert piped.stdout_bytes == (tmp_path / "rates.csv").read_bytes()


@pytest.mark.whole
def test_the_format_of_what_goes_out_may_be_said() -> None:
    asked = ("note", "commune:01004", "-q", "-o")
    assert run(*asked, "-").stdout_bytes.startswith(b"%PDF")
    inside = zipfile.ZipFile(io.BytesIO(run(*asked, "-.docx").stdout_bytes)).namelist()
    assert "word/document.xml" in inside
    assert run(*asked, "-.odt").exit_code == USAGE


def test_nothing_goes_out_of_a_command_that_is_refused() -> None:
    done = run(*RATES, "-", "-o", "-", given="code,births,cases\na,1000,many\n")
    assert (done.exit_code, done.stdout) == (REFUSED, "")


def test_one_answer_goes_out() -> None:
    asked = ("small-area", "--input", "-", "-o", "-", "--model", "-")
    assert run(*asked, given=UNITS).exit_code == USAGE


@pytest.mark.parametrize(
    ("content", "rows"), [(b"commune\n09122\n", 1), (b"\xef\xbb\xbfcommune;nom\n09122;Foix\n", 1)]
)
def test_what_comes_in_is_known_by_its_content(content: bytes, rows: int) -> None:
    done = run("check", "-", "--kind", "perimeter", "--json", given=content)
    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["taken"] == rows


def test_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("commands.streams.SHAPES_BYTES", 10)
    done = run(*RATES, "-", "-o", "-", given=UNITS)
    assert done.exit_code == REFUSED
    assert "--limits" in done.stderr
