"""Faults that nobody foresaw, in the running application: French sentences, one reference."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from pages.parts.kit.boundary import surprise
from pages.parts.kit.gate import UNKNOWN_ADDRESS
from tests.browser.conftest import Session, served

pytestmark = pytest.mark.browser
APP = Path(__file__).with_name("broken_app.py")
ENGLISH = re.compile(r"encountered an error|Failed to generate|not found|Running the app")


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("broken") / "log"


@pytest.fixture(scope="module")
def address(log: Path) -> Iterator[str]:
    """Start the application with faults, in place of the sound one."""
    with log.open("wb") as written, served(str(APP), log=written) as url:
        yield url


def assert_told(said: Locator, log: Path) -> None:
    """The sentence is ours; the log has the fault under its reference."""
    before, after = surprise("…").split("…")
    expect(said).to_contain_text(before)
    text = said.inner_text()
    assert after.strip() in text
    reference = text.split(before)[1].split(")")[0]
    _, found, traceback = log.read_text("utf-8").partition(f"référence {reference}")
    assert found
    assert "nobody foresaw this" in traceback


def test_a_screen_that_fails(session: Session, log: Path) -> None:
    session.open("territoire?territoire=commune:01004")
    assert_told(session.page.get_by_test_id("stAlert"), log)
    expect(session.page.get_by_text(ENGLISH)).to_have_count(0)


def test_a_button_that_fails(session: Session, log: Path) -> None:
    session.open("partenariats")
    session.page.get_by_role("button", name="La Réunion", exact=True).click()
    told = session.page.get_by_test_id("stAlert").filter(has_text="imprévue")
    assert_told(told, log)
    expect(session.page.get_by_text(ENGLISH)).to_have_count(0)


def test_a_file_that_cannot_be_made(session: Session, log: Path) -> None:
    session.open("carte?niveau=region")
    box = session.page.get_by_test_id("stDownloadButton").filter(has_text="la couche")
    box.get_by_role("button").click()
    assert_told(box, log)
    expect(session.page.get_by_text(ENGLISH)).to_have_count(0)


@pytest.mark.parametrize("path", ["inconnue", "a/b", "carte/x", "%20", "index.html"])
def test_an_address_without_a_page(path: str, session: Session) -> None:
    session.open(path)
    expect(session.page.get_by_text(UNKNOWN_ADDRESS)).to_be_visible()
    expect(session.page.get_by_text(ENGLISH)).to_have_count(0)
    session.page.get_by_role("link", name="Aller à l’accueil").click()
    expect(session.page.get_by_text(UNKNOWN_ADDRESS)).to_have_count(0)


def test_the_server_answers_with_its_headers_and_keeps_its_figures(address: str) -> None:
    with urllib.request.urlopen(f"{address}/carte", timeout=10) as answer:  # noqa: S310 - loopback
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "frame-ancestors 'self'"
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{address}/_stcore/metrics", timeout=10)  # noqa: S310 - loopback
