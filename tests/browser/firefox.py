"""Firefox ESR, from Debian's package, driven through Marionette as Chromium is by Playwright.

Marionette finds elements by CSS and computes their accessible names; what waits is written here.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from marionette_driver.by import By
from marionette_driver.errors import MarionetteException
from marionette_driver.keys import Keys
from marionette_driver.marionette import HTMLElement, Marionette

from tests.browser.conftest import free_port
from tests.browser.journeys import Named
from tools.screenshots import DRAWN, SIDEWAYS

#: What may have a role, by role.
_CANDIDATES = {
    "button": "button",
    "combobox": "[role=combobox]",
    "heading": "h1, h2, h3",
    "link": "a[href]",
    "option": "[role=option]",
    "radio": "[role=radio]",
    "slider": "[role=slider], input[type=range]",
    "tab": "[role=tab]",
    "table": "table, [role=table]",
}
_KEYS = {"Enter": Keys.ENTER, "ArrowRight": Keys.ARROW_RIGHT}
_MAP = "iframe[src*=streamlit_folium]"
#: Seconds: the first visit reads the tables.
_PATIENCE = 90.0
_STEP = 0.2

Found = TypeVar("Found")


def started(program: str, downloads: Path) -> Marionette:
    """Start a Firefox without a window, that saves files in a folder without a question."""
    browser = Marionette(
        bin=program,
        headless=True,
        port=free_port(),
        gecko_log=str(downloads.parent / "gecko.log"),
        prefs={
            "browser.download.dir": str(downloads),
            "browser.download.folderList": 2,
            "browser.download.useDownloadDir": True,
            "intl.accept_languages": "fr",
        },
    )
    browser.start_session()
    return browser


class Firefox:
    """A window of Firefox, opened on the application."""

    def __init__(self, browser: Marionette, address: str, downloads: Path) -> None:
        self.browser = browser
        self._address = address
        self._downloads = downloads

    def resize(self, width: int, height: int) -> None:
        """Give the window a size; Firefox keeps it as wide as 450 pixels."""
        self.browser.set_window_rect(width=width, height=height)

    def open(self, path: str) -> None:
        self.browser.navigate(f"{self._address}/{path}")

    def click(self, target: Named) -> None:
        self._do(lambda: self._found(target).click(), f"a click on {target}")

    def look_at_map(self) -> None:
        with self._inside_map():
            pass

    def click_map(self, right: float, down: float) -> None:
        with self._inside_map():
            self._click_at(right, down)

    def too_wide(self) -> bool:
        """Tell whether the page scrolls sideways."""
        script = f"return ({SIDEWAYS})(document.querySelector('[data-testid=stMain]'))"
        return bool(self.browser.execute_script(script))

    @contextmanager
    def _inside_map(self) -> Iterator[None]:
        """Look into the frame of the map, once it is drawn."""
        frame = self._until(lambda: self._shown(_MAP), "a map")
        self.browser.switch_to_frame(frame)
        try:
            drawn = f"return ({DRAWN})()"
            self._until(lambda: self.browser.execute_script(drawn, sandbox=None), "a map drawn")
            yield
        finally:
            self.browser.switch_to_frame()

    def _click_at(self, right: float, down: float) -> None:
        box = self.browser.find_element(By.CSS_SELECTOR, "#map_div")
        size = box.rect
        # From the middle of the element.
        x, y = round((right - 0.5) * size["width"]), round((down - 0.5) * size["height"])
        pointer = self.browser.actions.sequence("pointer", "mouse")
        pointer.pointer_move(x, y, origin=box).pointer_down().pointer_up().perform()

    def type(self, target: Named, text: str) -> None:
        self._do(lambda: self._found(target).send_keys(text), f"typing in {target}")

    def press(self, target: Named, key: str) -> None:
        def pressed() -> None:
            self.browser.execute_script("arguments[0].focus()", [self._found(target)])
            self.browser.actions.sequence("key", "keys").send_keys(_KEYS[key]).perform()

        self._do(pressed, f"{key} on {target}")

    def see(self, target: Named) -> None:
        self._until(lambda: self._found(target), str(target))

    def read(self, text: str) -> None:
        said = "return document.body.innerText"
        self._until(lambda: plain(text) in plain(self.browser.execute_script(said)), text)

    def arrive(self, part: str) -> None:
        self._until(lambda: part in self.browser.get_url(), f"an address with {part}")

    def take(self, target: Named) -> bytes:
        before = set(self._downloads.iterdir())
        self.click(target)

        def whole() -> Path | None:
            new = set(self._downloads.iterdir()) - before
            ended = [file for file in new if file.suffix != ".part" and file.stat().st_size]
            return ended[0] if ended and len(ended) == len(new) else None

        return self._until(whole, f"the file of {target}").read_bytes()

    def _shown(self, selector: str) -> HTMLElement | None:
        found = self.browser.find_elements(By.CSS_SELECTOR, selector)
        return next((one for one in found if one.is_displayed()), None)

    def _found(self, target: Named) -> HTMLElement | None:
        """Give the first element shown whose role is this one and whose name holds this one."""
        for one in self.browser.find_elements(By.CSS_SELECTOR, _CANDIDATES[target.role]):
            if plain(target.name) in plain(one.computed_label) and one.is_displayed():
                return one
        return None

    def _do(self, gesture: Callable[[], None], what: str) -> None:
        """Make a gesture as soon as its target is there; a page that redraws may take it away."""

        def made() -> bool:
            gesture()
            return True

        self._until(made, what)

    def _until(self, found: Callable[[], Found], what: str) -> Found:
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline:
            with suppress(MarionetteException, AttributeError):
                if seen := found():
                    return seen
            time.sleep(_STEP)
        raise AssertionError(f"{what} did not come")


def plain(text: str) -> str:
    """Compare as people do: any blank is a space, capitals do not count."""
    return " ".join(text.split()).casefold()
