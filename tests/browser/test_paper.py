"""The screens on paper: tables whole, closed sections read, nothing left to click."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Page, expect

from pages.parts.territoire.head import ACTS, FELT, FRAGILE
from pages.parts.territoire.state import TABS
from tests.browser.conftest import Session
from tests.browser.states import settled

pytestmark = pytest.mark.browser

#: The charts and the plain tables come after the last line of text.
SETTLED = 3_000
A4 = (595, 842)
#: Of a profile.
MOST_SHEETS = 4


def printed(session: Session, path: str, to: Path) -> list[str]:
    """Print a screen from the browser and give the text of each sheet."""
    page = session.page
    session.open(path)
    expect(page.get_by_text("Données Fragiscope, version").first).to_be_attached()
    page.wait_for_timeout(SETTLED)
    _each_table_is_shown_once(page)
    return sheets_of(page, to)


def sheets_of(page: Page, to: Path) -> list[str]:
    """Print what a browser shows; give the text of each sheet."""
    settled(page)
    page.pdf(path=to, prefer_css_page_size=True, print_background=True)
    with pypdfium2.PdfDocument(to) as document:
        sheets = [document[number] for number in range(len(document))]
        assert {tuple(round(side) for side in sheet.get_size()) for sheet in sheets} == {A4}
        return [
            sheet.get_textpage().get_text_bounded().replace("\r\n", " ").replace("\n", " ")
            for sheet in sheets
        ]


#: A plain table right after an interactive one is its copy for paper.
COPIES = (
    "[data-testid=stElementContainer]:has([data-testid=stDataFrame])"
    " + [data-testid=stElementContainer] [data-testid=stTable]"
)


def _each_table_is_shown_once(page: Page) -> None:
    """On screen, the plain copy that follows an interactive table is hidden."""
    assert page.get_by_test_id("stTable").count()
    copies = page.locator(COPIES).all()
    assert len(copies) == page.get_by_test_id("stDataFrame").count()
    assert not any(copy.is_visible() for copy in copies)


def profile_sheets(session: Session, place: str, tab: str, to: Path) -> list[str]:
    """Print a profile; none of its tables is made for paper."""
    session.open(f"territoire?territoire={place}&onglet={tab}")
    expect(session.page.get_by_text("Données Fragiscope, version").first).to_be_attached()
    expect(session.page.get_by_role("tab", selected=True)).to_have_text(TABS[tab])
    return sheets_of(session.page, to)


def test_a_profile_prints_on_four_sheets_whatever_its_tab(session: Session, tmp_path: Path) -> None:
    sheets = profile_sheets(session, "commune:01004", "chiffres", tmp_path / "profil.pdf")
    text = " ".join(sheets)
    assert "Ambérieu-en-Bugey" in sheets[0]
    for words in (FRAGILE, FELT, ACTS, "Transition énergétique", "Tous les partenariats", "Insee"):
        assert words in text, words
    for word in ("Télécharger", "Changer de territoire", "Comparer", "Portrait"):
        assert word not in text
    assert len(sheets) <= MOST_SHEETS


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "tab"),
    [
        ("departement:62", "domaines"),
        ("region:75", "ressenti"),
        ("commune:75056", "qui-agit"),
        ("crte:crte-84-26-1", "temps"),
        ("departement:974", "questions"),
    ],
)
def test_the_longest_profiles_print_on_four_sheets(
    session: Session, tmp_path: Path, place: str, tab: str
) -> None:
    assert len(profile_sheets(session, place, tab, tmp_path / "profil.pdf")) <= MOST_SHEETS


@pytest.mark.slow
def test_a_comparison_prints_every_section(session: Session, tmp_path: Path) -> None:
    path = "comparer?territoire=epci:240100883&avec=epci:200022986&domaine=mobilite"
    sheets = printed(session, path, tmp_path / "comparaison.pdf")
    text = " ".join(sheets)
    for words in (
        "Comparer la CC de la Plaine de l’Ain",
        "Transition énergétique",
        "médiane de ses EPCI",
        "Grand Débat national",
        "Ce qui les rapproche",
        "Corrélation des rangs",
    ):
        assert words in text, words
    for word in ("Ajouter CA", "Changer de territoire"):
        assert word not in text
    session.assert_quiet()
