"""The change of an indicator on a map: both ends, what a test establishes, classes around zero."""

from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.wording import quantity
from atlas.layers.drawn import NOT_ESTABLISHED, DivergingClasses
from atlas.layers.layer import Layer, layer
from atlas.layers.measures import CHANGE
from atlas.layers.measures.change import POINTS, ChangeStatus, followed
from atlas.layers.query import parse_query
from atlas.layers.taken import file_name
from atlas.maps.cartography import choropleth
from atlas.maps.class_choice import ClassScope, scopes_of
from atlas.maps.tooltips import tooltips
from atlas.profiles import profile
from common import palette
from common.errors import NotAvailableError
from common.levels import Level, Territory
from indicators.base.catalogue import SHARE
from tests.speed import within

JOBLESS = "chomage_localise"


def of(desk: Desk, level: str, indicator: str = JOBLESS) -> Layer:
    return layer(desk, parse_query(level, measure="change", indicator=indicator))


def test_a_change_is_the_last_value_less_the_first_in_points(desk: Desk) -> None:
    shown = of(desk, "departement")
    rows = desk.indicator_values(Level.DEPARTEMENT, JOBLESS).astype({"code": "str"})
    ends = rows.dropna(subset=["value"]).set_index(["code", "year"])["value"]
    row = shown.frame.loc["08"]
    before, after = ends["08", row["first_year"]], ends["08", row["last_year"]]
    assert (row["first_value"], row["last_value"]) == (before, after)
    assert row["value"] == pytest.approx(100 * (after - before))
    assert shown.unit == POINTS
    assert shown.year == f"{row['first_year']}-{row['last_year']}"
    assert file_name(shown, "csv") == f"fragiscope_departement_{JOBLESS}_{shown.year}.csv"


@pytest.mark.parametrize("code", ["08", "75", "976"])
def test_a_map_reads_a_series_as_the_profile_does(desk: Desk, code: str) -> None:
    told = profile(desk, Territory(Level.DEPARTEMENT, code)).trends.set_index("indicator")
    compared = 0
    for key in (JOBLESS, "cambriolages", "menages_une_personne"):
        row = of(desk, "departement", key).frame.loc[code]
        if row["status"] != ChangeStatus.MISSING:
            compared += 1
            assert row["status"] == told.loc[key, "direction"]
            assert row["p_value"] == pytest.approx(told.loc[key, "p_value"], nan_ok=True)
    assert compared >= 1


@pytest.mark.parametrize(("level", "key"), [("departement", JOBLESS), ("epci", JOBLESS)])
def test_what_is_established_goes_the_way_of_its_colour(desk: Desk, level: str, key: str) -> None:
    frame = of(desk, level, key).frame
    assert (frame.loc[frame["status"] == ChangeStatus.RISES, "value"] > 0).all()
    assert (frame.loc[frame["status"] == ChangeStatus.FALLS, "value"] < 0).all()
    assert frame.loc[frame["status"] == ChangeStatus.MISSING, "value"].isna().all()


def test_classes_are_the_same_on_both_sides_of_a_neutral_middle(desk: Desk) -> None:
    seen = choropleth(of(desk, "departement"))
    assert seen.classes is not None
    inner = seen.classes.edges[1:-1]
    assert [-limit for limit in inner[::-1]] == list(inner)
    assert seen.colours == palette.diverging(3, 3, around_zero=True)
    middle = len(seen.colours) // 2
    assert inner[middle - 1] < 0 < inner[middle]
    assert seen.colours[middle] == palette.NEGATIVE_ANCHORS[0]


def test_limits_hold_where_nothing_moves_or_one_value_does() -> None:
    drawn = DivergingClasses()
    assert drawn.breaks(pd.Series([0.0, 0.0])) == (-1.0, 1.0)
    assert drawn.breaks(pd.Series([0.0, -0.5])) == (-0.5, 0.5)


def test_what_is_not_established_is_hatched_and_said(desk: Desk) -> None:
    shown = of(desk, "departement")
    seen, statuses = choropleth(shown), shown.frame["status"]
    assert (seen.hatching == NOT_ESTABLISHED.value).equals(statuses == ChangeStatus.UNKNOWN)
    code = statuses.index[statuses == ChangeStatus.FALLS][0]
    row, said = shown.frame.loc[code], tooltips(shown)[code]
    for end in ("first", "last"):
        assert f"{quantity(row[f'{end}_value'], SHARE)} en {row[f'{end}_year']}" in said
    assert said.endswith(f"({ChangeStatus.FALLS.label})")


def test_only_what_is_followed_at_the_level_is_offered_and_answered(desk: Desk) -> None:
    offered = followed(desk, Level.COMMUNE)
    assert JOBLESS in offered
    assert "cambriolages" not in offered
    assert list(CHANGE.indicators(desk, Level.COMMUNE)) == offered
    with pytest.raises(NotAvailableError, match=f"Indicateurs suivis à ce niveau : .*{JOBLESS}"):
        of(desk, "commune", "cambriolages")


def test_a_year_is_not_chosen_and_years_are_no_scope(desk: Desk) -> None:
    with pytest.raises(NotAvailableError, match="« indicator »"):
        parse_query("departement", measure="change", indicator=JOBLESS, year=2020)
    assert scopes_of(of(desk, "departement")) == [ClassScope.COUNTRY]


def test_the_communes_are_told_while_a_reader_waits(desk: Desk) -> None:
    query = parse_query("commune", measure="change", indicator=JOBLESS)
    assert len(within(3, lambda: CHANGE.answer(desk, query)).frame) > 34_000
