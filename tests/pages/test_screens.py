"""Each screen runs by default, with a bad URL, and where there is nothing to show."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.profiles import Profile
from common.errors import NotAvailableError
from common.paths import ROOT
from indicators.base.domains import SCORE_KEYS
from pages.parts.kit import profiles
from pages.parts.note import cache as note_cache
from tests.pages.conftest import search_boxes

OpenPage = Callable[..., AppTest]


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


@pytest.mark.parametrize("page", ["accueil", "carte", "territoire", "donnees"])
def test_a_screen_opens_without_error(open_page: OpenPage, page: str) -> None:
    app = open_page(page)
    assert not app.exception
    assert not app.error
    assert search_boxes(app) or page == "donnees"


def test_the_map_restores_the_state_of_its_url(open_page: OpenPage) -> None:
    app = open_page(
        "carte", niveau="region", mesure="gap", domaine="mobilite", territoire="region:76"
    )
    assert not app.exception
    assert "Occitanie" in texts(app)
    assert "Écart perçu – mesuré, Participants – Mobilité" in texts(app)
    assert "Grand Débat" in texts(app)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ({"domaine": "emplois"}, "emploi"),
        ({"territoire": "commune:99999"}, "territoire"),
        ({"territoire": "<script>alert(1)</script>"}, "territoire"),
        ({"niveau": "canton"}, "EPCI"),
        ({"groupe": "maires"}, "Citoyens"),
        ({"annee": "vingt"}, "année"),
        ({"annee": "9" * 5000}, "année"),
        ({"territoire": "france:FR"}, "France"),
        ({"classes": "breaks"}, "classes"),
        ({"dans": "commune:01004"}, "commune"),
    ],
)
def test_a_url_that_names_nothing_gets_a_message_and_the_default_view(
    open_page: OpenPage, url: dict[str, str], named: str
) -> None:
    app = open_page("carte", **url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)
    assert "Fragilité mesurée" in texts(app)


def test_a_text_of_the_url_is_never_a_link(open_page: OpenPage) -> None:
    app = open_page("carte", domaine="https://evil.example/x")
    (message,) = [str(warning.value) for warning in app.warning]
    assert "evil" in message
    assert "://" not in message


def test_a_group_that_does_not_exist_is_told_on_the_profile(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004", groupe="maires")
    assert any("Élus" in str(warning.value) for warning in app.warning)


def test_a_measure_without_data_says_what_exists(open_page: OpenPage) -> None:
    app = open_page(
        "carte", niveau="commune", mesure="perceived", domaine="emploi", demonstration="oui"
    )
    assert not app.exception
    assert "n’est pas publiée au niveau commune" in texts(app)


def test_demonstration_figures_never_show_without_their_mark(open_page: OpenPage) -> None:
    app = open_page(
        "carte", niveau="region", mesure="perceived", domaine="emploi", demonstration="oui"
    )
    assert not app.exception
    assert any("Données de démonstration" in str(warning.value) for warning in app.warning)


def test_the_profile_shows_the_sixteen_domains_and_its_sources(open_page: OpenPage) -> None:
    app = open_page("territoire", territoire="commune:01004")
    assert not app.exception
    assert "Ambérieu-en-Bugey" in texts(app)
    assert "Licence Ouverte 2" in texts(app)
    app = open_page("territoire", territoire="commune:01004", onglet="chiffres")
    assert len(app.dataframe[0].value) == len(SCORE_KEYS)


def refuse(place: object) -> Profile:
    raise NotAvailableError("Pas de profil ici.")


@pytest.mark.parametrize(
    ("page", "url"),
    [
        ("carte", {"mesure": "indicator", "indicateur": "part_bio_cantines"}),
        ("carte", {"niveau": "commune", "mesure": "perceived", "domaine": "emploi"}),
        ("territoire", {"territoire": "commune:01004"}),
        # Of which no other test keeps a note.
        ("note", {"territoire": "commune:01006"}),
    ],
)
def test_a_screen_that_refuses_still_has_a_heading(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch, page: str, url: dict[str, str]
) -> None:
    for module in (profiles, note_cache):
        monkeypatch.setattr(module, "cached_profile", refuse)
    app = open_page(page, **({"niveau": "departement"} | url if page == "carte" else url))
    assert not app.exception
    assert app.info or app.error
    assert [*app.title, *app.header, *app.subheader]


def test_a_screen_that_ends_early_keeps_its_foot() -> None:
    """Streamlit shows nothing of a run after ``st.stop``: a screen ends by ``end_screen``."""
    for path in (ROOT / "pages").rglob("*.py"):
        assert "st.stop(" not in path.read_text("utf-8"), path.name
