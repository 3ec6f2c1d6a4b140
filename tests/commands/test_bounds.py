"""Files made to stall or to fill the memory are refused quickly, lightly, in French."""

from __future__ import annotations

import gzip
import json
import os
import sqlite3
from contextlib import closing
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import rasterio
from affine import Affine
from click.testing import CliRunner, Result
from shapely import box

from commands.usage import REFUSED, USAGE
from common import limits
from common.limits import RASTER_CELLS, TABLE_BYTES, TABLE_COLUMNS, TABLE_ROWS
from fragiscope import cli
from tests.commands.measured import measure


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


def areas(path: Path, output: Path) -> tuple[object, ...]:
    return ("small-area", "--input", path, "--direct", "y", "--se", "s", "-o", output)


def units(path: Path, output: Path) -> tuple[object, ...]:
    return ("clusters", "--input", path, "--value", "v", "-o", output)


@pytest.mark.parametrize("name", ["/dev/zero", "tube.csv"])
def test_what_has_no_end(name: str, tmp_path: Path) -> None:
    source = Path(name) if name.startswith("/") else tmp_path / name
    if not source.exists():
        os.mkfifo(source)
    output = tmp_path / "o.csv"
    for command in (
        areas(source, output),
        units(source, output),
        ("zonal", "--raster", source, "--level", "region", "--stat", "sum", "-o", output),
        ("survey", "--answers", source, "--design", source, "--by", "epci", "-o", output),
        ("index", "--data", source, "--meta", source, "--recipe", source, "-o", output),
        ("profile", "--perimeter", source, "-o", tmp_path / "o.json"),
        ("note", "--perimeter", source, "-o", tmp_path / "o.pdf"),
    ):
        done = run(*command)
        assert done.exit_code in (REFUSED, USAGE)
        assert "fichier ordinaire attendu" in done.stderr


@pytest.mark.slow
def test_a_line_of_200_megabytes(tmp_path: Path) -> None:
    source = tmp_path / "line.csv"
    with source.open("wb") as file:
        file.truncate(200_000_000)
    assert source.stat().st_size > TABLE_BYTES
    measure(*areas(source, tmp_path / "o.csv")).check_refusal("au plus attendus")


def test_a_hundred_thousand_columns(tmp_path: Path) -> None:
    source = tmp_path / "wide.csv"
    header = ",".join(f"c{place}" for place in range(100_000))
    source.write_text(f"{header}\n{header}\n", "utf-8")
    assert TABLE_COLUMNS < 100_000
    measure(*areas(source, tmp_path / "o.csv")).check_refusal("colonnes au plus")


@pytest.mark.slow
def test_a_compressed_bomb(tmp_path: Path) -> None:
    source = tmp_path / "bomb.csv.gz"
    with gzip.open(source, "wb", compresslevel=1) as file:
        for _ in range(100):
            file.write(b"a,b\n" * 5_000_000)
    assert source.stat().st_size < 20_000_000
    measure(*areas(source, tmp_path / "o.csv")).check_refusal("une fois décompressé")


def test_a_parquet_file_of_a_hundred_million_rows(tmp_path: Path) -> None:
    source = tmp_path / "long.parquet"
    zeros = pa.table({"v": pa.array(np.zeros(1_000_000, dtype="int8"))})
    with pq.ParquetWriter(source, zeros.schema, compression="zstd") as writer:
        for _ in range(100):
            writer.write_table(zeros)
    assert source.stat().st_size < 1_000_000
    measure(*units(source, tmp_path / "o.csv")).check_refusal("5\u202f000\u202f000 lignes")
    design = tmp_path / "d.toml"
    design.write_text(DESIGN, "utf-8")
    done = run("survey", "--answers", source, "--design", design, "--by", "column:v",
               "-o", tmp_path / "o.csv")  # fmt: skip
    assert "lignes au plus attendues" in done.stderr
    assert "--limits" in done.stderr


DESIGN = """title = "t"
producer = "p"
mention = "m"
year = 2026
kind = "probability"
[variables.v]
kind = "number"
unit = "points"
"""


@pytest.mark.parametrize("encoding", ["RLE_DICTIONARY", "DELTA_BYTE_ARRAY"])
def test_a_parquet_file_that_repeats_a_long_text(encoding: str, tmp_path: Path) -> None:
    source = tmp_path / "text.parquet"
    rows, text = (100_000, "x" * 5_000_000) if encoding == "RLE_DICTIONARY" else (500, "x" * 10**6)
    once = pa.DictionaryArray.from_arrays(np.zeros(rows, dtype="int32"), pa.array([text]))
    shared = {"use_dictionary": ["a"], "compression": "zstd", "store_schema": False}
    apart = shared | {"use_dictionary": False, "column_encoding": {"a": encoding}}
    table = pa.table({"a": once if encoding == "RLE_DICTIONARY" else once.cast(pa.string())})
    pq.write_table(table, source, **(shared if encoding == "RLE_DICTIONARY" else apart))
    assert source.stat().st_size < 100_000
    measure(*units(source, tmp_path / "o.csv")).check_refusal("de textes au plus attendus")


def test_a_parquet_file_with_too_many_columns(tmp_path: Path) -> None:
    source = tmp_path / "wide.parquet"
    pq.write_table(pa.table({f"c{place}": [1] for place in range(TABLE_COLUMNS + 1)}), source)
    assert "colonnes au plus" in run(*units(source, tmp_path / "o.csv")).stderr


@pytest.fixture
def shapes(tmp_path: Path) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(
        {"code": ["a", "b"], "v": [1.0, 2.0]}, geometry=[box(0, 0, 1, 1), box(1, 0, 2, 1)], crs=4326
    )


def test_an_endless_view_of_a_geopackage(shapes: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "view.gpkg"
    shapes.to_file(source, driver="GPKG", layer="plain")
    with closing(sqlite3.connect(source)) as base:
        base.executescript(
            """
            CREATE VIEW endless AS WITH RECURSIVE n(fid) AS
              (SELECT 1 UNION ALL SELECT fid + 1 FROM n)
              SELECT n.fid, p.geom, 'x' || n.fid AS code, 1.0 AS v FROM n, plain p;
            UPDATE gpkg_contents SET table_name = 'endless' WHERE table_name = 'plain';
            UPDATE gpkg_geometry_columns SET table_name = 'endless' WHERE table_name = 'plain';
            """
        )
    measure(*units(source, tmp_path / "o.csv")).check_refusal("« endless » est une vue")


def test_a_geopackage_without_shapes_or_broken(tmp_path: Path) -> None:
    source = tmp_path / "empty.gpkg"
    with closing(sqlite3.connect(source)) as base:
        base.execute("CREATE TABLE t (a)")
        base.commit()
    done = run(*units(source, tmp_path / "o.csv"))
    assert "illisible, ou sans géométrie" in done.stderr
    source.write_bytes(b"SQLite format 3\x00" + bytes(5_000))
    done = run(*units(source, tmp_path / "o.csv"))
    assert (done.exit_code, len(done.stderr.splitlines())) == (REFUSED, 2)


def test_the_first_layer_of_a_geopackage_is_read(shapes: gpd.GeoDataFrame, tmp_path: Path) -> None:
    source = tmp_path / "é ?#.gpkg"
    shapes.to_file(source, driver="GPKG", layer="premier")
    shapes.assign(v="x").to_file(source, driver="GPKG", layer="second")
    assert "colonne v" not in run(*units(source, tmp_path / "o.csv")).stderr


def test_too_many_features(
    shapes: gpd.GeoDataFrame, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "a.geojson"
    shapes.to_file(source, driver="GeoJSON")
    monkeypatch.setattr("geo.shape_files.TABLE_ROWS", 1)
    assert "plus de 1 objets" in run(*units(source, tmp_path / "o.csv")).stderr
    assert TABLE_ROWS > 1_000_000


def test_a_giant_geojson_is_refused_by_its_size(tmp_path: Path) -> None:
    source = tmp_path / "a.geojson"
    with source.open("wb") as file:
        file.write(b"{")
        file.truncate(limits.SHAPES_BYTES + 1)
    measure(*units(source, tmp_path / "o.csv")).check_refusal("300 Mo au plus")


def test_a_deep_geojson_and_one_of_many_columns_are_answered(tmp_path: Path) -> None:
    deep = tmp_path / "deep.geojson"
    deep.write_text('{"type":"Polygon","coordinates":' + "[" * 100_000, "utf-8")
    measure(*units(deep, tmp_path / "o.csv")).check_refusal("deep.geojson")
    wide = tmp_path / "wide.geojson"
    feature = {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [0, 0]},
        "properties": {f"c{place}": place for place in range(20_000)},
    }
    wide.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")
    measure(*units(wide, tmp_path / "o.csv")).check_refusal("la colonne de valeurs")


VIRTUAL = """<VRTDataset rasterXSize="1" rasterYSize="1">
<VRTRasterBand dataType="Byte" band="1"><SimpleSource>
<SourceFilename>/etc/passwd</SourceFilename></SimpleSource></VRTRasterBand></VRTDataset>"""


@pytest.mark.parametrize("name", ["a.vrt", "a.tif", "/vsicurl/http://127.0.0.1:9/a.tif"])
def test_virtual_rasters(name: str, tmp_path: Path) -> None:
    source = Path(name) if name.startswith("/") else tmp_path / name
    if not name.startswith("/"):
        source.write_text(VIRTUAL, "utf-8")
    done = run("zonal", "--raster", source, "--level", "region", "--stat", "sum",
               "-o", tmp_path / "o.csv")  # fmt: skip
    assert done.exit_code == REFUSED
    assert ("GeoTIFF" if "/vsi" not in name else "/vsi") in done.stderr


def sparse(path: Path, side: int, **profile: object) -> Path:
    """France and around in a raster whose cells are not written."""
    step = 1_500_000 / side
    with rasterio.open(
        path, "w", driver="GTiff", height=side, width=side, count=1, dtype="uint8",
        crs="EPSG:2154", transform=Affine(step, 0, 0, 0, -step, 7_300_000),
        sparse_ok=True, bigtiff="YES", **profile,
    ):  # fmt: skip
        return path


@pytest.mark.slow
def test_a_sparse_raster_of_400_000_cells_a_side(tmp_path: Path) -> None:
    source = sparse(tmp_path / "s.tif", 400_000, tiled=True, blockxsize=4096, blockysize=4096)
    assert source.stat().st_size < 2_000_000
    measure(
        *("zonal", "--raster", source, "--level", "region", "--stat", "sum"),
        *("-o", tmp_path / "o.csv"),
    ).check_refusal("cellules au plus attendues")
    assert RASTER_CELLS < 400_000**2
    small = measure(
        *("zonal", "--raster", source, "--level", "commune", "--stat", "sum"),
        *("--within", "commune:01004", "-o", tmp_path / "o.csv"),
    )
    assert small.code == 0, small.told


def test_a_raster_of_one_giant_block(tmp_path: Path) -> None:
    source = sparse(tmp_path / "b.tif", 24_000, tiled=True, blockxsize=24_000, blockysize=24_000)
    measure(
        *("zonal", "--raster", source, "--level", "commune", "--stat", "sum"),
        *("--within", "commune:01004", "-o", tmp_path / "o.csv"),
    ).check_refusal("gdal_translate")


def test_a_raster_with_an_endless_mask(tmp_path: Path) -> None:
    source = sparse(tmp_path / "m.tif", 400)
    os.mkfifo(tmp_path / "m.tif.msk")
    measure(
        *("zonal", "--raster", source, "--level", "commune", "--stat", "sum"),
        *("--within", "commune:01004", "-o", tmp_path / "o.csv"),
    ).check_refusal("m.tif.msk")


def test_a_kernel_of_a_million_cells(tmp_path: Path) -> None:
    measure(
        *("density", "--cell", 250, "--bandwidth", 500_000, "-o", tmp_path / "d.tif")
    ).check_refusal("mailles")


@pytest.mark.parametrize("width", ["nan", "inf", "-1", "0", "1e9"])
def test_an_absurd_picture(width: str, tmp_path: Path) -> None:
    done = run("picture", "--level", "region", "--width", width, "-o", tmp_path / "o.png")
    assert done.exit_code in (REFUSED, USAGE)
    assert "largeur" in done.stderr or "--width" in done.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("layer", "--level", "region", "--measure", "indicator", "--indicator", "taux_pauvrete",
         "--year", "9" * 30, "-o"),
        ("picture", "--level", "region", "--count", "9" * 30, "-o"),
        ("picture", "--level", "region", "--classes", "breaks", "--limits", "nan ; inf", "-o"),
        ("picture", "--level", "region", "--classes", "breaks", "--limits", "1e400", "-o"),
    ],
)  # fmt: skip
def test_absurd_numbers_are_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    extension = "json" if arguments[0] == "layer" else "png"
    done = run(*arguments, tmp_path / f"o.{extension}")
    assert done.exit_code in (REFUSED, USAGE), done.output
    assert not list(tmp_path.iterdir())
