from __future__ import annotations

import os
from pathlib import Path

import pytest

from common.errors import InvalidDataError, MissingDataError
from common.files import megabytes, read_bounded


def test_a_file_is_read_whole_up_to_the_limit(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"12345")
    assert read_bounded(path, 5) == b"12345"
    with pytest.raises(InvalidDataError, match=megabytes(4)):
        read_bounded(path, 4)


def test_a_link_is_read_like_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"x")
    (tmp_path / "b.csv").symlink_to(tmp_path / "a.csv")
    assert read_bounded(tmp_path / "b.csv", 10) == b"x"


def test_what_has_no_end_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube")
    for path in (Path("/dev/zero"), tmp_path / "tube"):
        with pytest.raises(InvalidDataError, match=path.name):
            read_bounded(path, 10)


def test_a_sparse_giant_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "giant.csv"
    with path.open("wb") as file:
        file.truncate(10**12)
    with pytest.raises(InvalidDataError) as caught:
        read_bounded(path, 10**6)
    assert megabytes(10**12) in str(caught.value)


def test_an_absent_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"rien\.csv"):
        read_bounded(tmp_path / "rien.csv", 10)
