"""A page is never empty: its name and an outline, then words in the place of its map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Page, Route, expect

if TYPE_CHECKING:
    from tests.browser.conftest import Session

pytestmark = pytest.mark.browser

WORDS = "La carte se dessine…"
#: Of the application itself.
ENTRY = "**/static/js/index.*.js"
#: Of the frame of a map.
SCRIPTS = "**/streamlit_folium*/**/main*.js"


class Gate:
    """Holds what a page asks of some addresses, until it is opened."""

    def __init__(self, page: Page, addresses: str) -> None:
        self._held: list[Route] | None = []
        page.route(addresses, self._answer)

    def _answer(self, route: Route) -> None:
        if self._held is None:
            route.continue_()
        else:
            self._held.append(route)

    def open(self) -> None:
        held, self._held = self._held or [], None
        for route in held:
            route.continue_()


def test_a_page_has_its_name_and_its_outline_before_any_script(session: Session) -> None:
    page = session.page
    entry = Gate(page, ENTRY)
    page.goto(f"{session.address}/carte", wait_until="commit")
    first = page.locator(".fs-first")
    expect(first).to_contain_text("Carte")
    outline = first.locator(".fs-first-outline")
    expect(outline).to_be_in_viewport(ratio=1)
    page.wait_for_function("document.querySelector('.fs-first-outline').naturalWidth > 0")
    entry.open()
    expect(page.locator("h1")).to_be_visible()
    expect(first).to_have_count(0)
    session.assert_quiet()


@pytest.mark.slow
def test_an_outline_waits_for_the_frame_then_for_the_tiles(session: Session) -> None:
    page = session.page
    scripts, tiles = Gate(page, SCRIPTS), Gate(page, "**/static/tiles/*")
    session.open("carte?niveau=departement")
    words = page.locator(".fs-wait")
    frame = page.frame_locator("iframe").first
    expect(page.locator("iframe").first).to_be_attached()
    expect(words).to_have_text(WORDS)
    expect(words).to_be_visible()
    assert "outline.svg" in words.evaluate("one => getComputedStyle(one).backgroundImage")
    scripts.open()
    outline = frame.locator(".leaflet-fs-outline-pane img")
    expect(frame.locator(".fs-waiting")).to_have_text(WORDS)
    expect(outline).to_be_visible()
    expect(words).to_be_hidden()
    tiles.open()
    expect(outline).to_have_count(0)
    expect(frame.locator(".fs-waiting")).to_have_count(0)
    session.assert_quiet()


@pytest.mark.slow
def test_a_part_of_the_country_waits_without_its_outline(session: Session) -> None:
    page = session.page
    Gate(page, SCRIPTS)
    session.open("carte?niveau=commune&dans=departement:23")
    words = page.locator(".fs-wait")
    expect(words).to_be_visible()
    assert words.evaluate("one => getComputedStyle(one).backgroundImage") == "none"
