"""How long the screens that weigh most take, at the start of a server and once it is warm.

``python bench/pages.py`` prints a Markdown table: the server's part, asked as a browser asks for it
(no drawing), then a profile in Chromium as on a slow phone: 10 Mbit/s, processor four times slower,
on a server that has that profile already.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import sync_playwright
from websockets.sync.client import connect
from websockets.typing import Origin, Subprotocol

from bench.load import Visitor, application
from bench.maps import ARGUMENTS

PHONE = {"width": 390, "height": 844}
SLOWER = 4
BYTES_PER_SECOND = 10_000_000 / 8
LATENCY_MS = 40
PLACE, OTHER = "territoire=commune:09122", "territoire=commune:32462"
#: The last line of a page.
WHOLE = "Données Fragiscope, version"


@contextmanager
def visitor(address: str) -> Iterator[Visitor]:
    """Open a session."""
    with connect(
        f"ws://{address}/_stcore/stream",
        subprotocols=[Subprotocol("streamlit")],
        origin=Origin(f"http://{address}"),
        max_size=None,
    ) as opened:
        yield Visitor(address, opened)


def server_times() -> dict[str, tuple[float, float]]:
    """Seconds of each screen on a server that just started, with its budget."""
    found = {}
    for name, budget, page, query in (
        ("first page after a start (home)", 3.0, "", ""),
        ("first page after a start (profile)", 3.0, "territoire", PLACE),
        ("first page after a start (data and method)", 3.0, "donnees", ""),
    ):
        with application() as (address, _), visitor(address) as someone:
            found[name] = (budget, someone.open(page, query))
            if page == "territoire":
                found["another profile, warm server"] = (1.0, someone.open(page, OTHER))
                found["the same profile again"] = (1.0, someone.open(page, PLACE))
    return found


def phone_time() -> float:
    """Seconds of a profile, whole, on a slow phone with an empty cache."""
    with application() as (address, _):
        with visitor(address) as someone:
            someone.open("territoire", PLACE)
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=ARGUMENTS
            )
            page = browser.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type] # a dict
            page.set_default_timeout(120_000)
            tools = page.context.new_cdp_session(page)
            tools.send("Network.enable")
            tools.send(
                "Network.emulateNetworkConditions",
                {
                    "offline": False,
                    "latency": LATENCY_MS,
                    "downloadThroughput": BYTES_PER_SECOND,
                    "uploadThroughput": BYTES_PER_SECOND,
                },
            )
            tools.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            start = time.perf_counter()
            page.goto(f"http://{address}/territoire?{PLACE}", wait_until="commit")
            page.get_by_text(WHOLE).wait_for()
            seconds = time.perf_counter() - start
            browser.close()
    return seconds


def main() -> None:
    """Print the table."""
    print("| screen | budget | seconds |")
    print("|---|---|---|")
    for name, (budget, seconds) in server_times().items():
        print(f"| {name} | {budget:.0f} s | {seconds:.1f} s |", flush=True)
    print(f"| profile on a slow phone | 9 s | {phone_time():.1f} s |")


if __name__ == "__main__":
    main()
