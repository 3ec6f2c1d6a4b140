"""A company says what it can bring, and sees what it could do here and with whom."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from indicators.partnerships.contributions import Capacity, CategoryMeaning
from pages.parts.autodiagnostic.sections import TALK
from tests.browser.conftest import Session

pytestmark = pytest.mark.browser


def test_what_is_brought_leads_to_what_could_be_done_and_with_whom(session: Session) -> None:
    page = session.page
    session.open("autodiagnostic?territoire=crte:crte-84-26-1")
    page.get_by_role("button", name=Capacity.PURCHASES.label, exact=True).click()
    expect(page).to_have_url(re.compile("apports=achats"))
    for meaning in CategoryMeaning:
        expect(page.get_by_role("heading", name=meaning.label, exact=True)).to_be_visible()
    expect(page.get_by_text("structures d’insertion").first).to_be_visible()
    expect(page.get_by_role("heading", name=TALK)).to_be_visible()
    session.assert_quiet()
