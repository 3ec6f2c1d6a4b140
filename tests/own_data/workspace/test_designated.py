from __future__ import annotations

import pytest

from common.errors import NotAvailableError, UnknownNameError
from own_data.loaded import OwnKind, OwnSource
from own_data.workspace.designated import designated
from own_data.workspace.interface import Load

ABOUT = OwnSource("Une liste", "Préfecture", 2026)


def load(key: str, title: str) -> Load:
    return Load(key, OwnKind.PARTNERSHIPS, title, ABOUT, "2026-11-29", "", {}, 1)


LOADS = [
    load("52e67e43", "Alliances"),
    load("52e6ffff", "Logements"),
    load("9abc0000", "Logements"),
]


@pytest.mark.parametrize("asked", ["52e67e43", "52e67", "Alliances"])
def test_a_load_is_named_by_its_key_the_start_of_it_or_its_title(asked: str) -> None:
    assert designated(LOADS, asked) is LOADS[0]


@pytest.mark.parametrize("asked", ["Logements", "52e6"])
def test_several_are_told_apart_by_their_keys(asked: str) -> None:
    with pytest.raises(NotAvailableError, match="52e6ffff"):
        designated(LOADS, asked)


@pytest.mark.parametrize("asked", ["", "9ab", "alliance"])
def test_one_that_is_not_there_is_refused_with_what_is(asked: str) -> None:
    with pytest.raises(UnknownNameError):
        designated(LOADS, asked)
