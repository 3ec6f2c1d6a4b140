from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from atlas.desk.desk import Desk
from atlas.layers.layer import layer
from atlas.layers.measure import Measure
from atlas.layers.measures import CHANGE, INDICATOR, NEED_RESPONSE
from atlas.layers.query import LayerQuery
from atlas.maps.cartography import Choropleth, choropleth, classed
from atlas.maps.class_choice import (
    ClassChoice,
    ClassScope,
    idle_limits,
    parse_choice,
    scopes_of,
)
from common import palette
from common.errors import InvalidDataError, UnknownNameError
from common.levels import Level, Territory
from geo.classes import Method

ARIEGE = LayerQuery(level=Level.EPCI, within=Territory(Level.DEPARTEMENT, "09"))
UNEMPLOYMENT = LayerQuery(level=Level.EPCI, measure=INDICATOR, indicator="chomage_recensement")
DEATHS = LayerQuery(level=Level.DEPARTEMENT, measure=INDICATOR, indicator="mortalite_standardisee")


def test_the_classes_of_the_country_serve_a_departement(desk: Desk) -> None:
    here = layer(desk, ARIEGE)
    country = layer(desk, replace(ARIEGE, within=None))
    seen = classed(desk, here)
    everywhere = choropleth(country)
    assert seen.classes is not None
    assert everywhere.classes is not None
    assert seen.classes.edges == everywhere.classes.edges
    assert sum(seen.counts) == here.frame["value"].notna().sum() < sum(everywhere.counts)
    assert (seen.index == everywhere.index[seen.index.index]).all()
    assert (seen.cut_over, everywhere.cut_over) == ("classes de tout le pays", "")


def test_a_reader_may_ask_for_the_classes_of_what_is_shown(desk: Desk) -> None:
    here = layer(desk, ARIEGE)
    seen = classed(desk, here, ClassChoice(scope=ClassScope.SHOWN))
    assert seen.classes is not None
    assert max(seen.counts) - min(seen.counts) <= 1
    assert seen.cut_over == "classes du territoire affiché"
    assert classed(desk, here, parse_choice(here, "breaks", "40 ; 60")).cut_over == ""


@pytest.mark.parametrize(
    ("measure", "asked"),
    [(CHANGE, {"indicator": "chomage_recensement"}), (NEED_RESPONSE, {"domain": "emploi"})],
)
def test_the_classes_of_two_sides_are_those_of_the_country_too(
    desk: Desk, measure: Measure, asked: dict[str, Any]
) -> None:
    country = classed(desk, layer(desk, LayerQuery(level=Level.EPCI, measure=measure, **asked)))
    query = LayerQuery(level=Level.EPCI, measure=measure, within=ARIEGE.within, **asked)
    here = classed(desk, layer(desk, query))
    assert here.labels == country.labels
    assert here.index.equals(country.index.loc[here.index.index])


def test_the_same_classes_serve_all_the_years_of_an_indicator(desk: Desk) -> None:
    now, before = layer(desk, DEATHS), layer(desk, replace(DEATHS, year=2015))
    assert now.year != before.year
    choice = ClassChoice(Method.EQUAL, 4, scope=ClassScope.YEARS)
    cut = [classed(desk, of, choice).classes for of in (now, before)]
    assert cut[0] is not None
    assert cut[1] is not None
    assert cut[0].edges == cut[1].edges
    assert cut[0].counts != cut[1].counts
    assert len(cut[0]) == 4


def test_chosen_limits_are_those_of_the_map(desk: Desk) -> None:
    seen = choropleth(layer(desk, ARIEGE), ClassChoice(Method.BREAKS, breaks=(55.0, 65.0)))
    assert seen.classes is not None
    assert seen.classes.edges[1:-1] == (55.0, 65.0)
    with pytest.raises(InvalidDataError, match="croissants"):
        choropleth(layer(desk, ARIEGE), ClassChoice(Method.BREAKS, breaks=(65.0, 55.0)))


def test_the_same_limits_have_the_same_colours_in_every_place(desk: Desk) -> None:
    def cut(code: str | None) -> Choropleth:
        within = Territory(Level.DEPARTEMENT, code) if code else None
        shown = layer(desk, replace(UNEMPLOYMENT, within=within))
        return choropleth(shown, parse_choice(shown, "breaks", "5 ; 8 ; 12 ; 15 ; 20"))

    country = cut(None)
    assert len(country.labels) == len(set(country.colours)) == 6
    for here in (cut("09"), cut("974")):
        assert (here.labels, here.colours) == (country.labels, country.colours)
        assert (here.index == country.index.loc[here.index.index]).all()
        assert 0 in here.counts  # where limits that the data do not reach used to be dropped


def test_a_limit_that_parts_nothing_is_told(desk: Desk) -> None:
    shown = layer(desk, UNEMPLOYMENT)
    choice = parse_choice(shown, "breaks", "10 ; 99")
    said = idle_limits(shown, choice)
    assert "la limite 99 ne sépare aucun territoire" in said
    assert choropleth(shown, choice).counts[-1] == 0
    assert idle_limits(shown, parse_choice(shown, "breaks", "10 ; 15")) == ""
    assert idle_limits(shown, ClassChoice()) == ""


def test_a_choice_written_in_texts_is_that_of_the_screen(desk: Desk) -> None:
    here = layer(desk, ARIEGE)
    asked = parse_choice(here, "equal", count=4, scope="affiche")
    assert asked == ClassChoice(Method.EQUAL, 4, scope=ClassScope.SHOWN)
    assert parse_choice(here, "equal") == ClassChoice(Method.EQUAL, scope=ClassScope.COUNTRY)
    with pytest.raises(UnknownNameError, match="quantiles"):
        parse_choice(here, "quantile")
    with pytest.raises(UnknownNameError, match="affiche"):
        parse_choice(layer(desk, LayerQuery(level=Level.REGION)), "equal", scope="annees")


def test_standard_deviations_diverge_from_the_mean(desk: Desk) -> None:
    shown = layer(desk, UNEMPLOYMENT)
    seen = choropleth(shown, ClassChoice(Method.STD))
    mean = shown.frame["value"].mean()
    nearest = (shown.frame["value"] - mean).abs().idxmin()
    assert seen.colours[seen.index[nearest]] == palette.NEGATIVE_ANCHORS[0]
    assert seen.colours[-1] == palette.POSITIVE_ANCHORS[-1]


def test_a_scope_is_offered_only_where_it_changes_something(desk: Desk) -> None:
    assert scopes_of(layer(desk, LayerQuery(level=Level.REGION))) == [ClassScope.COUNTRY]
    assert ClassScope.SHOWN in scopes_of(layer(desk, ARIEGE))
    assert ClassScope.YEARS in scopes_of(layer(desk, DEATHS))
