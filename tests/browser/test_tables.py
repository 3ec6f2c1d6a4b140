"""The toolbar of a table offers no file where a button beside hands it out with its sources."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import Session

pytestmark = pytest.mark.browser
#: As Streamlit words them, or as ``static/french.js`` does.
FILE = "button:is([aria-label^='Download as CSV'], [aria-label^='Télécharger (CSV)'])"
SEARCH = "button:is([aria-label^='Search'], [aria-label^='Chercher'], [aria-label^='Rechercher'])"


def toolbar(session: Session, path: str, label: str) -> Locator:
    """Open a screen and its table; give the toolbar that comes with the pointer."""
    session.open(path)
    if label:
        session.page.get_by_text(label, exact=True).click()
    table = session.page.get_by_test_id("stDataFrame").locator("visible=true").first
    table.scroll_into_view_if_needed()
    table.hover()
    return session.page.get_by_test_id("stElementToolbar").filter(
        has=session.page.locator(SEARCH).locator("visible=true")
    )


@pytest.mark.parametrize(
    ("path", "label"),
    [
        ("carte?niveau=region", ""),
        ("territoire?territoire=epci:240100883&onglet=ressenti", "Toutes les réponses en tableau"),
    ],
)
def test_there_is_one_way_to_take_a_table_away(session: Session, path: str, label: str) -> None:
    bar = toolbar(session, path, label)
    expect(bar.locator(SEARCH)).to_be_visible()
    expect(bar.locator(FILE)).to_have_count(1)
    expect(bar.locator(FILE)).to_be_hidden()


def test_a_table_without_a_file_of_its_own_keeps_that_of_its_toolbar(session: Session) -> None:
    bar = toolbar(session, "donnees?partie=couverture", "")
    expect(bar.locator(FILE)).to_be_visible()
