"""The page Exposition: one portrait at a time, moved through, linked to."""

from __future__ import annotations

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from atlas.alike.gallery import TITLE, gallery
from atlas.desk.desk import Desk
from pages.parts.exposition.moves import AFTER, BEFORE
from pages.parts.kit.notices import plain

OpenPage = Callable[..., AppTest]


def shown(app: AppTest) -> str:
    (portrait,) = [one.proto.body for one in app.get("html") if 'fs-portrait"' in one.proto.body]
    return str(portrait)


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def test_portraits_follow_one_another_and_come_round(open_page: OpenPage, desk: Desk) -> None:
    names = [one.name for one in gallery(desk).portraits]
    app = open_page("exposition")
    assert [one.value for one in app.title] == [TITLE]
    assert f"<h2>{names[0]}</h2>" in shown(app)
    assert f"<h2>{names[1]}</h2>" in shown(press(app, AFTER))
    assert app.query_params["portrait"] == gallery(desk).portraits[1].territory.code
    assert f"<h2>{names[-1]}</h2>" in shown(press(press(app, BEFORE), BEFORE))
    assert f"<h2>{names[0]}</h2>" in shown(press(app, AFTER))


def test_an_address_leads_to_a_portrait_and_nonsense_to_the_first(
    open_page: OpenPage, desk: Desk
) -> None:
    third = gallery(desk).portraits[2]
    assert third.name in shown(open_page("exposition", portrait=third.territory.code))
    app = open_page("exposition", portrait="<script>")
    assert gallery(desk).portraits[0].name in shown(app)
    assert any("portrait" in one.value for one in app.warning)


def test_it_says_how_it_was_chosen(open_page: OpenPage, desk: Desk) -> None:
    app = open_page("exposition")
    assert plain(gallery(desk).about.method) in [one.value for one in app.markdown]
