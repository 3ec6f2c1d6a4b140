"""The page of comparisons: default, bad URL, four territories, mixed levels."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from common.levels import Level
from indicators.base.domains import SCORE_KEYS
from pages.parts.comparer.chart import named_points
from pages.parts.comparer.sections import FURTHER, MOST_SENTENCES

OpenPage = Callable[..., AppTest]
FOUR = "epci:200022986,commune:01004,departement:93,perimetre:240100883.01004:Vallée, du nord"


def texts(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "warning", "info", "error")
    return "\n".join(str(element.value) for kind in kinds for element in app.get(kind))


def compared_indicators(app: AppTest) -> pd.DataFrame:
    return next(table.value for table in app.table if {"Indicateur", "Année"} <= set(table.value))


def button(app: AppTest, label: str) -> bool:
    return any(label in one.label for one in app.button)


def test_without_territory_the_page_asks_for_one(open_page: OpenPage) -> None:
    app = open_page("comparer")
    assert not app.exception
    assert "Cherchez un territoire" in texts(app)
    assert not app.table


def test_a_commune_is_compared_with_what_surrounds_and_resembles_it(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="commune:01004")
    assert not app.exception
    assert not app.error
    shown = texts(app)
    assert "Comparer Ambérieu-en-Bugey" in shown
    assert FURTHER in [one.label for one in app.expander]
    scores, indicators = app.table[0].value, compared_indicators(app)
    assert len(scores) == len(SCORE_KEYS)
    assert str(list(scores)[-1]).startswith("France (médiane")
    assert {"Ain", "France"} <= set(indicators)
    assert "Licence Ouverte 2" in shown
    assert button(app, "Ajouter Tournon")


@pytest.mark.slow
def test_four_territories_of_any_level_travel_in_the_address(open_page: OpenPage) -> None:
    app = open_page(
        "comparer", territoire="epci:240100883", avec=FOUR, domaine="emploi", demonstration="oui"
    )
    assert not app.exception
    assert not any("Inconnu" in str(warning.value) for warning in app.warning)
    shown = texts(app)
    assert "pas de score à l’échelle des EPCI" in shown
    assert "échelle des EPCI" in shown
    assert "Données de démonstration" in shown
    assert "le plus possible" in shown
    indicators = compared_indicators(app)
    assert {"Ambérieu-en-Bugey", "Seine-Saint-Denis", "Vallée, du nord"} <= set(indicators)
    assert button(app, "Retirer Vallée, du nord")


def test_a_place_that_no_survey_tells_of_leads_to_what_is_published(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="crte:crte-75-23-6")
    assert any("Aucune enquête ne renseigne" in str(one.value) for one in app.info)
    (link,) = [one for one in app.get("page_link") if "tous les domaines" in one.label]
    assert "onglet=ressenti" in link.query_string


def test_a_similar_territory_is_added_then_taken_out(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="departement:09", reperes="france")
    add = next(one for one in app.button if one.label.startswith("Ajouter Haute"))
    add.click().run()
    assert not app.exception
    chosen = app.query_params["avec"]
    assert chosen in ("departement:43", ["departement:43"])
    assert "Haute-Loire" in list(app.table[0].value)
    next(one for one in app.button if one.label.startswith("Retirer Haute")).click().run()
    assert "avec" not in app.query_params
    assert "Haute-Loire" not in list(app.table[0].value)


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ({"territoire": "commune:99999"}, "commune"),
        ({"territoire": "france:FR"}, "France"),
        ({"territoire": "departement:09", "avec": "epci:1,commune:01004"}, "epci"),
        ({"territoire": "departement:09", "avec": "<script>alert(1)</script>"}, "territoire"),
        ({"territoire": "departement:09", "avec": f"{FOUR},region:76"}, "au plus"),
        ({"territoire": "departement:09", "domaine": "emplois"}, "emploi"),
        ({"territoire": "departement:09", "reperes": "commune"}, "repère"),
    ],
)
def test_a_bad_address_gets_a_message(open_page: OpenPage, url: dict[str, str], named: str) -> None:
    app = open_page("comparer", **url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)


def test_a_domain_without_data_and_a_place_without_peers_say_so(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="commune:97608", domaine="diversite_handicap")
    assert not app.exception
    shown = texts(app)
    assert "Trop peu de traits" in shown
    assert "n’a de score qu’à un niveau" in shown


def test_in_a_drom_no_column_is_told_twice(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="commune:97108", reperes="departement,region,france")
    assert not app.exception
    heads = list(compared_indicators(app))
    assert [head for head in heads if "Guadeloupe" in head] == ["Guadeloupe"]
    assert "le département de la Guadeloupe (département)" not in texts(app)
    assert "Guadeloupe · Guadeloupe" not in texts(app)


def test_the_screens_about_a_place_begin_with_the_last_one(
    open_page: OpenPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A reader takes longer than an address is stale; this test, where all is warm, does not.
    monkeypatch.setattr("pages.parts.kit.url.STALE_FOR", 0.0)
    app = open_page("comparer", territoire="commune:32462")
    for page in ("territoire", "note", "comparer"):
        app.query_params.clear()
        app.switch_page(f"pages/{page}.py").run()
        assert not app.exception
        assert "Vic-Fezensac" in app.title[0].value, page
    app.button(key="comparer.afresh").click().run()
    assert app.title[0].value == "Comparer des territoires"
    app.switch_page("pages/territoire.py").run()
    assert app.title[0].value == "Profil d’un territoire"


def test_four_sentences_are_read_at_once_france_first(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="commune:23008", avec="commune:94056,commune:01004")
    lists = [str(one.value) for one in app.markdown if str(one.value).startswith("- ")]
    assert [text.count("\n") + 1 for text in lists] == [MOST_SENTENCES, 2]
    france, *others = lists[0].split("\n")
    assert "que la France" in france
    assert "Périgny" in others[0]
    assert "Ambérieu" in others[1]


def test_a_name_stands_where_no_other_mark_does() -> None:
    scores = {"Ici": [10.0, 10.0, 50.0, 60.0], "Ailleurs": [12.0, 30.0, 90.0, 40.0]}
    points = pd.DataFrame(
        [
            {"Domaine": domain, "Série": name, "Score": score}
            for name, every in scores.items()
            for domain, score in zip("abcd", every, strict=True)
        ]
    )
    named = named_points(points, ["Ici", "Ailleurs"])
    # On line a, the marks touch: a name on the right of both would be of either. Line b has the
    # first name, c has no room for the second at 90.
    assert [*zip(named["Série"], named["Domaine"], strict=True)] == [
        ("Ici", "b"),
        ("Ailleurs", "d"),
    ]


def test_only_what_holds_the_place_is_offered_as_a_reference(open_page: OpenPage) -> None:
    app = open_page("comparer", territoire="epci:200067544")
    chosen = app.multiselect(key="comparer.reperes.offerts")
    assert chosen.options == ["Département", "Région", "France"]
    assert chosen.value == [Level.DEPARTEMENT, Level.REGION, Level.FRANCE]
    assert "reperes" not in app.query_params
    chosen.set_value([Level.DEPARTEMENT, Level.FRANCE]).run()
    assert not app.exception
    assert [head for head in compared_indicators(app) if "Nouvelle-Aquitaine" in head] == []
    # The next place, a commune, is still compared with its EPCI.
    assert app.query_params["reperes"] == "epci,departement,france"
