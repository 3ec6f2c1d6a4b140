"""A workbook holds what its frames hold, and nothing that runs."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

import pandas as pd

from common.csv_files import guarded
from common.workbook_files import LONGEST, workbook_bytes

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read_workbook(content: bytes) -> dict[str, list[list[str | None]]]:
    """Rows of texts of each sheet, by its name; None where a cell is empty."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        shared = []
        if "xl/sharedStrings.xml" in book.namelist():
            items = ElementTree.fromstring(book.read("xl/sharedStrings.xml")).iter(f"{_MAIN}si")  # noqa: S314
            shared = ["".join(text.text or "" for text in item.iter(f"{_MAIN}t")) for item in items]
        named = ElementTree.fromstring(book.read("xl/workbook.xml")).iter(f"{_MAIN}sheet")  # noqa: S314
        return {
            str(sheet.get("name")): _rows(book.read(f"xl/worksheets/sheet{place}.xml"), shared)
            for place, sheet in enumerate(named, start=1)
        }


def _rows(sheet: bytes, shared: list[str]) -> list[list[str | None]]:
    rows: list[list[str | None]] = []
    for row in ElementTree.fromstring(sheet).iter(f"{_MAIN}row"):  # noqa: S314 - our own file
        cells = {_column(str(cell.get("r"))): _text(cell, shared) for cell in row}
        width = len(rows[0]) if rows else max(cells) + 1
        rows.append([cells.get(place) for place in range(width)])
    return rows


def _column(reference: str) -> int:
    """Place of a column, from 0.

    >>> _column("AB7")
    27
    """
    place = 0
    for letter in reference.rstrip("0123456789"):
        place = place * 26 + ord(letter) - ord("A") + 1
    return place - 1


def _text(cell: ElementTree.Element, shared: list[str]) -> str | None:
    value = cell.find(f"{_MAIN}v")
    if value is None or value.text is None:
        return None
    return shared[int(value.text)] if cell.get("t") == "s" else value.text


def frame() -> pd.DataFrame:
    return pd.DataFrame(
        {"texte": ["=1+1", "<b>&\x01", None], "n": [1.5, 2.0, None], "vrai": [True, False, True]},
        index=pd.Index(["01", "02", "2A"], name="code"),
    )


def test_each_sheet_holds_its_frame_and_no_formula() -> None:
    content = workbook_bytes({"Un & deux": frame(), "Trois": frame().iloc[:0]})
    read = read_workbook(content)
    assert list(read) == ["Un & deux", "Trois"]
    assert read["Un & deux"] == [
        ["code", "texte", "n", "vrai"],
        ["01", guarded("=1+1"), "1.5", "1"],
        ["02", "<b>&", "2", "0"],
        ["2A", None, None, "1"],
    ]
    assert read["Trois"] == [["code", "texte", "n", "vrai"]]
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        assert all(b"<f>" not in book.read(name) for name in book.namelist())


def test_the_same_frames_give_the_same_bytes() -> None:
    assert workbook_bytes({"A": frame()}) == workbook_bytes({"A": frame()})


def test_a_text_that_excel_would_refuse_is_cut() -> None:
    long = pd.DataFrame({"t": ["x" * (LONGEST + 5)]})
    assert len(str(read_workbook(workbook_bytes({"A": long}))["A"][1][1])) == LONGEST
