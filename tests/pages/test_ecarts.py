"""The page Écarts, one domain: bad links, what is not published, the survey that is missing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.divergences import GapQuery, gap_view
from atlas.divergences.choices import NOWHERE_ELSE
from atlas.divergences.crossed_reading import crossed_reading
from atlas.divergences.crossed_views import crossed_views
from atlas.divergences.needs import needs
from atlas.divergences.reading import FICTITIOUS
from atlas.divergences.space import why_not
from common.french import number
from common.grammar import designation, of
from common.levels import Level, Territory
from indicators.base.domains import domain_label
from indicators.views.positions import GapStatus
from indicators.views.survey_size import MINIMUM_ANSWERS
from indicators.views.volunteers import voice_label
from pages.parts.kit.notices import plain
from tests.pages.test_screens import texts

OpenPage = Callable[..., AppTest]


def test_a_whole_domain_is_real_and_reads_itself(desk: Desk, open_page: OpenPage) -> None:
    app = open_page("ecarts", vue="domaine", paire="domaine")
    assert not app.exception
    assert not app.error
    said = texts(app)
    view = gap_view(desk, GapQuery())
    heading = str(app.header[0].value)
    for part in (
        domain_label("mobilite"),
        voice_label("citoyens", [view.survey.kind]),
        Level.REGION.label,
    ):
        assert plain(part) in heading
    assert "ont une position nette" in said
    assert "corrélation des rangs" in said
    assert plain(view.survey.mention) in said
    assert plain(why_not(view)) in said
    assert len(app.dataframe[0].value) > 0


@pytest.mark.parametrize(
    ("url", "named"),
    [
        ({"domaine": "emplois"}, "emploi"),
        ({"niveau": "canton"}, "EPCI"),
        ({"groupe": "maires"}, "Citoyens"),
        ({"enquete": "<b>x</b>"}, "enquête"),
        ({"territoire": "region:999"}, "territoire"),
        ({"territoire": "france:FR"}, "France"),
    ],
)
def test_a_link_to_nothing_gets_a_message_and_the_default_view(
    open_page: OpenPage, url: dict[str, str], named: str
) -> None:
    app = open_page("ecarts", vue="domaine", **url)
    assert not app.exception
    assert any(named in str(warning.value) for warning in app.warning)
    assert "ont une position nette" in texts(app)


def test_a_link_selects_the_territory_and_its_groups(desk: Desk, open_page: OpenPage) -> None:
    app = open_page("ecarts", vue="domaine", paire="domaine", territoire="region:53")
    said = texts(app)
    assert "### Bretagne" in said
    assert gap_view(desk, GapQuery()).frame.loc["53", "status"] == GapStatus.NOT_DISTINGUISHABLE
    assert GapStatus.NOT_DISTINGUISHABLE.sentence in said
    assert "Résidu" in said
    assert plain(f"{domain_label('mobilite')} – Bretagne") in said
    views = crossed_views(desk, Territory.parse("region:53"), "mobilite")
    for sentence in crossed_reading(views):
        assert plain(sentence) in said


def test_a_commune_gets_the_gap_of_its_region_told_as_such(open_page: OpenPage) -> None:
    app = open_page("ecarts", vue="domaine", paire="domaine", territoire="commune:29019")
    said = texts(app)
    held = plain(of(designation(Level.REGION, "53", "Bretagne")))
    (told,) = [str(caption.value) for caption in app.caption if held in str(caption.value)]
    assert told.startswith("Brest n’a pas")
    assert "### Bretagne" in said


def test_a_demonstration_is_marked_and_says_what_a_real_survey_would_need(
    desk: Desk, open_page: OpenPage
) -> None:
    app = open_page(
        "ecarts", vue="domaine", domaine="emploi", niveau="departement", demonstration="oui"
    )
    assert not app.exception
    assert any("Données de démonstration" in str(warning.value) for warning in app.warning)
    said = texts(app)
    asked = needs(desk, GapQuery(Level.DEPARTEMENT, "emploi"))
    assert asked.answers == 145
    (told,) = [str(info.value) for info in app.info if number(asked.total) in str(info.value)]
    assert "145 réponses" in told
    assert plain(f"« {domain_label('emploi')} »") in told
    assert plain(FICTITIOUS) in said


def test_a_level_that_is_not_published_says_where_the_gap_exists(open_page: OpenPage) -> None:
    app = open_page(
        "ecarts",
        vue="domaine",
        domaine="emploi",
        niveau="commune",
        territoire="commune:01004",
        demonstration="oui",
    )
    assert not app.exception
    said = texts(app)
    assert "il faut au moins 8 territoires" in said
    assert "jamais moins de 30" in said
    assert "position nette" not in said
    assert "L’écart n’est pas montré au niveau commune" in said
    (button,) = [button for button in app.button if button.label == "Voir : régions"]
    button.click().run()
    assert "position nette" in texts(app)


def test_a_group_that_nobody_asked_shows_what_would_be_needed(open_page: OpenPage) -> None:
    app = open_page("ecarts", vue="domaine", groupe="fondations", domaine="culture_loisirs")
    assert not app.exception
    said = texts(app)
    assert plain(NOWHERE_ELSE) in said
    assert "« Fondations »" in said.replace("\u00a0", " ")
    assert any("Questionnaire" in str(element.label) for element in app.get("download_button"))


def test_another_survey_can_be_chosen_and_an_unfit_one_is_told(open_page: OpenPage) -> None:
    app = open_page(
        "ecarts", vue="domaine", paire="domaine", enquete="demonstration", demonstration="oui"
    )
    assert plain(FICTITIOUS) in texts(app)
    app = open_page("ecarts", vue="domaine", enquete="ocde_2016")
    assert "ne permet pas cet écart" in texts(app)
    assert "volontaires" in texts(app)


def test_a_modelled_estimate_is_only_shown_when_asked_for(open_page: OpenPage) -> None:
    app = open_page(
        "ecarts", vue="domaine", domaine="emploi", niveau="departement", demonstration="oui"
    )
    assert "Modèle de Fay-Herriot" not in texts(app)
    app.toggle(key="ecarts.modele").set_value(True).run()
    assert not app.exception
    said = texts(app)
    assert "Modèle de Fay-Herriot" in said
    assert "Estimation modélisée du ressenti" in said


def test_the_calculator_answers_both_ways(open_page: OpenPage) -> None:
    app = open_page("ecarts", vue="domaine")
    metrics = {metric.label: metric.value for metric in app.metric}
    assert metrics["Réponses par territoire"] == "145"
    assert metrics["Réponses en tout"].replace("\u202f", "") == "1450"
    app.number_input(key="ecarts.calcul.population").set_value(20).run()
    assert not app.exception
    assert any(f"Sous {MINIMUM_ANSWERS} réponses" in str(w.value) for w in app.warning)
    app.radio(key="ecarts.calcul.kind").set_value("Part de « oui » ou de priorités").run()
    assert not app.exception
