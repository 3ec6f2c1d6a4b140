"""An official goes through the six steps and leaves with a sheet to print."""

from __future__ import annotations

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from playwright.sync_api import expect

from pages.parts.diagnostic.sheet import FILES, HEADING
from pages.parts.diagnostic.steps import NEXT
from reports.documents.diagnosis import PRIORITIES
from tests.browser.conftest import Session

pytestmark = pytest.mark.browser


def test_six_steps_lead_to_a_sheet(session: Session, tmp_path: Path) -> None:
    page = session.page
    session.open("diagnostic?territoire=crte:crte-84-26-1&etape=mesure")
    expect(page.get_by_text(re.compile("^Données Fragiscope"))).to_be_attached()
    page.get_by_role("combobox", name=re.compile("Quels domaines retenez-vous")).click()
    page.keyboard.type("Sécurité")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("retenus=securite"))
    page.keyboard.press("Escape")
    for step in ("ressenti", "action", "priorites", "rencontres"):
        onward = page.get_by_role("button", name=NEXT)
        expect(onward).to_have_count(1)  # two while a step takes the place of another
        onward.click()
        expect(page).to_have_url(re.compile(f"etape={step}"))
    expect(page).to_have_url(re.compile("retenus=securite"))
    expect(page.get_by_role("heading", name=HEADING)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name=FILES["pdf"][0]).click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    text = pdfium.PdfDocument(path)[0].get_textpage().get_text_range()
    assert PRIORITIES in text
    assert "Sécurité" in text
    session.assert_quiet()
