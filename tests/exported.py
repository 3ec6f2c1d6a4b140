"""How every file that the product hands out is made, so that a test may read each of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from atlas.alike.gallery import gallery
from atlas.compare import Comparison, compare
from atlas.compare.export import taken_comparison
from atlas.compare.recipes import IndexComparison, compare_recipe
from atlas.compare.recipes_export import index_workbook, taken_index
from atlas.desk.desk import Desk
from atlas.desk.file_formats import CSV_FRANCE, GEOJSON, GEOPACKAGE, XLSX, FileFormat
from atlas.desk.perimeters import parse_place
from atlas.desk.series_export import series_table, taken_series
from atlas.desk.taken import Taken, written
from atlas.diagnostic.answers import Diagnosis
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.correspondences import correspondences_of
from atlas.divergences.correspondences_export import correspondences_about, taken_correspondences
from atlas.divergences.crossed_export import taken_crossed, taken_differences
from atlas.divergences.crossed_views import crossed_views
from atlas.divergences.divergences import DivergenceQuery, divergences
from atlas.divergences.divergences_export import (
    divergences_rows,
    divergences_workbook,
    taken_divergences,
)
from atlas.divergences.export import taken_gap
from atlas.divergences.modelled import modelled_view, taken_modelled
from atlas.divergences.pairs import PairQuery, pair_view, taken_pair
from atlas.divergences.question_groups import question_groups, taken_groups
from atlas.jobs.catalogue import Listed, taken_catalogue, taken_list
from atlas.jobs.density import run_density
from atlas.layers.layer import Layer, layer
from atlas.layers.query import parse_query
from atlas.layers.taken import taken_layer
from atlas.maps.multiples_picture import multiples_picture
from atlas.maps.picture import picture
from atlas.maps.small_multiples import by_domain, by_year
from atlas.partnerships.export import taken_records
from atlas.partnerships.need_response import NeedQuery, need_response
from atlas.partnerships.need_response_export import taken_need
from atlas.partnerships.practices import PracticesQuery, choose_practices
from atlas.partnerships.practices_export import (
    practices_geojson,
    practices_workbook,
    taken_practices,
)
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import profile, to_json
from atlas.profiles.export import taken_answers, taken_indicators, taken_views
from atlas.profiles.goals import taken_goals
from common.csv_files import FRANCE, csv_bytes
from common.levels import Level, Territory
from geo.picture_formats import Format
from indicators.scores.objective import default_recipe
from reports.documents.council import council_page
from reports.documents.diagnosis import diagnosis_content
from reports.documents.kinds import DocumentKind
from reports.documents.kinds import written as written_document
from reports.layout.council import council_pdf, council_png
from reports.layout.docx import to_docx
from reports.layout.pdf import to_pdf
from reports.layout.posters import to_posters

#: A région where the groups of a real survey differ.
GROUPS_DIFFER = Territory(Level.REGION, "32")
ARIEGE = Territory(Level.DEPARTEMENT, "09")
HELD_BY = [Territory(Level.REGION, "76"), Territory(Level.FRANCE, "FR")]
#: A perimeter whose name holds what a command line and a list of territories must keep.
VALLEY = "perimetre:09122.09194:Vallée, d’à côté"


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
    return lambda desk, _: written(taken_layer(shown(desk, measure, domain)), CSV_FRANCE)


def drawing(fmt: Format, measure: str, domain: str = "mobilite") -> Callable[[Desk, Path], bytes]:
    return lambda desk, _: picture(desk, shown(desk, measure, domain), fmt, width_mm=150)


def multiples(fmt: Format) -> Callable[[Desk, Path], bytes]:
    query = parse_query("commune", within=ARIEGE)
    return lambda desk, _: multiples_picture(by_domain(desk, query), fmt)


def years(desk: Desk, _: Path) -> bytes:
    query = parse_query("region", measure="indicator", indicator="chomage_localise")
    return multiples_picture(by_year(desk, query), "png")


def debate(write: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    return lambda desk, _: write(written_document(desk, DocumentKind.DEBATE, GROUPS_DIFFER))


def diagnosis(write: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    answers = Diagnosis(
        ("sante", "emploi"), ("mobilite",), ("sante",), ("mobilite", "emploi"), ("etat",)
    )
    return lambda desk, _: write(diagnosis_content(desk, profile(desk, ARIEGE), answers))


def note(writer: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    def make(desk: Desk, _: Path) -> bytes:
        return writer(
            written_document(desk, DocumentKind.NOTE, parse_place(desk, "departement:09"))
        )

    return make


def council(write: Callable[..., bytes]) -> Callable[[Desk, Path], bytes]:
    def make(desk: Desk, _: Path) -> bytes:
        described = profile(desk, ARIEGE)
        return write(council_page(desk, described, address="", day=date(2026, 11, 29)))

    return make


def correspondences(desk: Desk) -> Taken:
    rows = correspondences_of(desk, Level.REGION)
    return taken_correspondences(desk, rows, correspondences_about(desk, Level.REGION, rows))


def recipe_of(desk: Desk) -> IndexComparison:
    return compare_recipe(desk, Level.REGION, default_recipe())


def beside(desk: Desk) -> Comparison:
    chosen = profile(desk, parse_place(desk, VALLEY))
    return compare(desk, profile(desk, ARIEGE), [chosen], HELD_BY, "mobilite")


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
#: Tables without a shape, handed out as CSV and as workbooks: what gives each, and whether scores
#: of the index, figures of a survey, those of the demonstration enter.
PLAIN: dict[str, tuple[Callable[[Desk], Taken], bool, bool, bool]] = {
    "answers": (lambda desk: taken_answers(desk, profile(desk, ARIEGE)), True, True, False),
    "catalogue": (taken_catalogue, False, False, False),
    "catalogue-questions": (
        lambda desk: taken_list(desk, Listed.QUESTIONS, "voiture"), False, True, False
    ),
    "catalogue-territories": (
        lambda desk: taken_list(desk, Listed.TERRITORIES, "foix"), False, False, False
    ),
    "comparison": (lambda desk: taken_comparison(desk, beside(desk)), True, False, False),
    "correspondences": (correspondences, False, True, False),
    "crossed": (
        lambda desk: taken_crossed(crossed_views(desk, ARIEGE, "emploi")), False, True, True
    ),
    "differences": (
        lambda desk: taken_differences(crossed_views(desk, ARIEGE, "emploi")), False, True, True
    ),
    "goals": (lambda desk: taken_goals(profile(desk, ARIEGE)), True, False, False),
    "groups": (
        lambda desk: taken_groups(question_groups(desk, "gd_services_publics")), False, True, False
    ),
    "modelled": (lambda desk: taken_modelled(modelled_view(desk, DRAWN)), False, True, True),
    "need": (
        lambda desk: taken_need(need_response(desk, NeedQuery(Level.DEPARTEMENT, "emploi"))),
        True, False, False,
    ),
    "pair": (lambda desk: taken_pair(pair_view(desk, PAIR)), False, True, False),
    "profile": (lambda desk: taken_indicators(desk, profile(desk, ARIEGE)), False, False, False),
    "series": (
        lambda desk: taken_series(series_table(desk, "taux_pauvrete", Level.REGION)),
        False, False, False,
    ),
    "views": (lambda desk: taken_views(profile(desk, ARIEGE), "citoyens"), True, True, True),
}  # fmt: skip


def plain(name: str, form: FileFormat) -> Export:
    make, scored, felt, drawn = PLAIN[name]
    kind = form.extension
    return Export(kind, lambda desk, _: written(make(desk), form), scored, felt, drawn)


EXPORTS = {
    **{f"{name}.csv": plain(name, CSV_FRANCE) for name in PLAIN},
    **{f"{name}.xlsx": plain(name, XLSX) for name in PLAIN},
    "layer.csv": Export("csv", of_layer("objective"), scored=True),
    "perceived.csv": Export("csv", of_layer("perceived"), felt=True),
    "drawn.csv": Export("csv", of_layer("perceived", "emploi"), felt=True, drawn=True),
    "layer.geojson": Export(
        "json",
        lambda desk, _: written(taken_layer(shown(desk, "both_views")), GEOJSON),
        True,
        True,
    ),
    "change.csv": Export("csv", lambda desk, _: written(taken_layer(moved(desk)), CSV_FRANCE)),
    "change.geojson": Export("json", lambda desk, _: written(taken_layer(moved(desk)), GEOJSON)),
    "partnerships.geojson": Export(
        "json",
        lambda desk, _: written(taken_layer(shown(desk, "partnerships")), GEOJSON),
    ),
    "gap.csv": Export(
        "csv",
        lambda desk, _: written(taken_gap(desk, gap_view(desk, REAL)), CSV_FRANCE),
        True,
        True,
    ),
    "gap.geojson": Export(
        "json",
        lambda desk, _: written(taken_gap(desk, gap_view(desk, DRAWN)), GEOJSON),
        True,
        True,
        True,
    ),
    "divergences.csv": Export(
        "csv",
        lambda desk, _: csv_bytes(divergences_rows(desk, divergences(desk, PARTED)), FRANCE),
        scored=True,
        felt=True,
    ),
    "divergences.geojson": Export(
        "json",
        lambda desk, _: written(taken_divergences(desk, divergences(desk, PARTED)), GEOJSON),
        scored=True,
        felt=True,
    ),
    "divergences.xlsx": Export(
        "xlsx",
        lambda desk, _: divergences_workbook(desk, divergences(desk, PARTED)),
        scored=True,
        felt=True,
    ),
    "index.csv": Export(
        "csv",
        lambda desk, _: written(taken_index(recipe_of(desk)), CSV_FRANCE),
        scored=True,
    ),
    "index.xlsx": Export("xlsx", lambda desk, _: index_workbook(recipe_of(desk)), scored=True),
    "index.geojson": Export(
        "json",
        lambda desk, _: written(taken_index(recipe_of(desk)), GEOJSON),
        scored=True,
    ),
    "records.csv": Export(
        "csv",
        lambda desk, _: written(taken_records(choose_records(desk, WITHIN)), CSV_FRANCE),
    ),
    "records.geojson": Export(
        "json",
        lambda desk, _: written(taken_records(choose_records(desk, WITHIN)), GEOJSON),
    ),
    "records.xlsx": Export(
        "xlsx", lambda desk, _: written(taken_records(choose_records(desk, WITHIN)), XLSX)
    ),
    "records.gpkg": Export(
        "gpkg", lambda desk, _: written(taken_records(choose_records(desk, WITHIN)), GEOPACKAGE)
    ),
    "practices.csv": Export(
        "csv",
        lambda desk, _: written(taken_practices(choose_practices(desk, HERE)), CSV_FRANCE),
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
    "density.tif": Export("tiff", density),
    "picture.png": Export("png", drawing("png", "objective"), scored=True),
    "picture.svg": Export("svg", drawing("svg", "gap"), scored=True, felt=True),
    "multiples.png": Export("png", multiples("png"), scored=True),
    "multiples.pdf": Export("pdf", multiples("pdf"), scored=True),
    "years.png": Export("png", years),
    "picture.pdf": Export("pdf", drawing("pdf", "perceived", "emploi"), felt=True, drawn=True),
    "note.pdf": Export("pdf", note(to_pdf), scored=True, felt=True),
    "note.docx": Export("docx", note(to_docx), scored=True, felt=True),
    "posters.pdf": Export("pdf", lambda desk, _: to_posters(gallery(desk)), scored=True),
    "drawn.pdf": Export("pdf", note(to_pdf), True, True, drawn=True),
    "council.pdf": Export("pdf", council(council_pdf), scored=True, felt=True),
    "council.png": Export("png", council(council_png), scored=True, felt=True),
    "diagnosis.pdf": Export("pdf", diagnosis(to_pdf), scored=True, felt=True),
    "diagnosis.docx": Export("docx", diagnosis(to_docx), scored=True, felt=True),
    "debate.pdf": Export("pdf", debate(to_pdf), scored=True, felt=True),
    "debate.docx": Export("docx", debate(to_docx), scored=True, felt=True),
    "drawn.docx": Export("docx", note(to_docx), True, True, drawn=True),
}
