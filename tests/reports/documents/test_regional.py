from __future__ import annotations

import io
from collections.abc import Callable

import docx
import pypdfium2 as pdfium
import pytest

from atlas.desk.desk import Desk
from atlas.profiles import Profile
from common.errors import NotAvailableError
from common.levels import Level
from indicators.base.domains import DOMAIN_KEYS
from indicators.base.reference_points import reference_points
from reports.content.national import NEAR, TOO_FEW
from reports.content.published import PUBLISHED_ORDER
from reports.documents.national import national_content
from reports.documents.parts import ALLIANCES, FRAGILITIES, PROFILE
from reports.documents.regional import regional_content
from reports.layout.docx import clean, to_docx
from reports.layout.pdf import to_pdf
from reports.report import Report, Table

ProfileOf = Callable[..., Profile]
BRETAGNE, MAYOTTE = "region:53", "region:06"
#: What the programme's reports hold in.
LEAST_PAGES, MOST_PAGES = 8, 12


@pytest.fixture(scope="module")
def report_of(desk: Desk, profile_of: ProfileOf) -> Callable[[str], Report]:
    made: dict[str, Report] = {}

    def make(place: str) -> Report:
        if place not in made:
            made[place] = regional_content(desk, profile_of(place))
        return made[place]

    return make


@pytest.fixture(scope="module")
def france(desk: Desk) -> Report:
    return national_content(desk)


def page_count(report: Report) -> int:
    return len(pdfium.PdfDocument(to_pdf(report)))


def tables(report: Report) -> list[Table]:
    return [b for section in report.sections for b in section.blocks if isinstance(b, Table)]


def national_rows(report: Report) -> dict[str, tuple[str, ...]]:
    (found,) = [one for one in tables(report) if "face au taux national" in one.caption]
    keys = list(DOMAIN_KEYS)
    assert len(found.rows) == len(keys)
    return {
        key: tuple(cell.text for cell in row) for key, row in zip(keys, found.rows, strict=True)
    }


@pytest.mark.parametrize("place", [BRETAGNE, MAYOTTE])
def test_a_region_has_the_three_parts_in_eight_to_twelve_pages(
    report_of: Callable[[str], Report], place: str
) -> None:
    report = report_of(place)
    parts = [section.part for section in report.sections if section.part]
    assert parts == [PROFILE, FRAGILITIES, ALLIANCES]
    assert LEAST_PAGES <= page_count(report) <= MOST_PAGES


def test_france_has_the_same_parts_and_its_regions_side_by_side(desk: Desk, france: Report) -> None:
    assert [section.part for section in france.sections if section.part] == [
        PROFILE,
        FRAGILITIES,
        ALLIANCES,
    ]
    assert LEAST_PAGES <= page_count(france) <= MOST_PAGES
    regions = desk.territories_of(Level.REGION)
    side_by_side = next(one for one in tables(france) if one.caption.startswith("Régions"))
    assert len(side_by_side.rows) == len(regions) == 18


@pytest.mark.slow
def test_all_the_regions_hold_in_eight_to_twelve_pages(desk: Desk, profile_of: ProfileOf) -> None:
    counts = {
        code: page_count(regional_content(desk, profile_of(f"region:{code}")))
        for code in desk.territories_of(Level.REGION).index
    }
    outside = {
        code: count for code, count in counts.items() if not LEAST_PAGES <= count <= MOST_PAGES
    }
    assert outside == {}


def test_a_domain_is_drawn_on_its_side_of_the_national_rate(
    report_of: Callable[[str], Report],
) -> None:
    (found,) = [
        one for one in tables(report_of(BRETAGNE)) if "face au taux national" in one.caption
    ]
    for row in found.rows:
        dot, distance = row[1].dot, float(row[3].text.replace("−", "-").replace(",", "."))
        assert dot is not None
        assert (dot.position > 0.5) == (distance > 0) or distance == 0
        if dot.kind != "plain":
            assert abs(distance) >= NEAR
        assert dot.low is not None
        assert dot.high is not None
        assert dot.low <= dot.position <= dot.high
        assert 0.5 in (dot.low, dot.high)


def test_mayotte_tells_what_it_lacks_and_draws_nothing_empty(
    report_of: Callable[[str], Report],
) -> None:
    report = report_of(MAYOTTE)
    rows = national_rows(report)
    assert rows["emploi"] == (rows["emploi"][0], TOO_FEW, "–", "–")
    assert rows["securite"][1] != TOO_FEW
    headings = [section.heading for section in report.sections]
    assert "Ce qui manque" in headings
    for one in tables(report):
        assert one.rows, one.caption
    alone = next(s for s in report.sections if s.heading.startswith("Les départements"))
    assert len(alone.blocks) == 1


@pytest.mark.parametrize("place", [BRETAGNE, MAYOTTE])
def test_every_published_figure_has_its_mention(
    report_of: Callable[[str], Report], place: str
) -> None:
    said = " ".join(
        getattr(block, "text", "")
        for section in report_of(place).sections
        for block in section.blocks
    )
    told = {"dimensions", "jouer_collectif", "citoyens_alliances"}
    for point in reference_points():
        if point.key in told:
            assert all(mention.replace("'", "’") in said for mention in point.mentions)


def test_the_published_order_is_that_of_the_figures() -> None:
    point = next(point for point in reference_points() if point.key == "dimensions")
    firsts = [one for one in point.values if one.label.endswith("en premier")]
    ordered = sorted(firsts, key=lambda one: -one.value)
    starts = [one.label.split(",")[0].lower() for one in ordered]
    assert [start[:6] for start in starts] == [
        {"economique": "économ", "societale": "sociét", "sociale": "social"}.get(key, key[:6])
        for key in PUBLISHED_ORDER
    ]


def test_the_docx_has_the_same_parts_and_tables(report_of: Callable[[str], Report]) -> None:
    report = report_of(MAYOTTE)
    document = docx.Document(io.BytesIO(to_docx(report)))
    firsts = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert {clean(part) for part in (PROFILE, FRAGILITIES, ALLIANCES)} <= set(firsts)
    seconds = [p.text for p in document.paragraphs if p.style.name == "Heading 2"]
    assert seconds == [clean(s.heading) for s in report.sections if s.level == 2]
    assert len(document.tables) == len(tables(report))


def test_only_a_region_has_a_regional_report(desk: Desk, profile_of: ProfileOf) -> None:
    with pytest.raises(NotAvailableError, match="région"):
        regional_content(desk, profile_of("commune:55139"))
