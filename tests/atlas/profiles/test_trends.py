"""Where the indicators of a place go, and whether that is towards fragility."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import perimeter_from_codes
from atlas.desk.place_values import place_values
from atlas.desk.taken import flat_rows
from atlas.profiles import Profile, profile
from atlas.profiles.export import TRENDS, taken_indicators
from atlas.profiles.indicators import series_of
from atlas.profiles.trends import PROFILE_TRENDS, established, trends_of, worsening
from common.levels import Level, Territory
from indicators.base.fragile_direction import FragileDirection
from tests.indicators.base.one_series import trend
from tests.speed import within


@pytest.fixture(scope="module")
def ardennes(desk: Desk) -> Profile:
    return profile(desk, Territory(Level.DEPARTEMENT, "08"))


def test_each_series_is_told_once_in_the_order_of_the_catalogue(
    desk: Desk, ardennes: Profile
) -> None:
    told = ardennes.trends["indicator"]
    assert list(told) == list(ardennes.series["indicator"].drop_duplicates())
    assert list(told) == [key for key in desk.catalogue if key in set(told)]
    assert len(told) >= 20


def test_a_trend_is_that_of_the_series_read_by_the_catalogue(desk: Desk, ardennes: Profile) -> None:
    values = place_values(desk, ardennes.place)
    for row in ardennes.trends.to_dict("records"):
        series = values[values["indicator"] == row["indicator"]]
        found = trend(series)
        assert (row["direction"], row["test"]) == (found.direction.value, found.test.value)
        assert (row["first"], row["last"], row["dates"]) == (found.first, found.last, found.dates)
        ends = series.dropna(subset=["value"]).set_index("year")["value"]
        assert (row["first_value"], row["last_value"]) == (ends[row["first"]], ends[row["last"]])
        high_is_fragile = desk.catalogue[row["indicator"]].direction == 1
        if row["direction"] in ("up", "down"):
            towards = (row["direction"] == "up") == high_is_fragile
            expected = FragileDirection.WORSENS if towards else FragileDirection.IMPROVES
            assert row["fragile_direction"] == expected
        else:
            assert row["fragile_direction"] == row["direction"]


def test_unemployment_fell_and_family_violence_rose_in_the_ardennes(ardennes: Profile) -> None:
    rows = ardennes.trends.set_index("indicator")
    jobless = rows.loc["chomage_localise"]
    assert jobless["fragile_direction"] == "improves"
    assert jobless["more_fragile"], "9.7 %, beside 7.7 % in France"
    assert rows.loc["violences_intrafamiliales", "fragile_direction"] == "worsens"
    assert "violences_intrafamiliales" in set(worsening(ardennes.trends)["indicator"])


def test_the_country_is_that_of_the_same_year(desk: Desk, ardennes: Profile) -> None:
    country = desk.values_of(Territory(Level.FRANCE, "FR")).set_index(["indicator", "year"])
    for row in ardennes.trends.to_dict("records"):
        assert row["france"] == country.loc[(row["indicator"], row["last"]), "value"]
        beyond = desk.catalogue[row["indicator"]].direction * (row["last_value"] - row["france"])
        assert row["more_fragile"] == (beyond > 0)


def test_what_is_told_is_established_and_of_the_index(ardennes: Profile) -> None:
    found = ardennes.trends
    worse, better = (
        established(found, direction)
        for direction in (FragileDirection.WORSENS, FragileDirection.IMPROVES)
    )
    assert worse["in_index"].all()
    assert better["in_index"].all()
    assert (worse["p_value"] < 0.05).all()
    assert worse["change"].abs().is_monotonic_decreasing
    both = worsening(found)
    assert set(both["indicator"]) <= set(worse["indicator"])
    assert len(both) == worse["more_fragile"].sum() > 0
    spared = found.assign(more_fragile=pd.array([False] * len(found), dtype="boolean"))
    assert worsening(spared).empty
    outside = found.assign(in_index=False)
    assert worsening(outside).empty
    unknown = found.assign(more_fragile=pd.array([pd.NA] * len(found), dtype="boolean"))
    assert worsening(unknown).empty


def test_a_perimeter_and_a_place_without_series_have_their_frame(desk: Desk) -> None:
    perimeter = perimeter_from_codes(desk, "Essai", ["09122", "09225"]).perimeter
    values = place_values(desk, perimeter)
    found = trends_of(desk.catalogue, values, series_of(desk, values))
    assert PROFILE_TRENDS.faults(found) == []
    assert "part_75_ans_ou_plus" in set(found["indicator"])
    nothing = trends_of(desk.catalogue, values, series_of(desk, values.head(0)))
    assert PROFILE_TRENDS.faults(nothing) == []
    assert nothing.empty


def test_the_trends_of_a_place_are_told_at_once(desk: Desk, ardennes: Profile) -> None:
    values = place_values(desk, ardennes.place)
    series = series_of(desk, values)
    assert not within(0.1, lambda: trends_of(desk.catalogue, values, series)).empty


def test_the_file_of_the_indicators_carries_them(desk: Desk, ardennes: Profile) -> None:
    rows = flat_rows(taken_indicators(desk, ardennes)).set_index("key")
    told = ardennes.trends.set_index("indicator")
    for name, column in TRENDS.items():
        assert rows.loc[told.index, name].tolist() == pytest.approx(
            told[column].tolist(), nan_ok=True
        ), name
    alone = rows.index.difference(told.index)
    assert rows.loc[alone, list(TRENDS)].isna().all(axis=None)
