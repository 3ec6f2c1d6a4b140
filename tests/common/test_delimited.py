from __future__ import annotations

import gzip
from collections.abc import Iterable
from pathlib import Path

import pandas as pd
import pytest

from common.delimited import BLANKS, parse_delimited, read_delimited
from common.errors import InvalidDataError, MissingDataError
from common.limits import TABLE_COLUMNS


def frame(content: bytes | str, blanks: Iterable[str] = BLANKS) -> pd.DataFrame:
    return parse_delimited(content, "t.csv", blanks=blanks).frame


def faults(content: bytes | str) -> list[str]:
    with pytest.raises(InvalidDataError) as caught:
        parse_delimited(content, "t.csv")
    return caught.value.faults


@pytest.mark.parametrize(
    "content",
    [
        b'code,note\n01,"1,5"\n2A,NA\n',
        "\ufeffcode;note\r\n01;1,5\r\n2A;\r\n".encode(),
        "code\tnote\n 01 \t1,5\n2A\tn/a\n".encode("cp1252"),
        b"code|note\r01|1,5\r2A|-\r",
        '"code";"note"\n"01";"1,5"\n"2A";.\n'.encode("utf-16"),
        "code;note\r\n01;1,5\r\n2A;null\r\n".encode("utf-16-le"),
        "code;note\r\n01;1,5\r\n2A;null\r\n".encode("utf-16-be"),
        b"sep=;\r\ncode;note\r\n01;1,5\r\n2A;NaN",
        b"code;note;;\n01;1,5;;\n2A;;;\n;;;\n\n",
    ],
)
def test_the_same_table_is_read_from_every_usual_writing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    read = read_delimited(path)
    assert read.frame.columns.tolist() == ["code", "note"]
    assert read.frame["code"].tolist() == ["01", "2A"]
    assert read.frame["note"].iloc[0] == "1,5"
    assert read.frame["note"].isna().tolist() == [False, True]
    assert (read.empty, read.remark) == (0, "")


def test_accents_of_a_french_spreadsheet_and_own_blanks() -> None:
    table = frame("région;avis\nBrétagne;NSP\n".encode("cp1252"), (*BLANKS, "nsp"))
    assert table["région"].tolist() == ["Brétagne"]
    assert table["avis"].isna().all()
    assert frame("code;nom\nNA;Namibie\n", ())["code"].tolist() == ["NA"]


def test_a_comma_of_a_cell_is_not_a_separator() -> None:
    table = frame("nom, prénom;taux\nA, b, c;1,5\nD;2,5\n")
    assert table.columns.tolist() == ["nom, prénom", "taux"]
    assert table["taux"].tolist() == ["1,5", "2,5"]


def test_quotes_are_doubled_and_may_hold_a_line() -> None:
    table = frame('a,b\n"dit ""oui""","x\ny"\n3,4\n')
    assert table["a"].tolist() == ['dit "oui"', "3"]
    assert table.index.tolist() == [2, 4]


def test_empty_lines_are_counted_and_lines_keep_their_number() -> None:
    read = parse_delimited("a;b\n1;2\n\n;\n3;4\n\n\n", "t.csv")
    assert read.frame.index.tolist() == [2, 5]
    assert read.empty == 2
    remarks: list[str] = []
    assert read.tell(remarks) is read.frame
    assert remarks == [read.remark]
    assert "t.csv : 2 lignes" in read.remark


@pytest.mark.parametrize(
    ("content", "line"),
    [
        ('code;nom\n01004;"Ambérieu\n01007;Ambronay\n01053;Bourg\n', 2),
        ('code;nom\n01004;Ambérieu\n01007;"Ambronay\n01053;"Bourg"\n', 3),
        ('a,b\n1,"x"y\n', 2),
        ('a,"b\n1,2\n', 1),
    ],
)
def test_a_quotation_mark_that_does_not_close_its_cell_is_refused(content: str, line: int) -> None:
    [fault] = faults(content)
    assert fault.startswith(f"ligne {line} : guillemet")


def test_rows_of_another_width_are_told_line_by_line() -> None:
    found = faults("a,b\n1,2,3\n1,2\n\n1\n")
    assert [fault.split(",")[0] for fault in found] == [
        "ligne 2 : 3 cellules",
        "ligne 5 : 1 cellule",
    ]


def test_columns_must_have_a_name_of_their_own() -> None:
    assert faults("a,,a\n1,2,3\n") == [
        "colonne 2 : nom de colonne absent",
        "nom de colonne répété : « a »",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "fichier vide"),
        (b"\n \n", "fichier vide"),
        (b"PK\x03\x04\x00\x00\x00\x01\x02\x03", "classeur de tableur ou archive ZIP"),
        (gzip.compress(b"a;b\n1;2\n", mtime=0), "un nom en .csv.gz"),
        (b"a;\x00\n", "binaire"),
        (b"code;nom\n1;\x81\n", "illisible"),
        ("code;nom\n1;é\n".encode() + b"2;\xe9\n", "ligne 3"),
        (b"a\n" + b"x" * 200_000, "ligne 2 : cellule de plus de"),
        (",".join(f"c{place}" for place in range(TABLE_COLUMNS + 1)), "colonnes au plus"),
    ],
)
def test_what_is_no_table_is_a_sentence(content: bytes | str, said: str) -> None:
    [fault] = faults(content)
    assert said in fault


@pytest.mark.parametrize(
    ("titles", "line"),
    [("Taux par unité;;\nSource;;\n", 3), ("Taux\n\n", 3), ("# Taux\n", 2)],
)
def test_titles_above_the_names_of_columns_are_to_be_taken_off(titles: str, line: int) -> None:
    [fault] = faults(titles + "code;nom;taux\n01;Ain;3\n02;Aisne;4\n")
    assert f"à la ligne {line} (code, nom, taux)" in fault


@pytest.mark.parametrize("text", ["code;;\n01;Ain;3\n", "nom\nAin\nAisne;Allier;Ardèche\nAube\n"])
def test_rows_at_fault_are_no_names_of_columns(text: str) -> None:
    assert not any("ôtez" in fault for fault in faults(text))


def test_a_file_of_wrong_lines_only_is_not_read_to_its_end() -> None:
    found = faults("a,b\n" + "1\n" * 100_000)
    assert len(found) < 2_000
    assert found[-1].startswith("lecture arrêtée")


@pytest.mark.parametrize("encoding", ["klingon", "undefined", "zip", "utf\0", "ascii", "x" * 10**5])
def test_an_encoding_that_cannot_be_used_is_named(encoding: str) -> None:
    with pytest.raises(InvalidDataError, match="illisible en") as caught:
        parse_delimited("é\n".encode(), "t.csv", encoding=encoding)
    assert len(str(caught.value)) < 400


@pytest.mark.parametrize("separator", ["||", "\n", '"', "a", "é1"])
def test_a_separator_is_one_sign(separator: str) -> None:
    with pytest.raises(InvalidDataError, match="séparateur"):
        parse_delimited("a\n", "t.csv", separator=separator)


def test_a_compressed_file_is_bounded_once_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "t.csv.gz"
    path.write_bytes(gzip.compress(b"a;b\n1;2\n", mtime=0))
    assert read_delimited(path).frame["b"].tolist() == ["2"]
    path.write_bytes(gzip.compress(b"a" * 10**7, mtime=0))
    with pytest.raises(InvalidDataError, match="décompressé"):
        read_delimited(path, limit=10**6)
    path.write_bytes(gzip.compress(b"a;b\n1;2\n", mtime=0)[:-4])
    with pytest.raises(InvalidDataError, match="abîmé"):
        read_delimited(path)


def test_absent_files_and_spreadsheets_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"absent\.csv"):
        read_delimited(tmp_path / "absent.csv")
    (tmp_path / "t.xlsx").write_bytes(b"PK")
    with pytest.raises(InvalidDataError, match="CSV"):
        read_delimited(tmp_path / "t.xlsx")
