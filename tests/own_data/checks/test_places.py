"""Codes, names and postcodes become territories of today."""

from __future__ import annotations

import pytest

from geo.designations import FORMER, PADDED, POSTED
from geo.gazetteer import Gazetteer
from own_data.checks.gathering import Gathering
from own_data.checks.places import place_rows
from own_data.loaded import OwnKind
from own_data.sheets.reading import read_sheet


def test_a_column_that_is_not_of_territories_ends_the_reading(
    places: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("own_data.checks.places._WRONG", 1)
    lines = "".join(f"01004;Ville perdue {number}\n" for number in range(9))
    found, gathering = placed(places, f"code_insee;nom\n{lines}")
    (whole,) = (fault for fault in gathering.report().faults if fault.line == 1)
    assert "la lecture s’arrête là" in whole.found
    assert (found, gathering.report().refused) == ([], 9)


def placed(places: Gazetteer, text: str) -> tuple[list[tuple[str, str]], Gathering]:
    gathering = Gathering(OwnKind.INDICATORS, read_sheet(text.encode(), "a.csv"))
    table = place_rows(gathering, places).table
    return list(zip(table["level"], table["code"], strict=True)), gathering


@pytest.mark.parametrize(
    ("header", "cell", "expected", "repair"),
    [
        ("code_insee", "01004", ("commune", "01004"), ""),
        ("code_insee", "1004", ("commune", "01004"), PADDED),
        ("code_insee", "1004.0", ("commune", "01004"), PADDED),
        ("code_insee", "01144", ("commune", "01025"), FORMER),
        ("code_insee", "1144", ("commune", "01025"), FORMER),
        ("code postal", "29200", ("commune", "29019"), POSTED),
        ("code postal", "1500", None, ""),
        ("commune", "Oyonnax", ("commune", "01283"), ""),
        ("commune", "Sainte-Colombe (05)", ("commune", "05135"), ""),
        ("departement", "1", ("departement", "01"), PADDED),
        ("departement", "Isère", ("departement", "38"), ""),
        ("region", "84", ("region", "84"), ""),
        ("siren", "240100883", ("epci", "240100883"), ""),
        ("code", "departement:2A", ("departement", "2A"), ""),
        ("territoire", "France", ("france", "FR"), ""),
        ("commune", "Saint-Denis", None, ""),
        ("code_insee", "99999", None, ""),
    ],
)
def test_a_cell_designates_one_territory_or_is_told(
    places: Gazetteer, header: str, cell: str, expected: tuple[str, str] | None, repair: str
) -> None:
    found, gathering = placed(places, f"{header};x\n{cell};1\n")
    assert found == ([expected] if expected else [])
    assert gathering.is_clean == (expected is not None)
    assert any(notice.startswith(repair) for notice in gathering.notices)
    assert (2 in gathering.repaired) == bool(repair)


def test_a_level_written_beside_tells_what_a_code_is_of(places: Gazetteer) -> None:
    found, _ = placed(places, "niveau;code\nDépartement;84\nrégion;84\nFrance;\n")
    assert found == [("departement", "84"), ("region", "84"), ("france", "FR")]


def test_a_name_that_is_not_that_of_its_code_is_a_fault(places: Gazetteer) -> None:
    _, gathering = placed(places, "code_insee;nom\n01004;Oyonnax\n")
    (fault,) = gathering.report().faults
    assert (fault.line, fault.column, "Oyonnax" in fault.mend) == (2, "code_insee", True)


def test_an_unknown_name_comes_with_the_nearest(places: Gazetteer) -> None:
    _, gathering = placed(places, "commune\nOyonax\n")
    assert "01283" in gathering.report().faults[0].mend


def test_a_table_that_designates_nothing_is_refused_whole(places: Gazetteer) -> None:
    _, gathering = placed(places, "a;b\n1;2\n3;4\n")
    report = gathering.report()
    assert (report.taken, report.refused, report.faults[0].line) == (0, 2, 1)
