from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from common.errors import InvalidDataError
from pipeline.workbook import read_sheet

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ROWS = (
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1"><v>2.5</v></c></row>'
    '<row r="2"><c r="A2"/></row>'
    '<row r="3"><c r="AB3" t="s"><v>1</v></c></row>'
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "classeur.xlsx"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with ZipFile(path, "w") as made:
        made.writestr(
            "xl/workbook.xml",
            f'<workbook {MAIN} xmlns:r="{relation}"><sheets>'
            '<sheet name="Données" r:id="rId7"/></sheets></workbook>',
        )
        made.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships><Relationship Id="rId7" Target="worksheets/sheet1.xml"/>'
            "</Relationships>",
        )
        made.writestr(
            "xl/sharedStrings.xml",
            f"<sst {MAIN}><si><t>Ain</t></si><si><r><t>n.</t></r><r><t>s.</t></r></si></sst>",
        )
        made.writestr(
            "xl/worksheets/sheet1.xml",
            f"<worksheet {MAIN}><sheetData>{ROWS}</sheetData></worksheet>",
        )
    return path


def test_cells_are_read_as_text_under_the_letters_of_their_columns(book: Path) -> None:
    table = read_sheet(book, "Données")
    assert list(table.columns) == ["A", "C", "AB"]
    assert table.loc[0, ["A", "C"]].tolist() == ["Ain", "2.5"]
    assert table.loc[1, "AB"] == "n.s."
    assert table.loc[1, ["A", "C"]].isna().all()


def test_what_is_no_workbook_or_has_no_such_sheet_is_said(book: Path, tmp_path: Path) -> None:
    with pytest.raises(InvalidDataError, match="feuille « Autre » absente"):
        read_sheet(book, "Autre")
    (tmp_path / "texte.xlsx").write_text("a;b")
    with pytest.raises(InvalidDataError, match="classeur Excel"):
        read_sheet(tmp_path / "texte.xlsx", "Données")
