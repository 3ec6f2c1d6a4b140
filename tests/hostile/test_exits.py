"""Texts made to run leave as they came: in the note as PDF and DOCX, in CSV, as texts alone."""

from __future__ import annotations

import csv
import io

import pytest

from atlas.desk.desk import Desk
from atlas.desk.own import with_workspace
from atlas.desk.perimeters import gazetteer
from atlas.desk.taken import flat_rows
from atlas.partnerships.export import taken_records
from atlas.partnerships.records import RecordsQuery, choose_records
from atlas.profiles import profile
from common.csv_files import FRANCE, csv_bytes, guarded
from common.levels import Level, Territory
from own_data.kinds.choices import Choices
from own_data.kinds.loading import load
from own_data.loaded import OwnKind
from own_data.workspace.session import SessionWorkspace
from reports.documents.note import note_content
from reports.layout.docx import to_docx
from reports.layout.pdf import to_pdf
from tests.exported_texts import of_docx, of_pdf
from tests.hostile.formats import csv_bytes as written
from tests.hostile.measured import ABOUT
from tests.hostile.texts import TEXTS

HERE = Territory(Level.COMMUNE, "01004")
#: Labels of indicators of a note: those that a typesetter or a template would take for its own.
IN_NOTE = ("typst_code", "typst_marks", "typst_bracket", "mustache", "block", "script", "formula")
FORMULAS = ("formula", "command", "plus", "minus", "at")


@pytest.fixture(scope="module")
def own(desk: Desk) -> Desk:
    kept = SessionWorkspace()
    rows = {
        OwnKind.PARTNERSHIPS: [
            {"titre": text, "partenaires": text, "commune": HERE.code} for text, _ in TEXTS.values()
        ],
        OwnKind.INDICATORS: [
            {"code_insee": HERE.code, "indicateur": TEXTS[name][0], "valeur": "1,5"}
            for name in IN_NOTE
        ],
    }
    choices = Choices(ABOUT, domain="emploi", direction=1, unit="%")
    for kind, one in rows.items():
        kept.add(load(kind, written(one), "a.csv", gazetteer(desk), choices))
    return with_workspace(desk, kept)


@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_a_note_holds_the_texts_as_they_are(own: Desk, form: str) -> None:
    content = note_content(own, profile(own, HERE))
    said = of_pdf(to_pdf(content)) if form == "pdf" else of_docx(to_docx(content))
    flat = "".join(said.split()).replace("’", "'")  # the typography of the note
    absent = [name for name in IN_NOTE if "".join(TEXTS[name][0].split()) not in flat]
    assert absent == []


def test_a_spreadsheet_gets_no_formula(own: Desk) -> None:
    rows = flat_rows(taken_records(choose_records(own, RecordsQuery(within=HERE))))
    content = csv_bytes(rows, FRANCE).decode("utf-8-sig")
    titles = {row["title"] for row in csv.DictReader(io.StringIO(content), delimiter=";")}
    for name in FORMULAS:
        text = TEXTS[name][0]
        assert guarded(text) in titles
        assert text not in titles
