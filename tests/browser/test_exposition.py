"""The exhibition in a browser: by keyboard, on a phone, shapes seen, posters taken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from pages.parts.exposition.moves import AFTER, BEFORE
from pages.parts.exposition.posters import POSTERS

if TYPE_CHECKING:
    from tests.browser.conftest import Session

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [1366, 390])
def test_it_is_gone_through_by_keyboard_and_fits_the_screen(session: Session, width: int) -> None:
    page = session.page
    page.set_viewport_size({"width": width, "height": 844})
    session.open("exposition")
    name = page.locator(".fs-portrait h2")
    name.wait_for()
    first = name.inner_text()
    page.keyboard.press("ArrowRight")  # at once: nothing else is drawn yet
    expect(name).not_to_have_text(first)
    expect(page.locator(".fs-regions li")).to_have_count(18)
    second = name.inner_text()
    assert "portrait=" in page.url
    page.keyboard.press("ArrowLeft")
    expect(name).to_have_text(first)
    page.get_by_role("button", name=AFTER).click()
    expect(name).to_have_text(second)
    page.get_by_role("button", name=BEFORE).click()
    expect(name).to_have_text(first)

    pictures = page.locator(".fs-portrait img, .fs-regions img")
    sizes = pictures.evaluate_all("all => all.map(one => [one.naturalWidth, one.alt.length])")
    assert len(sizes) == 19
    assert all(wide > 100 and told > 20 for wide, told in sizes)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.locator(".fs-portrait").bounding_box()
    assert box
    assert box["width"] > 0.85 * width
    overflowing = "all => all.filter(one => one.scrollWidth > one.clientWidth + 1).length"
    parts = ".fs-portrait h2, .fs-portrait p, .fs-bars, .fs-regions li"
    assert page.locator(parts).evaluate_all(overflowing) == 0
    session.assert_quiet()


def test_posters_are_handed_out(session: Session) -> None:
    session.open("exposition")
    with session.page.expect_download() as waited:
        session.page.get_by_role("button", name=POSTERS).click()
    assert waited.value.suggested_filename == "exposition-affiches.pdf"
    assert waited.value.path().read_bytes().startswith(b"%PDF")
    session.assert_quiet()
