"""Accueil in a browser: a whole first screen, a map that opens a profile, links to their views."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from pages.parts.a_propos.state import Part
from pages.parts.accueil.cache import public_findings
from pages.parts.accueil.findings import opened
from pages.parts.accueil.hero import QUESTION
from pages.parts.kit.foot import LINKS
from tests.browser.conftest import Session

pytestmark = pytest.mark.browser
#: The map answers clicks a moment after its first tiles.
SETTLED = 3_000

#: Whether something is drawn on the map itself, beside its insets.
PAINTED = """() => [...document.querySelectorAll(".leaflet-tile-pane canvas")]
  .filter((tile) => !tile.closest(".fs-inset"))
  .some((tile) => tile.getContext("2d").getImageData(0, 0, tile.width, tile.height).data
    .some((byte) => byte > 0))"""


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box
    return box["y"] + box["height"]


def test_the_first_screen_is_whole_and_its_map_opens_a_profile(session: Session) -> None:
    page = session.page
    page.set_viewport_size({"width": 1366, "height": 768})
    session.open()
    expect(page.get_by_role("heading", name=QUESTION, level=1)).to_be_visible()
    frame = page.frame_locator("iframe").first
    frame.locator(".leaflet-tile-pane canvas").first.wait_for(state="attached")
    inside = next(one for one in page.frames if one.locator(".leaflet-tile-pane canvas").count())
    inside.wait_for_function(PAINTED)
    assert bottom(page, ".fs-legend") < 768
    page.wait_for_timeout(SETTLED)
    shown = frame.get_by_role("region", name="Carte", exact=True)
    box = shown.bounding_box()
    assert box
    shown.click(position={"x": box["width"] * 0.6, "y": box["height"] * 0.5})
    expect(page).to_have_url(re.compile("territoire=epci%3A"))
    session.assert_quiet()


def test_on_a_phone_the_question_and_the_search_come_first(session: Session) -> None:
    page = session.page
    page.set_viewport_size({"width": 390, "height": 844})
    session.open()
    expect(page.get_by_role("heading", name=QUESTION, level=1)).to_be_visible()
    expect(page.get_by_test_id("stIFrame").or_(page.locator("iframe")).first).to_be_visible()
    assert bottom(page, ".st-key-fs-hero input") < 844 / 2
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390


def test_a_finding_opens_its_view_and_the_foot_what_it_names(session: Session) -> None:
    page = session.page
    session.open()
    finding = public_findings()[0]
    label, screen, _ = opened(finding)
    link = page.get_by_role("link", name=label)
    expect(link).to_be_visible()  # the findings are worked out at the first visit of a server
    link.click()
    expect(page).to_have_url(re.compile(f"/{screen}\\?.*domaine={finding.subjects[0]}"))
    parts = {to["partie"]: label for label, screen, to in LINKS if screen == "a_propos"}
    for part, label in parts.items():
        page.locator(".st-key-fs-foot").get_by_role("link", name=label).click()
        expect(page.get_by_role("heading", name=Part(part).label, level=2)).to_be_visible()
    session.assert_quiet()
