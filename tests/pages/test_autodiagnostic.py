"""The self-diagnosis: who asks, what it has, what its place lacks, with whom; nothing stored."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from indicators.base.reference_points import reference_point
from indicators.partnerships.contributions import (
    CategoryMeaning,
    OrganisationKind,
)
from pages.parts.autodiagnostic.sections import NOTHING, TALK, TITLE
from pages.parts.kit.notices import plain
from tests.pages.conftest import search_boxes

OpenPage = Callable[..., AppTest]
PLACE = "crte:crte-84-26-1"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_without_a_place_the_page_asks_for_one(open_page: OpenPage) -> None:
    app = open_page("autodiagnostic")
    assert not app.exception
    assert app.title[0].value == TITLE
    assert search_boxes(app)


def test_without_anything_to_bring_the_page_says_what_to_do(open_page: OpenPage) -> None:
    app = open_page("autodiagnostic", territoire=PLACE)
    assert not app.exception
    assert NOTHING in texts(app)
    assert TALK not in texts(app)


@pytest.mark.parametrize("kind", list(OrganisationKind))
def test_what_is_brought_is_matched_by_category(
    open_page: OpenPage, kind: OrganisationKind
) -> None:
    app = open_page(
        "autodiagnostic", territoire=PLACE, qui=kind.value, taille="10_49", apports="achats,argent"
    )
    assert not app.exception
    assert not app.error
    said = texts(app)
    assert all(meaning.sentence in said for meaning in CategoryMeaning)
    assert "structures d’insertion" in said
    assert TALK in said
    key = {
        OrganisationKind.COMPANY: "entreprises_dix_salaries",
        OrganisationKind.ASSOCIATION: "associations_partenariats",
    }[kind]
    assert all(plain(mention) in said for mention in reference_point(key).mentions)
    assert app.query_params["apports"] == "achats,argent"


def test_an_address_that_names_nothing_is_told(open_page: OpenPage) -> None:
    app = open_page("autodiagnostic", territoire=PLACE, apports="or", taille="geante")
    assert not app.exception
    assert len(app.warning) == 2
