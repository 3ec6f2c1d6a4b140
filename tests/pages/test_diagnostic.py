"""The diagnosis: six steps, answers kept in the address, a sheet at the end."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.diagnostic.answers import MOST_PRIORITIES, DiagnosticStep
from atlas.diagnostic.crossing import Crossing
from atlas.profiles import profile
from atlas.profiles.summary import fragile_words
from common.levels import Territory
from pages.parts.diagnostic.sheet import FILES
from pages.parts.diagnostic.steps import NEXT, TITLE
from tests.pages.conftest import search_boxes

OpenPage = Callable[..., AppTest]
PLACE = "crte:crte-84-26-1"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def test_without_a_place_the_path_asks_for_one(open_page: OpenPage) -> None:
    app = open_page("diagnostic")
    assert not app.exception
    assert app.title[0].value == TITLE
    assert search_boxes(app)
    assert not app.get("multiselect")


def test_the_head_names_the_place_and_what_is_fragile_there(
    open_page: OpenPage, desk: Desk
) -> None:
    app = open_page("diagnostic", territoire=PLACE)
    described = profile(desk, Territory.parse(PLACE))
    assert described.name in app.title[0].value
    assert app.markdown[0].value.startswith("**Fragile")
    assert fragile_words(described).split(",")[0] in app.markdown[0].value
    assert desk.manifest.version in app.caption[0].value


@pytest.mark.parametrize("step", list(DiagnosticStep))
def test_each_step_opens_from_its_address(open_page: OpenPage, step: DiagnosticStep) -> None:
    app = open_page("diagnostic", territoire=PLACE, etape=step.value)
    assert not app.exception
    assert not app.error
    assert step.sentence in texts(app)
    buttons = [button.label for button in app.get("download_button")]
    sheet = [label for label, _ in FILES.values()]
    assert (buttons == sheet) == (step is DiagnosticStep.MEETING)


def test_answers_stay_in_the_address_from_step_to_step(open_page: OpenPage) -> None:
    app = open_page("diagnostic", territoire=PLACE, etape="mesure")
    app.multiselect(key="diagnostic.retenus").set_value(["securite", "emploi"]).run()
    assert app.query_params["retenus"] == "securite,emploi"
    next(button for button in app.button if button.label == NEXT).click().run()
    app.multiselect(key="diagnostic.entendus").set_value(["emploi"]).run()
    for _ in range(2):
        next(button for button in app.button if button.label == NEXT).click().run()
    assert not app.exception
    assert app.query_params["retenus"] == "securite,emploi"
    assert app.query_params["entendus"] == "emploi"
    assert app.query_params["etape"] == DiagnosticStep.PRIORITIES.value
    assert Crossing.SHARED.label in texts(app)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ({"etape": "sept"}, "mesure"),
        ({"retenus": "emplois"}, "emploi"),
        ({"priorites": "emploi,sante,education,securite"}, str(MOST_PRIORITIES)),
        ({"rencontres": "maire"}, "collectivite"),
    ],
)
def test_an_address_that_names_nothing_is_told(
    open_page: OpenPage, url: dict[str, str], named: str
) -> None:
    app = open_page("diagnostic", territoire=PLACE, **url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)
