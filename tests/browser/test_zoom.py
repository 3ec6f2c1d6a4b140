"""Twice and four times as large, nothing is lost nor scrolls sideways; nothing moves unasked."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Session
from tests.browser.states import EACH_SCREEN, EACH_VIEW, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: CSS pixels of a screen of 1280 by 1024 at 200 % and at 400 % (WCAG 1.4.4, 1.4.10).
ZOOMED = {"200 %": {"width": 640, "height": 512}, "400 %": {"width": 320, "height": 256}}
#: What stands out of the page on its right, but in what scrolls by itself (tables, rows of tabs).
_OUTSIDE = """() => {
  const main = document.querySelector("[data-testid=stMain]");
  const wide = [main, document.scrollingElement].filter((one) => one.scrollWidth > one.clientWidth)
    .map((one) => `${one.localName} ${one.scrollWidth}`);
  const scrolls = (one) => {
    for (let up = one.parentElement; up && up !== main; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const unseen = ".fs-unseen, .fs-meaning, [aria-hidden=true]";
  const out = [...main.querySelectorAll("h1, h2, h3, p, li, button, a, input, label, img, iframe")]
    .filter((one) => one.checkVisibility() && !one.closest(unseen))
    .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
    .map((one) => `${one.localName} ${(one.ariaLabel || one.textContent).trim().slice(0, 40)}`);
  return [...wide, ...out];
}"""
#: Texts that are cut: a box hides what overflows it, on its right or below.
_CUT = """() => {
  const unseen = ".fs-unseen, .fs-meaning, [aria-hidden=true], svg";
  return [...document.querySelectorAll("[data-testid=stMain] *")]
    .filter((one) => one.innerText?.trim() && one.checkVisibility() && !one.closest(unseen))
    .filter((one) => one.clientWidth > 1 && one.scrollWidth > one.clientWidth + 1
      && /hidden|clip/.test(getComputedStyle(one).overflowX))
    .map((one) => one.innerText.trim().slice(0, 60));
}"""
_TITLES = """() => [...document.querySelectorAll("[data-testid=stMain] :is(h1, h2, h3)")]
  .filter((one) => one.checkVisibility()).map((one) => one.textContent)"""
#: What moves, and for how long (milliseconds).
_MOVING = """() => document.getAnimations()
  .map((one) => [one.animationName || one.transitionProperty, one.effect.getComputedTiming()])
  .filter(([, {activeDuration}]) => activeDuration > 1)
  .map(([name, {activeDuration}]) => `${name} ${activeDuration}`)"""


def titles(page: Page) -> list[str]:
    found: list[str] = page.evaluate(_TITLES)
    return found


@pytest.mark.parametrize("path", [*EACH_SCREEN, *EACH_VIEW])
def test_a_zoomed_screen_holds_all_in_its_width(session: Session, path: str) -> None:
    page = session.page
    session.open(path)
    settled(page)
    whole = titles(page)
    assert whole
    for zoom, size in ZOOMED.items():
        page.set_viewport_size(size)
        settled(page)
        assert page.evaluate(_OUTSIDE) == [], zoom
        assert page.evaluate(_CUT) == [], zoom
        assert titles(page) == whole, zoom


@pytest.mark.parametrize("path", ["", "territoire?territoire=commune:23008", "carte", "ecarts"])
def test_nothing_moves_for_who_asks_so(session: Session, path: str) -> None:
    page = session.page
    page.emulate_media(reduced_motion="reduce")
    session.open(path)
    settled(page)
    page.get_by_role("heading", level=1).first.hover()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    moving = [motion for frame in page.frames for motion in frame.evaluate(_MOVING)]
    assert moving == []
