"""The screens in the states that the tests of access go through, and when one of them is drawn."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from common import palette
from pages.parts.a_propos.state import Part
from pages.parts.donnees.state import TABS as DATA_TABS
from pages.parts.ecarts.state import VIEWS as GAP_VIEWS
from pages.parts.kit.door import HOME, SCREENS
from pages.parts.partenariats.state import VIEWS as PARTNERSHIP_VIEWS
from pages.parts.pratiques.state import VIEWS as PRACTICE_VIEWS
from pages.parts.territoire.state import TABS as PROFILE_TABS
from tests.browser.conftest import drawn

_PLACE = "territoire=commune:23008"
_OF_A_PLACE = ("territoire", "comparer", "note", "diagnostic", "autodiagnostic")
#: Each screen without a place, then what it holds: addresses.
EACH_SCREEN = ("", *(name for name, *_ in SCREENS if name != HOME))
EACH_VIEW = (
    *(f"{name}?{_PLACE}" for name in _OF_A_PLACE),
    *(f"territoire?{_PLACE}&onglet={tab}" for tab in list(PROFILE_TABS)[1:]),
    *(f"ecarts?vue={view}" for view in list(GAP_VIEWS)[1:]),
    *(f"partenariats?vue={view}" for view in list(PARTNERSHIP_VIEWS)[1:]),
    *(f"donnees?partie={part}" for part in list(DATA_TABS)[1:]),
    *(f"a_propos?partie={part}" for part in list(Part)[1:]),
    *(f"pratiques?vue={view}" for view in list(PRACTICE_VIEWS)[1:]),
    "pratiques?pratique=covoiturage-20210105_PaysDeLaLoire",
    "ecarts?territoire=region:76",
    "ecarts?vue=domaine&territoire=region:76",
    "partenariats?dans=departement:23",
    "carte?vue=domaines",
    "carte?niveau=region&territoire=region:76",
    "carte?niveau=region&embed=true",
    f"territoire?{_PLACE}&embed=true",
)
PHONE = {"width": 390, "height": 844}
_MAPS_DRAWN = """() => [...document.querySelectorAll("iframe")].every((frame) => {
  if (!frame.checkVisibility()) return true;
  const inside = frame.contentDocument;
  return inside?.querySelector(".leaflet-control-zoom")
    && [...inside.querySelectorAll("link[rel=stylesheet]")].every((link) => link.sheet);
})"""
#: Three frames were drawn since it was last so.
_SOME_FRAMES = "() => (window.fsFrames = (window.fsFrames ?? 0) + 1) % 4 === 0"
#: Nothing fades in or out.
_AT_REST = """() => document.getAnimations()
  .every((one) => !(one instanceof CSSTransition) || one.playState === "finished")"""


def at_rest(page: Page) -> None:
    """Wait until what watches the page has answered its last change, and nothing moves."""
    page.wait_for_function(_SOME_FRAMES, polling="raf")
    page.wait_for_function(_AT_REST)


def settled(page: Page) -> None:
    """Wait until a screen is drawn, with its maps, and named as the page’s scripts do."""
    page.get_by_role("heading", level=1).first.wait_for()
    drawn(page)
    page.wait_for_function("() => window.fragiscopeAccess && window.fragiscopeFrench")
    at_rest(page)  # what has come last, a map’s frame among it, stands on the page
    page.wait_for_function(_MAPS_DRAWN)
    at_rest(page)


def darken(page: Page) -> None:
    """Ask for a dark screen, and wait for it."""
    page.emulate_media(color_scheme="dark")
    ground = tuple(int(palette.DARK["paper"][at : at + 2], 16) for at in (1, 3, 5))
    expect(page.get_by_test_id("stApp")).to_have_css("background-color", f"rgb{ground}")
    at_rest(page)


def narrow(page: Page) -> None:
    """Make of the screen that of a phone."""
    page.set_viewport_size(PHONE)
    expect(page.locator("[data-testid=stTopNavLink]")).to_have_count(0)
    at_rest(page)
