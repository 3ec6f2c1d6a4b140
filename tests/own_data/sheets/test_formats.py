"""The same table is read from every format."""

from __future__ import annotations

import unicodedata

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from common.errors import InvalidDataError, TooLargeError
from common.limits import OWN_BYTES, OWN_COLUMNS
from own_data.sheets.reading import read_sheet
from tests.own_data.written import FORMATS, csv_text, workbook

ROWS = [
    {"code": "01004", "nom": "Ambérieu-en-Bugey", "taux": "12,5", "note": "s"},
    {"code": "2A004", "nom": "Ajaccio", "taux": "1 234,5", "note": "***"},
    {"code": "97411", "nom": "Saint-Denis", "taux": "0", "note": "n.d."},
]


def cells(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [dict(row) for row in frame.to_dict("records")]


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_every_format_gives_the_same_table(form: str) -> None:
    name, write = FORMATS[form]
    sheet = read_sheet(write(ROWS), name)
    assert cells(sheet.frame) == ROWS
    assert sheet.faults == ()
    first = {"geojson": 1, "gpkg": 1, "shapefile": 1, "announced": 3}.get(form, 2)
    assert list(sheet.frame.index) == [first, first + 1, first + 2]
    assert (sheet.shapes is not None) == (form in ("geojson", "gpkg", "shapefile"))
    if sheet.shapes is not None:
        assert sheet.shapes.x.round(4).tolist() == [5.35] * 3


@pytest.mark.parametrize("form", ["semicolon", "xlsx", "geojson"])
def test_a_name_says_nothing_of_a_format(form: str) -> None:
    _, write = FORMATS[form]
    assert cells(read_sheet(write(ROWS), "export.dat").frame) == ROWS


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("C", "Z"), include_characters=' é;,’"'),
    min_size=1,
    max_size=12,
).map(str.strip)


@given(
    st.lists(
        st.fixed_dictionaries({"code": _TEXT.filter(bool), "b": _TEXT, "c": _TEXT}), min_size=1,
        max_size=6,
    )
)  # fmt: skip
def test_texts_survive_a_round_trip(rows: list[dict[str, str]]) -> None:
    expected = read_sheet(csv_text(rows, ";").encode("utf-8"), "a.csv").frame.fillna("")
    for content, name in (
        (csv_text(rows, "\t").encode("utf-16"), "a.tsv"),
        (csv_text(rows, ";", "\r").encode("utf-8-sig"), "a.csv"),
    ):
        assert read_sheet(content, name).frame.fillna("").equals(expected)
    assert expected["code"].tolist() == [unicodedata.normalize("NFC", row["code"]) for row in rows]


def test_a_row_of_another_width_is_told_with_its_line() -> None:
    sheet = read_sheet(b"code;taux\n01004;1\n01005\n01006;2;3\n01007;4;\n", "a.csv")
    assert [fault.line for fault in sheet.faults] == [3, 4]
    assert list(sheet.frame.index) == [2, 5]


def test_columns_without_a_name_or_named_twice_are_told() -> None:
    sheet = read_sheet(b"code;;code\n1;2;3\n", "a.csv")
    assert [fault.column for fault in sheet.faults] == ["n° 2", "code"]
    assert {fault.line for fault in sheet.faults} == {1}


def test_what_cannot_be_seen_is_taken_off_and_said() -> None:
    sheet = read_sheet("code;nom\n\u200b01004;A\u2066B\n".encode(), "a.csv")
    assert cells(sheet.frame) == [{"code": "01004", "nom": "AB"}]
    assert any("invisibles" in notice for notice in sheet.notices)


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1", ".xlsx"),
        (b"PAR1", "CSV"),
        (b"%PDF-1.7", "PDF"),
        (b"PK\x03\x04rien", "ZIP"),
        (b"SQLite format 3\x00rien", "illisible"),
        (b"{", "illisible"),
        (b"", "vide"),
        (b"a;b\n\x00;1\n", "binaire"),
    ],
)
def test_what_is_no_table_is_refused_with_a_sentence(content: bytes, named: str) -> None:
    with pytest.raises(InvalidDataError, match=named):
        read_sheet(content, "a")


def test_limits_are_kept() -> None:
    with pytest.raises(TooLargeError):
        read_sheet(b"a" * (OWN_BYTES + 1), "a.csv")
    wide = ";".join(f"c{place}" for place in range(OWN_COLUMNS + 1))
    with pytest.raises(TooLargeError):
        read_sheet(f"{wide}\n".encode(), "a.csv")
    with pytest.raises(TooLargeError):
        read_sheet(b"a;b\n" + b"x" * 6_000 + b";1\n", "a.csv")
    assert len(workbook(ROWS)) < OWN_BYTES
