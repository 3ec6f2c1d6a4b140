"""The sheet of a debate: subjects where groups differ, never the demonstration, room to write."""

from __future__ import annotations

import io

import docx
import pytest

from atlas.desk.desk import Desk
from atlas.desk.own import with_workspace
from atlas.desk.perimeters import gazetteer
from atlas.divergences.groups_reading import NONE_ESTABLISHED
from atlas.profiles import profile
from atlas.profiles.debate import FELT, debate_subjects
from common.levels import Territory
from indicators.base.groups import GROUPS
from indicators.base.survey_kind import SurveyKind
from own_data.kinds.choices import Choices
from own_data.kinds.loading import load
from own_data.loaded import OWN_MARK, OwnKind, OwnSource
from own_data.workspace.session import SessionWorkspace
from reports.content.room import LINE
from reports.documents.debate import HOW, debate_content
from reports.layout.docx import to_docx
from reports.layout.pdf import to_pages
from tests.reports.content.reading import ProfileOf, every_text

REGION, EPCI = "region:32", "epci:200069193"


@pytest.fixture(scope="module")
def asked(desk: Desk) -> Desk:
    """A survey where citizens note health 4 points above officials, and want action first."""
    rows = "".join(
        f"citoyen;200069193;{4 + n % 6};{n % 11};action\n"
        f"elu;200069193;{n % 6};{n % 11};{'action' if n % 2 else 'vision'}\n"
        for n in range(150)
    )
    content = f"groupe;epci;note_sante;note_emploi;levier_souhaite\n{rows}".encode()
    about = OwnSource("Enquête locale", "Préfecture de l’Ain", 2026)
    choices = Choices(about, sample=SurveyKind.PROBABILITY)
    workspace = SessionWorkspace()
    opened = Desk(desk.data)
    workspace.add(load(OwnKind.SURVEY, content, "a.csv", gazetteer(opened), choices))
    return with_workspace(opened, workspace)


def test_a_published_question_where_groups_differ_is_a_subject(
    desk: Desk, profile_of: ProfileOf
) -> None:
    made = profile_of(REGION)
    subjects = debate_subjects(desk, made)
    assert subjects
    for one in subjects:
        assert one.established != NONE_ESTABLISHED
        assert {one.more, one.less} <= set(one.cells)
        assert one.largest > 0
    real = made.differences[made.differences["real"]]
    told = {desk.questions[key].counts for key in real["question"]}
    assert {one.counts for one in subjects} == told


def test_domains_and_programme_questions_of_an_own_survey_are_subjects(asked: Desk) -> None:
    made = profile(asked, Territory.parse(EPCI))
    subjects = {one.heading: one for one in debate_subjects(asked, made)}
    health = subjects["Santé"]
    assert (health.more, health.less, health.counts) == ("citoyens", "elus", FELT)
    assert health.largest == pytest.approx(40)
    assert "Emploi / chômage / insertion" not in subjects  # the two groups answer alike
    lever = subjects["Le premier levier souhaité"]
    assert lever.subject == ""
    assert lever.largest == pytest.approx(50)
    report = debate_content(asked, made)
    words = every_text(report)
    assert OWN_MARK in words
    assert any(OWN_MARK in mention for mention in report.about.mentions)
    assert [section.heading for section in report.sections][:2] == [HOW, "1 – Santé"]


def test_where_no_difference_is_known_each_group_has_room_to_write(
    desk: Desk, profile_of: ProfileOf
) -> None:
    made = profile_of("crte:crte-06-976-1")
    assert debate_subjects(desk, made) == []
    words = every_text(debate_content(desk, made))
    assert all(label in words for label in GROUPS.values())
    assert LINE in words


def test_the_demonstration_never_enters(desk: Desk, profile_of: ProfileOf) -> None:
    drawn = desk.with_demonstration()
    report = debate_content(drawn, profile_of(REGION, demonstration=True))
    assert not report.about.demonstration
    assert [one.heading for one in report.sections] == [
        one.heading for one in debate_content(desk, profile_of(REGION)).sections
    ]


def test_the_sheet_is_laid_out_in_both_formats(asked: Desk) -> None:
    report = debate_content(asked, profile(asked, Territory.parse(EPCI)))
    assert 2 <= len(to_pages(report, 30)) <= 4
    document = docx.Document(io.BytesIO(to_docx(report)))
    assert sum(LINE in cell.text for table in document.tables for cell in table._cells) >= 6
