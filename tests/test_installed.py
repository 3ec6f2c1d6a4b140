"""Installed in an environment of its own, the program runs from any folder."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest

from common.paths import ROOT
from common.version import version

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program, installed from the files that a clone has."""
    folder = tmp_path_factory.mktemp("installed")
    named = subprocess.run(
        [str(shutil.which("git")), "ls-files", "-z"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    for name in filter(None, named.split("\0")):
        (folder / "clone" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / "clone" / name)
    venv.create(folder / "venv", with_pip=True)
    bin_folder = folder / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    install = [str(bin_folder / "python"), "-m", "pip", "install", "--quiet", folder / "clone"]
    subprocess.run(install, check=True)
    shutil.rmtree(folder / "clone")
    return bin_folder / "fragiscope"


def test_it_runs_from_any_folder(program: Path, tmp_path: Path) -> None:
    def said(*arguments: str) -> str:
        done = subprocess.run(
            [program, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        return done.stdout

    assert said("--version").split() == ["fragiscope", version()]
    profile = json.loads(said("profile", "commune:09122", "-q", "-o", "-"))
    assert profile["name"] == "Foix"
    said("note", "commune:09122", "-o", "note.pdf")
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
    assert said("catalogue", "territories", "Foix").startswith("commune:09122")


def test_python_answers_from_any_folder(program: Path, tmp_path: Path) -> None:
    asked = "from atlas import layer; print(layer('region', 'mobilite').loc['region:53', 'name'])"
    done = subprocess.run(
        [program.with_name("python"), "-c", asked],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == "Bretagne\n"
