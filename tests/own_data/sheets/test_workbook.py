"""What the cells of a workbook show, and workbooks made to harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from common.errors import InvalidDataError, TooLargeError
from own_data.sheets.reading import read_sheet

SHEET, BOOK, STYLES = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"
_START = '<?xml version="1.0" encoding="UTF-8"?>'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#: The parts of a workbook of one row that are read.
PARTS = {
    BOOK: f'{_START}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>'
    '<sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f"{_START}<Relationships>"
    '<Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>',
    STYLES: f'{_START}<styleSheet xmlns="{_MAIN}"><cellXfs><xf/></cellXfs></styleSheet>',
    SHEET: f'{_START}<worksheet xmlns="{_MAIN}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>code</t></is></c>'
    '<c r="B1" t="inlineStr"><is><t>n</t></is></c></row>'
    '<row r="2"><c r="A2" t="inlineStr"><is><t>01004</t></is></c><c r="B2"><v>1</v></c></row>'
    "</sheetData></worksheet>",
}


def changed(**parts: Callable[[str], str]) -> bytes:
    """Write a workbook of one row, some of its parts changed; new ones are made of nothing."""
    names = {"sheet": SHEET, "book": BOOK, "styles": STYLES, "shared": "xl/sharedStrings.xml"}
    texts = dict(PARTS)
    for part, change in parts.items():
        name = names.get(part, part)
        texts[name] = change(texts.get(name, ""))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in texts.items():
            book.writestr(name, text)
    return written.getvalue()


def with_cells(cells: str) -> Callable[[str], str]:
    return lambda text: text.replace("</sheetData>", f"<row r='3'>{cells}</row></sheetData>")


def with_formats(*codes: str) -> Callable[[str], str]:
    """Look number k + 1 of the cells has the k-th format."""
    formats = "".join(
        f'<numFmt numFmtId="{200 + place}" formatCode="{code}"/>'
        for place, code in enumerate(codes)
    )
    looks = "".join(f'<xf numFmtId="{200 + place}"/>' for place in range(len(codes)))
    return lambda _: (
        f"<styleSheet><numFmts>{formats}</numFmts><cellXfs><xf numFmtId='0'/>{looks}</cellXfs>"
        "</styleSheet>"
    )


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ('<c r="A3"><v>1004</v></c>', "1004"),
        ('<c r="A3"><v>1004.0</v></c>', "1004"),
        ('<c r="A3" s="1"><v>1004</v></c>', "01004"),
        ('<c r="A3" s="2"><v>0.125</v></c>', "12.5%"),
        ('<c r="A3" s="3"><v>46022</v></c>', "2025-12-31"),
        ('<c r="A3" t="b"><v>1</v></c>', "VRAI"),
        ('<c r="A3" t="e"><v>#N/A</v></c>', "#N/A"),
        ('<c r="A3" t="inlineStr"><is><r><t>Am</t></r><r><t>bérieu</t></r></is></c>', "Ambérieu"),
        ('<c r="A3" t="str"><f>1+1</f><v>deux</v></c>', "deux"),
        ('<c r="A3" t="s"><v>0</v></c>', "partagé"),
        ('<c r="A3"><v>0.30000000000000004</v></c>', "0.3"),
    ],
)
def test_a_cell_is_read_as_it_is_shown(cell: str, expected: str) -> None:
    content = changed(
        sheet=with_cells(cell + '<c r="B3"><v>2</v></c>'),
        styles=with_formats("00000", "0.0%", "dd/mm/yyyy"),
        shared=lambda _: "<sst><si><t>partagé</t><rPh><t>x</t></rPh></si></sst>",
    )
    assert read_sheet(content, "a.xlsx").frame.loc[3, "code"] == expected


def test_a_formula_without_result_is_a_fault_with_its_place() -> None:
    sheet = read_sheet(changed(sheet=with_cells('<c r="A3"><f>B3</f></c>')), "a.xlsx")
    assert [(fault.line, fault.column) for fault in sheet.faults] == [(3, "A3")]


def test_links_to_other_workbooks_are_said_and_not_followed() -> None:
    content = changed(**{"xl/externalLinks/externalLink1.xml": lambda _: "<x/>"})
    assert any("suivi" in notice for notice in read_sheet(content, "a.xlsx").notices)


def test_the_first_sheet_in_sight_is_read() -> None:
    hidden = changed(book=lambda text: text.replace("<sheet ", '<sheet state="hidden" '))
    with pytest.raises(InvalidDataError, match="feuille"):
        read_sheet(hidden, "a.xlsx")


ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"


@pytest.mark.parametrize(
    ("content", "named"),
    [
        (lambda: changed(sheet=lambda text: ENTITIES + text.split("?>")[1]), "DOCTYPE"),
        (lambda: changed(book=lambda text: ENTITIES + text.split("?>")[1]), "DOCTYPE"),
        (lambda: changed(**{"xl/vbaProject.bin": lambda _: "x"}), "macros"),
        (lambda: changed(sheet=lambda text: text[:-20]), "abîmé"),
        (lambda: changed(sheet=with_cells("<c>" * 100 + "</c>" * 100)), "profond"),
        (lambda: changed(**{"../x": lambda _: "x"}), "sort de"),
        (lambda: changed(**{"/etc/x": lambda _: "x"}), "sort de"),
    ],
)
def test_a_hostile_workbook_is_refused(content: Callable[[], bytes], named: str) -> None:
    with pytest.raises(InvalidDataError, match=named):
        read_sheet(content(), "a.xlsx")


def test_a_far_cell_takes_no_memory() -> None:
    far = with_cells('<c r="XFD1048576"><v>1</v></c>')
    with pytest.raises(TooLargeError, match="XFD1048576"):
        read_sheet(changed(sheet=far), "a.xlsx")
    low = with_cells('<c r="B1048576"><v>1</v></c>')
    assert list(read_sheet(changed(sheet=low), "a.xlsx").frame.index) == [2, 1_048_576]


def test_a_bomb_is_not_unpacked() -> None:
    bomb = changed(
        sheet=lambda text: text.replace("<sheetData>", " " * 200_000_000 + "<sheetData>")
    )
    assert len(bomb) < 1_000_000
    with pytest.raises(TooLargeError, match="décompressé"):
        read_sheet(bomb, "a.xlsx")
