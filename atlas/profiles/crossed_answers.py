"""The groups side by side on the same question, in the territories around a place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.wording import answer_value
from atlas.divergences.groups_reading import established_words
from atlas.profiles.answer_words import subject_label
from common.grammar import counted
from indicators.base.groups import GROUPS
from indicators.base.questions import PublishedQuestion
from indicators.base.survey_kind import SurveyKind

NOT_PUBLISHED = "moins de 30 réponses"


@dataclass(frozen=True)
class CrossedQuestion:
    """A question that several groups answered in one territory.

    Attributes
    ----------
    measured : ``level:code`` of the territory.
    measured_name : its name.
    subject, counts : what the question is about, and what perceived fragility counts, in French.
    kind : what the sample of its survey is.
    cells : by group: the answer, its interval and the number of answers, in French.
    established : the differences that are established, in French.
    """

    measured: str
    measured_name: str
    subject: str
    counts: str
    kind: SurveyKind
    cells: dict[str, str]
    established: str


def crossed_answers(answers: pd.DataFrame) -> pd.DataFrame:
    """Keep the answers to the questions that several groups answered in one territory."""
    return answers[answers.duplicated(["question", "measured"], keep=False)]


def group_columns(answers: pd.DataFrame) -> list[str]:
    """List the groups that such questions have, in their order; none without any."""
    found = set(crossed_answers(answers)["group"])
    return [group for group in GROUPS if group in found]


def group_cells(
    desk: Desk, answers: pd.DataFrame, differences: pd.DataFrame
) -> list[CrossedQuestion]:
    """Write the groups side by side, question by question.

    Parameters
    ----------
    desk : the opened data.
    answers : :data:`atlas.profiles.answers.ANSWERS`.
    differences : of the profile.
    """
    crossed = crossed_answers(answers)
    groups = group_columns(answers)
    told = []
    for (key, measured), rows in crossed.groupby(["question", "measured"], sort=False):
        question = desk.questions[str(key)]
        own = differences[(differences["question"] == key) & (differences["territory"] == measured)]
        by_group = {row["group"]: row for _, row in rows.iterrows()}
        told.append(
            CrossedQuestion(
                measured=str(measured),
                measured_name=str(rows["measured_name"].iloc[0]),
                subject=subject_label(question.domain),
                counts=question.counts,
                kind=question.survey.kind,
                cells={
                    group: (
                        group_answer(question, row)
                        if (row := by_group.get(group)) is not None
                        else NOT_PUBLISHED
                    )
                    for group in groups
                },
                established=established_words(own, question.survey.kind),
            )
        )
    return told


def group_answer(question: PublishedQuestion, row: pd.Series) -> str:
    """Write the answer of a group with its interval and the number of answers.

    Parameters
    ----------
    question : its declaration.
    row : value, low, high, n.
    """
    value = answer_value(question, row["value"], row["low"], row["high"])
    return f"{value}, {counted(row['n'], 'réponse')}" if pd.notna(row["n"]) else value
