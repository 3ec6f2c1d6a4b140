"""The groups side by side on the same question, in the territories around a place."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from atlas.desk.desk import Desk
from atlas.profile.answer_words import answer_value, subject_label
from common.french import number
from common.grammar import counted
from indicators.base.groups import GROUPS
from indicators.base.questions import PublishedQuestion
from indicators.base.survey_kind import SurveyKind
from indicators.views.volunteers import voices

NOT_PUBLISHED = "moins de 30 réponses"
NONE_ESTABLISHED = "aucune"


@dataclass(frozen=True)
class CrossedQuestion:
    """A question that several groups answered in one territory.

    Attributes
    ----------
    measured : ``level:code`` of the territory.
    measured_name : its name.
    subject, counts : what the question is about, and what perceived fragility counts, in French.
    cells : by group: the answer, its interval and the number of answers, in French.
    established : the differences that are established, in French.
    """

    measured: str
    measured_name: str
    subject: str
    counts: str
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
    answers : :data:`atlas.profile.answers.ANSWERS`.
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


def established_words(differences: pd.DataFrame, kind: SurveyKind) -> str:
    """Say which differences between groups are established, from the group that says more.

    >>> row = {"group_a": "citoyens", "group_b": "elus", "difference": -12.3, "real": True}
    >>> established_words(pd.DataFrame([row]), SurveyKind.SELF_SELECTED)
    'les élus participants plus que les participants (12 points)'
    """
    told = []
    for _, row in differences[differences["real"]].iterrows():
        more, less = row["group_a"], row["group_b"]
        if row["difference"] < 0:
            more, less = less, more
        points = f"{number(abs(row['difference']))} points"
        told.append(f"{voices(more, kind)} plus que {voices(less, kind)} ({points})")
    return " ; ".join(told) or NONE_ESTABLISHED
