"""What the national map may weigh. Times are in the benchmark: they depend on the machine."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from bench.maps import application, measure_engine
from common import assets
from common.paths import DATA, STATIC
from geo.tiles import ensure_tiles

pytestmark = pytest.mark.browser

#: Megabytes crossing the network until the map is in colour, its scripts included.
FIRST_MAP = {"commune": 2.5, "epci": 1.0}
CHANGE_KB = 150
HEAP_MB = 150


@pytest.fixture(scope="module")
def national(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not assets.installed():
        pytest.skip("npm is not on this machine: the scripts of the map are not installed")
    ensure_tiles(DATA, STATIC / "tiles")
    with application(tmp_path_factory.mktemp("national")) as url:
        yield url


@pytest.mark.parametrize("level", FIRST_MAP)
def test_the_national_map_keeps_to_its_budgets(browser: Browser, national: str, level: str) -> None:
    found = measure_engine(browser, f"{national}/?level={level}")
    assert 0.1 < found["bytes (MB)"] <= FIRST_MAP[level]
    assert 0 < found["change of indicator (kB)"] <= CHANGE_KB
    assert found["heap (MB)"] <= HEAP_MB
