"""A page of another site shows the map alone where the server allows it, and not elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from playwright.sync_api import Browser, expect

from pages.parts.kit.frames import FRAMED_BY
from tests.browser.conftest import APPLICATION, served

pytestmark = [pytest.mark.browser, pytest.mark.slow]
ASKED = "carte?niveau=region&domaine=sante"


@pytest.fixture
def elsewhere() -> Iterator[HTTPServer]:
    """Serve a page of another site, which shows in a frame the address that its query gives."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            address = self.path.partition("?")[2]
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            frame = f'<iframe title="F" width="900" height="820" src="{address}"></iframe>'
            self.wfile.write(frame.encode())

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_page_of_another_site_shows_the_map_alone(
    browser: Browser, elsewhere: HTTPServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = f"http://127.0.0.1:{elsewhere.server_port}"
    monkeypatch.setenv(FRAMED_BY, site)
    with served(*APPLICATION) as address:
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{site}/?{address}/{ASKED}&embed=true")
        shown = page.frame_locator("iframe[title=F]")
        link = shown.get_by_role("link", name="Ouvrir dans Fragiscope")
        expect(link).to_have_attribute("href", f"{address}/{ASKED}")
        expect(shown.get_by_role("heading")).to_have_count(1)
        expect(shown.get_by_test_id("stTopNavLink")).to_have_count(0)
        expect(shown.get_by_test_id("stHeader")).to_be_hidden()
        expect(shown.get_by_role("combobox")).to_have_count(0)
        page.close()
        monkeypatch.delenv(FRAMED_BY)
    with served(*APPLICATION) as address:
        page = browser.new_page(locale="fr-FR")
        page.goto(f"{site}/?{address}/{ASKED}&embed=true")
        page.wait_for_timeout(3_000)
        expect(page.frame_locator("iframe[title=F]").get_by_role("heading")).to_have_count(0)
        page.close()
