"""The running application and a real Chromium; any request that leaves the machine is a failure."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Locator,
    Page,
    expect,
    sync_playwright,
)
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError

from common.paths import ROOT
from pages.parts.kit.door import SECTIONS

#: Scripts, not modules: importing them runs them.
collect_ignore = ["broken_app.py", "map_app.py"]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
STARTED_WITHIN = 60
#: Times that a list is opened; milliseconds that an open one has to offer what is looked for.
OPENED_AGAIN, OFFERED = 4, 8_000
#: Command of the application, but its port.
APPLICATION = (
    *("-m", "streamlit", "run", "streamlit_app.py"),
    *("--server.address", "127.0.0.1", "--server.port"),
)
#: Milliseconds that any wait may take: a test that waits is no test of speed, and the machines that
#: run it differ. The first visit reads the tables and, on a new machine, builds the map's tiles.
PATIENCE = 90_000
expect.set_options(timeout=PATIENCE)


@dataclass
class Session:
    """A page of the application, with what the browser complained of and asked for."""

    page: Page
    address: str
    errors: list[str] = field(default_factory=list)
    outside: list[str] = field(default_factory=list)

    def open(self, path: str = "") -> None:
        self.page.goto(f"{self.address}/{path}", wait_until="domcontentloaded")

    def assert_quiet(self) -> None:
        """No console error, no request to another machine."""
        assert self.errors == []
        assert self.outside == []


def go_to(page: Page, title: str) -> None:
    """Follow the menu to a screen, most of them folded under a heading; wait until it is drawn."""
    heading = next(
        heading for heading, screens in SECTIONS.items() if title in [one[1] for one in screens]
    )
    links = page.get_by_test_id("stTopNavDropdownLink" if heading else "stTopNavLink")
    if heading:
        page.get_by_test_id("stTopNavSection").filter(has_text=heading).click()
    links.filter(has=page.get_by_text(title, exact=True)).click()
    drawn(page)


def drawn(page: Page) -> None:
    """Wait until the server has drawn what was asked last: until then, the screen before stands."""
    application = page.get_by_test_id("stApp")
    expect(application).to_have_attribute("data-test-script-state", "notRunning")
    expect(page.locator("[data-stale=true]")).to_have_count(0)


def search(page: Page, text: str, label: str = "") -> Locator:
    """Type in the search box (of a label, where there are several); what it then proposes."""
    box = page.get_by_role("combobox", name=label).and_(page.locator(".fs-search-text")).first
    box.click()
    box.fill(text)
    proposed = page.locator(".fs-search").filter(has=box).get_by_role("option")
    proposed.first.wait_for()
    return proposed


def choose_place(page: Page, text: str, label: str = "") -> None:
    """Type in the search box, take the first territory that it proposes."""
    search(page, text, label)
    page.keyboard.press("Enter")


def free_port() -> int:
    """Give a port that nothing listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list; a page that still scrolls to it, or draws it again, closes it."""
    box = page.get_by_role("combobox", name=re.compile(label))
    offered = page.get_by_role("option", name=option, exact=True)
    box.scroll_into_view_if_needed()
    for _ in range(OPENED_AGAIN):
        box.click()
        try:
            offered.click(timeout=OFFERED)
        except PlaywrightTimeoutError:
            continue
        return
    raise AssertionError(f"{label} did not offer {option}, or closed {OPENED_AGAIN} times")


@contextmanager
def served(*command: str, log: IO[bytes] | int = subprocess.DEVNULL) -> Iterator[str]:
    """Run a server, whose command ends with its port, and give its address."""
    port = free_port()
    server = subprocess.Popen(
        [sys.executable, *command, str(port)], cwd=ROOT, stdout=log, stderr=log
    )
    url = f"http://127.0.0.1:{port}"
    try:
        _wait_for(f"{url}/_stcore/health", server)
        yield url
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    with served(*APPLICATION) as url:
        yield url


def _wait_for(url: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTED_WITHIN
    while time.monotonic() < deadline:
        assert server.poll() is None, "the application stopped while starting"
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310 - loopback, built above
                return
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)
    raise AssertionError("the application did not start in time")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        assert "CI" not in os.environ, "Chromium must be installed where CI runs"
        pytest.skip("Chromium is not installed on this machine")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
            ],
        )
        yield launched
        launched.close()


@pytest.fixture
def session(browser: Browser, address: str, tmp_path: Path) -> Iterator[Session]:
    context = browser.new_context(
        locale="fr-FR", viewport={"width": 1280, "height": 900}, accept_downloads=True
    )
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    opened = Session(page, address)
    page.on("console", lambda message: _note_console(message, opened))
    page.on("pageerror", lambda error: opened.errors.append(str(error)))
    page.on("request", lambda request: _note(request.url, opened))
    yield opened
    context.close()


#: On a deep link Streamlit's own page looks for its server below the link before the root.
EXPECTED_MISSES = ("/_stcore/health", "/_stcore/host-config")


def _note_console(message: ConsoleMessage, session: Session) -> None:
    if message.type != "error" or message.location["url"].endswith(EXPECTED_MISSES):
        return
    session.errors.append(f"{message.text} {message.location['url']}")


def _note(url: str, session: Session) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("data", "blob") and parts.hostname != "127.0.0.1":
        session.outside.append(url)
