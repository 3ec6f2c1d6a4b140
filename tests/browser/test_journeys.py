"""The four journeys of the review, in Chromium: what is seen, and with how many gestures."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.journeys import JOURNEYS, Journey, Named, walk
from tools.screenshots import DRAWN

if TYPE_CHECKING:
    from tests.browser.conftest import Session

pytestmark = pytest.mark.browser


class Chromium:
    """Chromium, driven by Playwright."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._page = session.page

    def _found(self, target: Named) -> Locator:
        role: Any = target.role
        return self._page.get_by_role(role, name=target.name).locator("visible=true").first

    def open(self, path: str) -> None:
        self._session.open(path)

    def click(self, target: Named) -> None:
        self._found(target).click()

    def look_at_map(self) -> None:
        self._map()

    def click_map(self, right: float, down: float) -> None:
        shown = self._map()
        box = shown.bounding_box()
        assert box
        shown.click(position={"x": box["width"] * right, "y": box["height"] * down})

    def _map(self) -> Locator:
        """Give the map, once it is drawn."""
        frame = self._page.frame_locator("iframe").first
        shown = frame.get_by_role("region", name="Carte", exact=True)
        shown.wait_for()
        inside = next(one for one in self._page.frames if "streamlit_folium" in one.url)
        inside.wait_for_function(DRAWN)
        return shown

    def type(self, target: Named, text: str) -> None:
        self._found(target).press_sequentially(text)

    def press(self, target: Named, key: str) -> None:
        self._found(target).press(key)

    def see(self, target: Named) -> None:
        expect(self._found(target)).to_be_visible()

    def read(self, text: str) -> None:
        expect(self._page.get_by_text(text).locator("visible=true").first).to_be_visible()

    def arrive(self, part: str) -> None:
        expect(self._page).to_have_url(re.compile(re.escape(part)))

    def take(self, target: Named) -> bytes:
        with self._page.expect_download() as handed:
            self._found(target).click()
        return Path(handed.value.path()).read_bytes()


#: The shortest one; the others are for the bench.
QUICK = "newcomer"


@pytest.mark.parametrize(
    "journey",
    [
        pytest.param(journey, id=name, marks=() if name == QUICK else pytest.mark.slow)
        for name, journey in JOURNEYS.items()
    ],
)
def test_a_journey_takes_no_more_than_its_gestures(session: Session, journey: Journey) -> None:
    session.page.set_viewport_size({"width": journey.width, "height": journey.height})
    assert walk(Chromium(session), journey.steps) == journey.allowed
    session.assert_quiet()
