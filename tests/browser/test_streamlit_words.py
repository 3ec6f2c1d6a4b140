"""What Streamlit itself says of files and of a lost server is in French."""

from __future__ import annotations

import os
import re
import signal
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.load import application
from tests.browser.conftest import Session

pytestmark = pytest.mark.browser
ENGLISH = re.compile(
    r"\b(Upload|per file|File must|not allowed|Error|Connection|responding|internet\?|\d[KMG]?B)\b"
)


def test_a_file_that_is_refused(session: Session, tmp_path: Path) -> None:
    session.open("indice")
    page = session.page
    page.get_by_role("tab", name="Garder les réglages").click()
    box = page.get_by_test_id("stFileUploader")
    expect(box).to_contain_text("1 Mo au plus par fichier")
    (tmp_path / "large.toml").write_bytes(b"#" * 2_000_000)
    (tmp_path / "picture.png").write_bytes(b"x")
    for name, said in (("large.toml", "1 Mo au plus attendus"), ("picture.png", "n’est pas lu")):
        box.locator("input[type=file]").set_input_files(tmp_path / name)
        expect(box).to_contain_text(said)
    expect(box).not_to_contain_text(ENGLISH)


def test_a_server_that_stops(session: Session) -> None:
    with application() as (address, process):
        page = session.page
        page.goto(f"http://{address}/")
        page.get_by_role("heading").first.wait_for()
        os.kill(process, signal.SIGTERM)
        said = page.get_by_role("dialog")
        expect(said).to_contain_text("Le serveur ne répond pas")
        expect(said).to_contain_text("reprendra d’elle-même")
        expect(said).not_to_contain_text(ENGLISH)
