"""The groups of the whole country side by side, on the questions that several answered."""

from __future__ import annotations

from typing import cast

import pandas as pd

from atlas.divergences.groups_reading import established_words
from atlas.divergences.question_groups import QuestionGroups
from atlas.profiles.answer_words import counted_briefly, subject_label
from atlas.profiles.country import FRANCE
from atlas.profiles.crossed_answers import NOT_PUBLISHED, group_answer
from common.grammar import typographic
from indicators.base.groups import GROUPS
from indicators.views.volunteers import voice_label
from reports.content.groups import CELLS
from reports.report import Cell, Column, Table


def country_groups_table(asked: list[QuestionGroups]) -> Table:
    """Lay out a row a question, a column a group, for France as a whole."""
    place = str(FRANCE)
    frames = [one.frame[one.frame["territory"] == place].set_index("group") for one in asked]
    groups = [group for group in GROUPS if any(group in frame.index for frame in frames)]
    kinds = {one.question.survey.kind for one in asked}
    rows: list[tuple[Cell, ...]] = []
    for one, frame in zip(asked, frames, strict=True):
        pairs = one.differences[one.differences["territory"] == place]
        rows.append(
            (
                Cell(
                    typographic(
                        f"{subject_label(one.question.domain)} : "
                        f"{counted_briefly(one.question.counts)}"
                    )
                ),
                *(
                    Cell(
                        group_answer(one.question, cast("pd.Series", frame.loc[group]))
                        if group in frame.index
                        else NOT_PUBLISHED
                    )
                    for group in groups
                ),
                Cell(established_words(pairs, one.question.survey.kind)),
            )
        )
    return Table(
        f"Groupes comparés, France entière : {CELLS}",
        (
            Column("Sujet : ce qui est compté", width=2.0),
            *(Column(voice_label(group, kinds), width=1.3) for group in groups),
            Column("Différences établies", width=1.9),
        ),
        tuple(rows),
        compact=True,
    )
