"""The demonstration in a real browser: out of sight, one switch, kept in the address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from atlas.desk.provenance import DEMONSTRATION_MARK, DRAWN
from pages.parts.kit.demonstration_switch import HIDE, SHOW
from pages.parts.kit.door import HOME, SCREENS
from tests.browser.conftest import Session, go_to

pytestmark = pytest.mark.browser
#: Addresses of what only the demonstration would answer.
ASKED = {
    "carte": "carte?mesure=perceived&niveau=departement&domaine=emploi",
    "ecarts": "ecarts?vue=domaine&niveau=departement&domaine=emploi",
    "territoire": "territoire?territoire=commune%3A01004&onglet=ressenti",
    "note": "note?territoire=crte%3Acrte-84-26-1",
    "comparer": "comparer?territoire=commune%3A01004&domaine=emploi",
    "partenariats": "partenariats?vue=besoin&groupe=citoyens&domaine=emploi",
}
ON = re.compile("demonstration=oui")


def foot(page: Page, label: str) -> None:
    """Wait for the end of a page, which is its switch."""
    expect(page.get_by_role("button", name=label).last).to_be_visible()


@pytest.mark.slow
def test_no_screen_shows_a_figure_of_the_demonstration_unasked(session: Session) -> None:
    page = session.page
    for name, _, _ in SCREENS:
        session.open(ASKED.get(name, "" if name == HOME else name))
        foot(page, SHOW)
        expect(page.get_by_text(DEMONSTRATION_MARK)).to_have_count(0)
        expect(page.get_by_text(DRAWN)).to_have_count(0)
        expect(page).not_to_have_url(ON)
    session.assert_quiet()


def test_the_switch_follows_the_visitor_and_the_copied_address(session: Session) -> None:
    page = session.page
    session.open(ASKED["carte"])
    expect(page.get_by_role("heading", name="Pas de carte")).to_be_visible()
    page.get_by_role("button", name=SHOW).first.click()
    expect(page).to_have_url(ON)
    banner = page.get_by_text(DEMONSTRATION_MARK).first
    expect(banner).to_be_visible()
    expect(page.get_by_role("heading", name=DRAWN, level=1)).to_be_visible()
    for title in ("Données et méthode", "Écarts"):
        go_to(page, title)
        expect(page).to_have_title(f"{title} – Fragiscope")
        foot(page, HIDE)
        expect(page).to_have_url(ON)
        expect(banner).to_be_visible()

    copied = page.context.browser.new_context().new_page()
    copied.goto(page.url, wait_until="domcontentloaded")
    expect(copied.get_by_text(DEMONSTRATION_MARK).first).to_be_visible()
    copied.context.close()

    page.get_by_role("button", name=HIDE).first.click()
    expect(page).not_to_have_url(ON)
    expect(page.get_by_text(DEMONSTRATION_MARK)).to_have_count(0)
    page.wait_for_timeout(1500)  # longer than a browser may still name the address it replaces
    go_to(page, "Carte")
    foot(page, SHOW)
    expect(page).not_to_have_url(ON)
    session.assert_quiet()
