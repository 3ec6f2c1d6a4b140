from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from atlas.desk.provenance import DEMONSTRATION_MARK
from reports.layout.docx import clean, to_docx
from reports.report import Figure, Items, Paragraph, Report, Table
from tests.reports.conftest import HOSTILE, PLACES
from tests.reports.sample import sample

NoteOf = Callable[..., Report]


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


def without_space(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("place", [PLACES[0], "hostile"])
def test_a_docx_says_all_the_content(note_of: NoteOf, place: str) -> None:
    note = note_of(place, demonstration=True)
    document = opened(to_docx(note))
    written = without_space("".join(paragraph.text for paragraph in document.paragraphs))
    tables = [block for s in note.sections for block in s.blocks if isinstance(block, Table)]
    assert len(document.tables) == len(tables)
    for shown, table in zip(document.tables, tables, strict=True):
        assert [cell.text for cell in shown.rows[0].cells] == [
            clean(column.header) for column in table.columns
        ]
        for row, expected in zip(shown.rows[1:], table.rows, strict=True):
            assert [cell.text for cell in row.cells] == [clean(one.text) for one in expected]
    for section in note.sections:
        assert without_space(clean(section.heading)) in written
        for block in section.blocks:
            texts: list[str] = []
            if isinstance(block, Items):
                texts = [
                    text for i in block.items for text in (i.heading, i.lead, i.text, i.evidence)
                ]
            elif isinstance(block, Paragraph):
                texts = [block.text]
            assert all(without_space(clean(text)) in written for text in texts)


def test_headings_tables_pictures_and_language_are_real() -> None:
    note = sample()
    document = opened(to_docx(note))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    assert headings == [section.heading for section in note.sections]
    assert [p.text for p in document.paragraphs if p.style.name == "Title"] == [note.title]
    assert sum(p.style.name == "List Number" for p in document.paragraphs) == 3
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table.rows[1]._tr.trPr.find(qn("w:tblHeader")) is None
        assert table._tbl.tblPr.find(qn("w:tblCaption")) is not None
    pictures = [shape._inline.docPr for shape in document.inline_shapes]
    figures = [b for s in note.sections for b in s.blocks if isinstance(b, Figure)]
    assert len(pictures) == len(figures) + 1
    assert pictures[0].get("descr") == figures[0].alternative
    assert "Emploi : 12ᵉ à 40ᵉ, fragilité établie" in clean_spaces(pictures[1].get("descr"))
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"fr-FR"}
    assert document.core_properties.language == "fr-FR"
    assert document.core_properties.title == note.title


def clean_spaces(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("mark", [DEMONSTRATION_MARK, ""])
def test_the_mark_heads_the_pages_of_the_demonstration_and_no_other(mark: str) -> None:
    document = opened(to_docx(sample(mark=mark)))
    heads = ["".join(p.text for p in section.header.paragraphs) for section in document.sections]
    assert [without_space(head) == without_space(DEMONSTRATION_MARK) for head in heads] == [
        False,
        False,
        bool(mark),
        False,
    ]
    assert all(not head or without_space(head) == without_space(mark) for head in heads)


def test_the_same_note_gives_the_same_bytes_without_any_moment() -> None:
    content = to_docx(sample())
    assert content == to_docx(sample())
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {member.date_time for member in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize("name", [HOSTILE, "\x00\x0b\ufffe<w:p/>", "x" * 400])
def test_a_hostile_name_is_text(name: str) -> None:
    document = opened(to_docx(sample(name)))
    titles = [p.text for p in document.paragraphs if p.style.name == "Title"]
    assert titles == [clean(name).strip("\n")] or clean(name).strip() in titles[0]


@pytest.mark.slow
def test_libreoffice_opens_it(tmp_path: Path) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed on this machine")
    path = tmp_path / "note.docx"
    path.write_bytes(to_docx(sample()))
    home = f"-env:UserInstallation=file://{tmp_path}/home"
    subprocess.run(
        [program, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path), str(path)],
        check=True,
        capture_output=True,
        timeout=180,
    )
    assert (tmp_path / "note.pdf").read_bytes().startswith(b"%PDF")
