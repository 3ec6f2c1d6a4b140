"""clusters, density and zonal as a user runs them: exit codes, messages, files."""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
from affine import Affine
from click.testing import CliRunner, Result
from shapely import box

from atlas.desk.written import COLUMNS
from commands.usage import REFUSED, USAGE
from fragiscope import cli
from tests.published import CASES

COLUMBUS = CASES / "columbus"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, [str(argument) for argument in arguments])


@pytest.fixture
def squares(tmp_path: Path) -> Path:
    cells = [(x, y) for x in range(6) for y in range(6)]
    frame = gpd.GeoDataFrame(
        {"code": [f"0{x}{y}" for x, y in cells], "rate": [float(x) for x, _ in cells]},
        geometry=[box(x, y, x + 1, y + 1) for x, y in cells],
        crs=4326,
    )
    path = tmp_path / "squares.geojson"
    frame.to_file(path, driver="GeoJSON")
    return path


def test_clusters_of_columbus(tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run(
        *("clusters", "--input", COLUMBUS / "columbus.json", "--value", "CRIME"),
        *("--gal", COLUMBUS / "columbus.gal", "--id", "POLYID", "-o", out, "--seed", "1"),
    )
    assert done.exit_code == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["moran"]["value"] == pytest.approx(0.500189, abs=5e-7)
    assert (summary["moran"]["seed"], summary["local"]["permutations"]) == (1, 999_999)
    assert summary["local"]["significant"] == pd.read_csv(out)["significant"].sum()
    assert "I de Moran = 0,5002" in done.stderr


def test_counts_full_of_ties_are_written(tmp_path: Path) -> None:
    cells = [(x, y) for x in range(7) for y in range(7)]
    high = {(0, 0): 1, (0, 1): 1, (1, 0): 2}
    frame = gpd.GeoDataFrame(
        {"code": [f"{x}{y}" for x, y in cells], "count": [high.get(cell, 0) for cell in cells]},
        geometry=[box(x, y, x + 1, y + 1) for x, y in cells],
        crs=4326,
    )
    frame.to_file(tmp_path / "counts.geojson", driver="GeoJSON")
    out = tmp_path / "out.csv"
    done = run("clusters", "--input", tmp_path / "counts.geojson", "--value", "count", "-o", out)
    assert done.exit_code == 0, done.stderr
    table = pd.read_csv(out, dtype={"id": "str"}).set_index("id")
    assert table["p_sim"].between(0, 1).all()
    assert table.loc["33", "p_sim"] == 1  # surrounded by zeros, as under most draws
    local = json.loads(done.stdout)["local"]
    assert local["p_cut_off_error"] == pytest.approx(
        2 * np.sqrt(local["p_cut_off"] / 2 * (1 - local["p_cut_off"] / 2) / 999_999)
    )
    assert local["undecided"] == table.index[table["status"] == "undecided"].tolist()


def test_the_same_seed_writes_the_same_bytes(squares: Path, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        done = run(
            *("clusters", "--input", squares, "--value", "rate", "--queen", "--seed", 7),
            *("--permutations", 999, "-o", tmp_path / name),
        )
        assert done.exit_code == 0, done.stderr
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_two_kinds_of_weights_or_too_few_draws_are_refused(squares: Path, tmp_path: Path) -> None:
    start = ("clusters", "--input", squares, "--value", "rate", "-o", tmp_path / "o.csv")
    assert run(*start, "--queen", "--gal", squares).exit_code == 2
    assert run(*start, "--permutations", 10).exit_code == 2
    assert not (tmp_path / "o.csv").exists()


def test_density_says_what_it_wrote(tmp_path: Path) -> None:
    out = tmp_path / "density.tif"
    done = run("density", "--extent", "la_reunion", "--cell", 1000, "--relative", "-o", out)
    assert done.exit_code == 0, done.stderr
    assert "EPSG:2975" in done.stderr
    assert "--extent metropole" in done.stderr
    with rasterio.open(out) as file:
        assert file.tags()["EXTENT"] == "la_reunion"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--extent", "corse"], "metropole"),
        (["--domain", "emplois"], "emploi"),
        (["--bandwidth", "1"], "rayon"),
        (["--cell", "1"], "maille"),
        (["--cell", "-5"], "trouvé −5"),
        (["--cell", "inf"], "--cell"),
        (["--bandwidth", "nan"], "--bandwidth"),
        (["--cell", "250", "--bandwidth", "500000"], "400 mailles"),
    ],
)
def test_density_refuses_in_one_sentence(arguments: list[str], said: str, tmp_path: Path) -> None:
    done = run("density", *arguments, "-o", tmp_path / "density.tif")
    assert done.exit_code in (REFUSED, USAGE)
    assert said in done.stderr
    assert not (tmp_path / "density.tif").exists()


@pytest.fixture
def raster(tmp_path: Path) -> Path:
    path = tmp_path / "people.tif"
    with rasterio.open(
        path, "w", driver="GTiff", height=60, width=60, count=1, dtype="float64",
        crs="EPSG:2154", transform=Affine(5_000, 0, 1_000_000, 0, -5_000, 6_300_000),
    ) as file:  # fmt: skip
        file.write(np.ones((60, 60)), 1)
    return path


def test_zonal_writes_every_territory_asked_for(raster: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run(
        *("zonal", "--raster", raster, "--level", "epci", "--stat", "mean"),
        *("--within", "region:94", "-o", out),
    )
    assert done.exit_code == 0, done.stderr
    table = pd.read_csv(out, dtype={"code": "str"})
    assert table.columns.tolist() == [
        "code", "name", "value", "numerator", "denominator", "covered", "status", *COLUMNS,
    ]  # fmt: skip
    assert len(table) == 19
    assert table["value"].to_numpy() == pytest.approx(1)
    assert "numérateurs" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--level", "epcis", "--stat", "sum"], "epci"),
        (["--level", "epci", "--stat", "average"], "mean"),
        (["--level", "epci", "--stat", "sum", "--band", "2"], "la bande"),
        (["--level", "epci", "--stat", "sum", "--within", "region:53"], "ne recouvre aucun"),
        (["--level", "region", "--stat", "sum", "--within", "departement:2A"], "ne tient dans"),
        (["--level", "epci", "--stat", "sum", "--scheduler", "nowhere"], "ne répond pas"),
    ],
)
def test_zonal_refuses_in_one_sentence(
    raster: Path, arguments: list[str], said: str, tmp_path: Path
) -> None:
    done = run("zonal", "--raster", raster, *arguments, "-o", tmp_path / "out.csv")
    assert done.exit_code in (REFUSED, USAGE)
    assert said in done.stderr
    assert not (tmp_path / "out.csv").exists()
