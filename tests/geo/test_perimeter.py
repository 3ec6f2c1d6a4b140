from __future__ import annotations

from dataclasses import FrozenInstanceError

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.ft2font import FT2Font

from common.errors import InvalidDataError
from common.levels import Level, Territory
from common.paths import DATA, FONTS
from geo.perimeter import (
    LONGEST_NAME,
    MOST_PARTS,
    clean_name,
    is_perimeter,
    make_perimeter,
    name_notes,
    split_text,
    whole_territories,
)
from geo.territories import communes_of, read_memberships

MEMBERSHIPS = read_memberships(DATA)
EPCI = sorted(MEMBERSHIPS.loc[MEMBERSHIPS["level"] == "epci", "code"].unique())
COMMUNES = sorted(MEMBERSHIPS.loc[MEMBERSHIPS["level"] == "region", "commune"])


def members(text: str) -> list[str]:
    return communes_of(MEMBERSHIPS, Territory.parse(text))


@pytest.mark.parametrize(
    ("parts", "level", "twin"),
    [
        (["commune:01004"], Level.COMMUNE, "commune:01004"),
        (["epci:240100883"], Level.EPCI, "epci:240100883"),
        (["departement:01"], Level.DEPARTEMENT, "departement:01"),
        (["region:84"], Level.REGION, "region:84"),
        (["commune:01004", "commune:01005"], Level.EPCI, None),
        (["epci:240100883", "commune:73011"], Level.EPCI, None),
        (["epci:240100883", "epci:200069193"], Level.CRTE, None),
        (["departement:01", "departement:73"], Level.DEPARTEMENT, None),
    ],
)
def test_a_perimeter_is_compared_with_what_it_is_made_of(
    parts: list[str], level: Level, twin: str | None
) -> None:
    codes = [code for part in parts for code in members(part)]
    made = make_perimeter("x", codes, MEMBERSHIPS)
    assert made.level is level
    assert (None if made.twin is None else str(made.twin)) == twin
    assert set(made.communes) == set(codes)


def test_the_finest_of_equal_territories_is_the_twin() -> None:
    # Paris is a commune and a département; the département of Guyane is a région.
    assert str(make_perimeter("", members("departement:75"), MEMBERSHIPS).twin) == "commune:75056"
    assert str(make_perimeter("", members("region:03"), MEMBERSHIPS).twin) == "departement:973"


@settings(max_examples=40)
@given(
    st.lists(st.sampled_from(EPCI), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(COMMUNES), max_size=8),
)
def test_the_text_of_a_perimeter_holds_the_same_communes(
    whole: list[str], alone: list[str]
) -> None:
    codes = {*alone, *(code for epci in whole for code in members(f"epci:{epci}"))}
    made = make_perimeter("Nom : long", codes, MEMBERSHIPS)
    assert [code for part in made.parts for code in members(str(part))] != []
    assert sorted(code for part in made.parts for code in members(str(part))) == sorted(codes)
    read, name = split_text(str(made))
    assert is_perimeter(str(made))
    assert name == "Nom : long"
    assert read == [part.code for part in made.parts]
    assert len(made.parts) <= len(codes)


def test_whole_territories_are_wholly_inside() -> None:
    whole = whole_territories(members("epci:240100883"), MEMBERSHIPS)
    assert ("epci", "240100883") in whole.index
    assert "departement" not in whole.index.get_level_values("level")
    partial = whole_territories(members("epci:240100883")[1:], MEMBERSHIPS)
    assert partial.empty


def test_bounds_are_told() -> None:
    with pytest.raises(InvalidDataError, match="au moins une commune"):
        make_perimeter("x", [], MEMBERSHIPS)
    with pytest.raises(InvalidDataError, match="plus petit que la France"):
        make_perimeter("x", COMMUNES, MEMBERSHIPS)
    scattered = COMMUNES[::7]
    assert len(scattered) > MOST_PARTS
    with pytest.raises(InvalidDataError, match="codes au plus"):
        make_perimeter("x", scattered, MEMBERSHIPS)


def test_names_are_cleaned_not_trusted() -> None:
    assert clean_name("a\u202eb\u0000c\nd") == "a b c d"
    assert len(clean_name("é" * 500)) == LONGEST_NAME
    assert clean_name("e\u0301te\u0301") == "été"
    assert clean_name("👨‍👩‍👧 山谷") == ""
    hostile = "<script>alert(1)</script>`${x}`"
    made = make_perimeter(hostile, ["01004", "01005"], MEMBERSHIPS)
    assert made.name == hostile  # escaped where it is shown, not here
    assert make_perimeter("  ", ["01004", "01005"], MEMBERSHIPS).name == "Périmètre de 2 communes"


def test_a_name_keeps_what_lato_draws_and_says_what_it_leaves_out() -> None:
    drawn = FT2Font(str(FONTS / "Lato-Bold.ttf")).get_charmap()
    every = "".join(map(chr, [*range(0x20, 0xD800), *range(0xE000, 0x20000)]))
    kept = {c for start in range(0, len(every), 50) for c in clean_name(every[start : start + 50])}
    assert {ord(c) for c in kept} <= set(drawn)
    assert set("Œuvre d’été – « L’Haÿ-les-Roses » n° 1 : 50 % & 3 € Αθήνα Київ") <= kept
    assert name_notes("Œuvre d’été\n– « L’Haÿ » : 3 €") == ()
    (told,) = name_notes("Vallée 👨‍👩‍👧 山")
    assert told.endswith("sont retirés : 👨 👩 👧 山.")


def test_a_perimeter_is_a_small_immutable_key() -> None:
    made = make_perimeter("x", ["01005", "01004", "01004"], MEMBERSHIPS)
    assert made.communes == ("01004", "01005")
    assert hash(made) == hash(make_perimeter("x", ["01004", "01005"], MEMBERSHIPS))
    with pytest.raises(FrozenInstanceError):
        made.name = "y"  # type: ignore[misc]
    assert isinstance(MEMBERSHIPS, pd.DataFrame)
