from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.layers.layer import layer
from atlas.layers.measures.gap import GAP
from atlas.layers.query import LayerQuery, parse_query
from common.errors import NotAvailableError, UnknownNameError
from common.levels import Level, Territory


@pytest.mark.parametrize(
    ("level", "count"),
    [("commune", 34875), ("epci", 1255), ("crte", 854), ("departement", 101), ("region", 18)],
)
def test_every_territory_of_a_level_is_in_its_layer_once(
    desk: Desk, level: str, count: int
) -> None:
    frame = layer(desk, parse_query(level)).frame
    assert len(frame) == count
    assert frame.index.is_unique
    assert frame.geometry.notna().all()
    assert frame["status"].notna().all()


def test_scores_are_bounded_and_most_territories_have_one(desk: Desk) -> None:
    values = layer(desk, LayerQuery(level=Level.EPCI)).frame["value"]
    assert values.dropna().between(0, 100).all()
    assert values.notna().mean() > 0.95


def test_a_container_keeps_only_what_it_holds_and_does_not_change_the_values(desk: Desk) -> None:
    ariege = Territory(Level.DEPARTEMENT, "09")
    inside = layer(desk, LayerQuery(level=Level.COMMUNE, within=ariege)).frame
    assert len(inside) == len(desk.communes(ariege))
    assert inside.index.str.startswith("09").all()
    country = layer(desk, LayerQuery(level=Level.COMMUNE)).frame
    pd.testing.assert_series_equal(inside["value"], country.loc[inside.index, "value"])


def test_the_gap_is_published_only_where_the_survey_is(demonstrating_desk: Desk) -> None:
    made = layer(demonstrating_desk, LayerQuery(level=Level.EPCI, domain="emploi", measure=GAP))
    published = made.frame["n"].notna()
    assert made.about.demonstration
    assert made.about.mentions
    assert made.frame.loc[~published, "value"].isna().all()
    assert (made.frame.loc[~published, "status"] == "not_publishable").all()
    assert (made.frame.loc[published, "n"] >= 30).all()


def test_the_gap_at_region_level_has_the_sign_of_its_interval(desk: Desk) -> None:
    frame = layer(
        desk, LayerQuery(level=Level.REGION, domain="mobilite", measure=GAP)
    ).frame.dropna(subset=["value"])
    assert len(frame) >= 12
    assert ((frame["low"] <= frame["value"]) & (frame["value"] <= frame["high"])).all()
    told = frame[frame["status"].isin(["silent_fragility", "listening_topic"])]
    assert (np.sign(told["low"]) == np.sign(told["high"])).all()


def test_an_indicator_layer_takes_the_year_asked_for(desk: Desk) -> None:
    key = "mortalite_standardisee"
    first = layer(desk, parse_query("departement", measure="indicator", indicator=key, year=2010))
    last = layer(desk, parse_query("departement", measure="indicator", indicator=key))
    assert (first.year, last.year) == ("2010", "2023")
    # Ain 2010: 1 076.1 deaths per 100,000 (CépiDc), read in the source by eye.
    assert first.frame.loc["01", "value"] == pytest.approx(1076.1)
    with pytest.raises(UnknownNameError, match="2010"):
        layer(desk, parse_query("departement", measure="indicator", indicator=key, year=1900))


def test_nonsense_is_refused_with_the_nearest_name(desk: Desk) -> None:
    with pytest.raises(UnknownNameError, match="emploi"):
        parse_query("epci", "emplois")
    with pytest.raises(UnknownNameError, match="departement"):
        parse_query("département")
    key = next(k for k, i in desk.catalogue.items() if i.finest == "departement")
    with pytest.raises(NotAvailableError, match="niveau le plus fin"):
        layer(desk, parse_query("commune", measure="indicator", indicator=key))
