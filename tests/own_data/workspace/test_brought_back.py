"""A workspace that comes back as a file: the same, or refused with its reason."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from pandas.testing import assert_frame_equal

from common import limits
from common.errors import FragiscopeError, InvalidDataError, NotAvailableError, TooLargeError
from own_data.loaded import OwnKind
from own_data.workspace import brought_back as room
from own_data.workspace.brought_back import brought_back
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.relational import RelationalWorkspace
from own_data.workspace.session import SessionWorkspace, taken_away
from tests.own_data.workspace import loads
from tests.speed import within


@pytest.fixture(scope="module")
def content() -> bytes:
    workspace = SessionWorkspace()
    for loaded in loads.EACH:
        workspace.add(loaded)
    return taken_away(workspace)


def edited(content: bytes, statements: str) -> bytes:
    """The same file once somebody ran statements in it, whatever they are."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.deserialize(content)
        connection.execute("PRAGMA writable_schema = ON")
        connection.executescript(statements)
        return connection.serialize()


def test_what_comes_back_is_what_went(workspace: RelationalWorkspace) -> None:
    for loaded in (*loads.EACH, loads.indicators("propre_autre", 5)):
        workspace.add(loaded, who="marie", keep_answers=True)
    again = brought_back(taken_away(workspace), "espace.gpkg")
    assert again.loads() == workspace.loads()
    assert again.content() != workspace.content()
    for kind in OwnKind:
        ours, theirs = workspace.tables(kind), again.tables(kind)
        assert ours.keys() == theirs.keys()
        for file, frame in ours.items():
            assert_frame_equal(theirs[file], frame, check_exact=True)


def test_earlier_versions_stay_behind() -> None:
    workspace = SessionWorkspace()
    load = workspace.add(loads.perimeter("Zibeline ancienne"))
    workspace.replace(load.key, loads.perimeter("nouvelle"))
    content = taken_away(workspace)
    assert b"nouvelle" in content
    assert b"Zibeline ancienne" not in content
    again = brought_back(content, "espace.gpkg")
    with pytest.raises(NotAvailableError):
        again.undo()
    assert again.loads()[0].version == 2


def test_a_file_taken_away_is_a_workspace_of_its_own(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "emporté.gpkg"
    path.write_bytes(content)
    workspace = GeoPackageWorkspace(path)
    assert len(workspace.loads()) == len(loads.EACH)
    workspace.add(loads.perimeter("ajouté"))


def test_a_file_that_a_gis_opened_comes_back(tmp_path: Path, content: bytes) -> None:
    """QGIS leaves its styles, and may leave the file in its own kind of journal."""
    path = tmp_path / "espace.gpkg"
    path.write_bytes(content)
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT)")
    again = brought_back(path.read_bytes(), path.name)
    assert len(again.loads()) == len(loads.EACH)


SCHEMA = "UPDATE sqlite_schema SET sql = replace(sql, '\"value\" DOUBLE', '{}')"
OBJECTS = {
    "trigger": "CREATE TRIGGER t AFTER INSERT ON loads BEGIN DELETE FROM loads; END",
    "view": "CREATE VIEW v AS SELECT * FROM loads",
    "table": "CREATE TABLE autre (a)",
    "virtual table": "CREATE VIRTUAL TABLE layer_styles USING rtree(id, a, b)",
    "index": "CREATE INDEX i ON loads (hex(title))",
    "column": "ALTER TABLE estimates ADD COLUMN autre TEXT",
    "computed": SCHEMA.format('"value" DOUBLE AS (hex(zeroblob(900000000)))'),
    "check": SCHEMA.format('"value" DOUBLE CHECK (hex(zeroblob(900000000)))'),
    "missing": "DROP TABLE records",
    "a view for a table": "DROP TABLE state; CREATE VIEW state AS SELECT '' content, 1 form",
    "application": "PRAGMA application_id = 0",
    "form": "UPDATE state SET form = 2",
}  # fmt: skip


@pytest.mark.parametrize("name", OBJECTS)
def test_an_object_that_is_not_expected_is_refused(content: bytes, name: str) -> None:
    changed = edited(content, OBJECTS[name])

    def refused() -> None:
        with pytest.raises(InvalidDataError):
            brought_back(changed, "espace.gpkg")

    within(1, refused)


ROWS = {
    "text for a number": "UPDATE estimates SET value = 'x' WHERE value IS NOT NULL",
    "infinity": "UPDATE indicator_values SET value = 9e999",
    "bytes for a text": "UPDATE records SET title = x'00'",
    "NUL": "UPDATE records SET title = 'a' || char(0)",
    "status": "UPDATE estimates SET status = 'sure'",
    "level": "UPDATE indicator_values SET level = 'monde'",
    "year": "UPDATE estimates SET year = 70000",
    "truth": "UPDATE estimates SET demonstration = 2",
    "repeated key": "INSERT INTO perimeters (load, perimeter, commune) "
    "SELECT load, perimeter, commune FROM perimeters",
    "a row more": "INSERT INTO perimeters (load, perimeter, commune) "
    "SELECT load, perimeter, '99999' FROM perimeters LIMIT 1",
    "a row less": "DELETE FROM places WHERE fid = 1",
    "kind": "UPDATE loads SET kind = 'autre'",
    "key": "UPDATE loads SET load = '../x' WHERE fid = 1",
    "version": "UPDATE loads SET version = 'deux'",
    "source": "UPDATE loads SET about = '[{}]'",
    "date": "UPDATE loads SET at = 'hier'",
    "a survey of the product": "UPDATE estimates SET survey = 'vqs_2021'",
    "an indicator of the product": "UPDATE indicator_values SET indicator = 'taux_pauvrete'",
    "a scheme of the product": "UPDATE records SET scheme = 'clsm'",
    "a place of another record": "UPDATE places SET record = 'autre' WHERE fid = 1",
    "a survey that is not own": "UPDATE loads SET surveys = replace(surveys, 'propre', 'vqs');"
    "UPDATE estimates SET survey = replace(survey, 'propre', 'vqs')",
    "no JSON": "UPDATE loads SET surveys = 'oui'",
    "deep JSON": "UPDATE loads SET surveys = replace(hex(zeroblob(50000)), '0', '[')",
    "another type": "UPDATE loads SET surveys = replace(surveys, 'false', '\"non\"')",
    "counts": "UPDATE loads SET counts = '{\"../x\": 1}'",
    "long cell": "UPDATE records SET title = hex(zeroblob(6000000))",
}  # fmt: skip


@pytest.mark.parametrize("name", ROWS)
def test_a_row_that_is_not_as_declared_is_refused(content: bytes, name: str) -> None:
    with pytest.raises(InvalidDataError):
        brought_back(edited(content, ROWS[name]), "espace.gpkg")


def test_two_loads_of_a_file_do_not_share_a_name() -> None:
    workspace = SessionWorkspace()
    workspace.add(loads.perimeter("A"))
    workspace.add(loads.perimeter("B"))
    same = "UPDATE perimeters SET perimeter = 'A', commune = commune || fid"
    content = edited(taken_away(workspace), same)
    with pytest.raises(InvalidDataError, match="déjà"):
        brought_back(content, "espace.gpkg")


def test_a_damaged_file_is_refused_or_right(content: bytes) -> None:
    """Bytes changed at random, 60 times, then the file cut short: never another error."""
    draw = random.Random(16)  # noqa: S311 - a fixed seed
    outcomes = set()
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(draw.choice([1, 8, 64])):
            damaged[draw.randrange(len(damaged))] = draw.randrange(256)
        outcomes.add(outcome(bytes(damaged)))
    assert outcomes == {"refused", "read"}
    cuts = [draw.randrange(len(content) - 4096) for _ in range(10)]
    assert {outcome(content[:cut]) for cut in cuts} == {"refused"}


def outcome(content: bytes) -> str:
    try:
        workspace = brought_back(content, "espace.gpkg")
    except FragiscopeError:
        return "refused"
    for kind in OwnKind:
        workspace.tables(kind)
    return "read"


def test_what_is_too_large_is_refused(content: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "WORKSPACE_LOADS", len(loads.EACH) - 1)
    with pytest.raises(TooLargeError, match="loads"):
        brought_back(content, "espace.gpkg")
    monkeypatch.setattr(room, "WORKSPACE_BYTES", len(content) - 1)
    with pytest.raises(TooLargeError, match="Mo"):
        brought_back(content, "espace.gpkg")
    monkeypatch.setenv(limits.FACTOR, "10")
    assert len(brought_back(content, "espace.gpkg").loads()) == len(loads.EACH)


def test_a_file_that_is_slow_to_read_is_given_up(
    content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_LONGEST", 0.0)
    monkeypatch.setattr(room, "_STEPS", 10)
    with pytest.raises(InvalidDataError, match="trop long"):
        brought_back(content, "espace.gpkg")
