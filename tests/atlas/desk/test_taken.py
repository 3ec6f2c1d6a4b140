"""The same numbers in every format of a file, read back by what others read them with."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from copy import deepcopy
from dataclasses import replace
from functools import partial
from pathlib import Path
from xml.etree import ElementTree

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest

from atlas.desk.desk import Desk
from atlas.desk.file_formats import (
    CSV,
    CSV_FRANCE,
    FLATGEOBUF,
    FORMATS,
    GEOJSON,
    GEOPACKAGE,
    GEOPARQUET,
    XLSX,
    FileFormat,
)
from atlas.desk.taken import Taken, written
from atlas.layers.layer import layer
from atlas.layers.measures import GAP
from atlas.layers.query import LayerQuery
from atlas.layers.taken import taken_layer
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from common.errors import NotAvailableError
from common.grammar import counted
from common.levels import Level, Territory
from own_data.sheets.reading import read_sheet

LAMBERT_93 = 2154
ARIEGE = Territory(Level.DEPARTEMENT, "09")


def _geojson(path: Path) -> pd.DataFrame:
    features = json.loads(path.read_text("utf-8"))["features"]
    return pd.DataFrame([feature["properties"] for feature in features])


def _sheet(path: Path) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(path.read_bytes()), dtype={"code": "str"})


def _french(path: Path) -> pd.DataFrame:
    return pd.read_csv(
        io.BytesIO(path.read_bytes()),
        sep=";",
        decimal=",",
        encoding="utf-8-sig",
        dtype={"code": "str"},
    )


#: How each format is read by a library that is not ours.
READERS: dict[FileFormat, Callable[[Path], pd.DataFrame]] = {
    GEOJSON: _geojson,
    GEOPACKAGE: partial(gpd.read_file, layer=0),
    GEOPARQUET: gpd.read_parquet,
    FLATGEOBUF: gpd.read_file,
    CSV: _sheet,
    CSV_FRANCE: _french,
}


@pytest.fixture(scope="module")
def scores(desk: Desk) -> Taken:
    return taken_layer(layer(desk, LayerQuery(level=Level.DEPARTEMENT, domain="sante")))


@pytest.fixture(scope="module")
def felt(demonstrating_desk: Desk) -> Taken:
    query = LayerQuery(level=Level.EPCI, domain="emploi", measure=GAP, within=ARIEGE)
    return taken_layer(layer(demonstrating_desk, query))


def _read(taken: Taken, form: FileFormat, folder: Path, crs: int = 4326) -> pd.DataFrame:
    path = folder / f"file.{form.extension}"
    path.write_bytes(written(taken, deepcopy(form), crs))  # a list on a page gives a copy
    return READERS[form](path)


@pytest.mark.parametrize("form", READERS, ids=lambda form: form.key)
@pytest.mark.parametrize("name", ["scores", "felt"])
def test_every_format_has_the_numbers_of_the_map(
    name: str, form: FileFormat, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    taken: Taken = request.getfixturevalue(name)
    read = _read(taken, form, tmp_path)
    if form == CSV_FRANCE:
        read["code"] = read["code"].str.removeprefix('="').str.removesuffix('"')
    read = read.set_index("code").sort_index()
    assert list(read.index) == list(taken.rows["code"])
    for column in taken.rows.select_dtypes("number"):
        expected = taken.rows.set_index("code")[column].astype("float64")
        pd.testing.assert_series_equal(
            read[column].astype("float64"),
            expected,
            check_index_type=False,
            rtol=5e-7,  # seven digits are written
        )
    assert list(read["status"]) == list(taken.rows["status"])
    if form != GEOJSON:
        assert list(read["reading"]) == taken.beside["reading"]


def test_what_is_not_published_is_in_no_format(felt: Taken, tmp_path: Path) -> None:
    hidden = ("value", "perceived", "gap_low", "gap_high", "n")
    assert set(felt.rows["status"]) == {"not_publishable"}
    for form in READERS:
        read = _read(felt, form, tmp_path)
        assert read[[name for name in hidden if name in read]].isna().all(axis=None), form.key


def test_a_workbook_has_the_same_rows(scores: Taken) -> None:
    sheet = read_sheet(written(scores, deepcopy(XLSX)), "scores.xlsx")
    values = dict(zip(sheet.frame["code"], sheet.frame["value"], strict=True))
    expected = scores.rows.set_index("code")["value"]
    assert list(values) == list(expected.index)
    for code, value in expected.dropna().items():
        assert float(values[str(code)].replace(",", ".")) == pytest.approx(value, rel=5e-7)
    assert all(pd.isna(values[str(code)]) for code in expected.index[expected.isna()])


@pytest.mark.parametrize("form", [form for form in FORMATS if form.projected])
def test_shapes_are_written_in_the_system_that_is_asked(
    scores: Taken, form: FileFormat, tmp_path: Path
) -> None:
    there = _read(scores, form, tmp_path, LAMBERT_93)
    assert there.crs.to_epsg() == LAMBERT_93
    ain = there.set_index("code").geometry["01"].centroid
    assert (ain.x, ain.y) == pytest.approx((886_000, 6_557_000), abs=10_000)


@pytest.mark.parametrize("form", [form for form in FORMATS if not form.projected])
def test_other_formats_refuse_another_system(scores: Taken, form: FileFormat) -> None:
    with pytest.raises(NotAvailableError, match=GEOPACKAGE.label):
        written(scores, form, LAMBERT_93)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_answer_gives_the_same_bytes(scores: Taken, form: FileFormat) -> None:
    assert written(scores, form) == written(scores, form)


def test_a_geopackage_says_what_qgis_shows_and_old_versions_read_it(
    scores: Taken, tmp_path: Path
) -> None:
    path = tmp_path / "a.gpkg"
    path.write_bytes(written(scores, GEOPACKAGE))
    with closing(sqlite3.connect(path)) as base:
        [(version,)] = base.execute("PRAGMA user_version").fetchall()
        contents = "SELECT identifier, description FROM gpkg_contents WHERE data_type = 'features'"
        [(title, abstract)] = base.execute(contents).fetchall()
        [(shown,)] = base.execute(
            "SELECT metadata FROM gpkg_metadata JOIN gpkg_metadata_reference ON id = md_file_id"
            " WHERE md_standard_uri = 'http://mrcc.com/qgis.dtd' AND table_name = ?",
            (scores.name,),
        ).fetchall()
    assert version == 10_300  # 1.4 makes GDAL 3.6 and QGIS 3.22 warn
    assert title == scores.about.title
    assert scores.about.method in abstract
    qgis = ElementTree.fromstring(shown.split(">", 1)[1])  # noqa: S314 - ours
    assert qgis.findtext("title") == scores.about.title
    assert scores.about.data_version in str(qgis.findtext("abstract"))
    assert "Licence Ouverte 2.0" in str(qgis.findtext("license"))


def test_a_geojson_says_its_name_and_its_method_where_gdal_looks(
    scores: Taken, tmp_path: Path
) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(written(scores, GEOJSON))
    collection = json.loads(path.read_text("utf-8"))
    assert pyogrio.read_info(path)["layer_name"] == collection["name"] == scores.name
    assert scores.about.title in collection["description"]


def test_a_geoparquet_is_read_by_part(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    path.write_bytes(written(taken_layer(layer(desk, LayerQuery(level=Level.EPCI))), GEOPARQUET))
    metadata = pq.read_metadata(path)
    geo = json.loads(metadata.metadata[b"geo"])
    assert geo["version"] == "1.1.0"
    assert "bbox" in geo["columns"]["geometry"]["covering"]
    assert json.loads(metadata.metadata[b"fragiscope"])["data_version"] == desk.manifest.version
    west, south, east, north = desk.bounds(ARIEGE)
    part = gpd.read_parquet(path, bbox=(west, south, east, north))
    inside = set(desk.codes_within(Level.EPCI, ARIEGE))
    assert inside <= set(part["code"])
    assert len(part) < 60


def test_what_has_no_place_is_told_not_drawn(desk: Desk, tmp_path: Path) -> None:
    records = choose_records(desk, RecordsQuery(domain="emploi", within=ARIEGE))
    taken = taken_records(records)
    placed = _read(taken, GEOPARQUET, tmp_path)
    assert placed.geometry.notna().all()
    missing = len(records.frame) - len(placed)
    assert missing > 0
    told = json.loads(pq.read_metadata(tmp_path / "file.parquet").metadata[b"fragiscope"])
    assert f"{counted(missing, 'ligne')} sans lieu précis" in told["abstract"]
    assert len(_read(taken, CSV, tmp_path)) == len(records.frame)


def test_an_answer_without_a_place_has_no_file_of_shapes(scores: Taken) -> None:
    with pytest.raises(NotAvailableError, match=CSV.label.split()[0]):
        written(replace(scores, shapes_of=None), GEOPACKAGE)
