"""Small maps share their classes, and say what they show to those who do not see them."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.layers.layer import layer
from atlas.layers.measures import INDICATOR
from atlas.layers.query import LayerQuery
from atlas.maps.small_multiples import by_domain, by_year, years_of
from common.errors import NotAvailableError
from common.levels import Level, Territory
from geo.classes import classify
from indicators.base.domains import DOMAIN_KEYS, domain_label

REGIONS = LayerQuery(level=Level.REGION)
DEATHS = LayerQuery(level=Level.DEPARTEMENT, measure=INDICATOR, indicator="mortalite_standardisee")


def test_the_sixteen_domains_have_one_map_each_in_the_same_classes(desk: Desk) -> None:
    seen = by_domain(desk, REGIONS)
    assert [one.query.domain for one in seen.maps] == list(DOMAIN_KEYS)
    assert len(seen.labels) == len(seen.colours) == 5
    values = {key: layer(desk, replace(REGIONS, domain=key)).table["value"] for key in DOMAIN_KEYS}
    classes = classify(pd.concat(list(values.values()), ignore_index=True))
    for one, (key, column) in zip(seen.maps, values.items(), strict=True):
        highest = int((classes.index(column) == 4).sum())
        assert one.told.startswith(f"Carte : {domain_label(key)}. Dans la classe la plus haute : ")
        assert f" : {highest} " in one.told
        assert one.picture.startswith(b"\x89PNG")
    assert list(seen.table.columns) == ["Territoire", "Code", *map(domain_label, DOMAIN_KEYS)]


def test_a_part_of_the_country_has_the_classes_of_all_of_it(desk: Desk) -> None:
    everywhere = by_domain(desk, LayerQuery(level=Level.DEPARTEMENT))
    within = Territory(Level.REGION, "76")
    here = by_domain(desk, LayerQuery(level=Level.DEPARTEMENT, within=within))
    assert here.labels == everywhere.labels
    assert len(here.table) == 13


def test_a_territory_without_value_has_a_key_where_a_map_has_one(desk: Desk) -> None:
    creuse = Territory(Level.DEPARTEMENT, "23")
    communes = by_domain(desk, LayerQuery(level=Level.COMMUNE, within=creuse))
    assert communes.table.isna().any(axis=None)
    assert communes.no_data == "Pas de donnée"
    occitanie = Territory(Level.REGION, "76")
    whole = by_domain(desk, LayerQuery(level=Level.DEPARTEMENT, within=occitanie))
    assert not whole.table.isna().any(axis=None)
    assert whole.no_data == ""


def test_the_years_of_an_indicator_have_one_map_each(desk: Desk) -> None:
    seen = by_year(desk, DEATHS)
    assert [one.query.year for one in seen.maps] == years_of(desk, DEATHS)
    assert len(seen.maps) > 1
    assert [one.title for one in seen.maps] == [str(one.query.year) for one in seen.maps]


def test_the_heading_of_the_classes_has_a_unit_where_they_have_none(desk: Desk) -> None:
    share = by_year(desk, replace(DEATHS, indicator="chomage_localise"))
    assert share.heading.endswith(" cartes")
    assert all("%" in label for label in share.labels)
    rate = layer(desk, share.maps[-1].query).table["value"]["84"]
    assert share.table.set_index("Code").loc["84", share.maps[-1].title] == pytest.approx(
        100 * rate, abs=0.051
    )
    assert by_year(desk, DEATHS).heading.endswith(f" cartes – {by_year(desk, DEATHS).unit}")


def test_more_territories_than_a_small_map_shows_are_refused(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="petites cartes"):
        by_domain(desk, LayerQuery(level=Level.COMMUNE))
