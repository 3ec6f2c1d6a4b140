"""What one takes from a place: the page, its picture, its link, the code to embed it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from common.public_address import ADDRESS
from pages.parts.kit.council import _frame
from pages.parts.kit.visit import shared_address, visit_site


def test_the_profile_offers_its_page_and_its_picture(open_page: Callable[..., AppTest]) -> None:
    app = open_page("territoire", territoire="commune:23008")
    assert not app.exception
    names = [button.proto.label for button in app.get("download_button")]
    assert [name for name in names if name.startswith(("Pour le conseil", "Image"))] == names[:2]


def test_a_link_begins_with_the_address_of_the_visit_or_of_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Visit:
        url = "https://visite.fr/fragiscope/territoire"

    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setattr(st, "context", Visit)
    assert visit_site("territoire") == "https://visite.fr/fragiscope"
    monkeypatch.setenv(ADDRESS, "https://exemple.fr/")
    assert shared_address("carte", {"dans": "region:75"}, "territoire") == (
        "https://exemple.fr/carte?dans=region:75"
    )


@pytest.mark.parametrize(
    "said", ["javascript:alert(1)", "https://a.fr/<b>", "https://" + "a" * 300, "file:///x", ""]
)
def test_an_address_that_is_none_gives_no_link(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(ADDRESS, raising=False)
    monkeypatch.setattr(st, "context", type("Visit", (), {"url": said}))
    assert shared_address("territoire", {}, "territoire") == ""


def test_the_code_to_embed_escapes_the_name_of_a_perimeter() -> None:
    code = _frame("territoire", 'Fragiscope : "><script>', "https://a.fr/territoire?x=1&y=2")
    assert "<script" not in code
    assert 'title="Fragiscope : &#34;&gt;&lt;script&gt;"' in code
    assert 'src="https://a.fr/territoire?x=1&amp;y=2"' in code
