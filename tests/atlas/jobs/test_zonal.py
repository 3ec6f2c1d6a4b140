"""The zonal command over the real boundaries: levels agree, workers agree, errors are told."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import pytest
import rasterio
from affine import Affine
from pyproj import Transformer
from shapely import box

from atlas.desk.desk import Desk
from atlas.jobs.zonal import run_zonal, run_zonal_of_file
from common.errors import InvalidDataError, NotAvailableError
from common.levels import Level, Territory
from geo.outlines import twice_sentence
from tests.clusters import local_cluster

CORSE = Territory(Level.REGION, "94")
#: Two kilometres a cell over Corse, in Lambert-93.
ORIGIN = Affine(2_000, 0, 1_150_000, 0, -2_000, 6_250_000)
SHAPE = (110, 60)


def write(path: Path, cells: npt.NDArray[np.generic], nodata: float | None = None) -> Path:
    with rasterio.open(
        path, "w", driver="GTiff", height=SHAPE[0], width=SHAPE[1], count=1, dtype=cells.dtype,
        crs="EPSG:2154", transform=ORIGIN, nodata=nodata, compress="deflate",
    ) as file:  # fmt: skip
        file.write(cells, 1)
    return path


@pytest.fixture(scope="module")
def raster(tmp_path_factory: pytest.TempPathFactory) -> Path:
    rng = np.random.default_rng(0)
    return write(tmp_path_factory.mktemp("raster") / "people.tif", rng.gamma(1, 100, SHAPE))


def read(path: Path) -> pd.DataFrame:
    return pd.read_csv(path, dtype={"code": "str"}, index_col="code")


@pytest.mark.parametrize("statistic", ["sum", "mean", "count"])
def test_levels_agree_to_a_millionth(
    desk: Desk, raster: Path, tmp_path: Path, statistic: str
) -> None:
    tables = {}
    for level in (Level.COMMUNE, Level.DEPARTEMENT, Level.REGION):
        out = tmp_path / f"{level}.csv"
        run_zonal(desk, raster, level, statistic, out, within=CORSE)
        tables[level] = read(out)
    communes = tables[Level.COMMUNE]
    assert len(communes) == 360
    assert (communes["status"] == "observed").all()
    parents = desk.territories_of(Level.COMMUNE)["departement"].reindex(communes.index)
    sums = communes.groupby(parents)[["numerator", "denominator"]].sum()
    above = tables[Level.DEPARTEMENT]
    columns = ["numerator"] if statistic == "count" else ["numerator", "denominator"]
    for column in columns:
        assert sums[column].to_numpy() == pytest.approx(above[column].to_numpy(), rel=1e-6)
        total = tables[Level.REGION].loc["94", column]
        assert above[column].sum() == pytest.approx(total, rel=1e-6)
    if statistic == "mean":
        again = (sums["numerator"] / sums["denominator"]).to_numpy()
        assert again == pytest.approx(above["value"].to_numpy(), rel=1e-6)


def test_what_the_raster_does_not_cover_is_missing(
    desk: Desk, raster: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    done = run_zonal(desk, raster, Level.DEPARTEMENT, "sum", out)
    table = read(out)
    assert len(table) == 101
    assert table.index[table["value"].notna()].tolist() == ["2A", "2B"]
    assert table.loc["75", ["value", "numerator", "denominator"]].isna().all()
    assert (table.loc["75", "status"], table.loc["75", "covered"]) == ("missing", 0)
    assert "101 territoires, 2 avec une valeur" in done.sentences[0]


def test_a_part_without_values_is_told(desk: Desk, tmp_path: Path) -> None:
    cells = np.ones(SHAPE)
    cells[:55] = -1
    path = write(tmp_path / "half.tif", cells, nodata=-1)
    run_zonal(desk, path, Level.REGION, "mean", tmp_path / "out.csv", within=CORSE)
    row = read(tmp_path / "out.csv").loc["94"]
    assert row["status"] == "partial"
    assert 0.2 < row["covered"] < 0.8
    assert row["value"] == 1


def test_classes_share_the_territory(desk: Desk, tmp_path: Path) -> None:
    cells = np.random.default_rng(1).integers(1, 4, SHAPE).astype("uint8")
    path = write(tmp_path / "land.tif", cells)
    shares = []
    for category in (1, 2, 3):
        done = run_zonal(
            desk, path, Level.EPCI, f"share:{category}", tmp_path / "o.csv", within=CORSE
        )
        shares.append(done.table["value"])
    assert sum(shares).to_numpy() == pytest.approx(1, rel=1e-6)
    none = run_zonal(desk, path, Level.EPCI, "share:9", tmp_path / "o.csv", within=CORSE)
    assert (none.table["value"] == 0).all()
    assert any("classe 9" in sentence for sentence in none.sentences)
    assert any("ne déclare aucune valeur manquante" in sentence for sentence in none.sentences)


def gridded(path: Path, crs: str, transform: Affine, shape: tuple[int, int]) -> Path:
    """Write twice the latitude of the centre of each cell, and 5 more: 85 to 110 in France."""
    columns, rows = np.meshgrid(np.arange(shape[1]) + 0.5, np.arange(shape[0]) + 0.5)
    x, y = transform @ (columns, rows)
    latitudes = Transformer.from_crs(crs, "EPSG:4326", always_xy=True).transform(x, y)[1]
    with rasterio.open(
        path, "w", driver="GTiff", height=shape[0], width=shape[1], count=1, dtype="float64",
        crs=crs, transform=transform,
    ) as file:  # fmt: skip
        file.write(2 * latitudes + 5, 1)
    return path


def test_the_grid_does_not_change_the_mean(desk: Desk, tmp_path: Path) -> None:
    """The same field in Lambert-93, in longitudes to 180° or to 360°, and in EPSG:3857."""
    rasters = {
        "lambert": gridded(
            tmp_path / "a.tif", "EPSG:2154", Affine(4_000, 0, 60_000, 0, -4_000, 7_200_000),
            (310, 310),
        ),
        "180": gridded(tmp_path / "b.tif", "EPSG:4326", Affine(0.05, 0, -6, 0, -0.05, 52),
                       (230, 340)),
        "360": gridded(tmp_path / "c.tif", "EPSG:4326", Affine(0.05, 0, 0, 0, -0.05, 52),
                       (230, 7_200)),
        "mercator": gridded(
            tmp_path / "d.tif", "EPSG:3857", Affine(6_000, 0, -660_000, 0, -6_000, 6_780_000),
            (330, 310),
        ),
    }  # fmt: skip
    france = {}
    for name, path in rasters.items():
        done = run_zonal(desk, path, Level.REGION, "mean", tmp_path / "o.csv")
        table = done.table.drop(["01", "02", "03", "04", "06"])
        assert (table["status"] == "observed").all()
        france[name] = table["value"], table["denominator"], done.sentences
    expected, area, _ = france["180"]
    # Projected squares take the latitude of their centre: a few metres off; spheres are rounder.
    for name in ("lambert", "360", "mercator"):
        values, areas, _ = france[name]
        assert values.to_numpy() == pytest.approx(expected.to_numpy(), rel=2e-5)
        assert areas.to_numpy() == pytest.approx(area.to_numpy(), rel=1e-2)
    assert france["360"][0].to_numpy() == pytest.approx(expected.to_numpy(), rel=1e-12)
    told = [any("surface réelle" in said for said in france[name][2]) for name in rasters]
    assert told == [False, False, False, True]


@pytest.mark.parametrize("mark", [-9_999, -3.4e38, 1e20])
def test_an_undeclared_missing_value_is_suspected(desk: Desk, tmp_path: Path, mark: float) -> None:
    cells = np.ones(SHAPE, dtype="float32")
    cells[50:60, 25:35] = mark
    done = run_zonal(
        desk, write(tmp_path / "r.tif", cells), Level.REGION, "mean", tmp_path / "o.csv",
        within=CORSE,
    )  # fmt: skip
    said = " ".join(done.sentences)
    assert "ne déclare aucune valeur manquante" in said
    assert done.suspects == (float(np.float32(mark)),)
    assert "marque souvent une valeur manquante" in said


def test_nothing_is_suspected_of_declared_or_plain_values(desk: Desk, tmp_path: Path) -> None:
    cells = np.full(SHAPE, 7.0)
    cells[50:60, 25:35] = -9_999
    path = write(tmp_path / "r.tif", cells, nodata=-9_999)
    done = run_zonal(desk, path, Level.REGION, "mean", tmp_path / "o.csv", within=CORSE)
    assert done.suspects == ()
    assert not any("manquante" in sentence for sentence in done.sentences)


def test_the_band_a_palette_and_outlines_given_twice_are_told(tmp_path: Path) -> None:
    path, zones = tmp_path / "r.tif", tmp_path / "z.geojson"
    with rasterio.open(
        path, "w", driver="GTiff", height=SHAPE[0], width=SHAPE[1], count=2, dtype="uint8",
        crs="EPSG:2154", transform=ORIGIN, photometric="minisblack",
    ) as file:  # fmt: skip
        file.write(np.ones((2, *SHAPE), dtype="uint8"))
        file.set_band_description(2, "Corine")
    square = gpd.GeoDataFrame({"code": ["a", "b"]}, geometry=[box(9, 42, 9.1, 42.1)] * 2, crs=4326)
    square.to_file(zones)
    done = run_zonal_of_file(zones, "code", path, "mean", tmp_path / "o.csv", band=2)
    said = " ".join(done.sentences)
    assert "2 bandes, la 2 (Corine)" in said
    assert twice_sentence(square.set_index("code").geometry) in said
    assert "share:CLASSE" not in said
    write(path, np.ones(SHAPE, dtype="uint8"))
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {1: (0, 0, 0, 255)})
    classes = run_zonal_of_file(zones, "code", path, "mean", tmp_path / "o.csv").sentences
    assert any("share:CLASSE" in one for one in classes)


def test_two_workers_write_the_same_bytes(desk: Desk, raster: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone.csv"
    run_zonal(desk, raster, Level.COMMUNE, "mean", alone, within=CORSE)
    with local_cluster(processes=False, protocol="tcp") as address:
        shared = tmp_path / "shared.csv"
        run_zonal(desk, raster, Level.COMMUNE, "mean", shared, within=CORSE, scheduler=address)
    assert shared.read_bytes() == alone.read_bytes()
    assert len(read(alone)) == 360


@pytest.mark.slow
def test_two_processes_of_a_cluster_or_of_this_machine_write_the_same_bytes(
    desk: Desk, raster: Path, tmp_path: Path
) -> None:
    alone, pool, shared = (tmp_path / f"{name}.csv" for name in ("alone", "pool", "shared"))
    run_zonal(desk, raster, Level.COMMUNE, "mean", alone, within=CORSE)
    run_zonal(desk, raster, Level.COMMUNE, "mean", pool, within=CORSE, workers=2)
    with local_cluster() as address:
        run_zonal(desk, raster, Level.COMMUNE, "mean", shared, within=CORSE, scheduler=address)
    assert pool.read_bytes() == alone.read_bytes()
    assert shared.read_bytes() == alone.read_bytes()


def test_what_cannot_be_worked_out_is_told_and_nothing_is_written(
    desk: Desk, raster: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.csv"
    with pytest.raises(InvalidDataError, match="ne recouvre aucun"):
        run_zonal(desk, raster, Level.COMMUNE, "sum", out, within=Territory(Level.REGION, "53"))
    void = write(tmp_path / "void.tif", np.full(SHAPE, -1.0), nodata=-1)
    with pytest.raises(InvalidDataError, match="nodata"):
        run_zonal(desk, void, Level.REGION, "sum", out)
    endless = np.ones(SHAPE)
    endless[50:60, 25:35] = np.inf
    with pytest.raises(InvalidDataError, match="infinies"):
        run_zonal(desk, write(tmp_path / "inf.tif", endless), Level.REGION, "mean", out)
    cut = tmp_path / "cut.tif"
    cut.write_bytes(raster.read_bytes()[:30_000])
    with pytest.raises(InvalidDataError, match="tronqué"):
        run_zonal(desk, cut, Level.REGION, "mean", out)
    with pytest.raises(NotAvailableError):
        run_zonal(desk, raster, Level.FRANCE, "mean", out)
    assert not out.exists()
