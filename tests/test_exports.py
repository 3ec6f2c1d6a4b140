"""Every file that the product hands out says its data, its sources, its recipe and its mark."""

from __future__ import annotations

import ast
import csv
import io
import json
import sqlite3
import zipfile
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
import rasterio
from click.testing import CliRunner
from PIL import Image

from atlas.alike.gallery import gallery
from atlas.desk.carried import CARRIED
from atlas.desk.desk import Desk
from atlas.desk.perimeters import parse_place
from atlas.desk.provenance import BOUNDARIES_SOURCE, DEMONSTRATION_MARK
from atlas.desk.written import COLUMNS, MEMBERS
from atlas.diagnostic.answers import Diagnosis
from atlas.gaps import GapQuery, gap_view
from atlas.gaps.correspondences import level_correspondences
from atlas.gaps.correspondences_export import correspondences_about, correspondences_rows
from atlas.gaps.crossed_export import crossed_rows, differences_rows
from atlas.gaps.crossed_views import crossed_views
from atlas.gaps.divergences import DivergenceQuery, divergences
from atlas.gaps.divergences_export import (
    divergences_geojson,
    divergences_rows,
    divergences_workbook,
)
from atlas.gaps.export import gap_geojson, gap_rows
from atlas.gaps.modelled import modelled_rows, modelled_view
from atlas.gaps.pairs import PairQuery, pair_rows, pair_view
from atlas.gaps.question_groups import group_rows, question_groups
from atlas.jobs.density import run_density
from atlas.layer.csv import layer_rows
from atlas.layer.geojson import to_geojson
from atlas.layer.layer import Layer, layer
from atlas.layer.query import parse_query
from atlas.maps.picture import picture
from atlas.partnerships.export import records_geojson, records_geopackage, records_rows
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.need_response_export import need_response_rows
from atlas.partnerships.practices import PracticesQuery, choose_practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_rows,
    practices_workbook,
)
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profile import profile, to_json
from atlas.profile.export import answers_rows, indicators_rows, views_rows
from atlas.profile.goals import goals_rows
from common.csv_files import FRANCE, INTERNATIONAL, csv_bytes
from common.levels import Level, Territory
from common.paths import ROOT
from fragiscope import cli
from geo.picture_formats import Format
from indicators.composite.recipe import Recipe
from indicators.composite.recipe_text import to_toml
from indicators.scores.objective import default_recipe
from reports.documents.debate import debate_content
from reports.documents.diagnosis import diagnosis_content
from reports.documents.note import note_content
from reports.layout.docx import to_docx
from reports.layout.pdf import to_pdf
from reports.layout.posters import to_posters

#: A région where the groups of a real survey differ.
GROUPS_DIFFER = Territory(Level.REGION, "32")
ARIEGE = Territory(Level.DEPARTEMENT, "09")
#: Buttons that hand out a file, by screen or part; a new one must be tried below.
BUTTONS = {
    "pages/parts/diagnostic/sheet.py": 1,
    "pages/parts/ecarts/correspondences.py": 1,
    "pages/parts/ecarts/divergences.py": 3,
    "pages/parts/ecarts/domain.py": 2,
    "pages/parts/ecarts/pair.py": 1,
    "pages/parts/indice/recipe_file.py": 1,  # a recipe: the reader's own choices, without a figure
    "pages/parts/carte/picture_download.py": 1,
    "pages/parts/carte/sections.py": 2,
    "pages/parts/ecarts/crossed.py": 2,
    "pages/parts/ecarts/question_groups.py": 1,
    "pages/parts/ecarts/modelled.py": 1,
    "pages/parts/ecarts/programme.py": 1,  # own answers: tests/atlas/profile/test_programme.py
    "pages/parts/kit/survey_kit.py": 1,  # the survey kit: empty forms
    "pages/parts/exposition/posters.py": 1,
    "pages/parts/mes_donnees/bring.py": 1,  # the design of a survey: the reader's own choices
    # What the reader loaded, whole: tests/own_data/workspace/test_brought_back.py.
    "pages/parts/mes_donnees/carried.py": 1,
    "pages/parts/mes_donnees/kind.py": 2,  # templates and invented examples
    "pages/parts/mes_donnees/report.py": 1,  # the faults of the reader's own file
    "pages/parts/note/sections.py": 3,
    "pages/parts/partenariats/list.py": 3,
    "pages/parts/partenariats/need_view.py": 1,
    "pages/parts/pratiques/form.py": 1,  # what the reader wrote
    "pages/parts/pratiques/search.py": 3,
    "pages/parts/territoire/goals.py": 1,
    "pages/parts/territoire/programme.py": 2,  # own answers: tests/atlas/profile/test_programme.py
    "pages/parts/territoire/sections.py": 2,
    "pages/parts/territoire/views.py": 2,
}
#: Commands whose file holds figures of the product; the others work on files of the reader.
OF_THE_PRODUCT = {"catalogue", "density", "layer", "note", "picture", "profile"}
OF_THE_READER = {"clusters", "draw", "index", "rates", "small_area", "survey", "zonal"}


@dataclass(frozen=True)
class Export:
    """One file.

    Attributes
    ----------
    kind : how it is read back.
    make : gives its bytes.
    scored : whether scores of the index enter.
    felt : whether figures of a survey enter.
    drawn : whether they are those of the demonstration survey.
    """

    kind: str
    make: Callable[[Desk, Path], bytes]
    scored: bool = False
    felt: bool = False
    drawn: bool = False


def shown(desk: Desk, measure: str, domain: str = "mobilite", level: str = "region") -> Layer:
    return layer(desk, parse_query(level, domain, measure))


def moved(desk: Desk) -> Layer:
    return layer(desk, parse_query("region", measure="change", indicator="chomage_localise"))


def of_layer(measure: str, domain: str = "mobilite") -> Callable[[Desk, Path], bytes]:
    return lambda desk, _: csv_bytes(layer_rows(shown(desk, measure, domain)), FRANCE)


def drawing(fmt: Format, measure: str, domain: str = "mobilite") -> Callable[[Desk, Path], bytes]:
    return lambda desk, _: picture(desk, shown(desk, measure, domain), fmt, width_mm=150)


def debate(write: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    return lambda desk, _: write(debate_content(desk, profile(desk, GROUPS_DIFFER)))


def diagnosis(write: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    answers = Diagnosis(heard=("mobilite",), priorities=("mobilite",))
    return lambda desk, _: write(diagnosis_content(desk, profile(desk, ARIEGE), answers))


def note(writer: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    def make(desk: Desk, _: Path) -> bytes:
        place = parse_place(desk, "departement:09")
        content = note_content(desk, profile(desk, place))
        return writer(content)

    return make


def correspondences(desk: Desk, _: Path) -> bytes:
    rows = level_correspondences(desk, Level.REGION)
    about = correspondences_about(desk, Level.REGION, rows)
    return csv_bytes(correspondences_rows(desk, rows, about), FRANCE)


def density(desk: Desk, folder: Path) -> bytes:
    path = folder / "density.tif"
    run_density(desk, path, domain="emploi", cell=20_000, bandwidth=60_000)
    return path.read_bytes()


DRAWN = GapQuery(Level.DEPARTEMENT, "emploi", "citoyens")
WITHIN = RecordsQuery(within=ARIEGE)
HERE = PracticesQuery(within=ARIEGE)
REAL = GapQuery(Level.REGION, "mobilite", "citoyens")
PAIR = PairQuery("gd_services_publics", "apl_generalistes")
PARTED = DivergenceQuery(survey="grand_debat_2019")
EXPORTS = {
    "layer.csv": Export("csv", of_layer("objective"), scored=True),
    "perceived.csv": Export("csv", of_layer("perceived"), felt=True),
    "drawn.csv": Export("csv", of_layer("perceived", "emploi"), felt=True, drawn=True),
    "layer.geojson": Export(
        "json", lambda desk, _: to_geojson(shown(desk, "both_views")).encode(), True, True
    ),
    "change.csv": Export("csv", lambda desk, _: csv_bytes(layer_rows(moved(desk)), FRANCE)),
    "change.geojson": Export("json", lambda desk, _: to_geojson(moved(desk)).encode()),
    "partnerships.geojson": Export(
        "json", lambda desk, _: to_geojson(shown(desk, "partnerships")).encode()
    ),
    "gap.csv": Export(
        "csv", lambda desk, _: csv_bytes(gap_rows(gap_view(desk, REAL)), FRANCE), True, True
    ),
    "gap.geojson": Export(
        "json", lambda desk, _: gap_geojson(desk, gap_view(desk, DRAWN)).encode(), True, True, True
    ),
    "modelled.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(modelled_rows(modelled_view(desk, DRAWN)), FRANCE),
        felt=True,
        drawn=True,
    ),
    "crossed.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(crossed_rows(crossed_views(desk, ARIEGE, "emploi")), FRANCE),
        felt=True,
        drawn=True,
    ),
    "differences.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(differences_rows(crossed_views(desk, ARIEGE, "emploi")), FRANCE),
        felt=True,
        drawn=True,
    ),
    "correspondences.csv": Export("csv", correspondences, felt=True),
    "pair.csv": Export(
        "csv", lambda desk, _: csv_bytes(pair_rows(pair_view(desk, PAIR)), FRANCE), felt=True
    ),
    "divergences.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(divergences_rows(desk, divergences(desk, PARTED)), FRANCE),
        scored=True,
        felt=True,
    ),
    "divergences.geojson": Export(
        "json",
        lambda desk, _: divergences_geojson(desk, divergences(desk, PARTED)).encode(),
        scored=True,
        felt=True,
    ),
    "divergences.xlsx": Export(
        "xlsx",
        lambda desk, _: divergences_workbook(desk, divergences(desk, PARTED)),
        scored=True,
        felt=True,
    ),
    "need.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(
            need_response_rows(need_response(desk, NeedQuery(Level.DEPARTEMENT, "emploi"))), FRANCE
        ),
        scored=True,
    ),
    "records.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(records_rows(choose_records(desk, WITHIN)), FRANCE),
    ),
    "records.geojson": Export(
        "json", lambda desk, _: records_geojson(choose_records(desk, WITHIN)).encode()
    ),
    "records.gpkg": Export(
        "gpkg", lambda desk, _: records_geopackage(choose_records(desk, WITHIN))
    ),
    "practices.csv": Export(
        "csv", lambda desk, _: csv_bytes(practices_rows(choose_practices(desk, HERE)), FRANCE)
    ),
    "practices.xlsx": Export(
        "xlsx", lambda desk, _: practices_workbook(choose_practices(desk, HERE))
    ),
    "practices.geojson": Export(
        "json", lambda desk, _: practices_geojson(desk, choose_practices(desk, HERE)).encode()
    ),
    "profile.json": Export(
        "json", lambda desk, _: to_json(desk, profile(desk, ARIEGE)).encode(), True, True, True
    ),
    "profile.csv": Export(
        "csv", lambda desk, _: csv_bytes(indicators_rows(desk, profile(desk, ARIEGE)), FRANCE)
    ),
    "goals.csv": Export(
        "csv", lambda desk, _: csv_bytes(goals_rows(profile(desk, ARIEGE)), FRANCE), scored=True
    ),
    "views.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(views_rows(profile(desk, ARIEGE), "citoyens"), FRANCE),
        scored=True,
        felt=True,
        drawn=True,
    ),
    "groups.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(group_rows(question_groups(desk, "gd_services_publics")), FRANCE),
        felt=True,
    ),
    "answers.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(answers_rows(desk, profile(desk, ARIEGE)), FRANCE),
        scored=True,
        felt=True,
    ),
    "density.tif": Export("tiff", density),
    "picture.png": Export("png", drawing("png", "objective"), scored=True),
    "picture.svg": Export("svg", drawing("svg", "gap"), scored=True, felt=True),
    "picture.pdf": Export("pdf", drawing("pdf", "perceived", "emploi"), felt=True, drawn=True),
    "note.pdf": Export("pdf", note(to_pdf), scored=True, felt=True),
    "note.docx": Export("docx", note(to_docx), scored=True, felt=True),
    "posters.pdf": Export("pdf", lambda desk, _: to_posters(gallery(desk)), scored=True),
    "drawn.pdf": Export("pdf", note(to_pdf), True, True, drawn=True),
    "diagnosis.pdf": Export("pdf", diagnosis(to_pdf), scored=True, felt=True),
    "diagnosis.docx": Export("docx", diagnosis(to_docx), scored=True, felt=True),
    "debate.pdf": Export("pdf", debate(to_pdf), scored=True, felt=True),
    "debate.docx": Export("docx", debate(to_docx), scored=True, felt=True),
    "drawn.docx": Export("docx", note(to_docx), True, True, drawn=True),
}


def of_csv(content: bytes) -> str:
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert rows
    assert set(COLUMNS) <= rows[0].keys()
    assert len({row["data_version"] for row in rows}) == 1, "each row says its version"
    assert all(row["sources"] for row in rows), "each row says its sources"
    return json.dumps(rows, ensure_ascii=False)


def of_json(content: bytes) -> str:
    read = json.loads(content)
    assert set(MEMBERS) <= read.keys()
    assert read["sources"]
    return json.dumps({name: read[name] for name in MEMBERS}, ensure_ascii=False)


def of_docx(content: bytes) -> str:
    parts = zipfile.ZipFile(io.BytesIO(content))
    names = [name for name in parts.namelist() if name.endswith(".xml")]
    return " ".join(of_xml(parts.read(name)) for name in names)


def of_xml(content: bytes) -> str:
    return " ".join(ElementTree.fromstring(content).itertext())  # noqa: S314 - our own file


def of_pdf(content: bytes) -> str:
    document = pypdfium2.PdfDocument(content)
    pages = (page.get_textpage().get_text_range() for page in document)
    return " ".join([*pages, *document.get_metadata_dict().values()])


def of_png(content: bytes) -> str:
    return " ".join(str(text) for text in Image.open(io.BytesIO(content)).info.values())


def of_tiff(content: bytes) -> str:
    with rasterio.MemoryFile(content) as file, file.open() as raster:
        return json.dumps(raster.tags(), ensure_ascii=False)


#: Where the format itself keeps what a file says of itself.
METADATA = "select * from gpkg_metadata"


def of_gpkg(content: bytes) -> str:
    base = sqlite3.connect(":memory:")
    base.deserialize(content)
    rows = [base.execute(query).fetchall() for query in ("select * from sources", METADATA)]
    return json.dumps(rows, ensure_ascii=False)


#: All that a file says of itself, read back; what must be a column or a member is.
READ = {
    "csv": of_csv,
    "json": of_json,
    "docx": of_docx,
    "xlsx": of_docx,
    "pdf": of_pdf,
    "svg": of_xml,
    "png": of_png,
    "tiff": of_tiff,
    "gpkg": of_gpkg,
}


@pytest.mark.parametrize("name", EXPORTS)
def test_a_file_says_what_it_rests_on(
    name: str, desk: Desk, demonstrating_desk: Desk, tmp_path: Path
) -> None:
    export = EXPORTS[name]
    opened = demonstrating_desk if export.drawn else desk
    said = READ[export.kind](export.make(opened, tmp_path))
    flat = "".join(said.split())  # a page breaks its lines where it must
    assert desk.manifest.version in flat
    assert "LicenceOuverte" in flat or "licence" in flat.lower()
    assert (default_recipe().fingerprint in flat) >= export.scored
    mentions = {"".join(survey.mention.split()): survey for survey in opened.surveys.values()}
    told = [survey for mention, survey in mentions.items() if mention in flat]
    assert bool(told) >= export.felt, "the mention of a survey goes with its figures"
    assert ("".join(DEMONSTRATION_MARK.split()) in flat) == export.drawn


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
    Path("felt.csv").write_bytes(csv_bytes(layer_rows(drawn).set_index("code"), INTERNATIONAL))
    Path("felt.geojson").write_text(to_geojson(drawn), "utf-8")
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
                    "csv_button",
                    "download_button",
                )
    found.pop("pages/parts/kit/downloads.py")  # what makes them
    assert {name: count for name, count in found.items() if count} == BUTTONS


def test_every_command_that_writes_a_file_is_known() -> None:
    writing = {
        path.stem
        for path in sorted((ROOT / "commands").glob("*.py"))
        if '"-o"' in path.read_text("utf-8")
    }
    assert writing == OF_THE_PRODUCT | OF_THE_READER
