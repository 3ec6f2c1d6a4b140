"""What Streamlit says is in French; screens are spaced as French is, and their titles nest."""

from __future__ import annotations

import os
import re
import signal
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import expect

from bench.load import application
from tests.browser.conftest import Session
from tests.browser.states import settled

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
    expect(box).not_to_contain_text(ENGLISH)
    (tmp_path / "large.toml").write_bytes(b"#" * 2_000_000)
    (tmp_path / "picture.png").write_bytes(b"x")
    for name, said in (("large.toml", "1 Mo au plus attendus"), ("picture.png", "n’est pas lu")):
        box.locator("input[type=file]").set_input_files(tmp_path / name)
        expect(box).to_contain_text(said)
    expect(box).not_to_contain_text(ENGLISH)


@pytest.mark.slow
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


#: Texts with a plain space before a double mark, and names that Streamlit gives in English.
SAID = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), said = [];
  while (texts.nextNode()) {
    const skipped = texts.currentNode.parentElement.closest("script, style, code, textarea");
    if (!skipped) said.push(texts.currentNode.nodeValue);
  }
  const names = [...document.querySelectorAll(":is([aria-label], [title], [placeholder])")]
    .filter((one) => !one.closest("[aria-hidden=true]"))
    .flatMap((one) => [one.ariaLabel, one.title, one.placeholder]).filter(Boolean);
  const titles = [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
    .filter((one) => one.checkVisibility()).map((one) => Number(one.localName[1]));
  return [said, names, titles];
}"""
PLAIN_SPACE = re.compile(r" [;:?!%»]|« ")
ENGLISH_NAMES = re.compile(
    r"\b(?:Skip to|heading|Help for|Remove|Clear|Download|Show|Press|Open|pages?|sidebar|home"
    r"|Choose|Select|more|Fullscreen|Search|streamlit\w*|axis|visualization)\b(?! ?[:éèà])"
)


@pytest.mark.parametrize("path", ["", "ecarts", "territoire?territoire=commune:23008", "indice"])
def test_a_screen_is_spaced_and_named_in_french(session: Session, path: str) -> None:
    session.open(path)
    page = session.page
    settled(page)
    texts, names, titles = page.evaluate(SAID)
    assert len(texts) > 20
    assert [text for text in texts if PLAIN_SPACE.search(text)] == []
    assert [name for name in names if ENGLISH_NAMES.search(name) and "Les pages" not in name] == []
    frames = [frame.get_attribute("title") for frame in page.locator("iframe").all()]
    assert all((name or "").startswith("Carte") for name in frames)
    # One title of the page, then no level is left out.
    assert titles[0] == 1
    assert titles.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(titles))
