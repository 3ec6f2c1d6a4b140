"""The files that a design names stay in its folder, unless one says otherwise."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from commands.usage import REFUSED, USAGE
from common.errors import InvalidDataError
from fragiscope import cli
from indicators.survey.design import read_design

DESIGN = """title = "t"
producer = "p"
kind = "probability"
mention = "m"
year = 2026
answers = "{answers}"
[calibration]
margins = "{margins}"
[variables.score]
"""
MARGINS = "variable,category,total\nsexe,f,60\nsexe,h,60\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A survey in ``plan/``; margins there and beside."""
    made = tmp_path / "plan"
    made.mkdir()
    rows = [{"sexe": "fh"[place % 2], "score": place % 11} for place in range(120)]
    pd.DataFrame(rows).to_csv(made / "answers.csv", index=False)
    for place in (made, tmp_path):
        (place / "margins.csv").write_text(MARGINS, "utf-8")
    (made / "soft.csv").symlink_to(tmp_path / "margins.csv")
    (made / "near.csv").symlink_to(made / "margins.csv")
    return made


def design(folder: Path, answers: str = "answers.csv", margins: str = "margins.csv") -> Path:
    path = folder / "design.toml"
    path.write_text(DESIGN.format(answers=answers, margins=margins), "utf-8")
    return path


def run(folder: Path, *options: object) -> Result:
    start = ("survey", "--answers", folder / "answers.csv", "--design", folder / "design.toml")
    arguments = (*start, "--by", "france", "-o", folder / "out.csv", *options)
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.mark.parametrize(
    "name",
    ["../margins.csv", "{parent}/margins.csv", "soft.csv", "x/../../margins.csv", "/etc/passwd"],
)
@pytest.mark.parametrize("field", ["answers", "margins"])
def test_a_file_outside_of_the_folder_is_refused(folder: Path, field: str, name: str) -> None:
    named = name.format(parent=folder.parent)
    path = design(folder, **{field: named})
    with pytest.raises(InvalidDataError, match=field) as refused:
        read_design(path)
    assert named in str(refused.value)
    done = run(folder)
    assert done.exit_code == REFUSED
    assert "un fichier du dossier du plan attendu" in done.stderr


@pytest.mark.parametrize("name", ["margins.csv", "./margins.csv", "near.csv"])
def test_a_file_of_the_folder_is_read(folder: Path, name: str) -> None:
    design(folder, margins=name)
    done = run(folder)
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("name", ["../margins.csv", "{parent}/margins.csv", "soft.csv"])
def test_an_option_lets_files_be_elsewhere(folder: Path, name: str) -> None:
    design(folder, margins=name.format(parent=folder.parent))
    done = run(folder, "--allow-outside")
    assert done.exit_code == 0, done.output
    assert (folder / "out.csv").exists()


def test_a_name_with_a_null_is_refused(folder: Path) -> None:
    design(folder, margins="a\\u0000b")
    assert run(folder).exit_code == REFUSED


def test_the_estimates_are_never_written_over_the_margins(folder: Path) -> None:
    design(folder)
    before = (folder / "margins.csv").read_bytes()
    for option in ("-o", "--differences"):
        done = run(folder, option, folder / "near.csv")
        assert done.exit_code in (REFUSED, USAGE)
        assert "fichier lu (calibration.margins)" in done.stderr
    assert (folder / "margins.csv").read_bytes() == before
