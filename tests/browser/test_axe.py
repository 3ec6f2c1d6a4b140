"""axe-core finds no fault on any screen, in any of its main states, nor inside its maps."""

from __future__ import annotations

from typing import cast

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import Session
from tests.browser.states import EACH_SCREEN, EACH_VIEW, darken, narrow, settled

pytestmark = pytest.mark.browser

#: Rules: WCAG 2.2, levels A and AA, and what axe advises besides.
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_RUN = """async (rules) => {
  const found = await axe.run(document, {runOnly: {type: "tag", values: rules}});
  return found.violations.flatMap(({id, nodes}) =>
    nodes.map(({target, html}) => `${id}: ${target.join(" >> ")} ${html.slice(0, 160)}`));
}"""


#: The one fault that stays: points of a map stand where they are, near each other on a phone (the
#: exception of WCAG 2.5.8); the list of the page gives them too. Where it is found.
EXCUSED, FOUND_ON = (
    "target-size: iframe >> .leaflet-marker-icon",
    "partenariats?dans=departement:23",
)
CLUSTER = "target-size: iframe >> .fs-cluster"


def all_faults(page: Page) -> list[str]:
    """List what axe finds on the page and in its frames: the rule, where it is broken."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    return cast("list[str]", page.evaluate(_RUN, RULES))


def faults(page: Page) -> list[str]:
    """List the faults that axe finds, less the one that is excused."""
    return [fault for fault in all_faults(page) if not fault.startswith((EXCUSED, CLUSTER))]


def test_axe_finds_what_is_wrong(session: Session) -> None:
    page = session.page
    page.set_content('<html lang="fr"><title>T</title><main><h1>T</h1><img src="a.png"></main>')
    assert [fault.partition(":")[0] for fault in faults(page)] == ["image-alt"]


@pytest.mark.parametrize("path", ["", "territoire?territoire=commune:23008"])
def test_the_first_screens_have_no_fault(session: Session, path: str) -> None:
    page = session.page
    session.open(path)
    settled(page)
    darken(page)
    assert faults(page) == []
    page.emulate_media(color_scheme="light")
    narrow(page)
    assert faults(page) == []


@pytest.mark.slow
@pytest.mark.parametrize("path", [*EACH_SCREEN, *EACH_VIEW])
def test_no_state_of_a_screen_has_a_fault(session: Session, path: str) -> None:
    page = session.page
    session.open(path)
    settled(page)
    assert faults(page) == []
    darken(page)
    assert faults(page) == []
    if "embed=true" not in path:
        page.emulate_media(color_scheme="light")
        narrow(page)
        assert faults(page) == []


@pytest.mark.slow
def test_what_is_excused_is_still_there(session: Session) -> None:
    page = session.page
    session.open(FOUND_ON)
    settled(page)
    narrow(page)
    page.frame_locator("iframe").first.locator(".leaflet-marker-icon").first.wait_for()
    assert any(fault.startswith((EXCUSED, CLUSTER)) for fault in all_faults(page))
