"""The search box as people use it: keyboard alone, a finger on a phone, a network that fails."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from pages.parts.kit.search_address import SEARCH_ADDRESS
from tests.browser.conftest import Session, choose_place, search

pytestmark = pytest.mark.browser

#: Pixels that a finger needs.
FINGER = 44
HOSTILE = "<img src=x onerror=document.title='ran'>"

SAID_OF_AUBUSSON = """
- combobox /.+/ [expanded]: aubuss
- listbox /.+/:
  - option /Aubusson commune · Creuse/
  - option /Aubusson commune · Orne/ [selected]
- status: /\\d+ territoires trouvés/
"""


def opened(session: Session, path: str = "") -> tuple[Page, Locator]:
    session.open(path)
    box = session.page.locator(".fs-search-text:visible").first
    box.wait_for()
    return session.page, box


def said(page: Page) -> Locator:
    return page.locator(".fs-search").get_by_role("status").first


def test_the_keyboard_alone_opens_a_namesake_and_follows_it(session: Session) -> None:
    page, box = opened(session)
    expect(box).to_have_attribute("aria-expanded", "false")
    options = search(page, "aubuss")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(said(page)).to_have_text(re.compile("territoires trouvés"))
    expect(options.first.locator("b")).to_have_text("Aubuss")
    assert options.nth(1).inner_text().split("\n") != options.first.inner_text().split("\n")
    box.press("ArrowDown")
    box.press("ArrowDown")
    marked = page.get_by_role("option", selected=True)
    expect(marked).to_have_text(re.compile("Aubusson.*Orne"))
    assert box.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    # What a screen reader is told: the field, what it proposes, what is marked, how many there are.
    expect(page.locator(".fs-search").first).to_match_aria_snapshot(SAID_OF_AUBUSSON)
    box.press("Enter")
    expect(page).to_have_url(re.compile("territoire=commune%3A61011"))
    expect(page.get_by_role("heading", name="Aubusson", level=1)).to_be_focused()
    page.get_by_role("button", name="Changer de territoire").click()
    choose_place(page, "bordeaux")  # what opened over the page closes
    expect(page.get_by_role("heading", name="Bordeaux", level=1)).to_be_focused()
    expect(page.locator(".fs-search")).to_have_count(0)
    session.assert_quiet()


@pytest.mark.slow
def test_a_finger_chooses_on_a_phone(session: Session) -> None:
    session.page.set_viewport_size({"width": 390, "height": 844})
    page, box = opened(session, "carte?niveau=region")
    options = search(page, "saint-pierre")
    sizes = [size for one in options.all() if (size := one.bounding_box())]
    assert len(sizes) == 8
    assert min(size["height"] for size in sizes) >= FINGER
    assert max(size["x"] + size["width"] for size in sizes) <= 390
    box.press("Escape")
    expect(options.first).to_be_hidden()
    expect(box).to_have_value("saint-pierre")
    box.press("Escape")
    expect(box).to_have_value("")
    search(page, "occitanie").first.click()
    expect(page).to_have_url(re.compile("territoire=region%3A76"))
    expect(page.get_by_role("heading", name="Occitanie").last).to_be_focused()
    session.assert_quiet()


def test_it_says_when_nothing_is_found_and_when_nothing_answers(session: Session) -> None:
    page, box = opened(session)
    box.fill(HOSTILE)
    expect(said(page)).to_have_text(re.compile("Aucun territoire trouvé"))
    expect(page.locator(".fs-search-note").first).to_contain_text(HOSTILE)
    assert page.title() != "ran"
    assert page.locator(".fs-search img").count() == 0
    page.route(f"**/{SEARCH_ADDRESS}*", lambda route: route.abort())
    box.fill("aubu")
    expect(said(page)).to_have_text(re.compile("La recherche ne répond pas"))
    page.unroute(f"**/{SEARCH_ADDRESS}*")
    box.press("Enter")  # asks again, and takes the first
    expect(page).to_have_url(re.compile("territoire=commune%3A23008"))


@pytest.mark.slow
def test_one_adds_several_without_leaving_the_box(session: Session) -> None:
    page, _ = opened(session, "comparer?territoire=departement:23")
    added = "Ajouter un territoire"
    for name in ("corrèze", "haute-vienne"):
        choose_place(page, name, added)
        expect(page.get_by_role("button", name=re.compile(f"Retirer {name}", re.I))).to_be_visible()
        expect(page.get_by_label(re.compile(added))).to_be_focused()
    session.assert_quiet()
