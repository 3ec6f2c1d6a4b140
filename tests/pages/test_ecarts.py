"""The page Écarts: default, bad links, what is not published, and the survey that is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_screens import texts

OpenPage = Callable[..., AppTest]


def test_the_default_view_is_real_and_reads_itself(open_page: OpenPage) -> None:
    app = open_page("ecarts")
    assert not app.exception
    assert not app.error
    said = texts(app)
    assert "Mesuré et perçu – Mobilité / transports, Citoyens, par région" in said
    assert "ont une position établie" in said
    assert "corrélation des rangs" in said
    assert "contributions volontaires, non représentatives" in said
    assert "rien n’est calculé sous 30 territoires" in said
    assert len(app.dataframe[0].value) > 0


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ({"domaine": "emplois"}, "emploi"),
        ({"niveau": "canton"}, "epci"),
        ({"groupe": "maires"}, "citoyens"),
        ({"enquete": "<b>x</b>"}, "enquête"),
        ({"territoire": "region:999"}, "territoire"),
        ({"territoire": "france:FR"}, "France"),
    ],
)
def test_a_link_to_nothing_gets_a_message_and_the_default_view(
    open_page: OpenPage, url: dict[str, str], named: str
) -> None:
    app = open_page("ecarts", **url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)
    assert "ont une position établie" in texts(app)


def test_a_link_selects_the_territory_and_its_groups(open_page: OpenPage) -> None:
    app = open_page("ecarts", territoire="region:53")
    said = texts(app)
    assert "### Bretagne" in said
    assert "Fragilité silencieuse" in said
    assert "Résidu" in said
    assert "Mobilité / transports – Bretagne" in said
    assert "Sur 3 différences entre groupes" in said


def test_a_commune_gets_the_gap_of_its_region_told_as_such(open_page: OpenPage) -> None:
    app = open_page("ecarts", territoire="commune:29019")
    said = texts(app)
    assert "Brest n’a pas d’écart publié à son niveau" in said
    assert "Voici celui de la région Bretagne" in said
    assert "### Bretagne" in said


def test_a_demonstration_is_marked_and_says_what_a_real_survey_would_need(
    open_page: OpenPage,
) -> None:
    app = open_page("ecarts", domaine="emploi", niveau="departement")
    assert not app.exception
    assert any("Données de démonstration" in str(warning.value) for warning in app.warning)
    said = texts(app)
    assert "Ce qu’il faudrait pour « Emploi" in said.replace("\u00a0", " ")
    assert "145 réponses par territoire" in said
    assert "Les réponses sont fictives" in said


def test_a_level_that_is_not_published_says_where_the_gap_exists(open_page: OpenPage) -> None:
    app = open_page("ecarts", domaine="emploi", niveau="commune", territoire="commune:01004")
    assert not app.exception
    said = texts(app)
    assert "il faut au moins 8 territoires" in said
    assert "jamais moins de 30" in said
    assert "position établie" not in said
    assert "L’écart n’est pas montré au niveau commune" in said
    (button,) = [button for button in app.button if button.label == "Voir : régions"]
    button.click().run()
    assert "position établie" in texts(app)


def test_a_group_that_nobody_asked_shows_what_would_be_needed(open_page: OpenPage) -> None:
    app = open_page("ecarts", groupe="fondations", domaine="culture_loisirs")
    assert not app.exception
    said = texts(app)
    assert "Aucune enquête ne le permet" in said
    assert "« Fondations »" in said.replace("\u00a0", " ")
    assert any("Questionnaire" in str(element.label) for element in app.get("download_button"))


def test_another_survey_can_be_chosen_and_an_unfit_one_is_told(open_page: OpenPage) -> None:
    app = open_page("ecarts", enquete="demonstration")
    assert "Les réponses sont fictives" in texts(app)
    app = open_page("ecarts", enquete="eqi_2021")
    assert "ne permet pas cet écart" in texts(app)
    assert "volontaires" in texts(app)


def test_a_modelled_estimate_is_only_shown_when_asked_for(open_page: OpenPage) -> None:
    app = open_page("ecarts", domaine="emploi", niveau="departement")
    assert "Modèle de Fay-Herriot" not in texts(app)
    app.toggle(key="ecarts.modele").set_value(True).run()
    assert not app.exception
    said = texts(app)
    assert "Modèle de Fay-Herriot" in said
    assert "Estimation modélisée du ressenti" in said


def test_the_calculator_answers_both_ways(open_page: OpenPage) -> None:
    app = open_page("ecarts")
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["Réponses par territoire"] == "145"
    assert metrics["Réponses en tout"].replace("\u202f", "") == "1450"
    app.number_input(key="ecarts.calcul.population").set_value(20).run()
    assert not app.exception
    assert any("ce territoire est trop petit" in str(w.value) for w in app.warning)
    app.radio(key="ecarts.calcul.kind").set_value("Part de « oui » ou de priorités").run()
    assert not app.exception
