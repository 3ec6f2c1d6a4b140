"""What is of PostgreSQL alone: points for a GIS, accounts, what is left, what is said."""

from __future__ import annotations

import sys

import pytest

from common.errors import MissingDataError, NotAvailableError, NotKeptError
from own_data.loaded import OwnKind
from own_data.workspace.postgres import PostgresWorkspace
from tests.own_data.workspace import loads
from tests.own_data.workspace.postgres_server import PostgresServer

NOBODY = "postgresql://marie:Sesame@127.0.0.1:1/espace"


def test_a_server_that_does_not_answer_is_told_without_its_address() -> None:
    pytest.importorskip("psycopg", reason="psycopg is not installed")
    with pytest.raises(NotAvailableError, match="ne répond pas") as told:
        PostgresWorkspace(NOBODY)
    assert "Sesame" not in str(told.value)


def test_the_package_is_asked_for_by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingDataError, match="pip install psycopg"):
        PostgresWorkspace(NOBODY)


def test_records_are_points_of_postgis(server: PostgresServer) -> None:
    PostgresWorkspace(server.emptied()).add(loads.partnerships())
    points = server.sql("SELECT ST_AsText(geom), lon FROM fragiscope.records ORDER BY fid")
    assert points[0] == (None, None)
    assert points[1] == (f"POINT({points[1][1]} 45.95)", 5.35 + 1 / 100)
    declared = server.sql(
        "SELECT f_geometry_column, type, srid FROM geometry_columns WHERE f_table_name = 'records'"
    )
    assert declared == [("geom", "POINT", 4326)]


def test_nothing_is_left_of_what_is_removed(server: PostgresServer) -> None:
    """Nothing in the files of the tables; the journal of a server has its own duration."""
    workspace = PostgresWorkspace(server.emptied())
    keys = [workspace.add(one).key for one in (loads.survey(), loads.partnerships(40))]
    workspace.replace(keys[0], loads.survey(value=2.0))
    assert loads.TRACE.encode() in files(server)
    for key in keys:
        workspace.remove(key)
    assert loads.TRACE.encode() not in files(server)


def files(server: PostgresServer) -> bytes:
    """Bytes of the tables of the workspace, as the disk has them."""
    server.sql("CHECKPOINT")
    paths = server.sql(
        "SELECT pg_relation_filepath(c.oid) FROM pg_class c JOIN pg_namespace n "
        "ON n.oid = c.relnamespace WHERE nspname = 'fragiscope' AND relkind = 'r'"
    )
    return b"".join((server.folder / "base" / path).read_bytes() for (path,) in paths)


def test_an_account_that_may_only_read_reads(server: PostgresServer) -> None:
    load = PostgresWorkspace(server.emptied()).add(loads.perimeter())
    server.sql("DROP ROLE IF EXISTS lecture")
    server.sql("CREATE ROLE lecture LOGIN")
    server.sql("GRANT USAGE ON SCHEMA fragiscope TO lecture")
    server.sql("GRANT SELECT ON ALL TABLES IN SCHEMA fragiscope TO lecture")
    reader = PostgresWorkspace(server.address.replace("user=postgres", "user=lecture"))
    assert reader.loads() == [load]
    assert len(reader.tables(OwnKind.PERIMETER)) == 1
    with pytest.raises(NotKeptError, match="droit"):
        reader.add(loads.survey())
    server.sql("DROP OWNED BY lecture")
    server.emptied()
    with pytest.raises(NotKeptError, match="droit"):
        PostgresWorkspace(server.address.replace("user=postgres", "user=lecture"))


def test_who_waits_too_long_is_told(server: PostgresServer) -> None:
    workspace = PostgresWorkspace(server.emptied(), patience=0.2)
    load = workspace.add(loads.perimeter())
    import psycopg  # noqa: PLC0415 - an optional package

    with psycopg.connect(server.address) as other:
        other.execute("SELECT content FROM fragiscope.state FOR UPDATE")
        with pytest.raises(NotAvailableError, match="quelqu’un d’autre"):
            workspace.add(loads.survey())
        assert workspace.loads() == [load]


def test_a_server_that_is_read_only_is_read(server: PostgresServer) -> None:
    load = PostgresWorkspace(server.emptied()).add(loads.perimeter())
    server.sql("ALTER DATABASE postgres SET default_transaction_read_only = on")
    try:
        workspace = PostgresWorkspace(server.address)
        with pytest.raises(NotKeptError, match="lecture seule"):
            workspace.remove(load.key)
        assert workspace.loads() == [load]
    finally:
        server.sql(
            "BEGIN READ WRITE; "
            "ALTER DATABASE postgres SET default_transaction_read_only = off; COMMIT"
        )
