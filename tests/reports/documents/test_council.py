"""The page for a council: one page, its words, its mentions, whatever the place."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from atlas.desk.desk import Desk
from atlas.desk.whose import Whose
from atlas.profiles import Profile
from atlas.profiles.summary import fragile_words, partnership_words
from common.french import NARROW_SPACE, NO_BREAK_SPACE
from common.grammar import capitalised
from common.levels import MAPPED_LEVELS
from common.qr import qr_svg
from reports.documents.council import council_page
from reports.layout.council import council_pdf, council_png
from reports.one_page import ActionRow, AnswerRow, CouncilPage, RankRow

DAY = date(2026, 11, 29)
ADDRESS = "https://fragiscope.exemple.fr/territoire?territoire=commune:23008"
#: Few data, long names, a text that no reader should type.
PLACES = (
    *("commune:23008", "commune:97601", "commune:51513", "crte:crte-32-60-19"),
    *("region:75", "hostile"),
)
SMALLEST, A4 = 7.5, (595, 842)

PageOf = Callable[[str], CouncilPage]


@pytest.fixture(scope="module")
def page_of(desk: Desk, profile_of: Callable[..., Profile]) -> PageOf:
    return lambda text: council_page(desk, profile_of(text), address=ADDRESS, day=DAY)


def flat(text: str) -> str:
    for space in (NARROW_SPACE, NO_BREAK_SPACE):
        text = text.replace(space, " ")
    return "".join(text.split())


def read(pdf: bytes) -> str:
    (page,) = pdfium.PdfDocument(pdf)
    return flat(page.get_textpage().get_text_range())


@pytest.mark.parametrize("place", PLACES)
def test_it_holds_on_one_page_with_all_that_it_says(page_of: PageOf, place: str) -> None:
    page = page_of(place)
    pdf = council_pdf(page)
    said = read(pdf)
    for fact in page.facts:
        assert flat(fact.label) in said
    for question in page.questions:
        assert flat(question.lead) in said
    for mention in page.about.mentions:
        assert flat(mention) in said
    assert page.about.data_version in said
    assert "29novembre2026" in said
    (drawn,) = pdfium.PdfDocument(pdf)
    assert tuple(round(edge) for edge in drawn.get_size()) == A4
    sizes = {
        round(one.get_font_size(), 2)
        for one in drawn.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT])
    }
    assert min(sizes) >= SMALLEST - 0.01


@pytest.mark.slow
def test_sixty_places_of_all_levels_hold_on_one_page(desk: Desk, page_of: PageOf) -> None:
    for level in MAPPED_LEVELS:
        rows = desk.territories_of(level)
        longest = rows["name"].str.len().sort_values(ascending=False).index[:4]
        for code in dict.fromkeys([*longest, *rows.index[:: max(len(rows) // 8, 1)][:8]]):
            page = page_of(f"{level.value}:{code}")
            pdf = council_pdf(page)
            assert len(pdfium.PdfDocument(pdf)) == 1, code
            assert flat(page.facts[-1].text) in read(pdf), code


def test_its_words_are_those_of_the_profile(
    page_of: PageOf, profile_of: Callable[..., Profile]
) -> None:
    page, profile = page_of("commune:23008"), profile_of("commune:23008")
    assert page.finding == f"Aubusson : {fragile_words(profile)}"
    texts = [flat(fact.text) for fact in page.facts]
    assert flat(f"{capitalised(partnership_words(profile))}.") in texts
    assert [fact.role for fact in page.facts] == ["plain", "measured", "measured", "felt", "acts"]


def test_what_stands_out_is_drawn_with_its_interval_the_most_fragile_first(
    page_of: PageOf,
) -> None:
    rows = [row for row in page_of("commune:23008").charts[0].rows if isinstance(row, RankRow)]
    dots = [row.dot for row in rows]
    assert dots == sorted(dots, key=lambda dot: -dot.position)
    assert {dot.kind for dot in dots} == {"weak", "strong"}
    for dot in dots:
        assert dot.low is not None
        assert dot.high is not None
        assert dot.low <= dot.position <= dot.high


def test_ranks_among_a_part_of_the_communes_and_of_one_indicator_are_told_as_such(
    page_of: PageOf,
) -> None:
    # Two of its domains are ranked for a part of the communes; the oldest have one indicator.
    chart, plain = page_of("commune:23045").charts[0], page_of("crte:crte-75-23-6").charts[0]
    assert chart.title.endswith("parmi les communes de France qui ont la donnée")
    told = chart.note.replace(NARROW_SPACE, " ").replace(NO_BREAK_SPACE, " ")
    assert "Sur 34 875 communes, ont la donnée : transition énergétique (17 294)" in told
    assert "un seul indicateur" in told
    assert "ont la donnée" not in plain.title + plain.note


def test_the_answers_of_a_larger_territory_are_set_apart_and_named(
    page_of: PageOf, profile_of: Callable[..., Profile]
) -> None:
    larger, own = page_of("commune:23008").charts[1], page_of("region:75").charts[1]
    assert set(profile_of("commune:23008").answers["whose"]) == {Whose.LARGER.value}
    assert "pas votre commune" in larger.title
    assert "Nouvelle-Aquitaine" in larger.note
    assert "pas votre" not in own.title
    for row in (*larger.rows, *own.rows):
        assert isinstance(row, AnswerRow)
        assert row.low is None or row.low <= row.value <= (row.high or 0)


def test_partnerships_are_counted_as_the_profile_counts_them(
    page_of: PageOf, profile_of: Callable[..., Profile]
) -> None:
    rows = page_of("region:75").charts[2].rows
    totals = profile_of("region:75").natures["total"]
    for row in rows:
        assert isinstance(row, ActionRow)
        assert sum(row.counts) in set(totals.dropna())
    assert [sum(row.counts) for row in rows if isinstance(row, ActionRow)] == sorted(
        totals.drop(["ensemble", "sans_domaine"]).dropna(), reverse=True
    )[: len(rows)]


def test_the_legend_names_the_natures_that_are_drawn(page_of: PageOf) -> None:
    page = page_of("commune:23045")
    acts = page.charts[2]
    rows = [row for row in acts.rows if isinstance(row, ActionRow)]
    counts = [sum(every) for every in zip(*(row.counts for row in rows), strict=True)]
    said = read(council_pdf(page))
    assert {True, False} == {count > 0 for count in counts}
    for name, count in zip(acts.legend, counts, strict=True):
        assert (flat(name) in said) == (count > 0)


def test_the_slide_is_16_to_9_and_says_where_it_comes_from(page_of: PageOf) -> None:
    page = page_of("commune:23008")
    image = Image.open(io.BytesIO(council_png(page)))
    assert image.size == (1920, 1080)
    assert page.finding in image.info["Title"]
    assert all(mention in image.info["Source"] for mention in page.about.mentions)
    assert Image.open(io.BytesIO(council_png(page, 1200))).size == (1200, 675)


def test_the_sheet_is_tagged_named_and_the_same_each_time(page_of: PageOf) -> None:
    pdf = council_pdf(page_of("commune:23008"))
    assert pdf == council_pdf(page_of("commune:23008"))
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert document.Root.MarkInfo.Marked
        assert str(document.Root.Lang) == "fr-FR"
        assert str(document.docinfo["/Title"]) == "Aubusson"


def test_an_address_that_no_telephone_would_read_has_no_code() -> None:
    assert qr_svg(ADDRESS).startswith(b"<svg")
    assert qr_svg("") == qr_svg(f"{ADDRESS}{'x' * 300}") == b""
