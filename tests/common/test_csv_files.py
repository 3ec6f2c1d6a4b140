"""One writer of CSV: two dialects, numbers as they are, and nothing that a spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from common.csv_files import FRANCE, INTERNATIONAL, Dialect, csv_bytes, write_csv
from common.delimited import read_delimited

#: Each is a formula for one spreadsheet or another.
FORMULAS = [
    *("=1+1", "+1+1", "-1+1", "@SUM(A1)"),
    *("＝1+1", "＋1+1", "－1+1", "＠SUM(A1)", "﹦1+1"),
    *(" =1+1", "\u00a0=1+1", "\u3000=1+1", "\ufeff=1+1", "\u200b=1+1"),
    *("\t=1+1", "\r=1+1", "\n=1+1", "\tx"),
]
INERT = ["Ain", "01", "", "a=1", "-5", "-1,5", "+3.2e-4", "−5", "C'est l'Ain", "(2)"]


def cells(frame: pd.DataFrame, dialect: Dialect) -> list[list[str]]:
    text = csv_bytes(frame, dialect).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=dialect.separator))


@pytest.mark.parametrize("dialect", [FRANCE, INTERNATIONAL])
@pytest.mark.parametrize("formula", FORMULAS)
def test_a_formula_is_guarded_wherever_it_stands(formula: str, dialect: Dialect) -> None:
    guarded = "'" + formula.replace("\r", "\n")
    index = pd.MultiIndex.from_tuples([(formula, "a")], names=[formula, "b"])
    for dtype in ("object", "str", "category"):
        frame = pd.DataFrame({f"{formula}_rank": pd.Series([formula], dtype=dtype)})
        written = cells(frame.set_index(index), dialect)
        assert written == [
            [guarded, "b", f"{guarded}_rank"],
            [guarded, "a", guarded],
        ]


@pytest.mark.parametrize("text", INERT)
def test_a_text_that_runs_nothing_is_left_as_it_is(text: str) -> None:
    frame = pd.DataFrame({text: [text]}, index=pd.Index([text], name="code"))
    assert cells(frame, INTERNATIONAL) == [["code", text], [text, text]]
    kept = f'="{text}"' if re.fullmatch(r"[\d+-][\d.,e-]*", text) else text
    assert cells(frame, FRANCE) == [["code", text], [kept, kept]]


def test_a_spreadsheet_shows_a_code_as_the_text_that_it_is() -> None:
    frame = pd.DataFrame({"year": ["2022"], "rank": [3]}, index=pd.Index(["01"], name="code"))
    assert cells(frame, FRANCE)[1] == ['="01"', '="2022"', "3"]


def test_numbers_keep_their_sign_and_all_their_digits_in_both_dialects() -> None:
    random = np.random.default_rng(5)
    numbers = random.normal(size=500) * 10.0 ** random.integers(-12, 18, 500)
    mixed = pd.Series([-0.1 + 0.3, -2, "x"], dtype="object")
    for dialect in (FRANCE, INTERNATIONAL):
        column = [row[1] for row in cells(pd.DataFrame({"v": numbers}), dialect)[1:]]
        assert [float(cell.replace(dialect.decimal, ".")) for cell in column] == numbers.tolist()
        column = [row[1] for row in cells(pd.DataFrame({"v": mixed}), dialect)[1:]]
        assert column == [repr(-0.1 + 0.3).replace(".", dialect.decimal), "-2", "x"]


def test_what_is_missing_is_empty_and_what_is_zero_is_zero() -> None:
    frame = pd.DataFrame(
        {
            "share": pd.array([None, 0.0, -0.25], dtype="Float64"),
            "count": pd.array([0, None, -3], dtype="Int64"),
            "text": [None, "", "a"],
            "yes": [True, False, True],
        },
        index=pd.Index(["01", "02", "2A"], name="code"),
    )
    assert cells(frame, FRANCE) == [
        ["code", "share", "count", "text", "yes"],
        ['="01"', "", "0", "", "True"],
        ['="02"', "0,0", "", "", "False"],
        ["2A", "-0,25", "-3", "a", "True"],
    ]


def test_a_french_file_begins_by_its_mark_and_an_international_one_does_not() -> None:
    frame = pd.DataFrame({"é": [1.5]}, index=pd.Index(["01"], name="code"))
    assert csv_bytes(frame, FRANCE) == b'\xef\xbb\xbfcode;\xc3\xa9\n"=""01""";1,5\n'
    assert csv_bytes(frame, INTERNATIONAL) == b"code,\xc3\xa9\n01,1.5\n"
    assert csv_bytes(frame.head(0), INTERNATIONAL) == b"code,\xc3\xa9\n"


@pytest.mark.parametrize("dialect", [FRANCE, INTERNATIONAL])
def test_our_own_reader_reads_both_back(tmp_path: Path, dialect: Dialect) -> None:
    frame = pd.DataFrame({"nom": ["L’Haÿ", "a;b,c"], "v": [0.5, -2.0]}, index=["01", "2A"])
    path = tmp_path / "a.csv"
    path.write_bytes(csv_bytes(frame.rename_axis("code"), dialect))
    read = read_delimited(path).frame
    assert list(read["code"]) == ["01", "2A"]
    assert list(read["nom"]) == ["L’Haÿ", "a;b,c"]


def test_a_file_of_a_command_is_international(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", pd.DataFrame({"v": [0.5]}, index=pd.Index(["01"], name="c")))
    assert (tmp_path / "a.csv").read_bytes() == b"c,v\n01,0.5\n"
