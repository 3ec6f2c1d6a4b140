"""``reproduce``: every file that names its command is made again, and compared."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from atlas.compare.recipes import compare_recipe
from atlas.compare.recipes_export import taken_index
from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV, GEOJSON
from atlas.desk.taken import written
from atlas.jobs.file_record import read_record
from atlas.layers.taken import taken_layer
from commands.usage import REFUSED
from common.levels import Level
from fragiscope import cli
from indicators.composite.recipe_text import from_toml
from indicators.scores.objective import default_recipe
from tests.exported import EXPORTS, shown


def reproduced(path: Path, *options: str) -> Result:
    return CliRunner().invoke(cli, ["reproduce", str(path), *options])


@pytest.fixture
def table(desk: Desk, tmp_path: Path) -> Path:
    path = tmp_path / "carte.csv"
    path.write_bytes(written(taken_layer(shown(desk, "objective")), CSV))
    return path


def test_a_file_as_it_was_written_is_identical(table: Path) -> None:
    done = reproduced(table, "--json")
    assert done.exit_code == 0, done.stderr
    assert json.loads(done.stdout) == {
        "file": "carte.csv",
        "verdict": "identical",
        "command": "fragiscope layer --level region --domain mobilite -o fichier.csv",
        "data_version": read_record(table).data_version,
        "recipe": read_record(table).recipe,
        "told": None,
        "differences": [],
    }


def test_an_altered_cell_is_found(desk: Desk, table: Path) -> None:
    name = str(desk.territories_of(shown(desk, "objective").query.level).loc["53", "name"])
    text = table.read_text("utf-8")
    assert text.count(f",{name},") == 1
    table.write_text(text.replace(f",{name},", ",Ailleurs,"), "utf-8")
    done = reproduced(table, "--json")
    assert done.exit_code == REFUSED
    assert json.loads(done.stdout)["differences"] == [
        {
            "where": "lignes, colonne « name »",
            "count": 1,
            "first": [f"region:53 (Ailleurs → {name})"],
            "greatest": None,
        }
    ]
    assert name in reproduced(table).stdout


def test_other_data_and_another_recipe_are_told_before_anything_runs(table: Path) -> None:
    record, text = read_record(table), table.read_text("utf-8")
    for old, kind in ((record.data_version, "données"), (record.recipe, "réglages")):
        table.write_text(text.replace(old, "0123456789"), "utf-8")
        done = reproduced(table)
        assert done.exit_code == REFUSED
        assert done.stdout.strip() == (
            f"carte.csv : {kind} d’une autre version : 0123456789, ici {old}."
        )


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("fragiscope layer", "fragiscope build", "refusée"),
        ("--level region", "--level ailleurs", "n’aboutit pas"),
        ("-o fichier.csv", "--with ESPACE -o fichier.csv", "--with ESPACE"),
    ],
)
def test_a_command_that_may_not_or_cannot_run_is_refused(
    old: str, new: str, said: str, table: Path
) -> None:
    table.write_text(table.read_text("utf-8").replace(old, new), "utf-8")
    done = reproduced(table)
    assert done.exit_code == REFUSED
    assert said in done.stderr
    assert done.stdout == ""


@pytest.mark.slow
@pytest.mark.parametrize("name", EXPORTS)
def test_every_file_of_the_product_is_made_again(
    name: str, desk: Desk, demonstrating_desk: Desk, tmp_path: Path
) -> None:
    export = EXPORTS[name]
    path = tmp_path / name
    path.write_bytes(export.make(demonstrating_desk if export.drawn else desk, tmp_path))
    done = reproduced(path)
    assert done.exit_code == 0, done.output


@pytest.mark.slow
def test_scores_under_a_recipe_of_one_s_own_carry_it(desk: Desk, tmp_path: Path) -> None:
    own = replace(default_recipe(), name="à moi", weights=(("emploi", 3.0), ("sante", 0.0)))
    path = tmp_path / "indice.geojson"
    path.write_bytes(written(taken_index(compare_recipe(desk, Level.REGION, own)), GEOJSON))
    said = json.loads(path.read_text("utf-8"))
    assert from_toml(said["recipe_text"]).fingerprint == said["recipe"] == own.fingerprint
    assert said["recipe"] != default_recipe().fingerprint
    assert reproduced(path).exit_code == 0
