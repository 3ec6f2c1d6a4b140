"""It answers fast, and goes on doing so: nothing is kept of a request."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle, islice

import httpx
import pytest
from pygeoapi.api import CONFORMANCE_CLASSES

from tests.ogc.whole import Running, running

SMALL = (
    "/", "/conformance", "/collections", "/collections/region",
    "/collections/region/queryables", "/collections/region/items?limit=2&skipGeometry=true",
    "/collections/region/items/11?f=html", "/collections/region/items?limit=0", "/inconnu",
)  # fmt: skip
LARGE = (
    *(path.replace("region", "commune") for path in SMALL[:-3]),
    "/openapi",
    "/collections/commune/items?limit=10",
    "/collections/commune/items?limit=10&offset=34000",
    "/collections/commune/items?limit=10&bbox=1,45,3,47",
    "/collections/commune/items?limit=10&departement=23&f=html",
    "/collections/commune/items?limit=10&crs=http://www.opengis.net/def/crs/EPSG/0/2154",
    "/collections/partenariats/items?limit=10",
    "/collections/commune/items/inconnu",
)
#: Milliseconds of a page of 100 features, at the median.
FAST = 100
#: MB that the whole server holds, and by how much they may move over 9,000 requests.
MOST_MEMORY, MOVES = 400, 15


@pytest.mark.parametrize("asked", [30, pytest.param(250, marks=pytest.mark.slow)])
def test_requests_leave_nothing(client: httpx.Client, asked: int) -> None:
    def ask(count: int) -> int:
        for path in islice(cycle(SMALL), count):
            client.get(path)
        gc.collect()
        return len(gc.get_objects())

    ask(30)  # what is made once
    declared = len(CONFORMANCE_CLASSES)
    before = ask(20)
    assert ask(asked) - before < asked, "each request leaves an object at least"
    assert len(CONFORMANCE_CLASSES) == declared


@pytest.fixture(scope="module")
def whole() -> Iterator[tuple[Running, httpx.Client]]:
    with running() as server, httpx.Client(base_url=server.address, timeout=60) as opened:
        yield server, opened


@pytest.mark.slow
@pytest.mark.parametrize("level", ["commune", "epci", "crte", "departement", "partenariats"])
def test_a_page_is_fast(whole: tuple[Running, httpx.Client], level: str) -> None:
    times = []
    for _ in range(30):
        begun = time.perf_counter()
        answer = whole[1].get(f"/collections/{level}/items")
        times.append(1_000 * (time.perf_counter() - begun))
        assert answer.json()["numberReturned"] == 100
    assert statistics.median(times) < FAST


@pytest.mark.slow
def test_ten_thousand_requests_leave_nothing(whole: tuple[Running, httpx.Client]) -> None:
    server, opened = whole

    def ask(path: str) -> None:
        assert opened.get(path).status_code < 500

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(ask, islice(cycle(LARGE), 1_000)))
        settled = server.megabytes
        list(pool.map(ask, islice(cycle(LARGE), 9_000)))
    assert server.megabytes < MOST_MEMORY
    assert server.megabytes - settled < MOVES
