"""The folder of everything at once, read back by a server."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from atlas.jobs.bundle import CHECKSUMS
from atlas.jobs.bundle_folder import PACKAGE, read_bundle
from common.errors import InvalidDataError, MissingDataError


def write_small(folder: Path) -> Path:
    """Write a folder of one table, its shapes and what describes them."""
    folder.mkdir(exist_ok=True)
    resources = [{"path": "scores.csv", "title": "Un score"}]
    contents = {
        "scores.csv": b"code,score\n01,2\n",
        "contours_epci.parquet": b"PAR1",
        PACKAGE: json.dumps({"version": "a1", "resources": resources}).encode(),
    }
    for name, content in contents.items():
        (folder / name).write_bytes(content)
    lines = [f"{hashlib.sha256(text).hexdigest()}  {name}" for name, text in contents.items()]
    (folder / CHECKSUMS).write_text("\n".join(lines) + "\n", "utf-8")
    return folder


def test_a_folder_says_its_files_their_sizes_and_their_checksums(tmp_path: Path) -> None:
    found = read_bundle(write_small(tmp_path))
    assert found.version == "a1"
    assert [one.name for one in found.files] == [
        *("scores.csv", "contours_epci.parquet", PACKAGE, CHECKSUMS)
    ]
    table, shapes, *_ = found.files
    assert (table.told, table.bytes) == ("Un score", 16)
    assert table.sha256 == hashlib.sha256((tmp_path / "scores.csv").read_bytes()).hexdigest()
    assert "epci" in shapes.told
    assert found.bytes == sum(path.stat().st_size for path in tmp_path.iterdir())


def test_what_is_not_whole_is_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=CHECKSUMS):
        read_bundle(tmp_path)
    folder = write_small(tmp_path)
    (folder / "scores.csv").unlink()
    with pytest.raises(MissingDataError, match=r"scores\.csv"):
        read_bundle(folder)
    (folder / PACKAGE).write_text("[]", "utf-8")
    with pytest.raises(InvalidDataError, match=PACKAGE):
        read_bundle(folder)


@pytest.mark.parametrize("name", ["../secret", "a/b.csv", "/etc/passwd", ".env"])
def test_no_name_leads_out_of_the_folder(name: str, tmp_path: Path) -> None:
    folder = write_small(tmp_path)
    with (folder / CHECKSUMS).open("a", encoding="utf-8") as sums:
        sums.write(f"{'0' * 64}  {name}\n")
    with pytest.raises(InvalidDataError, match="ligne 4"):
        read_bundle(folder)


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    folder = write_small(tmp_path / "tout")
    (tmp_path / "secret").write_text("s", "utf-8")
    (folder / "scores.csv").unlink()
    (folder / "scores.csv").symlink_to(tmp_path / "secret")
    with pytest.raises(MissingDataError):
        read_bundle(folder)
