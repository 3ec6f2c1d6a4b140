"""The folder of everything, read back from what it says of itself."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pytest

from atlas.desk.codebook import column
from atlas.desk.desk import Desk
from atlas.jobs.bundle import CHECKSUMS, bundle_steps, write_bundle, write_metadata, write_table
from atlas.jobs.bundle_metadata import COMMAND
from atlas.jobs.bundle_tables import bundle_tables
from commands.export import export
from common.levels import Level
from indicators.base.domains import SCORE_KEYS
from indicators.scores.objective import default_recipe

#: Light enough for each run; the whole is tried in the slow tests.
LIGHT = {
    *("territoires", "catalogue_indicateurs", "catalogue_questions", "indicateurs_region"),
    *("ressenti", "ressenti_odbl", "ecarts", "pratiques"),
}


@pytest.fixture(scope="module")
def folder(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("whole")
    tables = [write_table(desk, table, made) for table in bundle_tables() if table.name in LIGHT]
    write_metadata(desk, tables, made)
    return made


def _resources(folder: Path) -> dict[str, dict[str, Any]]:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    return {resource["name"]: resource for resource in package["resources"]}


def test_every_table_is_what_its_descriptions_say(folder: Path) -> None:
    resources = _resources(folder)
    assert set(resources) == LIGHT
    described = json.loads((folder / "csv-metadata.json").read_text("utf-8"))["tables"]
    on_the_web = {table["url"]: table["tableSchema"] for table in described}
    codebook = pd.read_csv(folder / "codebook.csv", keep_default_na=False)
    for name, resource in resources.items():
        path = folder / resource["path"]
        with path.open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        assert [field["name"] for field in on_the_web[path.name]["columns"]] == header
        assert list(codebook.loc[codebook["table"] == name, "column"]) == header
        assert resource["bytes"] == path.stat().st_size
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        assert resource["hash"] == f"sha256:{digest}"
        rows = pd.read_csv(path, dtype="str", keep_default_na=False)
        assert not rows.duplicated(resource["schema"]["primaryKey"]).any(), name


def test_the_command_of_the_folder_is_named_and_runs(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    record = json.loads((folder / "dcat.jsonld").read_text("utf-8"))
    named = package["command"]
    program, name, *arguments = named.split()
    assert (program, name) == ("fragiscope", export.name)
    assert export.make_context(name, arguments).params["whole"]
    assert {one["command"] for one in package["resources"]} == {named}
    assert record["prov:wasGeneratedBy"]["rdfs:label"] == named
    assert named in (folder / "LISEZMOI.md").read_text("utf-8")
    assert package["recipe"] == default_recipe().fingerprint


def test_codes_are_texts_and_an_empty_cell_is_no_zero(folder: Path, desk: Desk) -> None:
    rows = pd.read_csv(folder / "territoires.csv", dtype="str", keep_default_na=False)
    assert "01004" in set(rows.loc[rows["level"] == "commune", "code"])
    values = pd.read_csv(folder / "indicateurs_region.csv", dtype={"code": "str"})
    stored = desk.values(Level.REGION, None, None)
    assert len(values) == len(stored)
    assert values["value"].isna().sum() == stored["value"].isna().sum()
    types = {
        field["name"]: field["type"]
        for field in _resources(folder)["territoires"]["schema"]["fields"]
    }
    assert (types["code"], types["population"], types["area_km2"]) == (
        "string",
        "integer",
        "number",
    )


def test_figures_of_a_survey_go_with_its_mention_and_what_is_shared_alike_stands_apart(
    folder: Path, desk: Desk
) -> None:
    felt = pd.read_csv(folder / "ressenti.csv", dtype={"code": "str"})
    apart = pd.read_csv(folder / "ressenti_odbl.csv", dtype={"code": "str"})
    assert felt["mention"].notna().all()
    assert apart["mention"].notna().all()
    assert len(felt) + len(apart) == len(desk.estimates)
    assert {desk.surveys[key].licence for key in apart["survey"]} <= {"ODbL 1.0", "ODbL"}
    licences = {name: one["licenses"][0]["name"] for name, one in _resources(folder).items()}
    assert {name for name, licence in licences.items() if "ODbL" in licence} == {"ressenti_odbl"}


def test_a_column_of_any_table_is_in_the_codebook(desk: Desk) -> None:
    for table in bundle_tables():
        first = next(iter(table.parts(desk)))
        assert all(column(name).fr for name in first.columns), table.name
        assert set(table.key) <= set(first.columns), table.name


@pytest.mark.slow
def test_the_tools_of_both_formats_find_the_folder_valid(folder: Path) -> None:
    from csvw import CSVW  # noqa: PLC0415 - heavy, for this test alone
    from frictionless import validate  # noqa: PLC0415

    report = validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])[:5]
    assert CSVW(str(folder / "csv-metadata.json")).is_valid


@pytest.mark.slow
def test_the_whole_is_written_with_its_checksums(desk: Desk, tmp_path: Path) -> None:
    told: list[str] = []
    files = write_bundle(desk, tmp_path, told.append)
    assert len(told) == bundle_steps()
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in files}
    lines = (tmp_path / CHECKSUMS).read_text().splitlines()
    sums = {name: digest for digest, name in (line.split("  ") for line in lines)}
    assert set(sums) == {path.name for path in files} - {CHECKSUMS}
    for name, digest in sums.items():
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    scores = pd.read_csv(tmp_path / "scores.csv", dtype="str", usecols=["domain"])
    assert set(scores["domain"]) == set(SCORE_KEYS)
    outlines = tmp_path / "contours_commune.parquet"
    assert json.loads(pq.read_schema(outlines).metadata[b"fragiscope"])["command"] == COMMAND
    communes = gpd.read_parquet(outlines)
    assert len(communes) == len(desk.territories_of(Level.COMMUNE))
    with gzip.open(tmp_path / "indicateurs_commune.csv.gz", "rt", encoding="utf-8") as file:
        assert next(file).startswith("indicator,code,year,value")
