"""The base of the Compose file: the account of the application, a copy and its return."""

from __future__ import annotations

import os
import re
import shlex
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from common.errors import NotKeptError
from common.paths import ROOT
from own_data.loaded import OwnKind
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.postgres import SCHEMA, PostgresWorkspace
from own_data.workspace.relational import RelationalWorkspace
from tests.own_data.workspace import loads
from tests.own_data.workspace.postgres_server import PostgresServer, postgres_server

BASE = "fragiscope"
DOCUMENT = (ROOT / "docs" / "deployment.md").read_text("utf-8")


@pytest.fixture(scope="module")
def server() -> Iterator[PostgresServer]:
    """A server with the base and the account that the image of PostgreSQL makes of our script."""
    with postgres_server() as running:
        running.sql(f"CREATE DATABASE {BASE}")
        environment = {
            **os.environ,
            "PGHOST": str(running.folder),
            "POSTGRES_DB": BASE,
            "FRAGISCOPE_BASE_PASSWORD": 'it\'s a "password" $HOME',
        }
        script = ROOT / "deploy" / "account.sh"
        done = subprocess.run(
            ["/bin/sh", script], env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        yield running


def workspace(server: PostgresServer) -> PostgresWorkspace:
    return PostgresWorkspace(f"postgresql:///{BASE}?host={server.folder}&user=fragiscope")


def held(kept: RelationalWorkspace) -> list[object]:
    tables = [kept.tables(kind) for kind in OwnKind]
    frames = [frame.to_csv() for table in tables for _, frame in sorted(table.items())]
    return [kept.loads(), frames]


def documented(program: str) -> list[str]:
    """Read the arguments of a program in the document, those that name who and where apart."""
    line = re.search(rf"base {program} (.+?) [<>] ", DOCUMENT)
    assert line, program
    return shlex.split(line[1])


def test_the_account_of_the_application_owns_its_schema_and_nothing_else(
    server: PostgresServer,
) -> None:
    rights = server.sql(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, rolpassword IS NOT NULL "
        "FROM pg_authid WHERE rolname = 'fragiscope'"
    )
    assert rights == [(False, False, False, True)]
    kept = workspace(server)
    load = kept.add(loads.partnerships())
    assert kept.loads() == [load]
    assert held(workspace(server)) == held(kept)
    with pytest.raises(NotKeptError, match="droit"):  # in a base where it may make nothing
        PostgresWorkspace(server.address.replace("user=postgres", "user=fragiscope"))


def test_a_copy_brings_back_what_was_there(server: PostgresServer, tmp_path: Path) -> None:
    kept = workspace(server)
    for one in loads.EACH:
        if one.kind is not OwnKind.PARTNERSHIPS or not kept.loads():
            kept.add(one)
    before = held(kept)
    dump, restore = documented("pg_dump"), documented("pg_restore")
    assert f"--schema={SCHEMA}" in dump
    environment = {**os.environ, "PGHOST": str(server.folder)}
    copy = tmp_path / "espace.dump"
    with copy.open("wb") as out:
        command = [server.programs / "pg_dump", *dump]
        subprocess.run(command, env=environment, stdout=out, check=True)
    for load in kept.loads():
        kept.remove(load.key)
    kept.add(loads.perimeter("Après la copie"))
    assert held(kept) != before
    with copy.open("rb") as given:
        command = [server.programs / "pg_restore", *restore]
        done = subprocess.run(
            command, env=environment, stdin=given, capture_output=True, check=False
        )
    assert done.returncode == 0, done.stderr
    assert held(workspace(server)) == before
    workspace(server).add(loads.perimeter("Après le retour"))


def test_a_copy_of_the_file_is_whole(tmp_path: Path) -> None:
    path, copy = tmp_path / "espace.gpkg", tmp_path / "copie.gpkg"
    kept = GeoPackageWorkspace(path)
    for one in loads.EACH:
        kept.add(one)
    statement = re.search(r'python -m sqlite3 \S+ "VACUUM INTO \'[^\']+\'"', DOCUMENT)
    assert statement
    into = re.sub(r"'[^']+'", f"'{copy}'", statement[0].split('"')[1])
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(into)
    assert held(GeoPackageWorkspace(copy)) == held(kept)
