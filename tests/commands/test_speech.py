"""More, or nothing, on the error output; the help and the completion of every command."""

from __future__ import annotations

import os
import re
import subprocess
import sys

import pytest
from click.testing import CliRunner

from common.paths import ROOT
from fragiscope import cli

UNITS = "code,births,cases\na,1000,3\nb,3000,9\n"
RATES = ["rates", "--events", "cases", "--population", "births", "--input", "-", "-o", "-"]
#: What click would say in English.
ENGLISH = re.compile(r"\b(Usage|Options:|Commands|Show this|default:|required|INTEGER|TEXT|FILE)\b")


def test_quiet_says_nothing_and_verbose_says_what_it_took() -> None:
    usual, quiet, verbose = (
        CliRunner().invoke(cli, [*RATES, *option], input=UNITS)
        for option in ([], ["--quiet"], ["-v"])
    )
    assert usual.stdout == quiet.stdout == verbose.stdout != ""
    assert quiet.stderr == ""
    assert verbose.stderr.startswith(usual.stderr)
    assert re.search(r"\d,\d s, [\d\u202f]+ Mo", verbose.stderr.removeprefix(usual.stderr))


def test_quiet_still_says_what_is_refused() -> None:
    done = CliRunner().invoke(cli, [*RATES, "-q"], input="code\n")
    assert done.exit_code
    assert done.stderr


@pytest.mark.parametrize(
    ("option", "said"), [("-o", "-o attend une valeur"), ("--quiet=1", "--quiet ne prend pas")]
)
def test_an_option_without_its_value_or_with_one_too_many_is_told(option: str, said: str) -> None:
    done = CliRunner().invoke(cli, ["rates", option])
    assert f"l’option {said}" in done.stderr


@pytest.mark.parametrize("name", ["", *sorted(cli.commands)])
@pytest.mark.parametrize("option", ["-h", "--help"])
def test_help_is_in_french(name: str, option: str) -> None:
    done = CliRunner().invoke(cli, [name, option] if name else [option])
    assert done.exit_code == 0
    assert ENGLISH.search(done.output) is None


def test_help_does_not_wait_for_pandas() -> None:
    script = "import sys, fragiscope; print(sorted({'pandas', 'numpy'} & set(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("fragiscope catal", "catalogue"),
        ("fragiscope layer --level ep", "epci"),
        ("fragiscope layer --domain sant", "sante"),
        ("fragiscope layer --indicator apl_gen", "apl_generalistes"),
        ("fragiscope layer --measure need", "need_response"),
        ("fragiscope layer --group assoc", "associations"),
    ],
)
def test_a_shell_completes_what_is_typed(typed: str, proposed: str) -> None:
    words = {"COMP_WORDS": typed, "COMP_CWORD": str(len(typed.split()) - 1)}
    done = subprocess.run(
        [sys.executable, "-m", "fragiscope"],
        cwd=ROOT,
        env=os.environ | words | {"_FRAGISCOPE_COMPLETE": "bash_complete"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert f"plain,{proposed}" in done.stdout.splitlines()


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_of_a_shell_is_written(shell: str) -> None:
    done = CliRunner().invoke(cli, ["completion", shell])
    assert "_FRAGISCOPE_COMPLETE" in done.output
