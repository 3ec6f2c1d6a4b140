"""The plot, the table and the map of the page Écarts answer each other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from atlas.desk.desk import Desk
from atlas.divergences.divergences import DivergenceQuery, cell_words, divergences
from common.levels import Level, Territory
from tests.browser.conftest import Session, choose
from tests.browser.test_main_path import SETTLED, wait_for_map
from tests.common.test_workbook_files import read_workbook

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_a_mark_chosen_on_the_plot_opens_its_panel_and_the_map_answers(session: Session) -> None:
    page = session.page
    session.open("ecarts?vue=domaine")
    expect(page.get_by_role("heading", name="Ce que dit chaque groupe")).to_be_visible()
    wait_for_map(page, "Mesure et ressenti")
    page.wait_for_timeout(SETTLED)
    mark = page.locator("path[aria-label*='Île-de-France']").first
    mark.click(force=True)
    expect(page).to_have_url(re.compile("territoire=region%3A11"))
    expect(page.get_by_role("heading", name="Île-de-France")).to_be_visible()
    expect(page.get_by_text("Mobilité / transports – Île-de-France")).to_be_visible()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    shown = frame.get_by_role("region", name="Carte", exact=True)
    shown.scroll_into_view_if_needed()
    shown.click(position=frame.evaluate("map.latLngToContainerPoint([47.4, 1.7])"))  # Loire
    expect(page).not_to_have_url(re.compile("region%3A11"))
    expect(page).to_have_url(re.compile("territoire=region%3A"))
    # The mark clicked first can be chosen again.
    page.locator("path[aria-label*='Île-de-France']").first.click(force=True)
    expect(page).to_have_url(re.compile("territoire=region%3A11"))
    session.assert_quiet()


def test_a_cell_and_the_map_choose_a_territory_and_the_workbook_holds_the_table(
    session: Session, tmp_path: Path
) -> None:
    page = session.page
    inside = Territory(Level.DEPARTEMENT, "76")
    asked = DivergenceQuery(Level.COMMUNE, inside, survey="barometre_velo_2025")
    view = divergences(Desk(), asked)
    session.open("ecarts?niveau=commune&dans=departement:76&source=barometre_velo_2025")
    wait_for_map(page, "Mesure et ressenti")
    page.wait_for_timeout(SETTLED)
    first = str(view.territories["name"].iloc[0])
    expect(page.get_by_role("heading", name=first, exact=True)).to_be_visible()
    # The second row of the table, in its column of positions: cells are painted on a canvas.
    cells = page.get_by_test_id("stDataFrame").first
    cells.click(position={"x": 260, "y": 35 * 2 + 17})
    second = view.territories.index[1]
    expect(page).to_have_url(re.compile(f"territoire=commune%3A{second}"))
    expect(page.get_by_role("heading", name=str(view.territories["name"].iloc[1]))).to_be_visible()
    said = view.cells.set_index("code").loc[second]
    expect(page.get_by_text(cell_words(said)).locator("visible=true").first).to_be_visible()
    frame = next(frame for frame in page.frames if "streamlit_folium" in frame.url)
    shown = frame.get_by_role("region", name="Carte", exact=True)
    shown.scroll_into_view_if_needed()
    shown.click(position=frame.evaluate("map.latLngToContainerPoint([49.4431, 1.0993])"))  # Rouen
    expect(page).to_have_url(re.compile("territoire=commune%3A76540"))
    choose(page, "Format du fichier", "Classeur Excel")
    with page.expect_download() as download:
        page.get_by_role("button", name="Télécharger (Classeur Excel)").click()
    path = tmp_path / "table.xlsx"
    download.value.save_as(path)
    head, *rows = read_workbook(path.read_bytes())["Tableau"]
    assert head[2] == "Territoire"
    assert [row[2] for row in rows] == list(view.territories["name"])
    session.assert_quiet()


def test_a_correspondence_opens_its_pair_and_keeps_its_address(session: Session) -> None:
    page = session.page
    session.open("ecarts?vue=correspondances&niveau=departement&repondants=entreprises")
    wait_for_map(page, "Rang du ressenti")
    cells = page.get_by_test_id("stDataFrame").first
    cells.click(position={"x": 15, "y": 35 * 2 + 17})
    expect(page).to_have_url(re.compile(r"paire=bmo_difficiles\.chomage_localise"))
    expect(page.get_by_role("heading", name=re.compile("chômage", re.IGNORECASE))).to_be_visible()
    session.assert_quiet()
