from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.desk.desk import Desk
from common.errors import UnknownNameError
from common.levels import LEVELS, Level, Territory, is_code, parse_level
from common.paths import ROOT


@pytest.mark.parametrize(
    "text",
    [
        "commune:01004",
        "commune:2A004",
        "commune:97120",
        "epci:200069193",
        "crte:crte-84-01-7",
        "departement:2B",
        "departement:976",
        "region:04",
        "france:FR",
    ],
)
def test_a_territory_is_read_and_written_back(text: str) -> None:
    assert str(Territory.parse(f" {text} ")) == text


@pytest.mark.parametrize(
    "text",
    [
        "commune:1004",
        "commune:2a004",
        "commune:98735",
        "departement:975",
        "departement:96",
        "epci:20006919",
        "crte:84-01-7",
        "france:fr",
        "commune:",
        "commune",
    ],
)
def test_a_malformed_code_is_refused(text: str) -> None:
    with pytest.raises(UnknownNameError, match="commune:01004"):
        Territory.parse(text)


def test_an_unknown_level_names_the_levels_and_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match="Le plus proche : departement") as error:
        parse_level("départment")
    assert "commune, epci, crte, departement, region, france" in str(error.value)


@given(st.text(max_size=30))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        territory = Territory.parse(text)
    except UnknownNameError:
        return
    assert str(territory) == text.strip()


def test_every_code_has_the_form_of_its_level(desk: Desk) -> None:
    rows = desk.territories
    pairs = zip(rows["level"], rows["code"], strict=True)
    assert [pair for pair in pairs if not is_code(Level(pair[0]), pair[1])] == []


#: Level names in one literal from which it is a list of levels of its own.
A_LIST = 4
ROOMS = ("common", "geo", "indicators", "atlas", "reports", "pipeline", "pages", "commands")


def lists_of_levels(source: str) -> list[int]:
    """Give the lines where levels are listed: a literal, keys, or words joined by ``|``."""
    names = {level.value for level in LEVELS}
    found = []
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.expr):
            continue
        if isinstance(node, ast.Tuple | ast.List | ast.Set):
            parts: list[ast.expr | None] = list(node.elts)
        elif isinstance(node, ast.Dict):
            parts = node.keys
        else:
            parts = []
        words = [part.value for part in parts if isinstance(part, ast.Constant)]
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            words = list(node.value.split("|"))
        if len(names & set(words)) >= A_LIST and set(words) <= names:
            found.append(node.lineno)
    return found


@pytest.mark.parametrize("room", ROOMS)
def test_levels_are_listed_once(room: str) -> None:
    files = sorted(Path(ROOT, room).rglob("*.py"))
    assert files
    found = {str(path): lines for path in files if (lines := lists_of_levels(path.read_text()))}
    assert found == {}


@pytest.mark.parametrize(
    "text",
    [
        'x = ("commune", "epci", "crte", "departement", "region")',
        'x = {"france": "France", "region": 1, "departement": 2, "crte": 3}',
        'x = "commune|epci|crte|departement|region|france"',
    ],
)
def test_a_second_list_of_levels_would_be_seen(text: str) -> None:
    assert lists_of_levels(text) == [1]
