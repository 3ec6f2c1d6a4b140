"""Whose answer it is, next to the place that is described."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.desk.parents import parents_of
from atlas.desk.whose import Whose, larger_title, territories_of_answers, yours
from common.levels import Level, Territory
from geo.perimeter import make_perimeter


@pytest.mark.parametrize(
    ("place", "own", "larger"),
    [
        ("commune:01004", 1, ["epci:240100883", "departement:01", "region:84"]),
        ("departement:62", 1, ["region:32"]),
        ("region:76", 1, []),
        # One and the same territory under two levels.
        ("commune:75056", 2, ["epci:200054781", "region:11"]),
        ("departement:974", 2, []),
    ],
)
def test_a_territory_with_the_same_communes_is_the_place_itself(
    desk: Desk, place: str, own: int, larger: list[str]
) -> None:
    territory = Territory.parse(place)
    found = territories_of_answers(desk, territory, parents_of(desk, territory))
    assert list(found.values()).count(Whose.OWN) == own
    crte = [one for one in found if one.level is Level.CRTE]
    told = [str(one) for one, whose in found.items() if whose is Whose.LARGER and one not in crte]
    assert told == larger
    assert not any(one.level is Level.FRANCE for one in found)


def test_nothing_is_measured_of_a_perimeter_itself(desk: Desk) -> None:
    place = make_perimeter("Plaine", ["01004", "01007"], desk.memberships)
    found = territories_of_answers(desk, place, parents_of(desk, place))
    assert set(found.values()) == {Whose.LARGER}
    assert yours(place) == "votre périmètre"


@pytest.mark.parametrize("level", [Level.DEPARTEMENT, Level.REGION, Level.FRANCE])
def test_a_title_names_the_level_and_what_it_is_not(level: Level) -> None:
    title = larger_title([level, level], "votre commune")
    assert level.label in title
    assert title.endswith(", pas votre commune")
