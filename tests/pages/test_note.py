"""The page of the note: default, a place, the demonstration left out, a bad URL."""

from __future__ import annotations

import json
from collections.abc import Callable

import pypdfium2 as pdfium
import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profiles import profile
from common.levels import Level, Territory
from pages.parts.kit.demonstration_switch import SHOW
from pages.parts.note.note_text import page_alternatives
from pages.parts.note.sections import DEBATE, TITLE
from reports.documents.national import national_content
from reports.documents.note import note_content
from reports.layout.pdf import laid_out, to_pdf
from tests.pages.conftest import choose_place, search_boxes
from tests.reports.sample import sample

OpenPage = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_it_asks_for_a_place_and_offers_crte_first(open_page: OpenPage) -> None:
    app = open_page("note")
    assert not app.exception
    assert TITLE in texts(app)
    box = search_boxes(app)["note.search"]
    assert json.loads(box.json)["first"] == Level.CRTE.value
    chosen = choose_place(app, "note", "crte:crte-84-26-1")
    assert "Note – CRTE Montélimar Agglomération" in texts(chosen)


def test_a_crte_has_its_pages_both_files_and_its_sources(open_page: OpenPage) -> None:
    app = open_page("note", territoire="crte:crte-84-26-1")
    assert not app.exception
    assert [e.value for e in app.error] == []
    assert "Note – CRTE Montélimar Agglomération" in texts(app)
    labels = [button.label for button in app.get("download_button")]
    sheet = [label for label, _ in DEBATE.values()]
    council = [label for label in labels if label.startswith(("Pour le conseil", "Image"))]
    assert len(council) == 2
    assert labels == ["Télécharger le PDF", "Télécharger le DOCX", *council, *sheet]
    assert len(app.get("image")) == 4
    assert "Trois questions à poser" in texts(app)
    assert not any(DEMONSTRATION_MARK in str(told.value) for told in app.warning)
    drawn = next(b for b in app.button if b.label == SHOW).click().run()
    assert DEMONSTRATION_MARK in texts(drawn)
    assert next(p for p in drawn.get("download_button") if "PDF" in p.label)


def test_each_picture_of_a_page_says_what_it_shows() -> None:
    desk = Desk()
    note = note_content(desk, profile(desk, Territory.parse("crte:crte-84-26-1")))
    drawn = laid_out(note, ppi=20).pages
    told = page_alternatives(note, [headings for _, headings in drawn])
    assert [caption for caption, _ in told] == [f"Page {rank} sur 4" for rank in range(1, 5)]
    for sections, (caption, alternative) in zip(note.pages, told, strict=False):
        assert alternative.startswith(f"{caption} : {sections[0].heading}")
        assert len(alternative) > len(f"{caption} : {sections[0].heading} – ")
        assert all(one.heading in alternative for one in sections)


@pytest.mark.parametrize("url", ["crte:zz", "perimetre:99999:Rien", "<script>"])
def test_a_url_that_names_nothing_gets_a_message(open_page: OpenPage, url: str) -> None:
    app = open_page("note", territoire=url)
    assert not app.exception
    assert app.warning
    assert TITLE in texts(app)


def test_a_place_offers_its_documents_and_keeps_the_choice(open_page: OpenPage) -> None:
    app = open_page("note", territoire="crte:crte-06-976-1", document="revue-de-projets")
    assert not app.exception
    assert "Revue de projets – " in texts(app)
    assert len(app.get("image")) == 2
    # The table of the first page is told in words.
    assert "besoin" in texts(app).lower()
    assert app.query_params["document"] == "revue-de-projets"


def test_a_place_without_the_document_asked_shows_its_usual_one(open_page: OpenPage) -> None:
    app = open_page("note", territoire="crte:crte-06-976-1", document="rapport-regional")
    assert not app.exception
    assert "Note – " in texts(app)
    assert "document" not in app.query_params


def test_france_has_its_report_and_no_profile(open_page: OpenPage) -> None:
    app = open_page("note", territoire="france:FR")
    assert not app.exception
    assert [e.value for e in app.error] == []
    assert "Rapport régional – France" in texts(app)
    assert [b.label for b in app.get("download_button")] == [
        "Télécharger le PDF",
        "Télécharger le DOCX",
    ]
    assert 8 <= len(app.get("image")) <= 12


@pytest.mark.slow
def test_the_pages_of_a_report_are_each_told_by_what_they_begin() -> None:
    report = national_content(Desk())
    drawn = laid_out(report, ppi=20).pages
    told = [words for _, words in page_alternatives(report, [count for _, count in drawn])]
    assert len(told) >= 8
    assert len({words.partition(" : ")[2] for words in told}) == len(told)
    # Each heading is told once, on the page that pdfium reads it on.
    pages = pdfium.PdfDocument(to_pdf(report))
    for section in report.sections:
        where = [index for index, words in enumerate(told) if section.heading in words]
        assert where
        text = " ".join(pages[where[0]].get_textpage().get_text_bounded().split())
        assert section.heading.split()[0] in text


def test_a_page_that_begins_nothing_carries_on() -> None:
    told = page_alternatives(sample(), [2, 1, 0, 1, 1])
    assert told[2] == (
        "Page 3 sur 5",
        f"Page 3 sur 5 : suite de « {sample().pages[1][0].heading} »",
    )
