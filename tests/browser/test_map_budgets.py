"""What the page *Carte* may weigh. Times are in the benchmark: they depend on the machine."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.maps import measure_page

pytestmark = pytest.mark.browser

#: Megabytes crossing the network until the page is whole, the map's scripts included.
FIRST_MAP = {"commune": 2.5, "epci": 1.0}
#: Of a change of domain, the table behind the map included.
CHANGE_KB = {"commune": 150, "epci": 200}
HEAP_MB = 150


@pytest.mark.parametrize("level", FIRST_MAP)
def test_the_map_keeps_to_its_budgets(
    browser: Browser, address: str, level: str, map_scripts: None
) -> None:
    found = measure_page(browser, address, level)
    assert 0.1 < found["bytes (MB)"] <= FIRST_MAP[level]
    assert 0 < found["change of domain (kB)"] <= CHANGE_KB[level]
    assert found["heap (MB)"] <= HEAP_MB
