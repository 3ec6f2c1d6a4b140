"""In a frame of another site: one picture, its title, its sources, a link; nothing else."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from pages.parts.kit.embedded import embedded


@pytest.fixture(autouse=True)
def in_a_frame(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(type(st.context), "is_embedded", property(lambda _: True))


@pytest.mark.parametrize(
    ("page", "query"),
    [
        ("carte", {"niveau": "region", "domaine": "sante"}),
        ("territoire", {"territoire": "commune:23008"}),
        ("ecarts", {"vue": "domaine", "domaine": "mobilite"}),
        ("ecarts", {}),
        ("partenariats", {"dans": "departement:09"}),
        ("partenariats", {"vue": "densite", "domaine": "emploi"}),
        ("partenariats", {"vue": "besoin"}),
    ],
)
def test_a_screen_shows_its_picture_and_what_must_go_with_it(
    open_page: Callable[..., AppTest], page: str, query: dict[str, str]
) -> None:
    app = open_page(page, **query)
    assert not app.exception
    assert not app.error
    assert len(app.title) == 1
    assert not app.get("download_button")
    assert not app.get("page_link"), "no foot, no way to the other screens"
    captions = " ".join(caption.value for caption in app.caption)
    assert "Sources" in captions
    assert "version" in captions
    (link,) = app.get("link_button")
    assert link.proto.label == "Ouvrir dans Fragiscope"
    assert link.proto.url.endswith(f"/{page}") or f"/{page}?" in link.proto.url


def test_what_cannot_be_shown_is_said_in_a_sentence(open_page: Callable[..., AppTest]) -> None:
    app = open_page("ecarts", vue="domaine", domaine="culture_loisirs", niveau="commune")
    assert not app.exception
    assert len(app.error) == 1


def test_a_visit_says_that_it_is_embedded() -> None:
    assert embedded()
