"""Texts made to run are shown letter for letter, and none of them runs, in any frame."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Dialog, Page, expect

from own_data.checks.report_words import verdict
from own_data.loaded import CheckReport, OwnKind
from pages.parts.kit.own import own_words
from pages.parts.mes_donnees.bring import CHECK, LOAD
from tests.browser.conftest import Session, go_to
from tests.hostile.formats import csv_bytes
from tests.hostile.texts import PWNED, TEXTS

pytestmark = pytest.mark.browser
#: Those that run where they are not taken literally; the first are those of a preview.
NAMES = (
    *("script", "image", "svg", "frame", "template_literal", "closing_script", "script_string"),
    *("mustache", "markdown", "attribute", "address", "server_page"),
)
HERE = "commune:01004"
FILE = f"<img src=x onerror={PWNED}>.csv"


def partnerships() -> bytes:
    return csv_bytes(
        [
            {
                "titre": TEXTS[name][0],
                "partenaires": TEXTS[name][0],
                "commune": "01004",
                "lon": "5,35",
                "lat": "45,95",
                "lien": f'https://a.fr/?"onclick={PWNED}',
            }
            for name in NAMES
        ]
    )


def indicator() -> bytes:
    text = TEXTS["image"][0]
    return csv_bytes(
        [
            {
                "code_insee": "01004", "indicateur": text, "valeur": "1,5", "unite": text,
                "definition": text, "domaine": "emploi", "sens": "haut",
            }
        ]
    )  # fmt: skip


def load(page: Page, kind: OwnKind, content: bytes) -> None:
    """Check a file and load it, under a title and for an organisation that run too."""
    kinds = page.get_by_role("radiogroup", name="Ce que vous apportez")
    kinds.get_by_text(kind.label.capitalize(), exact=True).click()
    field = page.get_by_test_id("stFileUploader").first.locator("input[type=file]")
    field.set_input_files({"name": FILE, "mimeType": "text/csv", "buffer": content})
    for label in ("Organisation", "Titre"):
        box = page.get_by_label(label, exact=True)
        box.fill(f"{kind.label} {TEXTS['script'][0]}")
        box.press("Enter")
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_text(verdict(CheckReport(kind, "")))).to_be_visible()


def assert_nothing_ran(page: Page, dialogs: list[str]) -> None:
    page.wait_for_timeout(1_000)
    ran = [frame.url for frame in page.frames if frame.evaluate("window.__pwned !== undefined")]
    assert (ran, dialogs) == ([], [])


def test_texts_are_shown_and_do_not_run(session: Session) -> None:
    page, dialogs = session.page, list[str]()

    def dismissed(dialog: Dialog) -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    session.open(f"territoire?territoire={HERE}")  # the place that the pages begin with
    expect(page.get_by_role("heading", name=re.compile("Ambérieu")).first).to_be_visible()
    go_to(page, "Mes données")
    for count, (kind, content) in enumerate(
        ((OwnKind.PARTNERSHIPS, partnerships()), (OwnKind.INDICATORS, indicator())), start=1
    ):
        load(page, kind, content)
        shown = NAMES[:4] if kind is OwnKind.PARTNERSHIPS else ("image",)
        preview = page.get_by_test_id("stTable")
        for name in shown:
            expect(preview.get_by_text(TEXTS[name][0], exact=True).first).to_be_visible()
        assert_nothing_ran(page, dialogs)
        loading = page.get_by_role("button", name=LOAD, exact=True)
        expect(loading).to_be_visible()  # once the map is there
        loading.click()
        expect(page.get_by_role("link", name=own_words(count))).to_be_visible()
    assert_nothing_ran(page, dialogs)
    for screen in ("Territoire", "Partenariats", "Carte"):
        go_to(page, screen)
        expect(page.get_by_role("link", name=own_words(2))).to_be_visible()
        page.wait_for_load_state("networkidle")
        if screen == "Partenariats":
            expect(page.get_by_text(TEXTS["script"][0]).first).to_be_attached()  # as a text
        assert_nothing_ran(page, dialogs)
    session.assert_quiet()
