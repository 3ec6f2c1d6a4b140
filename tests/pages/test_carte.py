"""What the reader may change of a map: classes, limits, background."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from atlas.desk.desk import Desk
from atlas.layers.measures.change import followed
from atlas.maps.class_choice import ClassScope
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS, domain_label
from pages.parts.carte.multiples import View
from pages.parts.carte.ranking import FIRST
from pages.parts.kit.demonstration import STALE_FOR
from pages.parts.kit.profiles import cached_profile

OpenPage = Callable[..., AppTest]


def widget(app: AppTest, kind: str, label: str) -> Any:
    return next(found for found in app.get(kind) if found.label.startswith(label))


def test_choosing_limits_starts_from_those_of_the_map(open_page: OpenPage) -> None:
    app = open_page("carte", niveau="departement")
    widget(app, "selectbox", "Méthode").set_value("breaks").run()
    limits = widget(app, "text_input", "Limites des classes")
    assert len(limits.value.split(";")) == 4
    assert not app.warning
    limits.set_value("40 ; 60").run()
    assert not app.warning
    assert not app.exception


@pytest.mark.parametrize("written", ["60 ; 40", "quarante", ";", "1e999"])
def test_limits_that_cannot_be_used_are_told_and_kept_in_their_field(
    open_page: OpenPage, written: str
) -> None:
    app = open_page("carte", niveau="departement", classes="breaks", limites="40;60")
    widget(app, "text_input", "Limites des classes").set_value(written).run()
    assert not app.exception
    assert any("classes par défaut" in str(warning.value) for warning in app.warning)
    assert widget(app, "text_input", "Limites des classes").value == written


def test_a_share_is_cut_in_percent(open_page: OpenPage) -> None:
    app = open_page("carte", niveau="departement", mesure="indicator", indicateur="taux_pauvrete")
    widget(app, "selectbox", "Méthode").set_value("breaks").run()
    limits = widget(app, "text_input", "Limites des classes")
    assert "%" in limits.label
    first = float(limits.value.split(";")[0].replace(",", "."))
    assert 5 < first < 40


def test_the_group_is_asked_only_where_it_matters(open_page: OpenPage) -> None:
    labels = [box.label for box in open_page("carte", niveau="region").selectbox]
    assert "Groupe interrogé" not in labels
    felt = open_page("carte", niveau="region", mesure="both_views", domaine="mobilite")
    assert "Groupe interrogé" in [box.label for box in felt.selectbox]


@pytest.mark.parametrize("measure", ["partnerships", "need_response", "both_views"])
def test_measures_of_partnerships_and_of_two_views_open(open_page: OpenPage, measure: str) -> None:
    app = open_page("carte", niveau="region", mesure=measure, domaine="mobilite")
    assert not app.exception
    assert not app.error
    assert len(app.dataframe[0].value) == 18


def test_a_level_too_wide_for_the_territory_shown_is_told_with_a_way_out(
    open_page: OpenPage,
) -> None:
    app = open_page("carte", niveau="region", dans="departement:09")
    assert not app.exception
    assert any("ne tient dans Ariège" in str(info.value) for info in app.info)
    widget(app, "button", "Voir les régions").click().run()
    assert not app.exception
    assert any("par région" in str(title.value) for title in app.title)


def test_going_back_is_followed_and_a_late_address_is_not(open_page: OpenPage) -> None:
    app = open_page("carte")
    for domain in ("sante", "mobilite"):
        widget(app, "selectbox", "Domaine").set_value(domain).run()
    app.query_params["domaine"] = "sante"  # what the browser still names, with a new change
    widget(app, "selectbox", "Niveau").set_value(Level.REGION).run()
    assert widget(app, "selectbox", "Domaine").value == "mobilite"
    time.sleep(STALE_FOR)
    app.query_params.clear()
    app.query_params["domaine"] = "sante"  # what the button Back asks for
    app.run()
    assert widget(app, "selectbox", "Domaine").value == "sante"
    assert widget(app, "selectbox", "Niveau").value == Level.EPCI


def test_the_panel_says_that_a_number_of_partnerships_is_unknown(open_page: OpenPage) -> None:
    counts = cached_profile(Territory(Level.COMMUNE, "63006")).partnership_rates["count"]
    assert pd.isna(counts["sante"])
    app = open_page("carte", niveau="commune", territoire="commune:63006", domaine="sante")
    assert not app.exception
    said = " ".join(str(element.value) for element in app.markdown)
    assert "sur le territoire, dont un nombre inconnu pour Santé" in said


def test_a_change_offers_what_is_followed_at_the_level_alone(
    open_page: OpenPage, desk: Desk
) -> None:
    app = open_page("carte", mesure="change", niveau="commune", dans="departement:09")
    assert not app.exception
    assert not app.error
    offered = app.selectbox(key="carte.indicateur")
    labels = [desk.catalogue[key].label for key in followed(desk, Level.COMMUNE)]
    assert [option.split(" – ", 1)[1] for option in offered.options] == labels
    assert not [box for box in app.selectbox if box.label == "Année"]


def test_the_right_column_lists_the_first_territories_and_a_click_chooses_one(
    open_page: OpenPage,
) -> None:
    app = open_page("carte", niveau="departement")
    lines = [button for button in app.button if (button.key or "").startswith("fs-place-")]
    scores = [int(re.search(r"\*\*(\d+)\*\*", line.label)[1]) for line in lines]
    assert len(lines) == FIRST
    assert scores == sorted(scores, reverse=True)
    lines[0].click().run()
    assert not app.exception
    chosen = app.session_state["carte.territoire"]
    assert cached_profile(chosen).name in lines[0].label
    assert any("data-fs-bins" in str(part.value) for part in app.get("html"))


def test_the_classes_are_those_of_the_country_and_an_old_address_still_opens(
    open_page: OpenPage,
) -> None:
    app = open_page("carte", niveau="commune", dans="departement:23")
    assert widget(app, "selectbox", "Limites calculées").value is ClassScope.COUNTRY
    old = open_page("carte", niveau="commune", dans="departement:23", base="affiche")
    assert widget(old, "selectbox", "Limites calculées").value is ClassScope.SHOWN
    whole = open_page("carte", niveau="region", base="affiche")
    assert not whole.exception
    assert not whole.warning


def test_sixteen_small_maps_open_each_its_own(open_page: OpenPage) -> None:
    app = open_page("carte", niveau="region", vue="domaines")
    assert not app.exception
    opened = [button.label for button in app.button]
    assert [label for label in opened if label in map(domain_label, DOMAIN_KEYS)] == [
        domain_label(key) for key in DOMAIN_KEYS
    ]
    assert list(app.dataframe[0].value.columns[2:]) == [domain_label(key) for key in DOMAIN_KEYS]
    next(button for button in app.button if button.label == domain_label("sante")).click().run()
    assert app.session_state["carte.vue"] is View.ONE
    assert any("Santé, par région" in str(title.value) for title in app.title)


def test_small_maps_offer_no_choice_that_changes_nothing(open_page: OpenPage) -> None:
    app = open_page("carte", niveau="commune", dans="departement:23", vue="domaines", mesure="gap")
    assert not app.exception
    assert [box.label for box in app.selectbox] == ["Niveau", "Territoire affiché"]
    legend = next(str(one.value) for one in app.get("html") if 'class="fs-classes"' in one.value)
    assert legend.count("<li>") == 6
    assert "</i>Pas de donnée</li>" in legend
    assert not re.search(r"\([^)]*\(", legend)
    app.segmented_control(key="carte.vue").set_value(View.ONE).run()
    assert {"Mesure", "Domaine", "Groupe interrogé"} <= {box.label for box in app.selectbox}
    years = {"mesure": "indicator", "indicateur": "taux_pauvrete", "vue": "annees"}
    shown = [box.label for box in open_page("carte", niveau="region", **years).selectbox]
    assert "Indicateur" in shown
    assert "Année" not in shown


def test_too_many_territories_for_small_maps_are_told(open_page: OpenPage) -> None:
    app = open_page("carte", niveau="commune", vue="domaines")
    assert not app.exception
    assert any("petites cartes" in str(info.value) for info in app.info)
