"""The plot and the map of the page Écarts answer each other."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Session
from tests.browser.test_main_path import SETTLED, wait_for_map

pytestmark = pytest.mark.browser


def test_a_mark_chosen_on_the_plot_opens_its_panel_and_the_map_answers(session: Session) -> None:
    page = session.page
    session.open("ecarts")
    expect(page.get_by_role("heading", name="Regards croisés")).to_be_visible()
    wait_for_map(page, "Position des deux regards")
    page.wait_for_timeout(SETTLED)
    mark = page.locator("path[aria-label*='Bretagne']").first
    mark.click(force=True)
    expect(page).to_have_url(re.compile("territoire=region%3A53"), timeout=15_000)
    expect(page.get_by_role("heading", name="Bretagne")).to_be_visible()
    expect(page.get_by_text("Mobilité / transports – Bretagne")).to_be_visible()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    shown = frame.get_by_role("region", name="Carte", exact=True)
    shown.scroll_into_view_if_needed()
    shown.click(position=frame.evaluate("map.latLngToContainerPoint([47.4, 1.7])"))  # Loire
    expect(page).not_to_have_url(re.compile("region%3A53"), timeout=15_000)
    expect(page).to_have_url(re.compile("territoire=region%3A"))
    # The mark clicked first can be chosen again.
    page.locator("path[aria-label*='Bretagne']").first.click(force=True)
    expect(page).to_have_url(re.compile("territoire=region%3A53"), timeout=15_000)
    session.assert_quiet()
