"""The one declaration of the questions, and the files that the kit hands out of it."""

from __future__ import annotations

import io

import docx

from atlas.jobs.survey_kit import FOLDER, KIT
from indicators.base.groups import GROUP_KEYS
from own_data.kit.questions import GROUP_VALUES, KIT_QUESTIONS, KIT_VARIABLES
from tools.survey_kit import written_files


def test_what_is_handed_out_is_as_declared() -> None:
    files = written_files()
    stale = [path.name for path, content in files.items() if path.read_bytes() != content]
    assert stale == []  # run `python -m tools.survey_kit`
    handed = {FOLDER / file.name for file in KIT}
    assert handed - set(files) == {FOLDER / "mode-d-emploi.md"}
    assert set(files) <= handed


def test_every_share_counts_answers_that_may_be_given() -> None:
    for question, variable in KIT_VARIABLES.values():
        assert variable.column in question.columns
        assert question.unit
        assert bool(variable.values) != bool(variable.top)
        assert set(variable.values) <= {one.value for one in question.answers}
        assert variable.top <= question.ranks
    keys = [variable.key for question in KIT_QUESTIONS for variable in question.variables]
    assert len(set(keys)) == len(keys)


def test_every_group_may_answer() -> None:
    assert tuple(GROUP_VALUES.values()) == GROUP_KEYS
    assert {key for question in KIT_QUESTIONS for key in question.groups} <= set(GROUP_KEYS)


def test_the_questionnaire_on_paper_asks_everything() -> None:
    document = docx.Document(io.BytesIO((FOLDER / "questionnaire.docx").read_bytes()))
    said = " ".join(paragraph.text for paragraph in document.paragraphs)
    for word in ("enquêteur", "responsable du traitement", "Acceptez-vous", "CNIL"):
        assert word in said
    headings = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert len([text for text in headings if text.startswith("Question ")]) == len(KIT_QUESTIONS)
    grids = [table for table in document.tables if len(table.columns) == 12]
    assert [len(table.rows) for table in grids] == [17]  # 16 domains, from 0 to 10
