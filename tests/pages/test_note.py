"""The page of the note: default, a place, the demonstration left out, a bad URL."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.desk.provenance import DEMONSTRATION_MARK
from atlas.profile import profile
from common.levels import Territory
from pages.parts.kit.demonstration_switch import SHOW
from pages.parts.note.note_text import page_alternatives
from pages.parts.note.sections import DEBATE
from reports.documents.note import note_content
from tests.reports.sample import sample

OpenPage = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_it_asks_for_a_place_and_offers_crte_first(open_page: OpenPage) -> None:
    app = open_page("note")
    assert not app.exception
    assert "Note CRTE" in texts(app)
    app.text_input[0].set_value("montélimar").run()
    labels = [b.label for b in app.button if b.key and ".result." in b.key]
    assert labels[0].startswith("CRTE Montélimar")
    assert any("commune" in label for label in labels)


def test_a_crte_has_its_pages_both_files_and_its_sources(open_page: OpenPage) -> None:
    app = open_page("note", territoire="crte:crte-84-26-1")
    assert not app.exception
    assert [e.value for e in app.error] == []
    assert "Note – CRTE Montélimar Agglomération" in texts(app)
    labels = [button.label for button in app.get("download_button")]
    sheet = [label for label, _ in DEBATE.values()]
    assert labels == ["Télécharger le PDF", "Télécharger le DOCX", *sheet]
    assert len(app.get("image")) == 4
    assert "Trois questions à poser" in texts(app)
    assert not any(DEMONSTRATION_MARK in str(told.value) for told in app.warning)
    drawn = next(b for b in app.button if b.label == SHOW).click().run()
    assert DEMONSTRATION_MARK in texts(drawn)
    assert next(p for p in drawn.get("download_button") if "PDF" in p.label)


def test_each_picture_of_a_page_says_what_it_shows() -> None:
    desk = Desk()
    note = note_content(desk, profile(desk, Territory.parse("crte:crte-84-26-1")))
    told = page_alternatives(note, 4)
    assert [caption for caption, _ in told] == [f"Page {rank} sur 4" for rank in range(1, 5)]
    for sections, (caption, alternative) in zip(note.pages, told, strict=False):
        assert alternative.startswith(f"{caption} : {sections[0].heading}")
        assert len(alternative) > len(f"{caption} : {sections[0].heading} – ")
    assert page_alternatives(note, 5)[-1][1].endswith("suite")


@pytest.mark.parametrize("url", ["crte:zz", "perimetre:99999:Rien", "<script>"])
def test_a_url_that_names_nothing_gets_a_message(open_page: OpenPage, url: str) -> None:
    app = open_page("note", territoire=url)
    assert not app.exception
    assert app.warning
    assert "Note CRTE" in texts(app)


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


def test_the_pages_of_a_flowing_report_are_not_told_by_the_wrong_sections() -> None:
    report = replace(
        sample(), sections=tuple(replace(one, new_page=False) for one in sample().sections)
    )
    told = page_alternatives(report, 5)
    assert told[0][1].endswith(sample().sections[0].blocks[0].items[0].text)
    assert all(report.title in alternative for _, alternative in told[1:])
