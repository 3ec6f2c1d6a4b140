"""What a local official does: search, look, change measure, click, read, take the data away."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from indicators.base.domains import DOMAIN_KEYS
from tests.browser.conftest import Session, choose, choose_place

pytestmark = pytest.mark.browser
#: The map answers clicks a moment after its first tiles.
SETTLED = 3_000
#: Département of the commune that is read.
ABOVE = "Ain"


def wait_for_map(page: Page, legend: str = "") -> None:
    """Wait until territories are painted on the map's canvas under a legend."""
    frame = page.frame_locator("iframe").first
    frame.get_by_role("region", name="Carte", exact=True).wait_for()
    expect(frame.locator(".fs-legend")).to_contain_text(legend)
    frame.locator(".leaflet-tile-pane canvas").first.wait_for(state="attached")


def test_search_a_commune_and_read_its_profile(session: Session) -> None:
    page = session.page
    session.open()
    choose_place(page, "ambérieu en bugey")
    expect(page.get_by_role("heading", name="Ambérieu-en-Bugey")).to_be_visible()
    expect(page).to_have_url(re.compile("territoire=commune%3A01004"))
    domains = page.get_by_role("tabpanel").get_by_role("table").first
    opened = domains.locator("summary")
    expect(opened).to_have_count(len(DOMAIN_KEYS))
    figure = domains.get_by_role("cell", name=re.compile("Insee")).first
    expect(figure).to_be_hidden()
    opened.filter(has_text="Emploi").press("Enter")
    expect(figure).to_be_visible()
    page.get_by_role("tab", name="Ressenti").click()
    expect(page).to_have_url(re.compile("onglet=ressenti"))
    expect(page.get_by_text("La région, pas votre commune").first).to_be_visible()
    expect(page.get_by_text("réponses fictives, sans valeur statistique")).to_have_count(0)
    # A link from a profile to a profile: the address follows, so that it can be copied.
    page.get_by_role("link", name=ABOVE, exact=True).click()
    expect(page.get_by_role("heading", name=ABOVE, exact=True, level=1)).to_be_visible()
    expect(page).to_have_url(re.compile("territoire=departement%3A01"))
    session.assert_quiet()


def test_change_measure_click_the_map_and_download_what_it_shows(
    session: Session, tmp_path: Path
) -> None:
    page = session.page
    session.open("carte")
    wait_for_map(page)
    choose(page, "Niveau", "Régions")
    choose(page, "Mesure", "Écart entre perçu et mesuré")
    choose(page, "Domaine", "Mobilité / transports")
    expect(page.get_by_role("heading", name=re.compile("Écart perçu – mesuré"))).to_be_visible()
    expect(page).to_have_url(re.compile("niveau=region.*domaine=mobilite.*mesure=gap"))
    wait_for_map(page, "perçu comme mesuré")
    page.wait_for_timeout(SETTLED)
    frame = page.frame_locator("iframe").first
    shown = frame.get_by_role("region", name="Carte", exact=True)
    box = shown.bounding_box()
    assert box is not None
    shown.click(position={"x": box["width"] * 0.62, "y": box["height"] * 0.45})
    expect(page).to_have_url(re.compile("territoire=region%3A"))
    expect(page.get_by_text(re.compile(r"Score de fragilité – Mobilité"))).to_be_visible()
    choose(page, "Format du fichier", "GeoJSON")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger la couche (GeoJSON)").click()
    path = tmp_path / "layer.geojson"
    download.value.save_as(path)
    collection = json.loads(path.read_text("utf-8"))
    assert len(collection["features"]) == 18
    assert collection["measure"] == "gap"
    assert "Grand Débat" in collection["sources"][0]["title"]
    session.assert_quiet()


def test_a_line_of_the_list_lights_the_map_and_its_bar(session: Session) -> None:
    page = session.page
    session.open("carte?niveau=region")
    wait_for_map(page)
    page.wait_for_timeout(SETTLED)
    line = page.locator('[class*="st-key-fs-place-"]').first
    line.hover()
    expect(page.locator(".fs-lit")).to_have_count(2)
    expect(page.locator("[data-fs-bin].fs-lit")).to_have_count(1)
    page.get_by_role("heading").first.hover()
    expect(page.locator(".fs-lit")).to_have_count(0)
    session.assert_quiet()


def test_a_link_reopens_the_same_view(session: Session) -> None:
    page = session.page
    session.open("carte?niveau=departement&domaine=sante&territoire=departement:2A")
    expect(page.get_by_role("heading", name=re.compile("Santé, par département"))).to_be_visible()
    expect(page.get_by_role("heading", name="Corse-du-Sud")).to_be_visible()
    session.assert_quiet()


def test_a_link_to_nothing_says_so_and_shows_the_default_view(session: Session) -> None:
    page = session.page
    session.open("carte?territoire=commune:99999&domaine=emplois")
    expect(page.get_by_text(re.compile(r"Inconnu\s: le domaine «\semplois\s»"))).to_be_visible()
    expect(page.get_by_text(re.compile("commune.99999"))).to_be_visible()
    wait_for_map(page)
    session.assert_quiet()


def test_the_method_page_opens(session: Session) -> None:
    page = session.page
    session.open("donnees")
    expect(page.get_by_role("heading", name="Données et méthode")).to_be_visible()
    page.get_by_role("tab", name="Méthode").click()
    expect(page.get_by_text("Cette page dit en français courant")).to_be_visible()
    session.assert_quiet()
