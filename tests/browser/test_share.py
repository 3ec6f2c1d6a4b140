"""A link is copied by a button, from a popover that a phone shows whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Session

pytestmark = pytest.mark.browser


def test_a_link_is_copied(session: Session) -> None:
    page = session.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    session.open("territoire?territoire=commune:23008")
    page.get_by_role("button", name="Partager").click()
    page.get_by_role("button", name="Copier le lien").click()
    expect(page.get_by_role("status").filter(has_text="Copié")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{session.address}/territoire?territoire=commune:23008"
    expect(page.get_by_role("button", name="Copier le code de la carte")).to_be_visible()
    expect(page.get_by_role("img", name="Code QR")).to_be_visible()
    session.assert_quiet()
