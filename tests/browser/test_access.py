"""Without a mouse, without the screen, with two fingers: what is opened, named, chosen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from pages.parts.diagnostic.steps import NEXT
from tests.browser.conftest import Session
from tests.browser.states import PHONE, settled

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Where the focus is, once the page has been drawn anew.
_FOCUSED = "() => document.activeElement !== document.body"


def _enter(page: Page, control: str) -> None:
    """Take a control by keyboard, and wait for what it opens: another address, then the focus."""
    page.locator(control).first.focus()
    before = page.url
    page.keyboard.press("Enter")
    page.wait_for_function("(before) => location.href !== before", arg=before)
    settled(page)
    page.wait_for_function(_FOCUSED)


@pytest.mark.parametrize(
    ("path", "control", "opened"),
    [
        ("carte?niveau=region", ".st-key-fs-ranking button", "h2"),
        ("carte?vue=domaines", "[class*=st-key-fs-multiple-] [data-testid=stButton] button", "h1"),
        ("diagnostic?territoire=commune:23008", f"button:has-text('{NEXT}')", "h2"),
        ("", "[class*=st-key-fs-finding-] a", "h1"),
        ("territoire?territoire=commune:23008", ".st-key-fs-actions a", "h1"),
    ],
)
def test_the_focus_goes_to_what_was_opened(
    session: Session, path: str, control: str, opened: str
) -> None:
    page = session.page
    session.open(path)
    settled(page)
    before = page.get_by_test_id("stMain").locator("h1, h2, h3").all_text_contents()
    _enter(page, control)
    focused = page.locator(":focus")
    assert focused.evaluate("one => one.localName") == opened
    assert focused.text_content() not in before


@pytest.mark.parametrize(
    ("path", "maps", "charts"),
    [
        ("", 1, 0),
        ("carte", 1, 0),
        ("ecarts?vue=domaine", 1, 1),
        ("partenariats?vue=besoin", 1, 0),
        ("comparer?territoire=commune:23008", 0, 1),
        ("territoire?territoire=commune:23008&onglet=temps", 0, 1),
        ("indice", 1, 0),
    ],
)
def test_each_map_and_chart_has_a_name_of_its_own(
    session: Session, path: str, maps: int, charts: int
) -> None:
    page = session.page
    session.open(path)
    settled(page)
    drawn = page.get_by_test_id("stVegaLiteChart")
    if charts:
        drawn.locator("svg").first.wait_for()
    frames = page.locator("iframe").all()
    names = [frame.get_attribute("title") or "" for frame in frames]
    assert len(names) >= maps
    assert all(re.match(r"Carte\s: \S", name) for name in names)
    told = drawn.evaluate_all("charts => charts.map((one) => one.ariaLabel || '')")
    assert len(told) >= charts
    assert all(told)
    assert len({*names, *told}) == len(names) + len(told)
    expect(drawn.locator("svg:not([aria-hidden=true])")).to_have_count(0)


def _map_of(page: Page) -> Frame:
    expect(page.frame_locator("iframe").first.locator(".fs-legend")).to_be_visible()
    return next(frame for frame in page.frames if frame.locator(".fs-legend").count())


def test_circles_and_points_are_chosen_by_keyboard(session: Session) -> None:
    page = session.page
    session.open("partenariats")
    settled(page)
    inside = _map_of(page)
    inside.locator(".leaflet-container").first.press("ArrowUp")
    inside.evaluate("() => { map.setView([46.09, 2.02], 7, { animate: false }); }")
    spoken = page.frame_locator("iframe").first.locator(".fs-spoken")
    expect(spoken).to_have_text(re.compile(r"^Creuse\s:\s\d+\spartenariats"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("dans=departement%3A23"))
    session.open("partenariats?dans=departement:09&dispositif=france_services")
    points = page.frame_locator("iframe").first.locator("[role=button].leaflet-marker-icon")
    points.first.wait_for()
    assert points.evaluate_all(
        "(all) => all.length && all.every((one) => one.ariaLabel || one.innerText)"
    )
    points.filter(has=page.locator(".fs-point")).first.focus()
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").first.locator(".fs-popup")).to_be_visible()
    expect(page).to_have_url(re.compile("fiche=france_services"))
    session.assert_quiet()


def test_two_fingers_zoom_the_map_of_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(locale="fr-FR", viewport=PHONE, has_touch=True, is_mobile=True)
    page = context.new_page()
    page.goto(f"{address}/carte?niveau=region")
    settled(page)
    inside = _map_of(page)
    box = page.locator("iframe").first.bounding_box()
    assert box is not None
    fingers = context.new_cdp_session(page)
    before = inside.evaluate("map.getZoom()")

    def touch(kind: str, *apart: int) -> None:
        points = [
            {"x": box["x"] + box["width"] / 2 + side * far, "y": box["y"] + 150, "id": side}
            for far in apart
            for side in (-1, 1)
        ]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    touch("touchStart", 30)
    for far in range(35, 130, 5):
        touch("touchMove", far)
    touch("touchEnd")
    inside.wait_for_function("(before) => map.getZoom() >= before + 1", arg=before)
    assert page.evaluate("visualViewport.scale") == 1
    context.close()
