"""Which differences between groups are established in the territories around a place."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.question_groups import GROUP_DIFFERENCES, question_differences
from common.levels import Territory

COLUMNS = ["question", *GROUP_DIFFERENCES.names]


def differences_of(desk: Desk, answers: pd.DataFrame) -> pd.DataFrame:
    """Compare the groups that answered one question in one territory.

    Parameters
    ----------
    desk : the opened data.
    answers : :data:`atlas.profiles.answers.ANSWERS`.

    Returns
    -------
    DataFrame
        :data:`COLUMNS`, in the order of the answers; none for a question that one group answered.
    """
    parts = []
    for (question, measured), rows in answers.groupby(["question", "measured"], sort=False):
        if len(rows) > 1:
            level = Territory.parse(str(measured)).level
            table = question_differences(desk, str(question), level)
            parts.append(table[table["territory"] == measured].assign(question=str(question)))
    found = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=COLUMNS)
    return found[COLUMNS].astype({"real": bool})
