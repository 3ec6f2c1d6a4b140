"""Workbooks that run, lead elsewhere, lie about themselves or grow."""

from __future__ import annotations

from collections.abc import Callable

from own_data.loaded import OwnKind
from tests.hostile.case import Case, Refused, Taken, of_table
from tests.hostile.formats import (
    BOOK,
    RELATIONS,
    SHARED,
    STYLES,
    book_parts,
    book_xml,
    relations_xml,
    sheet_xml,
    zipped,
)

ROWS = [{"titre": "Navette", "commune": "01004"}]
_TITLES = of_table("partnerships/records.parquet", "title")
_ENTITIES = "<!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>"
_OUTSIDE = "<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>"
_REMOTE = "<!DOCTYPE x SYSTEM 'http://127.0.0.1:9/x.dtd'>"


def _book(sheet: str = "", **parts: str) -> bytes:
    """Write a workbook of one row; parts by the name of a constant of the formats."""
    names = {"book": BOOK, "relations": RELATIONS, "shared": SHARED, "styles": STYLES}
    changed = {names.get(name, name): text for name, text in parts.items()}
    return zipped(book_parts(sheet or sheet_xml(ROWS)) | changed)


def _typed(declaration: str, part: str) -> bytes:
    text = {"sheet": sheet_xml(ROWS), "book": book_xml("A")}.get(
        part, "<sst><si><t>&b;</t></si></sst>"
    )
    changed = declaration + text.split("?>")[-1]
    return _book(changed) if part == "sheet" else _book(**{part: changed})


def _cells(*cells: str) -> str:
    """Write a good row, then one of these cells."""
    return sheet_xml(ROWS).replace("</sheetData>", f"<row>{''.join(cells)}</row></sheetData>")


def _one(cell: str, **parts: str) -> bytes:
    """Write one row: the title is this cell."""
    text = sheet_xml(ROWS).replace(
        '<c t="inlineStr"><is><t xml:space="preserve">Navette</t></is></c>', cell
    )
    return _book(text, **parts)


_DEEP = "<c>" * 100_000 + "</c>" * 100_000
_FILES: dict[str, tuple[Callable[[], bytes], Refused | Taken]] = {
    "entities": (lambda: _typed(_ENTITIES, "sheet"), Refused("DOCTYPE")),
    "entities_shared": (lambda: _typed(_ENTITIES, "shared"), Refused("DOCTYPE")),
    "entities_styles": (lambda: _typed(_ENTITIES, "styles"), Refused("DOCTYPE")),
    "outside_file": (lambda: _typed(_OUTSIDE, "sheet"), Refused("DOCTYPE")),
    "outside_book": (lambda: _typed(_OUTSIDE, "book"), Refused("DOCTYPE")),
    "remote_type": (lambda: _typed(_REMOTE, "sheet"), Refused("DOCTYPE")),
    "deep": (lambda: _book(_cells(_DEEP)), Refused("profond")),
    "not_closed": (lambda: _book(sheet_xml(ROWS)[:-30]), Refused("abîmé")),
    "wrong_characters": (lambda: _book(_cells("<c>\x01</c>")), Refused("abîmé")),
    "unknown_encoding": (
        lambda: _book(sheet_xml(ROWS).replace("UTF-8", "utf-7")),
        Refused("abîmé"),
    ),
    "macros": (lambda: _book(**{"xl/vbaProject.bin": "x"}), Refused("macros")),
    "macros_hidden": (lambda: _book(**{"xl/x/VBAPROJECT.BIN": "x"}), Refused("macros")),
    "external_links": (
        lambda: _book(**{"xl/externalLinks/externalLink1.xml": "<x/>"}),
        Taken(_TITLES, ["Navette"], "aucun n’est suivi"),
    ),
    "remote_sheet": (
        lambda: _book(
            relations=relations_xml('Target="http://127.0.0.1:9/s" TargetMode="External"')
        ),
        Refused("feuille"),
    ),
    "sheet_elsewhere": (
        lambda: _book(relations=relations_xml('Target="../../../etc/passwd"')),
        Refused("absent du fichier"),
    ),
    "sheet_absolute": (
        lambda: _book(relations=relations_xml('Target="/etc/passwd"')),
        Refused("absent du fichier"),
    ),
    "sheet_is_the_book": (
        lambda: _book(relations=relations_xml('Target="workbook.xml"')),
        Refused("vide"),
    ),
    "no_relations": (lambda: _book(relations="<Relationships/>"), Refused("feuille")),
    "no_sheet": (lambda: _book(book=book_xml()), Refused("feuille")),
    "hidden_only": (
        lambda: _book(book=book_xml("A").replace("<sheet ", '<sheet state="veryHidden" ')),
        Refused("feuille"),
    ),
    "long_sheet_name": (
        lambda: _book(
            book=book_xml("A" * 300, "<script>" * 40),
            relations=relations_xml('Target="worksheets/sheet1.xml"', 'Target="x.xml"'),
        ),
        Taken(_TITLES, ["Navette"], "laissées"),
    ),
    "formula": (
        lambda: _one('<c t="str"><f>WEBSERVICE("http://127.0.0.1:9/")</f><v>Navette</v></c>'),
        Taken(_TITLES, ["Navette"], "dernier résultat enregistré"),
    ),
    "formula_without_result": (
        lambda: _one("<c r='A2'><f>1+1</f></c>"),
        Refused("formule", 2, "A2"),
    ),
    "shared_far": (lambda: _one('<c t="s"><v>99999999</v></c>'), Refused("un titre", 2, "titre")),
    "shared_negative": (lambda: _one('<c t="s"><v>-1</v></c>'), Refused("un titre", 2, "titre")),
    "shared_no_number": (lambda: _one('<c t="s"><v>²</v></c>'), Refused("un titre", 2, "titre")),
    "style_far": (lambda: _one('<c s="9999999"><v>7</v></c>'), Taken(_TITLES, ["7"])),
    "style_no_number": (lambda: _one('<c s="x²"><v>7</v></c>'), Taken(_TITLES, ["7"])),
    "infinity": (lambda: _one("<c><v>INF</v></c>"), Taken(_TITLES, ["INF"])),
    "huge_number": (lambda: _one("<c><v>1e400</v></c>"), Taken(_TITLES, ["1e400"])),
    "date_far": (
        lambda: _one('<c s="0"><v>1e15</v></c>', styles=_LOOKS.format("yyyy-mm-dd")),
        Taken(_TITLES, ["1000000000000000"]),
    ),
    "date_before": (
        lambda: _one('<c s="0"><v>-5</v></c>', styles=_LOOKS.format("yyyy-mm-dd")),
        Taken(_TITLES, ["-5"]),
    ),
    "format_heavy": (
        lambda: _one('<c s="0"><v>7</v></c>', styles=_LOOKS.format("[" * 100_000)),
        Taken(_TITLES, ["7"]),
    ),
    "format_padded": (
        lambda: _one('<c s="0"><v>7</v></c>', styles=_LOOKS.format("0" * 190)),
        Taken(_TITLES, ["7".zfill(190)]),
    ),
    "far_cell": (lambda: _book(_cells('<c r="XFD1048576"><v>1</v></c>')), Refused("XFD1048576")),
    "far_row": (
        lambda: _book(sheet_xml(ROWS).replace("<row>", '<row r="99999999999">')),
        Taken(_TITLES, ["Navette"]),
    ),
    "no_such_cell": (
        lambda: _book(_cells('<c r="A0"><v>1</v></c>', '<c r="é9"><v>2</v></c>')),
        Refused("un territoire", 3),
    ),
    "wrong_order": (
        lambda: _book(
            '<worksheet><sheetData><row r="3"><c r="B3" t="str"><v>01004</v></c>'
            '<c r="A3" t="str"><v>Navette</v></c></row><row r="1"><c r="B1" t="str"><v>commune</v>'
            '</c><c r="A1" t="str"><v>titre</v></c></row></sheetData></worksheet>'
        ),
        Taken(_TITLES, ["Navette"]),
    ),
    "same_cell_twice": (
        lambda: _one('<c r="A2" t="str"><v>Autre</v></c><c r="A2" t="str"><v>Navette</v></c>'),
        Taken(_TITLES, ["Navette"]),
    ),
    "no_cells": (lambda: _book("<worksheet/>"), Refused("vide")),
    "other_xml": (lambda: _book("<html><body onload='x'/></html>"), Refused("vide")),
    "old_workbook": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), Refused(".xlsx")),
}
_LOOKS = (
    '<styleSheet><numFmts><numFmt numFmtId="200" formatCode="{}"/></numFmts>'
    '<cellXfs><xf numFmtId="200"/></cellXfs></styleSheet>'
)
WORKBOOKS = tuple(
    Case(f"workbook-{name}", OwnKind.PARTNERSHIPS, "a.xlsx", write, outcome)
    for name, (write, outcome) in _FILES.items()
)
