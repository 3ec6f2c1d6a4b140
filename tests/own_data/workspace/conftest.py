"""Every workspace that there is, for the tests that hold them to the same interface."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.postgres import PostgresWorkspace
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.session import SessionWorkspace
from tests.own_data.workspace.postgres_server import PostgresServer, postgres_server

#: It takes seconds: left out of `make quick`.
SERVER = pytest.param("postgres", marks=pytest.mark.whole)


@pytest.fixture(scope="session")
def server() -> Iterator[PostgresServer]:
    with postgres_server() as running:
        yield running


@pytest.fixture(params=["session", "file", SERVER])
def workspace(request: pytest.FixtureRequest, tmp_path: Path) -> RelationalWorkspace:
    if request.param == "session":
        return SessionWorkspace()
    if request.param == "file":
        return GeoPackageWorkspace(tmp_path / "espace.gpkg")
    running: PostgresServer = request.getfixturevalue("server")
    return PostgresWorkspace(running.emptied())
