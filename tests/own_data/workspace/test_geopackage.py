"""The file of a workspace: what a GIS reads in it, what is left of what was erased."""

from __future__ import annotations

import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest

from common.errors import DamagedDataError, FragiscopeError, InvalidDataError, MissingDataError
from indicators.partnerships.records import RECORDS
from own_data.loaded import PERIMETERS_FILE, OwnKind
from own_data.workspace.brought_back import brought_back
from own_data.workspace.geopackage import GeoPackageWorkspace
from own_data.workspace.kept import KEPT
from tests.own_data.workspace import loads


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "espace.gpkg"


@pytest.fixture
def workspace(path: Path) -> GeoPackageWorkspace:
    return GeoPackageWorkspace(path)


def run(path: Path, statement: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection, connection:
        return connection.execute(statement).fetchall()


def test_a_gis_lists_every_table_and_one_layer_of_points(
    path: Path, workspace: GeoPackageWorkspace
) -> None:
    for loaded in loads.EACH:
        workspace.add(loaded)
    layers = dict(pyogrio.list_layers(path).tolist())
    assert layers == {"loads": None} | {
        table.name: "Point" if table.has_points else None for table in KEPT
    }
    points = gpd.read_file(path, layer="records")
    records = loads.partnerships().tables[RECORDS.file]
    assert points.crs == "EPSG:4326"
    assert points["title"].tolist() == records["title"].tolist()
    assert points.geometry.isna().tolist() == records["lon"].isna().tolist()
    placed = points[points.geometry.notna()]
    assert placed.geometry.x.tolist() == records["lon"].dropna().tolist()
    assert placed.geometry.y.tolist() == records["lat"].dropna().tolist()
    estimates = pyogrio.read_dataframe(path, layer="estimates", read_geometry=False)
    assert estimates["value"].tolist()[0] == 41.25
    assert estimates["demonstration"].dtype == "bool"


def test_the_file_is_a_sound_geopackage(path: Path, workspace: GeoPackageWorkspace) -> None:
    workspace.add(loads.partnerships())
    assert run(path, "PRAGMA application_id") == [(int.from_bytes(b"GPKG"),)]
    assert run(path, "PRAGMA user_version") == [(10300,)]
    assert run(path, "PRAGMA integrity_check") == [("ok",)]
    assert run(path, "PRAGMA foreign_key_check") == []
    kinds = run(path, "SELECT data_type, count(*) FROM gpkg_contents GROUP BY 1 ORDER BY 1")
    assert kinds == [("attributes", len(KEPT)), ("features", 1)]
    assert run(path, "SELECT srs_id FROM gpkg_spatial_ref_sys ORDER BY 1") == [(-1,), (0,), (4326,)]


def test_the_file_is_alone_and_its_owners(path: Path, workspace: GeoPackageWorkspace) -> None:
    workspace.add(loads.partnerships())
    assert [found.name for found in path.parent.iterdir()] == [path.name]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_another_program_may_change_a_row(path: Path, workspace: GeoPackageWorkspace) -> None:
    """As QGIS does: GDAL writes in the file; the content has another name, and is read."""
    load = workspace.add(loads.perimeter())
    before = workspace.content()
    row = pd.DataFrame({"load": [load.key], "perimeter": ["A"], "commune": ["75056"]})
    pyogrio.write_dataframe(row, path, layer="perimeters", driver="GPKG", append=True)
    assert workspace.content() != before
    read = workspace.tables(OwnKind.PERIMETER)[PERIMETERS_FILE]
    assert read["commune"].tolist() == ["01004", "2A004", "75056"]
    workspace.add(loads.partnerships())


def test_what_a_gis_writes_beside_the_file_counts(
    path: Path, workspace: GeoPackageWorkspace
) -> None:
    """QGIS keeps its changes in a journal of its own kind until it closes the file."""
    workspace.add(loads.perimeter())
    with closing(sqlite3.connect(path, isolation_level=None)) as gis:
        gis.execute("PRAGMA journal_mode = WAL")
        before = workspace.content()
        gis.execute("UPDATE perimeters SET commune = '75056' WHERE fid = 1")
        assert workspace.content() != before
        read = workspace.tables(OwnKind.PERIMETER)[PERIMETERS_FILE]
        assert read["commune"].tolist() == ["75056", "2A004"]


INDEX = """
CREATE VIRTUAL TABLE rtree_records_geom USING rtree(id, minx, maxx, miny, maxy);
INSERT INTO rtree_records_geom VALUES (2, 5.36, 5.36, 45.95, 45.95);
CREATE TRIGGER rtree_records_geom_insert AFTER INSERT ON records
WHEN (new.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)) BEGIN
INSERT OR REPLACE INTO rtree_records_geom VALUES (NEW.fid, ST_MinX(NEW.geom), ST_MaxX(NEW.geom),
ST_MinY(NEW.geom), ST_MaxY(NEW.geom)); END;
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
definition TEXT NOT NULL, scope TEXT NOT NULL);
INSERT INTO gpkg_extensions VALUES ('records', 'geom', 'gpkg_rtree_index', '', 'write-only');
"""


def test_the_spatial_index_of_a_gis_lasts_until_the_next_change(
    path: Path, workspace: GeoPackageWorkspace
) -> None:
    load = workspace.add(loads.partnerships())
    with closing(sqlite3.connect(path)) as gis:
        gis.executescript(INDEX)
    assert brought_back(path.read_bytes(), path.name).loads() == [load]
    assert workspace.loads() == [load]
    workspace.replace(load.key, loads.partnerships(count=5))
    left = "SELECT name FROM sqlite_schema WHERE name LIKE 'rtree%'"
    assert (run(path, left), run(path, "SELECT * FROM gpkg_extensions")) == ([], [])
    assert len(gpd.read_file(path, layer="records")) == 5


def test_a_file_that_is_taken_from_under_it_is_named(
    path: Path, workspace: GeoPackageWorkspace
) -> None:
    path.unlink()
    with pytest.raises(MissingDataError, match=path.name):
        workspace.loads()
    with pytest.raises(MissingDataError, match=path.name):
        workspace.content()
    assert not path.exists()


def test_what_another_program_broke_is_named(path: Path, workspace: GeoPackageWorkspace) -> None:
    workspace.add(loads.survey())
    run(path, "UPDATE estimates SET value = 'beaucoup' WHERE value IS NOT NULL")
    with pytest.raises(InvalidDataError, match="value : 1 cellule"):
        workspace.tables(OwnKind.SURVEY)


def test_nothing_is_left_of_what_is_removed(path: Path, workspace: GeoPackageWorkspace) -> None:
    empty = path.stat().st_size
    kept = loads.perimeter("Gardé")
    removed = [workspace.add(one).key for one in (loads.survey(), loads.partnerships(40))]
    workspace.replace(removed[0], loads.survey(value=12.0, answers=True), keep_answers=True)
    word, answer = loads.TRACE.encode(), b"=1+1"
    content = path.read_bytes()
    assert (word in content, answer in content) == (True, True)
    for key in removed:
        workspace.remove(key)
    content = path.read_bytes()
    assert (word in content, answer in content, b"propre" in content) == (False, False, False)
    assert len(content) == empty
    assert workspace.add(kept).version == 1


def test_answers_do_not_reach_the_file(path: Path, workspace: GeoPackageWorkspace) -> None:
    load = workspace.add(loads.survey(answers=True))
    assert b"=1+1" not in path.read_bytes()
    workspace.replace(load.key, loads.survey(answers=True), keep_answers=True)
    assert b"=1+1" in path.read_bytes()


def test_a_second_opening_finds_what_the_first_kept(
    path: Path, workspace: GeoPackageWorkspace
) -> None:
    load = workspace.add(loads.survey())
    again = GeoPackageWorkspace(path)
    assert (again.loads(), again.content()) == ([load], workspace.content())
    assert again.undo() is None
    assert workspace.tables(OwnKind.SURVEY) == {}


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"code;nom\n01004;x\n", DamagedDataError),
        (b"SQLite format 3\0" + bytes(4096), DamagedDataError),
    ],
)
def test_a_file_that_is_no_workspace_is_not_touched(
    path: Path, content: bytes, error: type[FragiscopeError]
) -> None:
    path.write_bytes(content)
    with pytest.raises(error):
        GeoPackageWorkspace(path)
    assert path.read_bytes() == content


def test_a_geopackage_of_something_else_is_not_touched(path: Path) -> None:
    frame = loads.partnerships().tables[RECORDS.file][["record", "title"]]
    pyogrio.write_dataframe(frame, path, layer="records", driver="GPKG")
    content = path.read_bytes()
    with pytest.raises(InvalidDataError, match="records"):
        GeoPackageWorkspace(path)
    assert path.read_bytes() == content


def test_a_file_needs_a_folder(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match="absent"):
        GeoPackageWorkspace(tmp_path / "absent" / "espace.gpkg")
