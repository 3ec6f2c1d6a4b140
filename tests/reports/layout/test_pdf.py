from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
import pytest

from atlas.desk.provenance import DEMONSTRATION_MARK
from common.errors import InvalidDataError
from common.paths import ROOT
from reports.layout.glyphs import printable
from reports.layout.pdf import laid_out, to_pages, to_pdf
from reports.layout.typesetting import typeset
from reports.report import Cell, Items, Report, Table
from tests.reports.conftest import HOSTILE, PLACES
from tests.reports.sample import sample

NoteOf = Callable[..., Report]
MEGABYTE = 1_000_000
#: Pages of the content; sources may flow onto one more.
PARTS, MOST_PAGES = 4, 5
#: Smallest text that is printed, in points.
SMALLEST = 7.5
#: Prints the memory (MB) after three notes, and after nine.
MANY_NOTES = """
from dataclasses import replace
from pathlib import Path
from common.memory import give_back
from reports.report import Figure, Section
from reports.layout.pdf import to_pages
from tests.reports.sample import sample

for number in range(9):
    circles = "".join(f'<circle cx="{x}" cy="{number}" r="3"/>' for x in range(12_000))
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 12000 9">{circles}</svg>'
    note = replace(sample(), sections=(Section("Carte", (Figure("", "", svg.encode()),)),))
    to_pages(note, ppi=20)
    give_back(pause=0)
    if number in (2, 8):
        status = Path("/proc/self/status").read_text("utf-8")
        print(int(status.partition("VmRSS:")[2].split()[0]) // 1000)
"""


def page_texts(pdf: bytes) -> list[str]:
    document = pdfium.PdfDocument(pdf)
    return [plain(page.get_textpage().get_text_bounded()) for page in document]


def plain(text: str) -> str:
    """Leave out what line breaks change in a text: spaces and hyphens, soft or not."""
    for mark in ("-", "\u00ad", "\ufffe", "\u200b", "\x02"):
        text = text.replace(mark, "")
    return "".join(text.split())


def structure(pdf: bytes) -> Iterator[Any]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        waiting: list[Any] = [document.Root.StructTreeRoot]
        while waiting:
            element = waiting.pop()
            if not isinstance(element, pikepdf.Dictionary):
                continue
            if "/S" in element:
                yield str(element.S), str(element.get("/Alt", ""))
            kids: Any = element.get("/K", [])
            waiting += list(kids) if isinstance(kids, pikepdf.Array) else [kids]


@pytest.fixture(scope="module")
def pdf_of(note_of: NoteOf) -> Callable[[str], bytes]:
    made: dict[str, bytes] = {}
    return lambda place: made.setdefault(place, to_pdf(note_of(place, demonstration=True)))


@pytest.mark.parametrize("place", [*PLACES, "hostile"])
def test_a_note_is_small_and_short_and_says_all_its_content(
    note_of: NoteOf, pdf_of: Callable[[str], bytes], place: str
) -> None:
    note, pdf = note_of(place, demonstration=True), pdf_of(place)
    pages = page_texts(pdf)
    assert len(pdf) < MEGABYTE
    assert len(note.pages) == PARTS <= len(pages) <= MOST_PAGES
    footer = plain(printable(f"Fragiscope · {note.title[:59]}"))
    flowing = [page.partition(footer)[0] for page in pages]
    parts = [*flowing[: PARTS - 1], "".join(flowing[PARTS - 1 :])]
    for number, sections in enumerate(note.pages):
        for section in sections:
            for text in texts_of(section.blocks):
                assert plain(printable(text)) in parts[number], text
    marked = [plain(DEMONSTRATION_MARK) in page for page in pages]
    assert marked[:PARTS] == [demonstrated(sections) for sections in note.pages]
    assert not any(marked[PARTS:])


@pytest.mark.parametrize("place", [*PLACES, "hostile"])
def test_nothing_is_printed_too_small_to_be_read(
    pdf_of: Callable[[str], bytes], place: str
) -> None:
    for page in pdfium.PdfDocument(pdf_of(place)):
        text = page.get_textpage()
        sizes = [
            pdfium_c.FPDFText_GetFontSize(text, index)
            for index in range(text.count_chars())
            if text.get_text_range(index, 1).strip()
        ]
        assert min(sizes) >= SMALLEST - 0.01


def test_a_note_of_real_answers_has_four_pages(note_of: NoteOf) -> None:
    others = ("crte:crte-11-75929394-1", "crte:crte-94-2A-1", "region:76", "departement:62")
    for place in (*PLACES[:3], *others, "commune:75056", "commune:76540"):
        assert len(page_texts(to_pdf(note_of(place)))) == PARTS


def texts_of(blocks: tuple[Any, ...]) -> Iterator[str]:
    """All that a reader must be able to read of some blocks."""
    for block in blocks:
        if isinstance(block, Items):
            yield from (
                text for item in block.items for text in (item.heading, item.lead, item.text)
            )
            yield from (item.evidence for item in block.items)
        elif isinstance(block, Table):
            yield block.caption
            cells = [cell for row in block.rows for cell in row if cell.dot is None]
            yield from (line for cell in cells for line in cell.text.split("\n"))
        elif hasattr(block, "text"):
            yield block.text


def demonstrated(sections: list[Any]) -> bool:
    blocks = [block for section in sections for block in section.blocks]
    return any(
        cell.demonstration
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
        for cell in row
    ) or any(getattr(block, "demonstration", False) for block in blocks)


def test_the_same_note_gives_the_same_bytes() -> None:
    assert to_pdf(sample()) == to_pdf(sample())
    assert to_pdf(sample()) != to_pdf(sample("Autre"))


def test_the_file_is_tagged_for_accessibility(
    note_of: NoteOf, pdf_of: Callable[[str], bytes]
) -> None:
    pdf = pdf_of(PLACES[0])
    with pikepdf.open(io.BytesIO(pdf)) as document:
        assert str(document.Root.Lang) == "fr-FR"
        assert bool(document.Root.MarkInfo.Marked)
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        metadata = document.open_metadata()
        assert str(metadata["pdfuaid:part"]) == "1"
        assert str(metadata["dc:title"]) == note_of(PLACES[0], demonstration=True).title
    tags = list(structure(pdf))
    kinds = [kind for kind, _ in tags]
    tables = [
        block
        for section in note_of(PLACES[0], demonstration=True).sections
        for block in section.blocks
        if isinstance(block, Table)
    ]
    assert kinds.count("/Table") == len(tables)
    assert kinds.count("/TH") == sum(len(table.columns) for table in tables)
    assert kinds.count("/H1") == len(note_of(PLACES[0], demonstration=True).sections)
    assert kinds.count("/L") == 3
    alternatives = [alternative for kind, alternative in tags if kind == "/Figure"]
    assert alternatives
    assert all(alternatives)
    assert any(text.startswith("Carte.") for text in alternatives)


@pytest.mark.parametrize(
    "name",
    [
        HOSTILE,
        "x" * 400,
        "Très " * 80,
        '#image("/etc/passwd") $a$ `b` *c* _d_ <e> @f //g /*h*/ \\u{41}',
        "\x00\x1b\u202e\ufeff\ud83d",
        "\U0001f9ff 名前 اسم",
    ],
)
def test_a_hostile_name_is_text_and_breaks_nothing(name: str) -> None:
    pages = page_texts(to_pdf(sample(name)))
    assert len(pages) == PARTS
    letters = [character for character in name[:60] if character.isascii() and character.isalnum()]
    assert plain("".join(letters)) in "".join(c for c in pages[0] if c.isascii() and c.isalnum())
    assert not any("root:" in page for page in pages)


def test_a_page_that_overflows_shrinks_to_its_page() -> None:
    note = sample()
    section = note.sections[2]
    table = section.blocks[1]
    assert isinstance(table, Table)
    rows = tuple((*row[:2], Cell("1"), Cell("2")) for _ in range(9) for row in table.rows)
    longer = Table(table.caption, table.columns, rows, compact=True)
    taller = (*note.sections[:2], type(section)("Longue", (section.blocks[0], longer), True))
    pages = page_texts(to_pdf(type(note)(**{**vars(note), "sections": taller})))
    assert len(pages) == 2


def test_notes_are_made_at_the_same_time_by_several_threads() -> None:
    titles = [f"Titre {n}" for n in range(6)]
    with ThreadPoolExecutor(len(titles)) as pool:
        made = list(pool.map(lambda title: to_pdf(sample(title)), titles))
    assert made == [to_pdf(sample(title)) for title in titles]


def test_a_warning_of_the_engine_is_an_error() -> None:
    with pytest.raises(InvalidDataError):
        typeset({"mode": "picture", "width": 50, "svg": "pas un dessin"}, "png")


def test_pages_are_drawn_as_pictures() -> None:
    pages = to_pages(sample(), ppi=40)
    assert len(pages) == PARTS
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_a_report_laid_out_once_is_its_pdf_and_its_pages() -> None:
    both = laid_out(sample(), ppi=40)
    assert both.pdf == to_pdf(sample())
    assert [page for page, _ in both.pages] == to_pages(sample(), ppi=40)
    assert sum(headings for _, headings in both.pages) == len(sample().sections)


def test_typst_lets_go_of_earlier_notes() -> None:
    """Typst keeps what it worked out of its last ten compilations, unless told."""
    done = subprocess.run(
        [sys.executable, "-c", MANY_NOTES], cwd=ROOT, capture_output=True, text=True, check=True
    )
    third, last = (int(text) for text in done.stdout.split())
    assert last - third < 20, "each note adds to the memory of the process"
