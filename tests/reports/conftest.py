from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import parse_place
from atlas.profiles import Profile, profile
from geo.perimeter import make_perimeter
from reports.documents.note import note_content
from reports.report import Report

#: Métropole, La Réunion, Mayotte (few data), and a commune without inhabitants.
PLACES = ("crte:crte-84-26-1", "crte:crte-04-974-1", "crte:crte-06-976-1", "commune:55139")
HOSTILE = "À cheval <b> #strong[x] $x$ *gras* \u4e2d\u6587 \u202eabc " + "W" * 60
#: Two régions of métropole and a DROM.
ACROSS = ("epci:200067106", "epci:200069193", "epci:249740119")


@pytest.fixture(scope="session")
def profile_of(desk: Desk) -> Callable[..., Profile]:
    """Describe a place, with the demonstration survey or without."""

    @cache
    def made(text: str, *, demonstration: bool = False) -> Profile:
        opened = desk.with_demonstration() if demonstration else desk
        if text == "hostile":
            places = [parse_place(desk, one) for one in ACROSS]
            communes = [commune for place in places for commune in desk.communes(place)]
            return profile(opened, make_perimeter(HOSTILE, communes, desk.memberships))
        return profile(opened, parse_place(desk, text))

    return made


@pytest.fixture(scope="session")
def note_of(desk: Desk, profile_of: Callable[..., Profile]) -> Callable[..., Report]:
    @cache
    def made(text: str, *, demonstration: bool = False) -> Report:
        opened = desk.with_demonstration() if demonstration else desk
        return note_content(opened, profile_of(text, demonstration=demonstration))

    return made
