"""Cost of the map page in a real browser, against a naive folium map in the same run.

``python bench/maps.py [runs]`` prints a Markdown table: median (maximum) of the runs. Chromium
renders in software and everything shares the processor: trust sizes and ratios, not seconds.
"""

from __future__ import annotations

import platform
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, Frame, Page, sync_playwright

from bench.load import application
from common.paths import DATA, ROOT, STATIC
from geo.tiles import ensure_tiles
from indicators.base.domains import domain_label

SIZE = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--enable-precise-memory-info",
]
WATCH_LONG_TASKS = """
window.longTasks = 0;
new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.longTasks += task.duration;
}).observe({ type: "longtask", buffered: true });
"""
BYTES = "performance.getEntriesByType('resource').reduce((sum, e) => sum + e.transferSize, 0)"
TWO_FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
HEAP = "performance.memory.usedJSHeapSize"

OTHER_DOMAIN = "sante"
#: Of the map, in pixels, in the window of SIZE.
MIDDLE_OF_FRANCE = {"x": 420, "y": 280}

Measures = dict[str, float]


@contextmanager
def naive_application(folder: Path) -> Iterator[str]:
    """Start naive_map.py with the project's static files."""
    shutil.copy(Path(__file__).with_name("naive_map.py"), folder)
    shutil.copytree(STATIC, folder / "static")
    shutil.copytree(ROOT / ".streamlit", folder / ".streamlit")
    (folder / "root.txt").write_text(str(ROOT), encoding="utf-8")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "naive_map.py"]
    server = subprocess.Popen(  # noqa: S603 -- our own application
        [*command, "--server.port", str(port), "--server.address", "127.0.0.1"],
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(timeout=20)


@contextmanager
def fresh_page(browser: Browser) -> Iterator[Page]:
    """Open a page with an empty cache."""
    context = browser.new_context(viewport=SIZE)  # type: ignore[arg-type] # a plain dict
    context.add_init_script(WATCH_LONG_TASKS)
    page = context.new_page()
    page.set_default_timeout(300_000)
    yield page
    context.close()


def measure_naive(browser: Browser, url: str) -> Measures:
    """Open the naive map."""
    with fresh_page(browser) as page:
        received = [0]
        page.on("websocket", lambda socket: socket.on("framereceived", _counter(received)))
        start = time.perf_counter()
        page.goto(url, wait_until="commit")
        frame = _map_frame(page)
        frame.wait_for_function("window.map && Object.keys(map._layers).length > 30000")
        frame.evaluate(TWO_FRAMES)
        return _costs(frame, received, time.perf_counter() - start)


def measure_page(browser: Browser, address: str, level: str) -> Measures:
    """Open the page *Carte* at a level, change the domain, click a territory."""
    with fresh_page(browser) as page:
        received = [0]
        page.on("websocket", lambda socket: socket.on("framereceived", _counter(received)))
        start = time.perf_counter()
        page.goto(f"{address}/carte?niveau={level}", wait_until="commit")
        frame = _map_frame(page)
        frame.wait_for_function("window.fragiscope && fragiscope.coloured")
        first = time.perf_counter() - start
        _settle(page)
        found = _costs(frame, received, first)
        page.get_by_role("combobox", name=re.compile("Domaine")).click()
        received[0] = 0
        found["change of domain (s)"] = _timed(lambda: _change(page, frame))
        _settle(page)
        found["change of domain (kB)"] = received[0] / 1e3
        found["click to panel (s)"] = _timed(lambda: _click(page, frame))
        return found


def _settle(page: Page) -> None:
    """Wait until the page is whole: its foot is its last part."""
    page.locator(".st-key-fs-foot").wait_for()
    page.wait_for_timeout(500)


def _map_frame(page: Page) -> Frame:
    frame = page.wait_for_selector("iframe", state="attached").content_frame()  # type: ignore[union-attr] # attached
    assert frame is not None  # noqa: S101 -- an iframe has a frame
    return frame


def _costs(frame: Frame, received: list[int], first: float) -> Measures:
    return {
        "first map (s)": first,
        "bytes (MB)": (frame.evaluate(BYTES) + received[0]) / 1e6,
        "long tasks (s)": frame.evaluate("longTasks") / 1000,
        "heap (MB)": frame.evaluate(HEAP) / 1e6,
    }


def _counter(total: list[int]) -> Callable[[str | bytes], None]:
    def count(message: str | bytes) -> None:
        total[0] += len(message)

    return count


def _timed(action: Callable[[], None]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def _change(page: Page, frame: Frame) -> None:
    page.get_by_role("option", name=domain_label(OTHER_DOMAIN), exact=True).click()
    frame.locator(".fs-legend", has_text=domain_label(OTHER_DOMAIN)).wait_for()
    frame.evaluate(TWO_FRAMES)


def _click(page: Page, frame: Frame) -> None:
    frame.locator("#map_div").click(position=MIDDLE_OF_FRANCE)  # type: ignore[arg-type] # a dict
    page.get_by_text("Ouvrir le profil complet").wait_for()


def table(title: str, runs: list[Measures]) -> str:
    """Write the median and the maximum of each measure."""
    rows = [f"| {title} | median | maximum |", "|---|---|---|"]
    for name in runs[0]:
        values = [run[name] for run in runs]
        rows.append(f"| {name} | {median(values):.2f} | {max(values):.2f} |")
    return "\n".join(rows)


def main(count: int) -> None:
    """Run everything and print the tables."""
    ensure_tiles(DATA, STATIC / "tiles")
    cpu = next(
        (
            line.partition(":")[2].strip()
            for line in Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
            if line.startswith("model name")
        ),
        platform.processor(),
    )
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=ARGUMENTS
        )
        with application() as (address, _):
            for level in ("commune", "epci"):  # a first visitor opens what all share
                measure_page(browser, f"http://{address}", level)
            communes, epci = (
                [measure_page(browser, f"http://{address}", level) for _ in range(count)]
                for level in ("commune", "epci")
            )
        with naive_application(folder) as url:
            naive = [measure_naive(browser, url) for _ in range(min(count, 2))]
        browser.close()
    print(f"{cpu}, {count} runs\n")
    print(table("Communes, naive folium", naive), end="\n\n")
    print(table("Communes, vector tiles", communes), end="\n\n")
    print(table("EPCI, vector tiles", epci), end="\n\n")
    baseline = median(run["first map (s)"] for run in naive)
    for name in ("first map (s)", "change of domain (s)"):
        ratio = baseline / median(run[name] for run in communes)
        print(f"{name}: {ratio:.0f} times sooner than building the naive map.")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
