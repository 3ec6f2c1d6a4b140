"""Drafts of killed processes are swept, those of living ones stay, and nothing else is touched."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from common.drafts import draft_folder, draft_prefix, sweep
from common.files import write_bytes
from common.paths import ROOT

#: A process that begins a draft file and a draft folder, says so, and waits to be killed.
WRITER = """
import sys, tempfile, time
from common.drafts import draft_folder, draft_prefix
folder = sys.argv[1]
tempfile.mkstemp(dir=folder, prefix=draft_prefix())
with draft_folder(folder) as draft:
    (draft / "half.pmtiles").write_bytes(b"half")
    print("ready", flush=True)
    time.sleep(60)
"""


def begun(folder: Path) -> subprocess.Popen[str]:
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, str(folder)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    return writer


def test_the_drafts_of_a_killed_process_are_swept_and_those_of_a_living_one_stay(
    tmp_path: Path,
) -> None:
    kept = tmp_path / ".fragiscope-notes"
    kept.write_text("mine")
    writer = begun(tmp_path)
    try:
        assert len(list(tmp_path.iterdir())) == 3
        assert sweep(tmp_path) == []
        writer.send_signal(signal.SIGKILL)
        writer.wait()
        assert len(sweep(tmp_path)) == 2
        assert list(tmp_path.iterdir()) == [kept]
    finally:
        writer.kill()
        writer.communicate()


def test_a_draft_of_another_machine_is_left_for_a_day(tmp_path: Path) -> None:
    draft = tmp_path / ".fragiscope-00000000-1-abc"
    draft.write_text("x")
    assert sweep(tmp_path) == []
    long_ago = time.time() - 2 * 86_400
    os.utime(draft, (long_ago, long_ago))
    assert sweep(tmp_path) == [draft.name]


def test_a_link_named_like_a_draft_is_not_followed(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    (kept / "file").write_text("x")
    link = tmp_path / ".fragiscope-00000000-1-abc"
    link.symlink_to(kept)
    os.utime(link, (0, 0), follow_symlinks=False)
    sweep(tmp_path)
    assert (kept / "file").read_text() == "x"
    assert not link.is_symlink()


def test_a_folder_that_is_not_there_has_nothing_to_sweep(tmp_path: Path) -> None:
    assert sweep(tmp_path / "none") == []


def test_a_draft_goes_with_its_owner(tmp_path: Path) -> None:
    with draft_folder(tmp_path) as draft:
        assert draft.name.startswith(draft_prefix())
    assert list(tmp_path.iterdir()) == []


def test_a_planted_link_is_replaced_never_followed(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("untouched")
    for name in ("out.csv", ".out.csv.tmp", "out.csv.tmp"):
        (tmp_path / name).symlink_to(victim)
    write_bytes(tmp_path / "out.csv", b"new")
    assert victim.read_text() == "untouched"
    assert not (tmp_path / "out.csv").is_symlink()
    assert (tmp_path / "out.csv").read_bytes() == b"new"


def test_no_folder_is_made_on_the_way(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"a/b\.csv"):
        write_bytes(tmp_path / "a" / "b.csv", b"")
    assert list(tmp_path.iterdir()) == []
