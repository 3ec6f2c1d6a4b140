"""Take the pictures of docs/images from the running application: ``make screenshots``."""

from __future__ import annotations

import shutil
import sys

from playwright.sync_api import Page, sync_playwright

from common.paths import ROOT

IMAGES = ROOT / "docs" / "images"
#: File name -> path of the screen and height of the picture.
SCREENS = {
    "accueil": ("", 900),
    "carte": ("carte?niveau=commune&domaine=sante", 1080),
    "territoire": ("territoire?territoire=commune:01004", 1500),
    "comparer": ("comparer?territoire=epci:240100883&avec=epci:200042935", 1500),
    "ecarts": ("ecarts", 1300),
    "partenariats": ("partenariats?vue=besoin", 1300),
    "diagnostic": ("diagnostic?territoire=crte:crte-32-02-2&etape=priorites", 1000),
    "autodiagnostic": (
        "autodiagnostic?territoire=commune:26198&taille=10_49&apports=competences,achats",
        1300,
    ),
    "note": ("note?territoire=crte:crte-32-02-2", 1500),
    "indice": ("indice", 1000),
    "donnees": ("donnees", 900),
}
_WIDTH = 1280
_MAP = "iframe[title='streamlit_folium.st_folium']"
#: Milliseconds for tiles and charts to settle once the page says it is ready.
_SETTLED = 6_000


def main(address: str) -> int:
    """Open each screen and save its picture."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        for name, (path, height) in SCREENS.items():
            context = browser.new_context(
                locale="fr-FR", viewport={"width": _WIDTH, "height": height}
            )
            page = context.new_page()
            page.goto(f"{address}/{path}")
            _wait(page)
            page.screenshot(path=IMAGES / f"{name}.png")
            context.close()
        browser.close()
    return 0


def _wait(page: Page) -> None:
    page.get_by_role("heading").first.wait_for(timeout=90_000)
    if page.locator(_MAP).count():
        page.frame_locator(_MAP).locator(".fs-legend").wait_for(timeout=90_000)
    page.wait_for_timeout(_SETTLED)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501"))
