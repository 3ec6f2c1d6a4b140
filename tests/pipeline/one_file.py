"""One official file and what downloads of it leave, for the tests of its downloads."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pipeline import fetch as fetching
from pipeline.declared import OfficialFile
from pipeline.download import Download, Patience

CONTENT = b"code,value\n" + b"".join(b"%05d,%d\n" % (row, row) for row in range(20_000))
NEWER = b"code,VALUE_2\n" + CONTENT[11:]
NAME = "codes/a.csv"
#: Nobody waits in tests: what would be waited for is noted.
QUICK = Patience(connect=2, read=0.4, tries=3, window=0.3)


def declared(url: str, content: bytes = CONTENT, **fields: Any) -> OfficialFile:
    return replace(
        OfficialFile(
            NAME,
            page="https://example.org",
            address=url,
            columns=("code", "value"),
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        ),
        **fields,
    )


class Waits:
    """Takes the place of ``time.sleep`` in downloads."""

    def __init__(self) -> None:
        self.seconds: list[float] = []

    def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)


@pytest.fixture(name="waits")
def noted_waits(monkeypatch: pytest.MonkeyPatch) -> Waits:
    noted = Waits()
    monkeypatch.setattr(fetching, "Download", partial(Download, sleep=noted))
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return noted


def left(folder: Path) -> set[str]:
    """Names of the files that stand in the folder of the file."""
    inside = folder / "codes"
    return {path.name for path in inside.iterdir()} if inside.is_dir() else set()


def assert_whole(folder: Path, content: bytes = CONTENT) -> None:
    assert (folder / NAME).read_bytes() == content
    assert left(folder) == {"a.csv"}
