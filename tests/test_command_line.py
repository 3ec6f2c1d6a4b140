"""The command line as a user runs it: exit codes, messages, files."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from pyogrio import read_info

from commands.demonstration import OPTION
from commands.usage import REFUSED
from common.paths import ROOT
from tests.published import CASES


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "fragiscope", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_layer_writes_a_collection_with_its_mark(tmp_path: Path) -> None:
    output = tmp_path / "out.geojson"
    asked = (
        *("layer", "--level", "epci", "--domain", "emploi", "--measure", "gap"),
        *("--group", "citoyens", "--within", "departement:09", "-o", str(output)),
    )
    refused = run(*asked)
    assert refused.returncode == 2
    assert "réponses fictives" in refused.stderr
    assert OPTION in refused.stderr
    assert not output.exists()
    done = run(*asked, OPTION)
    assert done.returncode == 0, done.stderr
    collection = json.loads(output.read_text("utf-8"))
    assert collection["demonstration"] is True
    assert {f["id"].partition(":")[0] for f in collection["features"]} == {"epci"}
    assert "démonstration" in done.stderr


def test_a_layer_and_a_list_are_written_in_the_format_of_the_name(tmp_path: Path) -> None:
    shapes, sheet = tmp_path / "regions.gpkg", tmp_path / "partenariats.csv"
    done = run("layer", "--level", "region", "--crs", "EPSG:2154", "-o", str(shapes))
    assert done.returncode == 0, done.stderr
    information = read_info(shapes, layer=0)
    assert (information["crs"], information["features"]) == ("EPSG:2154", 18)
    asked = ("partnerships", "--within", "departement:09", "--domain", "emploi", "-o", str(sheet))
    done = run(*asked, "--france")
    assert done.returncode == 0, done.stderr
    assert sheet.read_text("utf-8-sig").startswith("record;title;kind;")
    refused = run(*asked, "--crs", "2154")
    assert refused.returncode == 2
    assert "GeoPackage" in refused.stderr


def test_picture_writes_the_format_of_its_name_and_refuses_others(tmp_path: Path) -> None:
    output = tmp_path / "map.svg"
    question = ("picture", "--level", "region", "--measure", "gap", "--domain", "mobilite")
    done = run(*question, "--highlight", "region:53", "--compact", "-o", str(output))
    assert done.returncode == 0, done.stderr
    assert "Bretagne (région)" in output.read_text("utf-8")
    assert "Grand Débat national" in done.stderr
    refused = run(*question, "-o", str(tmp_path / "map.jpg"))
    assert refused.returncode == 2
    assert ".png, .svg ou .pdf" in refused.stderr
    assert not (tmp_path / "map.jpg").exists()


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["--level", "epci", "--domain", "emplois"], "emploi"),
        (["--level", "epcis"], "epci"),
        (["--level", "commune", "--within", "departement:9"], "departement:09"),
        (["--level", "commune", "--within", "departement:20"], "departement:2"),
        (["--level", "region", "--within", "departement:09"], "ne tient dans Ariège"),
        (["--level", "epci", "--measure", "gap", "--group", "maires"], "elus"),
    ],
)
def test_an_unknown_name_gets_one_line_and_exit_code_2(
    arguments: list[str], named: str, tmp_path: Path
) -> None:
    output = tmp_path / "out.geojson"
    done = run("layer", *arguments, "-o", str(output))
    assert done.returncode == 2
    assert named in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert not output.exists()


def test_an_option_of_another_measure_is_refused(tmp_path: Path) -> None:
    output = tmp_path / "out.geojson"
    done = run("layer", "--level", "epci", "--year", "2015", "-o", str(output))
    assert done.returncode == 2
    assert "indicator" in done.stderr


def test_a_folder_that_cannot_be_written_is_told_in_one_line() -> None:
    done = run("layer", "--level", "region", "-o", "/proc/nowhere/out.geojson")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        (["layr"], "layer"),
        (["layer", "--level", "region"], "--output"),
        (["layer", "--levle", "region"], "--level"),
        (["layer", "x", "--level", "region", "-o", "out.geojson"], "argument de trop : x"),
        (["layer", "--level", "region", "--year", "an", "-o", "o.geojson"], "un nombre entier"),
        (["layer", "--level", "region", "-o", "."], "--output"),
    ],
)
def test_a_misused_command_is_told_in_one_french_line(arguments: list[str], named: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert done.stderr.startswith("fragiscope : ")
    assert named in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_the_plain_recipe_of_the_documentation_fits_a_small_table(tmp_path: Path) -> None:
    (tmp_path / "data.csv").write_text(DATA, "utf-8")
    (tmp_path / "meta.csv").write_text(META, "utf-8")
    output = tmp_path / "out.csv"
    done = run(
        *("index", "--data", str(tmp_path / "data.csv"), "--meta", str(tmp_path / "meta.csv")),
        *("--recipe", "recipes/simple.toml", "-o", str(output)),
    )
    assert done.returncode == 0, done.stderr
    # a and the reversed b both grow from x to z: 0, 50, 100 after min-max.
    scores = dict(line.split(",")[::2][:2] for line in output.read_text("utf-8").splitlines()[1:])
    assert {code: float(score) for code, score in scores.items()} == {"x": 0, "y": 50, "z": 100}


META = """iCode,iName,Type,Level,Parent,Direction,Weight
a,A,Indicator,1,top,1,1
b,B,Indicator,1,top,-1,1
top,Top,Aggregate,2,,1,1
"""
DATA = "uCode,uName,a,b\nx,Ex,1,30\ny,Why,2,20\nz,Zed,3,10\n"
RECIPE = """name = "essai"
[treatment]
method = "none"
[normalisation]
method = "minmax"
scale = [0, 100]
"""


def index_case(folder: Path, **contents: str) -> list[str]:
    texts = {"data": DATA, "meta": META, "recipe": RECIPE} | contents
    arguments = ["index", "-o", str(folder / "out.csv")]
    for name, text in texts.items():
        path = folder / f"{name}.{'toml' if name == 'recipe' else 'csv'}"
        path.write_text(text, encoding="utf-8")
        arguments += [f"--{name}", str(path)]
    return arguments


def test_index_writes_scores_ranks_and_every_stage(tmp_path: Path) -> None:
    done = run(*index_case(tmp_path), "--stages", str(tmp_path / "stages"))
    assert done.returncode == 0, done.stderr
    lines = (tmp_path / "out.csv").read_text("utf-8").splitlines()
    assert lines[0] == "uCode,uName,top,top_rank,top_percentile"
    assert [line.split(",")[2:4] for line in lines[1:]] == [
        ["0.0", "3"],
        ["50.0", "2"],
        ["100.0", "1"],
    ]
    stages = {path.name for path in (tmp_path / "stages").iterdir()}
    assert {"raw.csv", "normalised.csv", "aggregated.csv", "recipe.toml"} <= stages


def test_index_refuses_bad_files_with_all_their_faults_at_once(tmp_path: Path) -> None:
    arguments = index_case(
        tmp_path,
        data=DATA.replace("x,Ex,1", "x,Ex,un").replace("z,", "y,"),
        meta=META.replace("b,B,Indicator,1,top", "b,B,Indicator,1,nowhere"),
        recipe=RECIPE.replace("minmax", "maxmin"),
    )
    done = run(*arguments)
    assert done.returncode == REFUSED
    for named in ("data.csv", "ligne 2, colonne « a »", "« un »", "répété", "nowhere", "maxmin"):
        assert named in done.stderr
    assert done.stderr.startswith("fragiscope : ")
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out.csv").exists()


def test_index_reads_the_files_of_coinr_unchanged(tmp_path: Path) -> None:
    folder = CASES / "coinr"
    output = tmp_path / "asem.csv"
    done = run(
        *(
            "index",
            "--data",
            str(folder / "ASEM_iData.csv"),
            "--meta",
            str(folder / "ASEM_iMeta.csv"),
        ),
        *("--recipe", str(ROOT / "recipes" / "asem.toml"), "-o", str(output)),
    )
    assert done.returncode == 0, done.stderr
    ours = pd.read_csv(output, index_col="uCode")
    published = pd.read_csv(
        folder / "ASEM_COIN_expected_AggregatesScore.csv", index_col="UnitCode"
    ).loc[ours.index]
    assert len(ours) == 51
    assert (ours["Index"].round(2) == published["Index"]).all()
