"""An organisation loads its file in a browser; another browser never sees it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from own_data.checks.report_words import verdict
from own_data.loaded import CheckReport, OwnKind
from pages.parts.kit.own import own_words
from pages.parts.mes_donnees.bring import CHECK, LOAD
from pages.parts.mes_donnees.kept_list import REMOVE
from tests.browser.conftest import Session, drawn, go_to
from tests.pages.test_mes_donnees import FAULTY, example

pytestmark = pytest.mark.browser
TITLE = "Coopérations confidentielles"
SHEET = "Feuille du classeur"


@pytest.fixture
def other(browser: Browser) -> Iterator[Page]:
    """A page of another browser: no cookie, no session in common."""
    context = browser.new_context(locale="fr-FR")
    yield context.new_page()
    context.close()


def give(page: Page, name: str, content: bytes) -> None:
    field = page.get_by_test_id("stFileUploader").first.locator("input[type=file]")
    field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})


def test_a_file_is_checked_loaded_seen_by_one_browser_and_removed(
    session: Session, other: Page
) -> None:
    page = session.page
    session.open("mes_donnees")
    kinds = page.get_by_role("radiogroup", name="Ce que vous apportez")
    kinds.get_by_text(OwnKind.PARTNERSHIPS.label.capitalize()).click()

    give(page, "fautes.csv", FAULTY.encode())
    page.get_by_label("Organisation").fill("Préfecture de l’Ain")
    page.get_by_label("Organisation").press("Enter")
    page.get_by_role("button", name=CHECK).click()
    faulty = verdict(CheckReport(OwnKind.PARTNERSHIPS, "", total=3))
    expect(page.get_by_text(faulty)).to_be_visible()
    expect(page.get_by_role("button", name=LOAD, exact=True)).to_have_count(0)

    give(page, "partenariats.xlsx", example())
    expect(page.get_by_label(SHEET)).to_be_visible()
    expect(page.get_by_label("Organisation")).to_have_value("Préfecture de l’Ain")
    title = page.get_by_label("Titre", exact=True)
    title.fill(TITLE)
    title.press("Enter")
    page.get_by_role("button", name=CHECK).click()
    expect(page.get_by_text(verdict(CheckReport(OwnKind.PARTNERSHIPS, "")))).to_be_visible()
    page.get_by_role("button", name=LOAD, exact=True).click()
    expect(page.get_by_role("heading", name="Ce qui est chargé")).to_be_visible()
    line = page.get_by_role("link", name=own_words(1))
    expect(line).to_be_visible()

    # The same address, in another browser, shows nothing of it; nor does any other page.
    for path in ("mes_donnees", "partenariats"):
        other.goto(f"{session.address}/{path}" if path != "mes_donnees" else page.url)
        expect(other.get_by_role("heading", level=1)).to_be_visible()
        expect(other.get_by_role("link", name=own_words(1))).to_have_count(0)
        assert TITLE not in other.content()

    go_to(page, "Carte")
    expect(line).to_be_visible()
    line.click()
    expect(page.get_by_role("heading", name="Ce qui est chargé")).to_be_visible()
    drawn(page)
    page.get_by_role("button", name="Retirer").click()
    page.get_by_role("button", name=REMOVE).click()
    expect(page.get_by_text("est effacé")).to_be_visible()
    expect(line).to_have_count(0)
    session.assert_quiet()
