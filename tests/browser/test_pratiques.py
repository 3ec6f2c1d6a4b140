"""An official looks for who allied on a subject, reads a practice, then describes one."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest
from playwright.sync_api import Page, expect

from atlas.desk.own_rows import OWN_SENTENCE
from own_data.kinds.practices import COLUMNS
from pages.parts.kit.own import own_words
from pages.parts.pratiques.card import NOTHING_SAID
from pages.parts.pratiques.form import LOAD, ROW
from pages.parts.pratiques.state import DESCRIBE, SEARCH, VIEWS
from tests.browser.conftest import Session

pytestmark = pytest.mark.browser
TITLE = "Atelier partagé"


def write(page: Page, label: str, text: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.fill(text)
    field.press("Enter")
    expect(page.get_by_test_id("stStatusWidget")).to_have_count(0)


def test_search_read_take_away_then_describe_and_load(session: Session, tmp_path: Path) -> None:
    page = session.page
    session.open("pratiques?dans=departement:01")
    expect(page.get_by_role("heading", name="Pratiques", exact=True)).to_be_visible()
    write(page, "Mots", "bassin de bourg")
    expect(page).to_have_url(re.compile("mots=bassin"))
    page.goto(f"{page.url}&pratique=pat-1263")
    expect(page.get_by_role("heading", name="PAT du Bassin de Bourg-en-Bresse")).to_be_visible()
    expect(page.get_by_text(NOTHING_SAID)).to_be_visible()
    link = page.get_by_role("link", name=re.compile("Ouvrir la page de la source"))
    expect(link).to_have_attribute("href", "https://france-pat.fr/")

    page.get_by_role("radio", name=VIEWS[DESCRIBE]).click()
    write(page, "Titre de la pratique (nécessaire)", TITLE)
    write(page, "Territoire", "01004")
    write(page, "Votre organisation", "Ville")
    # Once the form is whole, and drawn again: its buttons are then those of what was written.
    expect(page.get_by_role("button", name=LOAD)).to_be_enabled()
    with page.expect_download() as download:
        page.get_by_role("button", name=re.compile(f"^.*{ROW}")).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    row = pd.read_csv(path, sep=";", dtype="str")
    assert list(row.columns) == [column.name for column in COLUMNS]
    assert row.loc[0, ["titre", "territoire"]].tolist() == [
        TITLE,
        '="01004"',
    ]  # a code stays a text

    page.get_by_role("button", name=LOAD).click()
    expect(page.get_by_text(own_words(1))).to_be_visible()
    expect(page.get_by_label("Titre de la pratique (nécessaire)", exact=True)).to_have_value("")
    page.get_by_role("radio", name=VIEWS[SEARCH]).click()
    write(page, "Mots", TITLE)
    expect(page.get_by_text("1 pratique", exact=True)).to_be_visible()
    expect(page.get_by_text(OWN_SENTENCE).first).to_be_visible()
    session.assert_quiet()
