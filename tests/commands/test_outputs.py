"""What commands write: never over what they read, nowhere unasked, whole or not at all."""

from __future__ import annotations

import errno
import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import numpy as np
import pytest
import rasterio
from click.testing import CliRunner, Result

import fragiscope
from commands.usage import DEBUG, FAILED, REFUSED, USAGE
from common.files import write_bytes
from common.limits import FACTOR
from common.paths import DATA
from fragiscope import cli
from tests.test_command_line import index_case


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def same_name(source: Path) -> Path:
    return source


def soft_link(source: Path) -> Path:
    source.with_name("soft.csv").symlink_to(source)
    return source.with_name("soft.csv")


def hard_link(source: Path) -> Path:
    os.link(source, source.with_name("hard.csv"))
    return source.with_name("hard.csv")


def by_another_way(source: Path) -> Path:
    return source.parent / ".." / source.parent.name / source.name


WAYS = [same_name, soft_link, hard_link, by_another_way]


@pytest.mark.parametrize("way", WAYS)
def test_an_index_is_never_written_over_its_data(
    way: Callable[[Path], Path], tmp_path: Path
) -> None:
    arguments = index_case(tmp_path)
    for name in ("data.csv", "meta.csv"):
        source = tmp_path / name
        before = source.read_bytes()
        for link in ("soft.csv", "hard.csv"):
            (tmp_path / link).unlink(missing_ok=True)
        done = run(*arguments, "-o", way(source))
        assert done.exit_code == REFUSED
        assert f"fichier lu (--{source.stem})" in done.stderr
        assert source.read_bytes() == before


def test_links_that_go_round_are_no_output(tmp_path: Path) -> None:
    loop = tmp_path / "loop.csv"
    loop.symlink_to(loop)
    done = run(*index_case(tmp_path), "-o", loop)
    assert done.exit_code == REFUSED
    assert "tournent en rond" in done.stderr


def test_the_stages_of_an_index_go_nowhere_near_its_files(tmp_path: Path) -> None:
    """``raw.csv`` and ``recipe.toml`` are names of stages too."""
    arguments = index_case(tmp_path)
    done = run(*arguments, "--stages", tmp_path)
    assert done.exit_code == REFUSED
    assert "--stages écrirait sur un fichier lu" in done.stderr
    assert not (tmp_path / "raw.csv").exists()


def test_every_command_that_writes_checks_its_paths() -> None:
    for command in cli.commands.values():
        assert hasattr(command.callback, "__wrapped__"), command.name


def test_one_file_cannot_hold_two_answers(tmp_path: Path) -> None:
    for name in ("a.csv", "d.toml"):
        (tmp_path / name).write_text("x")
    done = run(
        *("survey", "--answers", tmp_path / "a.csv", "--design", tmp_path / "d.toml"),
        *("--by", "epci", "-o", tmp_path / "o.csv", "--differences", tmp_path / "o.csv"),
    )
    assert done.exit_code == REFUSED
    assert "nomment le même fichier" in done.stderr


def test_the_tables_of_the_product_are_no_place_for_an_answer() -> None:
    before = (DATA / "manifest.json").read_bytes()
    done = run("profile", "region:53", "-o", DATA / "manifest.json")
    assert done.exit_code == REFUSED
    assert "tables du produit" in done.stderr
    assert (DATA / "manifest.json").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ("layer", "--level", "region", "-o"),
        ("density", "-o"),
        ("notes", "--level", "region", "--out"),
        ("index", "--data", "d", "--meta", "m", "--recipe", "r", "-o", "o.csv", "--stages"),
    ],
)
def test_a_folder_that_does_not_exist_is_told_and_not_made(
    arguments: tuple[str, ...], tmp_path: Path
) -> None:
    extension = {"layer": ".json", "density": ".tif"}.get(arguments[0], "")
    done = run(*arguments, tmp_path / "absent" / f"x{extension}")
    assert done.exit_code == 2
    assert "« absent »" in done.stderr
    assert "créez-le d’abord" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_stages_may_make_their_own_folder(tmp_path: Path) -> None:
    done = run(*index_case(tmp_path), "--stages", tmp_path / "stages")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "stages" / "raw.csv").exists()


def test_a_pipe_or_a_device_is_neither_read_nor_replaced(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.csv")
    arguments = index_case(tmp_path)
    done = run(*arguments, "-o", tmp_path / "tube.csv")
    assert "fichier ordinaire attendu" in done.stderr
    assert not (tmp_path / "tube.csv").is_file()
    for source in (tmp_path / "tube.csv", "/dev/zero"):
        done = run(*arguments, "--data", source)
        assert done.exit_code in (REFUSED, USAGE)
        assert "fichier ordinaire attendu" in done.stderr


def test_the_draft_of_a_raster_cannot_be_foreseen(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    for name in (".d.tif.tmp", "d.tif.tmp", "d.tif"):
        (tmp_path / name).symlink_to(victim)
    out = tmp_path / "d.tif"
    done = run("density", "--extent", "la_reunion", "--cell", 2000, "-o", out)
    assert done.exit_code == 0, done.output
    assert victim.read_text() == "untouched"
    assert not out.is_symlink()
    with rasterio.open(out) as file:
        assert np.nansum(file.read(1)) > 0


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 64 kB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["/bin/mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip("a small disk can only be mounted by an administrator")
    yield folder
    subprocess.run(["/bin/umount", str(folder)], check=True)


@pytest.mark.parametrize(
    "arguments",
    [
        ("density", "--extent", "la_reunion", "--cell", "500", "-o", "d.tif"),
        ("layer", "--level", "epci", "-o", "l.json"),
    ],
)
def test_a_full_disk_is_a_sentence_and_leaves_no_draft(
    arguments: tuple[str, ...], full_disk: Path
) -> None:
    (full_disk / "ballast").write_bytes(bytes(57_344))
    done = run(*arguments[:-1], full_disk / arguments[-1])
    assert done.exit_code == FAILED
    assert "le disque est plein" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert [path.name for path in full_disk.iterdir()] == ["ballast"]


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "le disque est plein"),
        (errno.EROFS, "le disque est en lecture seule"),
        (errno.EACCES, "accès refusé"),
        (errno.EDQUOT, "le quota de disque est atteint"),
    ],
)
def test_what_the_disk_refuses_is_a_sentence(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "replace", refuse)
    done = run(*index_case(tmp_path))
    assert done.exit_code == FAILED
    assert f"out.csv ({said}" in done.stderr
    assert not any(path.name.startswith(".") for path in tmp_path.iterdir())


@pytest.mark.parametrize(
    "surprise",
    [KeyError("code"), RecursionError(), MemoryError(), ZeroDivisionError(), Exception()],
)
def test_a_surprise_is_one_sentence_and_another_code(
    surprise: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    @click.command()
    def broken() -> None:
        raise surprise

    monkeypatch.setitem(fragiscope.cli.commands, "broken", broken)
    done = run("broken")
    assert done.exit_code == FAILED
    assert done.stderr.startswith("fragiscope : ")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr
    monkeypatch.setenv(DEBUG, "1")
    told = run("broken").stderr
    assert "Traceback" in told
    assert told.splitlines()[-1] == done.stderr.strip()


def test_a_reader_that_stops_listening_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def broken() -> None:
        raise BrokenPipeError

    monkeypatch.setitem(fragiscope.cli.commands, "broken", broken)
    done = run("broken")
    assert (done.exit_code, done.stderr) == (0, "")


def test_a_refusal_by_size_says_how_to_accept_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(FACTOR, "1")
    start = ("density", "--extent", "la_reunion", "--bandwidth", 50_000)
    refused = run(*start, "--cell", 100, "-o", tmp_path / "d.tif")
    assert refused.exit_code == REFUSED
    assert "fragiscope --limits 10 …" in refused.stderr
    accepted = run("--limits", 2, *start, "--cell", 100, "-o", tmp_path / "d.tif")
    assert accepted.exit_code == 0, accepted.stderr


@pytest.mark.parametrize("factor", ["0", "-1", "nan", "1e9", "99999999"])
def test_an_absurd_factor_is_refused(factor: str) -> None:
    assert "--limits" in run("--limits", factor, "layer").stderr


def test_a_killed_command_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    draft = tmp_path / ".fragiscope-00000000-1-old"
    draft.write_text("half")
    os.utime(draft, (0, 0))
    run(*index_case(tmp_path))
    assert not draft.exists()
    write_bytes(tmp_path / "x", b"")
