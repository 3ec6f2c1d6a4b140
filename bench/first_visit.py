"""A first visit on a slow line and a slow processor, and how much of it is Streamlit's own.

``python bench/first_visit.py [runs]`` opens Accueil, a profile and the map with an empty cache, 10
Mbit/s, 40 ms and a processor four times slower, on a server that has them already. It prints a
Markdown table: seconds to the first paint (name of the page, outline), to the title and to the
foot, which comes last; bytes on the line; processor time of the page (of its thread: what else the
machine does counts little), whose files and scripts.
"""

from __future__ import annotations

import shutil
import sys
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, CDPSession, sync_playwright

from bench.load import application
from bench.maps import ARGUMENTS

PHONE = {"width": 390, "height": 844}
SLOWER = 4
BYTES_PER_SECOND = 10_000_000 / 8
LATENCY_MS = 40
#: Name, address, seconds that its whole may take.
SCREENS = (
    ("Accueil", "", 5.0),
    ("profile", "territoire?territoire=commune:09122", 9.0),
    ("Carte", "carte?niveau=departement", 9.0),
)
STREAMLIT, MAP, OURS, SERVED = "Streamlit", "map component", "our files", "our pages"
OWNERS = (STREAMLIT, MAP, OURS, SERVED)
FOOT = ".st-key-fs-foot"
#: Milliseconds to the first text or picture, as the browser itself counts them.
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0].startTime"


@dataclass(frozen=True)
class FirstVisit:
    """What one visit cost.

    Attributes
    ----------
    paint, title, foot : seconds from the address being asked for.
    sent : bytes on the line by owner; of messages, before compression.
    busy : seconds of processor of the page's main thread, slowed down.
    scripts : part (0-1) of the samples of running scripts, by owner.
    """

    paint: float
    title: float
    foot: float
    sent: Counter[str]
    busy: float
    scripts: dict[str, float]


def owner(address: str) -> str:
    """Tell whose a file is: Streamlit's, its map component's or ours (whatever else is ours)."""
    path = urlsplit(address).path
    if path.startswith("/component/"):
        return MAP
    if path.startswith(("/app/static/", "/media/")):
        return OURS
    return STREAMLIT


def first_visit(browser: Browser, address: str) -> FirstVisit:
    """Open a page as on a slow phone, its cache empty."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type] # a plain dict
    page = context.new_page()
    page.set_default_timeout(180_000)
    tools = context.new_cdp_session(page)
    sent = _counted(tools)
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
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    tools.send("Profiler.enable")
    tools.send("Profiler.start")
    start = time.perf_counter()
    page.goto(address, wait_until="commit")
    page.locator("h1").first.wait_for()
    title = time.perf_counter() - start
    page.locator(FOOT).wait_for()
    foot = time.perf_counter() - start
    paint = page.evaluate(FIRST_PAINT) / 1000
    metrics = {one["name"]: one["value"] for one in tools.send("Performance.getMetrics")["metrics"]}
    scripts = _shares(tools.send("Profiler.stop")["profile"])
    context.close()
    return FirstVisit(paint, title, foot, sent, metrics["TaskDuration"], scripts)


def _counted(tools: CDPSession) -> Counter[str]:
    """Count what comes from now on."""
    sent: Counter[str] = Counter()
    asked: dict[str, str] = {}

    def note(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def came(event: dict[str, Any]) -> None:
        sent[owner(asked.get(event["requestId"], ""))] += event["encodedDataLength"]

    def message(event: dict[str, Any]) -> None:
        # A binary message is written in base 64.
        sent[SERVED] += len(event["response"]["payloadData"]) * 3 // 4

    tools.on("Network.requestWillBeSent", note)
    tools.on("Network.loadingFinished", came)
    tools.on("Network.webSocketFrameReceived", message)
    tools.send("Network.enable")
    return sent


def _shares(profile: dict[str, Any]) -> dict[str, float]:
    """Give whose scripts ran, as parts of the samples that fell into a script.

    What stands in the page itself, or came in a message, has no address and is ours.
    """
    frames = {node["id"]: node["callFrame"] for node in profile["nodes"]}
    ran: Counter[str] = Counter()
    for sample in profile["samples"]:
        frame = frames[sample]
        if frame["scriptId"] != "0":
            address = frame["url"]
            ran[owner(address) if address.startswith("http") else SERVED] += 1
    return {name: count / ran.total() for name, count in ran.items()}


def first_visits(runs: int) -> dict[str, list[FirstVisit]]:
    """Open each screen so many times, on a server that has shown it once."""
    found: dict[str, list[FirstVisit]] = {}
    with application() as (address, _), sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        for name, path, _budget in SCREENS:
            url = f"http://{address}/{path}"
            first_visit(browser, url)
            found[name] = [first_visit(browser, url) for _ in range(runs)]
        browser.close()
    return found


def main(runs: int) -> None:
    """Print the table: medians."""
    files = [f"{name}, MB" for name in OWNERS]
    times = ["first paint", "title", "foot", "processor"]
    columns = ["screen", "budget", *times, *files, "Streamlit’s scripts"]
    print(f"| {' | '.join(columns)} |\n|{'---|' * len(columns)}")
    budgets = {name: budget for name, _, budget in SCREENS}
    for name, visits in first_visits(runs).items():
        paint, title, foot, busy, own = (
            median(values)
            for values in zip(
                *(
                    (one.paint, one.title, one.foot, one.busy, one.scripts.get(STREAMLIT, 0))
                    for one in visits
                ),
                strict=True,
            )
        )
        sizes = [median(one.sent[part] for one in visits) / 1e6 for part in OWNERS]
        cells = [f"{size:.2f}" for size in sizes]
        print(
            f"| {name} | {budgets[name]:.0f} s | {paint:.2f} s | {title:.1f} s | {foot:.1f} s "
            f"| {busy:.2f} s | {' | '.join(cells)} | {own:.0%} |",
            flush=True,
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
