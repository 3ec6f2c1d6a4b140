"""A process killed in the middle, two people at once, no place left, no right to write."""

from __future__ import annotations

import json
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from common.errors import NotAvailableError, NotKeptError
from common.paths import ROOT
from own_data.loaded import OwnKind
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.interface import Load
from own_data.workspace.postgres import PostgresWorkspace
from own_data.workspace.relational import RelationalWorkspace
from tests.own_data.workspace import loads
from tests.own_data.workspace.conftest import SERVER
from tests.own_data.workspace.postgres_server import PostgresServer

POINTS = 20


@pytest.fixture(params=["file", SERVER])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Of a workspace that processes share."""
    if request.param == "file":
        return str(tmp_path / "espace.gpkg")
    running: PostgresServer = request.getfixturevalue("server")
    return running.emptied()


def start(*words: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.own_data.workspace.accidents", *words]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def lines(process: subprocess.Popen[str]) -> list[dict[str, object]]:
    out, told = process.communicate(timeout=240)
    assert process.returncode == 0, told
    return [json.loads(line) for line in out.splitlines()]


def test_a_load_that_is_killed_is_whole_or_not_there(address: str) -> None:
    found = lines(start("killed", address, str(POINTS)))
    assert len(found) == POINTS
    assert [one for one in found if one["before"] == one["after"]] == []
    assert sum(bool(one["killed"]) for one in found) >= POINTS // 4
    assert any(one["before"] for one in found)
    if address.endswith(".gpkg"):
        with closing(sqlite3.connect(address)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_two_people_who_load_at_once_both_succeed(address: str, tmp_path: Path) -> None:
    people, go = ("marie", "jean"), tmp_path / "go"
    started = [start("adding", address, str(go), who, "6") for who in people]
    deadline = time.monotonic() + 60
    while not all((tmp_path / f"ready-{who}").exists() for who in people):
        assert time.monotonic() < deadline
        time.sleep(0.05)
    go.touch()
    outcomes = [line for process in started for line in lines(process)]
    own = [line for line in outcomes if "le même" not in line]
    assert own == [{f"{who} {n}": "kept"} for who in people for n in range(6)]
    same = sorted(str(line["le même"]) for line in outcomes if "le même" in line)
    assert same[1] == "kept"
    assert "déjà" in same[0]


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    path = tmp_path / "espace.gpkg"
    workspace = GeoPackageWorkspace(path, patience=0.1)
    load = workspace.add(loads.perimeter())
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotAvailableError, match=path.name):
            workspace.add(loads.survey())
        assert workspace.loads() == [load]  # one reads what was there meanwhile
        other.execute("ROLLBACK")
    workspace.add(loads.survey())


@contextmanager
def small_disk(folder: Path, options: str = "size=400k") -> Iterator[Path]:
    """A disk in memory, of root alone."""
    if os.geteuid() != 0:
        pytest.skip("only root may mount a small disk")
    folder.mkdir()
    command = ["/usr/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", folder]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("a disk may not be mounted on this machine")
    try:
        yield folder
    finally:
        subprocess.run(["/usr/bin/umount", folder], check=True)


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def held(workspace: RelationalWorkspace) -> tuple[list[Load], list[str]]:
    """All that can be read of a workspace."""
    frames = [frame for kind in OwnKind for frame in workspace.tables(kind).values()]
    return workspace.loads(), [frame.to_csv() for frame in frames]


def test_a_full_disk_loses_nothing(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        workspace = GeoPackageWorkspace(disk / "espace.gpkg")
        kept = [workspace.add(loads.perimeter()), workspace.add(loads.partnerships())]
        before = held(workspace)
        with pytest.raises(NotKeptError, match="plein"):
            workspace.add(loads.indicators(count=8000))
        assert held(workspace) == before
        with pytest.raises(NotKeptError, match="plein"):
            workspace.replace(kept[1].key, loads.partnerships(count=5000))
        assert held(workspace) == before
        workspace.remove(kept[1].key)
        workspace.add(loads.survey())
        assert len(workspace.loads()) == 2


def test_a_full_disk_of_the_server_loses_nothing(server: PostgresServer, tmp_path: Path) -> None:
    PostgresWorkspace(server.emptied())  # the tables of PostGIS stay on the large disk
    server.emptied()
    options = f"size=4m,uid={server.folder.stat().st_uid},mode=700"
    with small_disk(server.folder / "disk", options) as disk:
        server.sql(f"CREATE TABLESPACE small LOCATION '{disk}'")
        server.sql("ALTER DATABASE postgres SET default_tablespace = small")
        try:
            workspace = PostgresWorkspace(server.address)
            kept = workspace.add(loads.partnerships())
            before = held(workspace)
            with pytest.raises(NotKeptError, match="plus de place"):
                workspace.add(loads.indicators(count=30_000))
            assert held(workspace) == before
            with pytest.raises(NotKeptError, match="plus de place"):
                workspace.replace(kept.key, loads.partnerships(count=30_000))
            assert held(workspace) == before
        finally:
            server.sql("ALTER DATABASE postgres RESET default_tablespace")
            server.emptied()
            server.sql("DROP TABLESPACE small")


def test_a_file_that_may_not_grow_loses_nothing(tmp_path: Path) -> None:
    workspace = GeoPackageWorkspace(tmp_path / "espace.gpkg")
    workspace.add(loads.perimeter())
    before = held(workspace)
    with largest_file(200_000), pytest.raises(NotKeptError, match="plein"):
        workspace.add(loads.indicators(count=8000))
    assert held(workspace) == before
    workspace.add(loads.indicators(count=8000))


def refused_everywhere(workspace: RelationalWorkspace, key: str) -> None:
    content = workspace.content()
    for change in (
        lambda: workspace.add(loads.survey()),
        lambda: workspace.replace(key, loads.perimeter("B")),
        lambda: workspace.remove(key),
        workspace.undo,
    ):
        with pytest.raises(NotKeptError, match="lecture seule"):
            change()
    assert workspace.content() == content
    assert [load.key for load in workspace.loads()] == [key]


def test_a_disk_that_is_read_only_is_read(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        path = disk / "espace.gpkg"
        key = GeoPackageWorkspace(path).add(loads.perimeter()).key
        subprocess.run(["/usr/bin/mount", "-o", "remount,ro", disk], check=True)
        refused_everywhere(GeoPackageWorkspace(path), key)
        with pytest.raises(NotKeptError, match="lecture seule"):
            GeoPackageWorkspace(disk / "nouveau.gpkg")


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes whatever the rights of a file are")
def test_a_file_that_is_read_only_is_read(tmp_path: Path) -> None:
    path = tmp_path / "espace.gpkg"
    key = GeoPackageWorkspace(path).add(loads.perimeter()).key
    path.chmod(0o400)
    refused_everywhere(GeoPackageWorkspace(path), key)
