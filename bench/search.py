"""What a letter typed in the search box costs, against a run of the page for each.

``python bench/search.py`` starts the application and types the names of forty territories, letter
after letter, at the address of the search; then runs three screens anew, as would a box that sends
each letter to its page. It prints a Markdown table, in milliseconds and bytes.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.load import Visitor, application, fetch
from common.paths import DATA
from geo.territories import read_territories
from pages.parts.kit.search_address import SEARCH_ADDRESS, TYPED

NAMES, RUNS = 40, 9
SCREENS = ("", "carte", "territoire")
PLACE = "territoire=commune:23008"


def typed(address: str) -> tuple[list[float], list[int]]:
    """Type names at the address of the search: milliseconds and bytes of each answer."""
    names = read_territories(DATA)["name"]
    chance = random.Random(1)  # noqa: S311 - no secret
    times, sizes = [], []
    for name in chance.sample(list(names), NAMES):
        for length in range(1, len(name) + 1):
            query = urlencode({TYPED: name[:length]})
            start = time.perf_counter()
            sizes.append(len(fetch(f"http://{address}/{SEARCH_ADDRESS}?{query}")))
            times.append(1_000 * (time.perf_counter() - start))
    return times, sizes


def rerun(address: str, screen: str) -> tuple[list[float], list[int]]:
    """Run a screen again: milliseconds and bytes of each time."""
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://{address}"),
        max_size=None,
    ) as opened:
        visitor = Visitor(address, opened)
        visitor.open(screen, PLACE if screen else "")
        times, sizes = [], []
        for _ in range(RUNS):
            before = visitor.visit.received
            times.append(1_000 * visitor.run(screen, BackMsg()))
            sizes.append(visitor.visit.received - before)
    return times, sizes


def row(what: str, times: list[float], sizes: list[int]) -> str:
    """Write a row of the table."""
    return (
        f"| {what} | {len(times)} | {median(times):.0f} | {np.quantile(times, 0.95):.0f} "
        f"| {max(times):.0f} | {median(sizes):,.0f} |"
    )


def main() -> None:
    """Print the table."""
    print("| a letter | times | median | p95 | longest | bytes |\n|---|---|---|---|---|---|")
    with application() as (address, _):
        print(row("asked of the address", *typed(address)), flush=True)
        for screen in SCREENS:
            told = f"a run of {screen or 'accueil'}"
            print(row(told, *rerun(address, screen)), flush=True)


if __name__ == "__main__":
    main()
