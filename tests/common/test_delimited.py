from __future__ import annotations

from pathlib import Path

import pytest

from common.delimited import read_delimited
from common.errors import InvalidDataError, MissingDataError


@pytest.mark.parametrize(
    "content",
    [
        b'code,note\n01,"1,5"\n2A,NA\n',
        "\ufeffcode;note\r\n01;1,5\r\n2A;\r\n".encode(),
        "code\tnote\n 01 \t1,5\n2A\tn/a\n".encode("cp1252"),
        '"code";"note"\n"01";"1,5"\n"2A";.\n'.encode("utf-16"),
    ],
)
def test_the_same_table_is_read_from_every_usual_writing(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(content)
    table = read_delimited(path)
    assert table.columns.tolist() == ["code", "note"]
    assert table["code"].tolist() == ["01", "2A"]
    assert table["note"].iloc[0] == "1,5"
    assert table["note"].isna().tolist() == [False, True]


def test_accents_of_a_french_spreadsheet_and_own_blanks(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("région;avis\nBrétagne;NSP\n".encode("cp1252"))
    table = read_delimited(path, blanks=("nsp",))
    assert table["région"].tolist() == ["Brétagne"]
    assert table["avis"].isna().all()


def test_what_is_no_table_is_told_line_by_line(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2,3\n1,2\n1,2,3,4\n", encoding="utf-8")
    with pytest.raises(InvalidDataError) as caught:
        read_delimited(path)
    assert "ligne 2 : 3 cellules, 2 attendues" in str(caught.value)
    assert "ligne 4 : 4 cellules" in str(caught.value)
    with pytest.raises(InvalidDataError, match="illisible en klingon"):
        read_delimited(path, encoding="klingon")
    with pytest.raises(MissingDataError, match=r"absent\.csv"):
        read_delimited(tmp_path / "absent.csv")
