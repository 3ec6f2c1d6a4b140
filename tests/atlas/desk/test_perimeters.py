from __future__ import annotations

import pytest

from atlas.desk.desk import Desk
from atlas.desk.perimeters import (
    parse_place,
    perimeter_from_codes,
    perimeter_from_file,
    perimeter_from_text,
    toggled,
)
from common.errors import InvalidDataError, UnknownNameError
from common.levels import Level, Territory
from geo.perimeter import Perimeter
from own_data.kinds.recognised import LOOKS
from own_data.loaded import OwnKind
from tests.own_data.written import workbook


def test_a_link_opens_the_same_perimeter_again(desk: Desk) -> None:
    made = perimeter_from_text(desk, "Plaine : <b>nord</b> & `${x}`", "240100883\n73011").perimeter
    assert str(made) == "perimetre:240100883.73011:Plaine : <b>nord</b> & `${x}`"
    assert parse_place(desk, str(made)) == made


def test_a_territory_is_read_as_ever(desk: Desk) -> None:
    assert parse_place(desk, "epci:240100883") == Territory(Level.EPCI, "240100883")
    with pytest.raises(UnknownNameError):
        parse_place(desk, "commune:99999")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("perimetre:01004.zzz:x", "zzz"),
        ("perimetre::x", "au moins une commune"),
        ("perimetre:", "au moins une commune"),
        ("perimetre:240100884:x", "240100883"),
    ],
)
def test_a_bad_link_says_what_is_wrong(desk: Desk, text: str, said: str) -> None:
    with pytest.raises(InvalidDataError, match=said):
        parse_place(desk, text)


def test_a_file_and_a_list_say_the_same(desk: Desk) -> None:
    listed = perimeter_from_codes(desk, "x", ["01004", "01005"]).perimeter
    filed = perimeter_from_file(desk, "x", b"code;n\n01004;a\n01005;b\n", "l.csv").perimeter
    assert listed == filed
    assert isinstance(listed, Perimeter)


def test_a_click_puts_in_and_takes_out(desk: Desk) -> None:
    epci, commune = Territory.parse("epci:240100883"), Territory.parse("commune:01004")
    assert toggled(desk, [], epci) == ["epci:240100883"]
    assert toggled(desk, ["epci:240100883"], epci) == []
    without = toggled(desk, ["epci:240100883"], commune)
    assert "commune:01004" not in without
    assert len(without) == 52
    assert toggled(desk, without, commune) == ["epci:240100883"]


def test_a_workbook_is_a_perimeter(desk: Desk) -> None:
    content = workbook([{"code_insee": "1004", "taux": "3"}, {"code_insee": "01144", "taux": "4"}])
    made = perimeter_from_file(desk, "x", content, "a.xlsx")
    assert made.perimeter.communes == ("01004", "01025")
    assert LOOKS[OwnKind.INDICATORS] in made.notes[-1].lower()


def test_a_survey_is_no_perimeter(desk: Desk) -> None:
    content = "commune;poids;note_emploi\n01004;1;3\n01005;1;8\n".encode("utf-16")
    with pytest.raises(InvalidDataError, match=LOOKS[OwnKind.SURVEY]):
        perimeter_from_file(desk, "x", content, "enquete.csv")
