"""Where a place is: in the finest of département, région and country that is larger than it."""

from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.maps.locator import locator_of
from common.french import NO_BREAK_SPACE
from common.levels import Territory
from geo.perimeter import make_perimeter


@pytest.mark.parametrize(
    ("place", "where", "parts"),
    [
        ("commune:23008", "Creuse", 1),
        ("commune:75056", "Île-de-France", 8),  # alone in its département
        ("departement:62", "Hauts-de-France", 5),
        ("region:75", "France", 13),
        ("region:04", "France", 1),  # overseas: nothing larger is on the same map
    ],
)
def test_a_place_is_shown_in_what_holds_it(desk: Desk, place: str, where: str, parts: int) -> None:
    drawn, told = locator_of(desk, Territory.parse(place))
    assert told.replace(NO_BREAK_SPACE, " ").endswith(f", {where}.")
    assert len(drawn.ground) == parts


def test_a_commune_stands_in_its_epci(desk: Desk) -> None:
    assert locator_of(desk, Territory.parse("commune:23008"))[0].near
    assert not locator_of(desk, Territory.parse("epci:200069193"))[0].near


def test_a_perimeter_has_the_shape_of_its_communes(desk: Desk) -> None:
    communes = desk.communes(Territory.parse("epci:200069193"))[:3]
    drawn, told = locator_of(desk, make_perimeter("Trois", communes, desk.memberships))
    assert "Trois, Ain" in told
    assert drawn.mark
