"""The IGN background calls the Géoplateforme when the reader turns it on, never before."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest

from tests.browser.conftest import Session
from tests.browser.test_main_path import wait_for_map

pytestmark = pytest.mark.browser
GEOPLATEFORME = "data.geopf.fr"


def test_the_background_is_asked_of_ign_alone_and_only_when_turned_on(session: Session) -> None:
    page = session.page
    page.context.route(lambda url: urlsplit(url).hostname == GEOPLATEFORME, lambda r: r.abort())
    session.open("carte?niveau=region")
    wait_for_map(page)
    session.assert_quiet()
    page.get_by_role("button", name="Affichage").click()
    with page.expect_request(
        lambda request: urlsplit(request.url).hostname == GEOPLATEFORME
    ) as asked:
        page.get_by_text("Fond de carte IGN").click()
    assert "PLANIGNV2" in asked.value.url
    assert {urlsplit(url).hostname for url in session.outside} == {GEOPLATEFORME}
    page.wait_for_url("**fond=ign**")
