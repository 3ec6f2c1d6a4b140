"""Take the pictures of docs/images from the running application: ``make screenshots``.

Each screen as a phone, a tablet, a laptop and a large screen show it; a screen that scrolls
sideways at one of these widths is named, and the command fails.
"""

from __future__ import annotations

import shutil
import sys
from contextlib import closing
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from common.paths import ROOT

IMAGES = ROOT / "docs" / "images"
#: Name of the picture -> path of the screen. Every screen of the menu is there.
SCREENS = {
    "accueil": "",
    "territoire": "territoire?territoire=commune:01004",
    "carte": "carte?niveau=commune&domaine=sante",
    "ecarts": "ecarts",
    "partenariats": "partenariats?vue=besoin",
    "pratiques": "pratiques",
    "note": "note?territoire=crte:crte-32-02-2",
    "diagnostic": "diagnostic?territoire=crte:crte-32-02-2&etape=priorites",
    "autodiagnostic": (
        "autodiagnostic?territoire=commune:26198&taille=10_49&apports=competences,achats"
    ),
    "comparer": "comparer?territoire=epci:240100883&avec=epci:200042935",
    "indice": "indice",
    "exposition": "exposition",
    "mes_donnees": "mes_donnees",
    "donnees": "donnees",
    "a_propos": "a_propos",
}
#: Width of the window -> height of the picture: its first screen and what follows.
WINDOWS = {390: 1500, 768: 1300, 1366: 1200, 1920: 1200}
_READY = 90_000
_ENDED = "[data-testid=stApp][data-test-script-state=notRunning]"
#: Whether nothing on the page is a grey shape of what comes.
_SHOWN = """() => document.querySelector(".st-key-fs-foot") && ![...document.querySelectorAll(
  "[data-testid=stSkeleton]")].some((shape) => shape.checkVisibility())"""
#: Whether a map is there, its tiles coloured and none fading in, and says no more that it comes.
DRAWN = """() => document.querySelector(".leaflet-control-zoom")
  && !document.querySelector(".fs-waiting")
  && (fragiscope.coloured || !document.querySelector(".leaflet-tile-pane .leaflet-layer"))
  && [...document.querySelectorAll(".leaflet-tile-loaded")]
    .every(({ style }) => (style.opacity || "1") === "1")"""
#: Whether the window, or what Streamlit scrolls in it, is wider than the window.
SIDEWAYS = "main => [document.documentElement, main].some((one) => one.scrollWidth > innerWidth)"
#: Milliseconds for charts and pictures to be drawn once the page has all it shows.
_SETTLED = 2_500
_QUALITY = 72


def main(address: str, names: list[str]) -> int:
    """Open each screen, or those named, at each width, and save its picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    sideways = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name in names or SCREENS:
            for width in WINDOWS:
                with closing(open_screen(browser, address, name, width)) as page:
                    page.wait_for_timeout(_SETTLED)
                    _save(page.screenshot(), f"{name}_{width}")
                    if too_wide(page):
                        sideways.append(f"{name} at {width} pixels scrolls sideways")
        browser.close()
    print("\n".join(sideways), end="")
    return 1 if sideways else 0


def open_screen(browser: Browser, address: str, name: str, width: int) -> Page:
    """Open a screen, whole, in a window of a width; closing the page ends its visit.

    Parameters
    ----------
    name, width : of :data:`SCREENS` and :data:`WINDOWS`.
    """
    page = browser.new_page(locale="fr-FR", viewport={"width": width, "height": WINDOWS[width]})
    page.goto(f"{address}/{SCREENS[name]}", wait_until="domcontentloaded")
    page.get_by_role("heading").first.wait_for(timeout=_READY)
    page.locator(_ENDED).wait_for(timeout=_READY)
    page.wait_for_function(_SHOWN, timeout=_READY)
    for inside in page.frames:
        if "streamlit_folium" in inside.url:
            inside.wait_for_function(DRAWN, timeout=_READY)
    return page


def too_wide(page: Page) -> bool:
    """Tell whether a page scrolls sideways: the window, or what Streamlit scrolls in it."""
    return bool(page.get_by_test_id("stMain").evaluate(SIDEWAYS))


def _save(picture: bytes, name: str) -> None:
    with Image.open(BytesIO(picture)) as drawn:
        drawn.convert("RGB").save(IMAGES / f"{name}.webp", quality=_QUALITY, method=6)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501", sys.argv[2:]))
