"""Another country, from files alone: its files are those of the tool, the chain holds."""

from __future__ import annotations

import json
from pathlib import Path

import pandas as pd
import pytest
import rasterio
from click.testing import CliRunner

from commands.usage import USAGE
from common.paths import ROOT
from fragiscope import cli
from tests.test_documented_commands import COMMANDS
from tools.portable import FOLDER, MADE_UP, write

DOCUMENT = "docs/portable/README.md"
FILES = sorted(path for path in FOLDER.iterdir() if path.suffix != ".md")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the whole page was typed, from top to bottom."""
    folder = tmp_path_factory.mktemp("portable")
    write(folder)
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(folder)
        for command in (one for one in COMMANDS if one.document == DOCUMENT):
            done = CliRunner().invoke(cli, command.arguments)
            assert done.exit_code == 0, done.stderr
    return folder


def table(folder: Path, name: str, code: str) -> pd.DataFrame:
    return pd.read_csv(folder / name, dtype={code: "str"}).set_index(code)


def test_the_files_are_those_that_the_tool_makes(tmp_path: Path) -> None:
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in FILES}
    for path in FILES:
        if path.suffix == ".tif":  # its bytes depend on the version of GDAL
            with rasterio.open(path) as kept, rasterio.open(tmp_path / path.name) as again:
                assert (kept.read(1) == again.read(1)).all()
        else:
            assert path.read_text("utf-8") == (tmp_path / path.name).read_text("utf-8"), path.name


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_says_that_it_is_made_up(path: Path) -> None:
    document = (ROOT / DOCUMENT).read_text("utf-8")
    assert f"[`{path.name}`]" in document
    if path.suffix == ".csv":
        frame = pd.read_csv(path)
        assert frame["mention"].eq(MADE_UP).all()
    elif path.suffix == ".tif":
        with rasterio.open(path) as raster:
            assert raster.tags()["MENTION"] == MADE_UP
    elif path.suffix == ".geojson":
        collection = json.loads(path.read_text("utf-8"))
        assert collection["description"] == MADE_UP
        assert {one["properties"]["mention"] for one in collection["features"]} == {MADE_UP}
    else:
        assert MADE_UP in path.read_text("utf-8")


def test_the_index_is_the_mean_of_its_two_halves(made: Path) -> None:
    scores = table(made, "scores.csv", "uCode")
    halves = scores[["economy", "society"]].mean(axis=1)
    # An aggregate is brought to 0-100 before it is averaged.
    assert scores["fragility"].corr(halves) > 0.99
    units = table(made, "units.csv", "uCode")
    assert scores["fragility"].corr(units["unemployment"]) > 0.8
    assert scores.loc[scores["fragility"].idxmax(), "fragility_rank"] == 1


def test_the_survey_speaks_at_three_levels_and_stays_silent_below_thirty(made: Path) -> None:
    estimates = pd.read_csv(made / "estimates.csv", dtype={"code": "str"})
    published = estimates[estimates["status"] == "published"]
    assert estimates.groupby("level").size().to_dict() == {
        "column:district": 6,
        "column:municipality": 44,
        "column:province": 2,
    }
    assert published["n"].min() >= 30
    assert estimates["mention"].eq(MADE_UP).all()
    # What the page hands to the model is what the survey says.
    found = published[published["level"] == "column:municipality"].set_index("code")
    areas = table(made, "areas.csv", "code")
    assert set(areas.index[areas["direct"].notna()]) >= set(found.index)
    pd.testing.assert_series_equal(
        found["value"], areas["direct"].reindex(found.index), atol=1e-4, check_names=False
    )


def test_the_model_speaks_for_all_of_them(made: Path) -> None:
    modelled = table(made, "modelled.csv", "area")
    areas = table(made, "areas.csv", "code")
    assert modelled["eblup"].notna().all()
    assert set(modelled.index[modelled["direct"].isna()]) == set(
        areas.index[areas["direct"].isna()]
    )


def test_zones_and_points_are_counted_whole(made: Path) -> None:
    population = table(made, "population.csv", "code")
    units = table(made, "units.csv", "uCode")
    # Outlines are in degrees, cells in metres: their edges part by some metres.
    assert (population["value"] / units["population"]).between(0.999, 1.001).all()
    with rasterio.open(made / "density.tif") as raster:
        density = raster.read(1, masked=True)
        side = raster.transform.a / 1000
        assert raster.crs.to_epsg() == 32631
    assert density.sum() * side**2 == pytest.approx(60, rel=1e-3)


def test_unemployment_gathers_far_from_the_centre(made: Path) -> None:
    clusters = table(made, "clusters.csv", "id")
    high = clusters.index[clusters["quadrant"] == "HH"]
    assert len(high) > 3
    units = table(made, "units.csv", "uCode")
    assert units.loc[high, "unemployment"].min() > units["unemployment"].median()


def test_the_map_says_what_it_shows(made: Path) -> None:
    assert (made / "carte.png").read_bytes().startswith(b"\x89PNG")
    asked = ["draw", "--shapes", str(made / "municipalities.geojson"), "--crs", "EPSG:32631"]
    asked += ["--table", str(made / "scores.csv"), "--value", "fragility"]
    done = CliRunner().invoke(cli, [*asked, "--key", "uCode", "-o", str(made / "carte.svg")])
    assert "44 territoires, 44 avec une valeur" in done.stderr.replace("\u202f", " ")
    refused = CliRunner().invoke(cli, [*asked, "--key", "code", "-o", str(made / "non.png")])
    assert (refused.exit_code, "--key" in refused.stderr) == (USAGE, True)
    assert not (made / "non.png").exists()
