from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.cartography import choropleth
from atlas.class_choice import ClassChoice, ClassScope, scopes_of, values_to_cut
from atlas.desk import Desk
from atlas.layer import layer
from atlas.query import LayerQuery, Measure
from common.errors import InvalidDataError
from geo.levels import Level, Territory

ARIEGE = LayerQuery(level=Level.EPCI, within=Territory(Level.DEPARTEMENT, "09"))
DEATHS = LayerQuery(
    level=Level.DEPARTEMENT, measure=Measure.INDICATOR, indicator="mortalite_standardisee"
)


def test_the_classes_of_the_country_serve_a_departement(desk: Desk) -> None:
    here = layer(desk, ARIEGE)
    country = layer(desk, replace(ARIEGE, within=None))
    choice = ClassChoice(scope=ClassScope.COUNTRY)
    seen = choropleth(here, choice, values_to_cut(desk, here, choice.scope))
    everywhere = choropleth(country)
    assert seen.classes is not None
    assert everywhere.classes is not None
    assert seen.classes.edges == everywhere.classes.edges
    assert sum(seen.counts) == here.frame["value"].notna().sum() < sum(everywhere.counts)
    assert (seen.index == everywhere.index[seen.index.index]).all()


def test_the_same_classes_serve_all_the_years_of_an_indicator(desk: Desk) -> None:
    now, before = layer(desk, DEATHS), layer(desk, replace(DEATHS, year=2015))
    assert now.year != before.year
    choice = ClassChoice("equal", 4, scope=ClassScope.YEARS)
    cut = [
        choropleth(of, choice, values_to_cut(desk, of, choice.scope)).classes
        for of in (now, before)
    ]
    assert cut[0] is not None
    assert cut[1] is not None
    assert cut[0].edges == cut[1].edges
    assert cut[0].counts != cut[1].counts
    assert len(cut[0]) == 4


def test_chosen_limits_are_those_of_the_map(desk: Desk) -> None:
    seen = choropleth(layer(desk, ARIEGE), ClassChoice("breaks", breaks=(55.0, 65.0)))
    assert seen.classes is not None
    assert seen.classes.edges[1:-1] == (55.0, 65.0)
    with pytest.raises(InvalidDataError, match="croissants"):
        choropleth(layer(desk, ARIEGE), ClassChoice("breaks", breaks=(65.0, 55.0)))


def test_a_scope_is_offered_only_where_it_changes_something(desk: Desk) -> None:
    assert scopes_of(layer(desk, LayerQuery(level=Level.REGION))) == [ClassScope.SHOWN]
    assert ClassScope.COUNTRY in scopes_of(layer(desk, ARIEGE))
    assert ClassScope.YEARS in scopes_of(layer(desk, DEATHS))
