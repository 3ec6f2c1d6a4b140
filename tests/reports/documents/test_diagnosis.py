"""The sheet of a diagnosis: the answers, nothing of the demonstration, room to write, few pages."""

from __future__ import annotations

from atlas.desk.desk import Desk
from atlas.diagnostic.answers import Diagnosis
from atlas.diagnostic.crossing import Crossing
from indicators.partnerships import PartnerProfile
from reports.content.room import LINE
from reports.documents.diagnosis import PRIORITIES, diagnosis_content
from reports.layout.docx import to_docx
from reports.layout.pdf import to_pages
from reports.report import Items, Table
from tests.reports.conftest import PLACES
from tests.reports.content.reading import ProfileOf, every_text

MOST_PAGES = 3


def test_the_sheet_holds_the_answers_and_room_to_write(desk: Desk, profile_of: ProfileOf) -> None:
    answers = Diagnosis(
        retained=("securite",),
        heard=("emploi", "mobilite"),
        acting=("emploi",),
        priorities=("mobilite", "emploi"),
        meeting=(PartnerProfile.FONDATION.value,),
    )
    sheet = diagnosis_content(desk, profile_of(PLACES[0]), answers)
    first = sheet.sections[0]
    assert first.heading == PRIORITIES
    (items,) = (block for block in first.blocks if isinstance(block, Items))
    assert [item.lead.split(" : ")[0] for item in items.items] == ["Mobilité", "Emploi"]
    assert items.items[0].text == Crossing.HEARD.sentence
    table = next(block for block in sheet.sections[1].blocks if isinstance(block, Table))
    cells = {row[0].text: [cell.text for cell in row[2:]] for row in table.rows}
    assert cells["Emploi"] == ["oui", "oui", "oui"]
    assert cells["Sécurité"] == ["oui", "–", "–"]
    said = every_text(sheet)
    assert LINE in said
    assert PartnerProfile.FONDATION.label.lower() in said
    questions = next(one for one in sheet.sections if one.heading == "Questions à poser")
    (asked,) = (block for block in questions.blocks if isinstance(block, Items))
    assert len({item.heading.split(" · ")[0] for item in asked.items}) == len(asked.items) == 3


def test_the_demonstration_never_enters(desk: Desk, profile_of: ProfileOf) -> None:
    shown = desk.with_demonstration()
    with_it = diagnosis_content(shown, profile_of(PLACES[0], demonstration=True), Diagnosis())
    assert with_it.mark == ""
    assert "émonstration" not in every_text(with_it).replace("sans-demonstration", "")


def test_a_place_without_anything_still_has_a_sheet(desk: Desk, profile_of: ProfileOf) -> None:
    for place in (PLACES[2], PLACES[3]):
        sheet = diagnosis_content(desk, profile_of(place), Diagnosis())
        assert 1 <= len(to_pages(sheet, ppi=20)) <= MOST_PAGES
        assert to_docx(sheet) == to_docx(sheet)
