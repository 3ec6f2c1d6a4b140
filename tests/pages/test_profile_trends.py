"""The series of a profile on its screen: what gets worse first, then each with its test."""

from __future__ import annotations

import dataclasses

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.profiles import Profile, profile
from atlas.profiles.trend_words import direction_words, trend_line
from atlas.profiles.trends import worsening
from common.levels import Level, Territory
from indicators.base.fragile_direction import FragileDirection
from indicators.base.trend import TrendTest
from pages.parts.kit.notices import plain
from pages.parts.kit.tables import printable
from pages.parts.territoire.trends import CURVE, MOST_TOLD, trends_table, worsening_lines


@pytest.fixture(scope="module")
def ardennes(desk: Desk) -> Profile:
    return profile(desk, Territory(Level.DEPARTEMENT, "08"))


def test_each_series_has_its_curve_its_words_and_its_test(ardennes: Profile) -> None:
    rows, table = ardennes.trends, trends_table(ardennes)
    assert list(table["Indicateur"]) == list(rows["label"])
    for row, curve in zip(rows.itertuples(), table[CURVE], strict=True):
        assert len(curve) == row.dates
        assert (curve[0], curve[-1]) == (row.first_value, row.last_value)
    assert list(table["Lecture"]) == [direction_words(key) for key in rows["fragile_direction"]]
    assert list(table["Test"]) == [TrendTest(key).label for key in rows["test"]]


def test_directions_are_told_apart_without_colours_nor_words() -> None:
    signs = [direction.sign for direction in FragileDirection]
    assert len(set(signs)) == len(signs)


def test_the_curve_stays_on_screen_and_the_rest_goes_to_paper(ardennes: Profile) -> None:
    table = trends_table(ardennes)
    assert list(printable(table)) == [plain(name) for name in table if name != CURVE]


def test_what_gets_worse_is_named_with_its_test_then_counted(desk: Desk, ardennes: Profile) -> None:
    worse = worsening(ardennes.trends)
    row = worse.iloc[0]
    (first, *_) = worsening_lines(ardennes, worse)
    assert plain(trend_line(desk, ardennes, row)) in first
    assert plain(TrendTest(row["test"]).label) in first
    many = pd.concat([worse.head(1)] * (MOST_TOLD + 3), ignore_index=True)
    lines = worsening_lines(ardennes, many)
    assert len(lines) == MOST_TOLD + 1
    assert "3 autres" in lines[-1]


def test_a_lent_value_says_whose_it_is(desk: Desk) -> None:
    amberieu = profile(desk, Territory.parse("commune:01004"))
    lent = amberieu.trends[amberieu.trends["status"] == "estimated"]
    row = lent[lent["indicator"] == "chomage_localise"].iloc[0]
    assert "zone d’emploi (Bourg-en-Bresse)" in trend_line(desk, amberieu, row)


def test_a_place_without_series_has_an_empty_table(ardennes: Profile) -> None:
    bare = dataclasses.replace(
        ardennes, trends=ardennes.trends.head(0), series=ardennes.series.head(0)
    )
    assert trends_table(bare).empty
