from __future__ import annotations

import pytest

from atlas.desk.container import codes_shown
from atlas.desk.desk import Desk
from common.errors import NotAvailableError
from common.levels import Level


@pytest.mark.parametrize(
    ("level", "container", "choices"),
    [
        (Level.REGION, "departement:09", "niveau commune, EPCI, CRTE ou département"),
        (Level.DEPARTEMENT, "epci:200067940", "niveau commune ou EPCI"),
        (Level.EPCI, "commune:01004", "niveau commune,"),
        (Level.EPCI, "crte:crte-52-85-20", "niveau commune ou CRTE"),
    ],
)
def test_a_level_that_does_not_fit_is_refused_with_those_that_do(
    desk: Desk, level: Level, container: str, choices: str
) -> None:
    with pytest.raises(NotAvailableError, match=choices):
        codes_shown(desk, level, desk.resolve(container))


@pytest.mark.parametrize(
    ("level", "container", "count"),
    [
        (Level.REGION, "region:76", 1),
        (Level.REGION, "departement:974", 1),
        (Level.EPCI, "departement:75", 1),
        (Level.REGION, "france:FR", 18),
    ],
)
def test_the_territory_itself_and_what_is_astride_are_shown(
    desk: Desk, level: Level, container: str, count: int
) -> None:
    assert len(codes_shown(desk, level, desk.resolve(container))) == count


def test_some_crte_fit_in_an_epci(desk: Desk) -> None:
    paris = codes_shown(desk, Level.CRTE, desk.resolve("epci:200054781"))
    assert {"crte-11-92-1", "crte-11-92-2", "crte-11-92-3"} <= set(paris)
    assert paris.is_monotonic_increasing
