"""A real PostgreSQL with PostGIS, from Debian's packages, for the time of the tests."""

from __future__ import annotations

import importlib
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from own_data.workspace.postgres import SCHEMA

_PROGRAMS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
_EXTENSIONS = Path("/usr/share/postgresql")
#: PostgreSQL refuses to run for root.
_ACCOUNT = "postgres" if os.geteuid() == 0 else None


@dataclass
class PostgresServer:
    """A server that answers on a socket of its own folder, to nobody else."""

    folder: Path
    programs: Path

    @property
    def address(self) -> str:
        """Where its one database is."""
        return f"postgresql:///postgres?host={self.folder}&user=postgres"

    def emptied(self) -> str:
        """Give the address of the database once nothing of a workspace is left in it."""
        self.sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
        return self.address

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run a statement as the owner of everything."""
        psycopg = importlib.import_module("psycopg")
        with psycopg.connect(self.address, autocommit=True) as connection:
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def run(self, program: str, *options: str) -> None:
        subprocess.run(
            [self.programs / program, *options],
            user=_ACCOUNT,
            cwd="/",
            check=True,
            capture_output=True,
        )


def _needed(what: str) -> None:
    assert "CI" not in os.environ, f"{what} must be installed where CI runs"


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    """Start a server, and stop it at the end."""
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    programs = next((folder for folder in _PROGRAMS if (folder / "initdb").exists()), None)
    if programs is None:
        _needed("PostgreSQL")
        pytest.skip("PostgreSQL is not installed on this machine (apt install postgresql)")
    version = programs.parent.name
    if not (_EXTENSIONS / version / "extension" / "postgis.control").exists():
        _needed("PostGIS")
        pytest.skip("PostGIS is not installed on this machine (apt install postgresql-postgis)")
    folder = Path(tempfile.mkdtemp(prefix="fragiscope-pg-"))  # short: a socket has 107 characters
    try:
        if _ACCOUNT:
            owner = pwd.getpwnam(_ACCOUNT)
            os.chown(folder, owner.pw_uid, owner.pw_gid)
        server = PostgresServer(folder, programs)
        base = str(folder / "base")
        server.run("initdb", "-D", base, "-U", "postgres", "-A", "trust", "-E", "UTF8", "-N")
        settings = f"-k {folder} -c listen_addresses= -c fsync=off -c shared_buffers=16MB"
        log = str(folder / "log")
        server.run("pg_ctl", "-D", base, "-l", log, "-w", "-o", settings, "start")
        try:
            yield server
        finally:
            server.run("pg_ctl", "-D", base, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)
