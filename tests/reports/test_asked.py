from __future__ import annotations

from pathlib import Path

import pytest

from atlas.desk.desk import Desk
from common.errors import InvalidDataError, UnknownNameError
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from reports.asked import asked_place, writer


def test_one_territory_is_itself(desk: Desk) -> None:
    place, told = asked_place(desk, ["crte:crte-84-26-1"])
    assert place == Territory.parse("crte:crte-84-26-1")
    assert told == ()


def test_several_territories_are_one_perimeter_of_all_their_communes(desk: Desk) -> None:
    texts = ["epci:200067106", "commune:01004"]
    place, _ = asked_place(desk, texts)
    assert isinstance(place, Perimeter)
    expected = {c for text in texts for c in desk.communes(desk.resolve(text))}
    assert set(place.communes) == expected
    assert place.name == "CA du Pays Basque et Ambérieu-en-Bugey"


def test_the_parts_of_a_territory_are_that_territory(desk: Desk) -> None:
    crte = Territory.parse("crte:crte-84-26-1")
    place, _ = asked_place(desk, [f"commune:{code}" for code in desk.communes(crte)])
    assert isinstance(place, Territory)
    assert desk.communes(place) == desk.communes(crte)


def test_a_file_adds_its_communes(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "vallée.csv"
    path.write_text("code_insee\n01004\n01033\n", "utf-8")
    alone, _ = asked_place(desk, [], path)
    assert isinstance(alone, Perimeter)
    assert alone.communes == ("01004", "01033")
    assert alone.name == "vallée"
    more, _ = asked_place(desk, ["commune:01005"], path, "Trois communes")
    assert isinstance(more, Perimeter)
    assert (more.name, len(more.communes)) == ("Trois communes", 3)


def test_many_names_become_a_number(desk: Desk) -> None:
    codes = desk.codes_within(Level.CRTE, Territory(Level.DEPARTEMENT, "35"))
    place, _ = asked_place(desk, [f"crte:{code}" for code in codes[:6]])
    assert isinstance(place, Perimeter)
    assert place.name == "Périmètre de 6 territoires"


def test_nothing_asked_and_unknown_formats_are_told(desk: Desk) -> None:
    with pytest.raises(InvalidDataError, match="--perimeter"):
        asked_place(desk, [])
    with pytest.raises(UnknownNameError, match=r"\.docx"):
        writer(Path("note.odt"))
