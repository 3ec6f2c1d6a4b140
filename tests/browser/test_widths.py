"""No screen scrolls sideways, from a phone to a large screen."""

from __future__ import annotations

from contextlib import closing

import pytest
from playwright.sync_api import Browser

from pages.parts.kit.door import SCREENS as MENU
from tools.screenshots import SCREENS, WINDOWS, open_screen, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_every_screen_has_its_picture() -> None:
    assert set(SCREENS) == {name for name, *_ in MENU}


@pytest.mark.parametrize("name", SCREENS)
def test_a_screen_does_not_scroll_sideways(browser: Browser, address: str, name: str) -> None:
    for width in WINDOWS:
        with closing(open_screen(browser, address, name, width)) as page:
            assert not too_wide(page), width
