"""An official looks for who works on a subject, reads a record, and takes the list away."""

from __future__ import annotations

import re
from pathlib import Path

import geopandas as gpd
import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Session, choose

pytestmark = pytest.mark.browser


def test_filter_click_a_point_read_the_record_and_download(
    session: Session, tmp_path: Path
) -> None:
    page = session.page
    session.open("partenariats?dans=departement:09&dispositif=france_services")
    expect(page.get_by_role("heading", name="Partenariats", exact=True)).to_be_visible()
    choose(page, "Domaine", "Accès au numérique")
    expect(page).to_have_url(re.compile("domaine=numerique"))
    expect(page.get_by_text(re.compile(r"\d+ partenariats sur le territoire"))).to_be_visible()
    frame = page.frame_locator("iframe").first
    point = frame.locator(".fs-point").first
    point.wait_for()
    point.click()
    expect(frame.locator(".fs-popup")).to_contain_text("France services")
    expect(page).to_have_url(re.compile("fiche=france_services"))
    expect(page.get_by_text("Nature : Label national")).to_be_visible()
    link = page.get_by_role("link", name=re.compile("Ouvrir la page de la source"))
    expect(link).to_have_attribute("href", re.compile("^https://"))
    expect(link).to_have_attribute("rel", re.compile("noopener|noreferrer"))
    choose(page, "Format du fichier", "GeoPackage")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger (GeoPackage)").click()
    path = tmp_path / download.value.suggested_filename
    download.value.save_as(path)
    records = gpd.read_file(path, layer="partenariats")
    assert records["record"].str.startswith("france_services").all()
    assert records["licence"].notna().all()
    assert len(records) == len(records.dropna(subset=["geometry"])) > 1
    session.assert_quiet()
