from __future__ import annotations

import folium
import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.layers.layer import Layer, layer
from atlas.layers.measure import Measure
from atlas.layers.measures import BOTH_VIEWS, GAP, NEED_RESPONSE, PARTNERSHIPS
from atlas.layers.query import LayerQuery
from atlas.maps.cartography import choropleth
from atlas.maps.circles import example_circles
from atlas.maps.furnished import draw, furnish, furnish_circles
from atlas.maps.picture import picture
from atlas.maps.tooltips import tooltips
from common.french import number
from common.levels import Level
from geo.map_signs import circle_radius
from geo.maps.widget import Widget
from indicators.partnerships import Presence, select
from indicators.partnerships.need_response import Quadrant


def made(desk: Desk, measure: Measure, **question: object) -> Layer:
    return layer(desk, LayerQuery(measure=measure, **question))


def test_a_count_has_no_classes_of_colour(desk: Desk) -> None:
    counts = made(desk, PARTNERSHIPS, level=Level.DEPARTEMENT, domain="emploi")
    seen = choropleth(counts)
    assert seen.classes is None
    assert len(set(seen.colours)) == 1
    known = counts.frame["value"].notna()
    assert (known == (counts.frame["status"] != Presence.UNKNOWN)).all()
    assert seen.counts == (int(known.sum()),)


def test_the_count_of_a_departement_is_that_of_its_records(desk: Desk) -> None:
    counts = made(desk, PARTNERSHIPS, level=Level.DEPARTEMENT)
    named = desk.record_places
    members = desk.memberships
    ariege = set(
        members.loc[(members["level"] == "departement") & (members["code"] == "09"), "commune"]
    )
    upper = members[(members["level"] != "departement") & members["commune"].notna()]
    population = desk.territories_of(Level.COMMUNE)["population"].astype("float64").fillna(0)
    people = upper["commune"].map(population)
    whole = people.groupby([upper["level"], upper["code"]]).sum()
    inside = (
        people.where(upper["commune"].isin(ariege), 0)
        .groupby([upper["level"], upper["code"]])
        .sum()
    )
    mostly = set((inside > whole / 2)[inside > whole / 2].index)
    own = {
        row.record
        for row in named[named["record"].isin(select(desk.records)["record"])].itertuples()
        if (row.level == "departement" and row.code == "09")
        or (row.level == "commune" and row.code in ariege)
        or ((row.level, row.code) in mostly and row.level in ("epci", "crte"))
    }
    assert counts.frame.loc["09", "value"] == len(own) > 50


def test_circles_have_areas_that_compare_and_skip_zeros(desk: Desk) -> None:
    counts = made(desk, PARTNERSHIPS, level=Level.REGION)
    group = folium.FeatureGroup("essai")
    furnish_circles(group, counts, "bottomleft")
    assert len(group._children) == 2  # circles, legend
    (_, large), (_, small) = example_circles(400.0)[:2]
    assert large**2 / small**2 == 4
    assert circle_radius(pd.Series([0.0]), 400.0).tolist() == [0.0]


def test_fragility_and_partnerships_are_crossed_in_nine_classes(desk: Desk) -> None:
    crossed = made(desk, NEED_RESPONSE, level=Level.EPCI, domain="emploi")
    seen = choropleth(crossed)
    assert len(seen.colours) == len(set(seen.colours)) == 9
    both = crossed.frame["value"].notna() & crossed.frame["second"].notna()
    assert sum(seen.counts) == both.sum() > 1_000
    worst = crossed.frame.loc[both, "value"].idxmax()
    assert seen.index[worst] >= 6  # the highest third of the first measure
    unclear = crossed.frame["status"] == Quadrant.NOT_DISTINGUISHABLE
    assert (seen.hatched == unclear).all()
    said = tooltips(crossed)[worst].replace("\u202f", " ").replace("\u00a0", " ")
    assert said.count("fois l’attendu à cette densité") == 1


def test_two_views_are_drawn_only_where_both_are_published(desk: Desk) -> None:
    crossed = made(desk, BOTH_VIEWS, level=Level.REGION, domain="mobilite")
    seen = choropleth(crossed)
    shapes = crossed.frame.index
    codes = draw(crossed, seen, shapes).codes
    published = crossed.frame["second"].notna()
    assert [code == "-" for code in codes] == list(~published)
    assert crossed.about.mentions
    assert 8 <= published.sum() < 18


@pytest.mark.parametrize("measure", [GAP, BOTH_VIEWS])
def test_a_map_where_nothing_is_published_says_so(
    demonstrating_desk: Desk, measure: Measure
) -> None:
    empty = made(
        demonstrating_desk, measure, level=Level.EPCI, domain="mobilite", group="entreprises"
    )
    assert empty.frame["value"].isna().all()
    seen, shapes = choropleth(empty), empty.frame.index
    group = folium.FeatureGroup("essai")
    furnish(group, empty, seen, draw(empty, seen, shapes))
    widgets = [part for part in group._children.values() if isinstance(part, Widget)]
    (legend,) = (part.payload for part in widgets if "fs-legend" in part.payload)
    assert number(len(shapes)) in legend  # all of them under « non publié »
    assert picture(demonstrating_desk, empty, "png")
