"""Builds of tiles that die, that meet, or that cannot write."""

from __future__ import annotations

import errno
import os
import signal
import struct
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import pytest
from pyogrio.errors import FeatureError
from shapely import Point

from common.errors import NotAvailableError
from common.levels import Level
from common.locks import alone
from common.paths import DATA, ROOT
from geo import tiles
from geo.pmtiles import whole, write_pmtiles
from geo.tiles import ensure_tiles, missing_files, stamp, tile_set

#: The least that is a file of tiles: its header, whose sections are empty.
EMPTY = struct.pack("<7sx8Q", b"PMTiles", *[0] * 8)
#: A build of empty files: it says which it begins, and takes the seconds asked for.
BUILDER = """
import struct, sys, time
from pathlib import Path
from common.drafts import draft_folder
from common.levels import Level
from common.paths import DATA
from geo import tiles
folder, seconds = Path(sys.argv[1]), float(sys.argv[2])

def build(data, folder, sets, progress):
    for name in sets[Level.REGION].names:
        with draft_folder(folder) as draft:
            (draft / name).write_bytes(struct.pack("<7sx8Q", b"PMTiles", *[0] * 8))
            print(name, flush=True)
            time.sleep(seconds)
            (draft / name).replace(folder / name)

tiles._build = build
tiles.ensure_tiles(DATA, folder, [Level.REGION])
"""


def begun(folder: Path, seconds: float) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", BUILDER, str(folder), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


def fill(folder: Path) -> tuple[str, str, str]:
    names = tile_set(Level.REGION, stamp(DATA)).names
    for name in names:
        (folder / name).write_bytes(EMPTY)
    return names


def test_a_build_that_is_killed_leaves_nothing_to_the_next(tmp_path: Path) -> None:
    killed = begun(tmp_path, 60)
    assert killed.stdout is not None
    first = killed.stdout.readline().strip()
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()]
    killed.send_signal(signal.SIGKILL)
    killed.communicate()
    assert first in missing_files(DATA, tmp_path, [Level.REGION])
    again = begun(tmp_path, 0)
    told, _ = again.communicate(timeout=60)
    assert again.returncode == 0
    assert len(told.split()) == 3
    assert not [path for path in tmp_path.iterdir() if path.is_dir()]
    assert missing_files(DATA, tmp_path, [Level.REGION]) == []


def test_two_builds_at_once_make_each_file_once(tmp_path: Path) -> None:
    both = [begun(tmp_path, 1), begun(tmp_path, 1)]
    told = [builder.communicate(timeout=60)[0].split() for builder in both]
    assert [builder.returncode for builder in both] == [0, 0]
    assert sorted(len(names) for names in told) == [0, 3]


def test_a_lock_goes_with_the_process_that_held_it(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom common.locks import alone\n"
        "with alone(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "lock")],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    waited: list[float] = []

    def wait() -> None:
        waited.append(time.monotonic())
        holder.kill()

    with alone(tmp_path / "lock", wait):
        assert len(waited) >= 1
    holder.communicate()


def test_where_nothing_is_missing_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = fill(tmp_path)

    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "read-only")

    monkeypatch.setattr(os, "open", refuse)
    found = ensure_tiles(DATA, tmp_path, [Level.REGION])
    assert found[Level.REGION].names == names
    assert {path.name for path in tmp_path.iterdir()} == set(names)


@pytest.mark.parametrize(
    ("number", "said"),
    [(errno.EROFS, "pas accessible en écriture"), (errno.EACCES, "pas accessible en écriture")],
)
def test_a_folder_that_cannot_be_written_is_told_with_what_is_missing(
    number: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = fill(tmp_path)
    (tmp_path / names[1]).unlink()

    def refuse(*_: object, **__: object) -> None:
        raise OSError(number, "refused")

    monkeypatch.setattr(tiles, "alone", refuse)
    with pytest.raises(NotAvailableError, match=said) as refused:
        ensure_tiles(DATA, tmp_path, [Level.REGION])
    assert "1 fichier manque" in str(refused.value)
    assert names[1] in str(refused.value)
    assert "python -m tools.tiles" in str(refused.value)


@pytest.mark.parametrize(("room", "said"), [(0, "disque est plein"), (10**12, "a échoué")])
def test_a_write_that_fails_is_told_with_its_reason(
    room: int, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise FeatureError("Could not add feature to layer")

    monkeypatch.setattr(tiles, "_build", fail)
    usage = type("Usage", (), {"free": room})
    monkeypatch.setattr("shutil.disk_usage", lambda _: usage)
    with pytest.raises(NotAvailableError, match=said):
        ensure_tiles(DATA, tmp_path, [Level.REGION])


def test_a_disk_that_is_full_from_the_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(NotAvailableError, match="disque est plein"):
        ensure_tiles(DATA, tmp_path / "tiles", [Level.REGION])


def test_files_that_are_all_there_are_used_whatever_failed_afterwards(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_then_fail(*_: object) -> None:
        fill(tmp_path)
        raise OSError(errno.EACCES, "refused")

    monkeypatch.setattr(tiles, "_build", build_then_fail)
    assert Level.REGION in ensure_tiles(DATA, tmp_path, [Level.REGION])


@pytest.mark.parametrize("left", [b"", b"PMTiles", EMPTY[:-1], b"x" * 200])
def test_a_damaged_file_is_built_again(left: bytes, tmp_path: Path) -> None:
    names = fill(tmp_path)
    (tmp_path / names[0]).write_bytes(left)
    assert missing_files(DATA, tmp_path, [Level.REGION]) == [names[0]]


def test_a_truncated_file_is_not_whole(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame({"i": [0]}, geometry=[Point(2e5, 6e6).buffer(1e4)], crs=3857)
    path = tmp_path / "a.pmtiles"
    write_pmtiles(frame, path, "territoires", (6, 7))
    assert whole(path)
    os.truncate(path, path.stat().st_size - 1)
    assert not whole(path)
    assert not whole(tmp_path / "none")


def test_folders_of_former_builds_are_swept_when_old(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, age in (("tmpabcd1234", 7_200), ("tmpnew_0000", 0), ("mine", 7_200)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "half.pmtiles").write_bytes(b"half")
        then = time.time() - age
        os.utime(tmp_path / name, (then, then))
    monkeypatch.setattr(tiles, "_build", lambda *_: None)
    ensure_tiles(DATA, tmp_path, [Level.REGION])
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == {"tmpnew_0000", "mine"}
