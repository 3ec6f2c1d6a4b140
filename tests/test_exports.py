"""Every file that the product hands out says its data, its sources, its recipe and its mark."""

from __future__ import annotations

import ast
import csv
from collections import Counter
from pathlib import Path

import pytest
import rasterio
from click.testing import CliRunner

from atlas.desk.carried import CARRIED
from atlas.desk.codebook import column
from atlas.desk.desk import Desk
from atlas.desk.provenance import BOUNDARIES_SOURCE, DEMONSTRATION_MARK
from atlas.desk.taken import flat_rows
from atlas.layers.taken import taken_layer
from common.csv_files import INTERNATIONAL, csv_bytes
from common.paths import ROOT
from fragiscope import cli
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_toml
from indicators.scores.objective import default_recipe
from tests.exported import EXPORTS, density, shown
from tests.exported_texts import READ, columns_of
from tests.taken_out import geojson

pytestmark = pytest.mark.usefixtures("opened_tables")

#: Buttons that hand out a file, by screen or part; a new one must be tried below.
BUTTONS = {
    "pages/parts/comparer/sections.py": 1,
    "pages/parts/diagnostic/sheet.py": 1,
    "pages/parts/donnees/catalogue.py": 1,
    "pages/parts/donnees/codebook.py": 1,  # what columns mean, without a figure
    "pages/parts/donnees/series.py": 1,
    "pages/parts/ecarts/correspondences.py": 1,
    "pages/parts/ecarts/divergences.py": 1,
    "pages/parts/ecarts/domain.py": 1,
    "pages/parts/ecarts/pair.py": 1,
    "pages/parts/indice/recipe_file.py": 1,  # a recipe: the reader's own choices, without a figure
    "pages/parts/indice/sections.py": 2,
    "pages/parts/carte/multiples.py": 1,
    "pages/parts/carte/picture_download.py": 1,
    "pages/parts/carte/sections.py": 1,
    "pages/parts/ecarts/crossed.py": 2,
    "pages/parts/ecarts/question_groups.py": 1,
    "pages/parts/ecarts/modelled.py": 1,
    "pages/parts/ecarts/programme.py": 1,  # own answers: tests/atlas/profiles/test_programme.py
    "pages/parts/kit/council.py": 2,
    "pages/parts/kit/survey_kit.py": 1,  # the survey kit: empty forms
    "pages/parts/exposition/posters.py": 1,
    "pages/parts/mes_donnees/bring.py": 1,  # the design of a survey: the reader's own choices
    # What the reader loaded, whole: tests/own_data/workspace/test_brought_back.py.
    "pages/parts/mes_donnees/carried.py": 1,
    "pages/parts/mes_donnees/kind.py": 2,  # templates and invented examples
    "pages/parts/mes_donnees/report.py": 1,  # the faults of the reader's own file
    "pages/parts/note/sections.py": 3,
    "pages/parts/partenariats/list.py": 1,
    "pages/parts/partenariats/need_view.py": 1,
    "pages/parts/pratiques/form.py": 1,  # what the reader wrote
    "pages/parts/pratiques/search.py": 1,
    "pages/parts/territoire/goals.py": 1,
    "pages/parts/territoire/programme.py": 2,  # own answers: tests/atlas/profiles/test_programme.py
    "pages/parts/territoire/sections.py": 2,
    "pages/parts/territoire/views.py": 2,
}
#: Commands whose file holds figures of the product; the others work on files of the reader.
OF_THE_PRODUCT = {
    *("catalogue", "council", "density", "diagnosis", "export", "layer", "note", "partnerships"),
    *("picture", "posters", "profile", "table"),
}
OF_THE_READER = {"clusters", "draw", "index", "rates", "small_area", "survey", "zonal"}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_says_what_it_rests_on(
    name: str, desk: Desk, demonstrating_desk: Desk, tmp_path: Path
) -> None:
    export = EXPORTS[name]
    opened = demonstrating_desk if export.drawn else desk
    content = export.make(opened, tmp_path)
    said = READ[export.kind](content)
    flat = "".join(said.split())  # a page breaks its lines where it must
    assert desk.manifest.version in flat
    assert "LicenceOuverte" in flat or "licence" in flat.lower()
    assert (default_recipe().fingerprint in flat) >= export.scored
    mentions = {"".join(survey.mention.split()): survey for survey in opened.surveys.values()}
    told = [survey for mention, survey in mentions.items() if mention in flat]
    assert bool(told) >= export.felt, "the mention of a survey goes with its figures"
    assert ("".join(DEMONSTRATION_MARK.split()) in flat) == export.drawn
    # A column that the codebook has not is an error.
    meanings = [column(one) for one in columns_of(export.kind, content)]
    assert all(meaning.fr != meaning.en for meaning in meanings)


META = """iCode,Type,Level,Parent,Direction,Weight
value,Indicator,1,all,1,1
se,Indicator,1,all,1,1
all,Aggregate,2,,1,1
"""
#: Options of the commands that work on a file of the reader, here one of the product.
ON_OURS = {
    "clusters": ["--input", "felt.geojson", "--value", "population", "--permutations", "999"],
    "index": ["--data", "felt.csv", "--meta", "meta.csv", "--recipe", "recipe.toml"],
    "rates": ["--input", "felt.csv", "--events", "n", "--population", "population"],
    "small-area": [
        *("--input", "felt.csv", "--direct", "value", "--se", "se", "--area", "code"),
        *("--covariates", "population", "--accept-regression"),
    ],
    "zonal": ["--raster", "density.tif", "--level", "region", "--stat", "mean"],
}


@pytest.mark.parametrize("command", ON_OURS)
def test_what_is_made_of_a_file_says_what_the_file_says(
    command: str, demonstrating_desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk = demonstrating_desk
    drawn = shown(desk, "perceived", "emploi", "departement")
    Path("felt.csv").write_bytes(
        csv_bytes(flat_rows(taken_layer(drawn)).set_index("code"), INTERNATIONAL)
    )
    Path("felt.geojson").write_text(geojson(taken_layer(drawn)), "utf-8")
    Path("meta.csv").write_text(META, "utf-8")
    Path("recipe.toml").write_text(
        to_toml(Recipe("essai", unit_code="code", population="population")), "utf-8"
    )
    if command == "zonal":
        density(desk, tmp_path)
    done = CliRunner().invoke(cli, [command, *ON_OURS[command], "-o", "out.csv"])
    assert done.exit_code == 0, done.stderr
    rows = list(csv.DictReader(Path("out.csv").read_text("utf-8").splitlines()))
    assert len({tuple(row[name] for name in CARRIED) for row in rows}) == 1
    said = {name: rows[0][name] for name in CARRIED}
    of_the_reader = {"all", "all_rank", "all_percentile"}  # named after what the recipe makes
    assert all(column(name).en for name in rows[0].keys() - of_the_reader)
    assert said["data_version"] == desk.manifest.version
    if command == "zonal":
        with rasterio.open("density.tif") as raster:
            assert raster.tags()["SOURCES"] in said["sources"]
        assert BOUNDARIES_SOURCE.line() in said["sources"]
        assert said["demonstration"] == ""
        return
    assert said["demonstration"] == DEMONSTRATION_MARK
    assert drawn.about.mentions
    for mention in drawn.about.mentions:
        assert mention in said["mention"]
        assert mention in done.stderr
    assert all(source.line() in said["sources"] for source in drawn.about.sources)


def test_every_button_that_hands_out_a_file_is_known() -> None:
    found: Counter[str] = Counter()
    for path in sorted((ROOT / "pages").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func).split(".")[-1]
                found[path.relative_to(ROOT).as_posix()] += called in (
                    "file_button",
                    "taken_files",
                    "csv_button",
                    "download_button",
                )
    for maker in ("downloads", "taken_files"):
        found.pop(f"pages/parts/kit/{maker}.py")
    assert {name: count for name, count in found.items() if count} == BUTTONS


def test_every_command_that_writes_a_file_is_known() -> None:
    writing = {
        path.stem
        for path in sorted((ROOT / "commands").glob("*.py"))
        if '"-o"' in path.read_text("utf-8")
    }
    assert writing == OF_THE_PRODUCT | OF_THE_READER
