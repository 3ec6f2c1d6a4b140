from __future__ import annotations

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import perimeter_from_codes
from atlas.profiles import Profile, profile
from atlas.profiles.reading import (
    FRAGILE,
    SOLID,
    UNDECIDED,
    comparison_line,
    domains_by_status,
    population_line,
    positions,
    telling_indicator,
)
from common.french import NARROW_SPACE
from common.levels import Territory
from indicators.views.positions import GapStatus


@pytest.fixture(scope="module")
def plaine(desk: Desk) -> Profile:
    return profile(desk, Territory.parse("epci:240100883"))


def test_positions_are_the_ranks_from_least_to_most_fragile(plaine: Profile) -> None:
    placed = positions(plaine)
    row = plaine.domain("numerique")
    expected = 100 * (row["ranked"] - row["rank"]) / (row["ranked"] - 1)
    assert placed.loc["numerique", "position"] == pytest.approx(expected)
    known = placed.dropna(subset=["low"])
    assert (known["low"] <= known["high"]).all()
    assert placed["position"].between(0, 100).all()
    assert set(placed.index[placed["side"] == FRAGILE]) == set(plaine.weaknesses.index)
    assert set(placed.index[placed["side"] == SOLID]) == set(plaine.strengths.index)
    assert UNDECIDED in set(placed["side"])


def test_the_telling_indicator_is_on_the_side_told(desk: Desk, plaine: Profile) -> None:
    rows = plaine.indicators.set_index("label")
    for key in plaine.weaknesses.index:
        said = telling_indicator(desk, plaine, str(key), fragile=True)
        if not said:
            continue
        row = rows.loc[said.partition(" : ")[0]]
        direction = desk.catalogue[row["key"]].direction
        assert direction * (row["value"] - row["france"]) > 0
        assert str(row["year"]) in said


def test_gaps_are_told_by_reading_and_never_as_an_error(plaine: Profile) -> None:
    readings = domains_by_status(plaine.views_of("citoyens"))
    told = [name for reading in readings for name in reading.domains]
    assert len(told) == len(set(told))
    for reading in readings:
        assert reading.places
        words = f"{reading.status.label} {reading.status.sentence}".lower()
        assert "erreur" not in words.replace("marge d’erreur", "")
        assert "tort" not in words.split()
    assert domains_by_status(plaine.views_of("citoyens").iloc[:0]) == []
    assert {reading.status for reading in readings} <= set(GapStatus)


def test_people_are_told_with_their_change(plaine: Profile) -> None:
    text = population_line(plaine.identity).replace(NARROW_SPACE, " ")
    assert text == "83 857 habitants en 2023, +1,3 % par an depuis 2018"
    nobody = pd.Series({"population": 0.0, "population_year": 2023.0, "population_change": None})
    assert population_line(nobody) == "0 habitant en 2023"


def test_a_perimeter_says_how_it_is_compared(desk: Desk) -> None:
    two = profile(desk, perimeter_from_codes(desk, "x", ["01004", "01005"]).perimeter)
    assert "un territoire de plus parmi les EPCI" in comparison_line(two)
    twin = profile(desk, perimeter_from_codes(desk, "x", ["240100883"]).perimeter)
    assert "epci:240100883" in comparison_line(twin)
