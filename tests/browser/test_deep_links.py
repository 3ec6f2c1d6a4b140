"""Tabs that come back together just after a start: each has its screen and all the others."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from pages.parts.kit.door import SCREENS, SECTIONS
from tests.browser.conftest import APPLICATION, served

pytestmark = pytest.mark.browser
#: Screens that draw no map.
TABS = ("donnees", "indice", "comparer", "territoire")


@pytest.mark.slow
def test_deep_links_just_after_a_start_have_their_navigation(browser: Browser) -> None:
    titles = {name: title for name, title, _ in SCREENS}
    context = browser.new_context(viewport={"width": 1600, "height": 900})
    with served(*APPLICATION) as address:
        tabs = {name: context.new_page() for name in TABS}
        for name, tab in tabs.items():
            tab.goto(f"{address}/{name}", wait_until="commit")
        for name, tab in tabs.items():
            expect(tab).to_have_title(f"{titles[name]} – Fragiscope")
            expect(tab.get_by_test_id("stTopNavLink")).to_have_count(len(SECTIONS[""]))
            expect(tab.get_by_test_id("stTopNavSection")).to_have_count(len(SECTIONS) - 1)
    context.close()
