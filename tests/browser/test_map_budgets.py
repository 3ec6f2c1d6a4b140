"""What the page *Carte* may weigh. Times are in the benchmark: they depend on the machine."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from bench.maps import measure_page

pytestmark = pytest.mark.browser

#: Megabytes crossing the network until the page is whole, the map's scripts included. They were 2.5
#: and 1.0 before the map stood first and larger: its tiles weigh twice that (docs/performance.md).
FIRST_MAP = {"commune": 3.5, "epci": 1.1}
#: Of a change of domain, the table behind the map included, and since it stands beside the map the
#: list of the first territories (150 for communes before).
CHANGE_KB = {"commune": 165, "epci": 200}
HEAP_MB = 150


@pytest.mark.parametrize("level", FIRST_MAP)
def test_the_map_keeps_to_its_budgets(
    browser: Browser, address: str, level: str, map_scripts: None
) -> None:
    found = measure_page(browser, address, level)
    assert 0.1 < found["bytes (MB)"] <= FIRST_MAP[level]
    assert 0 < found["change of domain (kB)"] <= CHANGE_KB[level]
    assert found["heap (MB)"] <= HEAP_MB
