"""The scores of a level as a table, and in order: laid out once for all that compare them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from indicators.scores.means import mean_scores as mean_of
from indicators.scores.score_store import read_score_table


def score_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Scores of all the territories of a level (default recipe): rows codes, columns domains."""
    return desk.once(
        ("wide", level),
        lambda: read_score_table(level.value, desk.data),
    )


def mean_scores(desk: Desk, level: Level, codes: pd.Index) -> pd.Series:
    """Mean score of each domain over territories of a level, weighted by population.

    Parameters
    ----------
    desk : the opened data.
    level : level of the territories.
    codes : of the territories; each weighs in the domains where it has a score.
    """
    scores = score_table(desk, level).reindex(codes)
    people = desk.territories_of(level)["population"].astype("float64").reindex(codes)
    return mean_of(scores, people)


def ordered_scores(desk: Desk, level: Level) -> dict[str, npt.NDArray[np.float64]]:
    """Scores known in each domain of a level, the most fragile first."""
    table = score_table(desk, level)
    return desk.once(
        ("ordered scores", level),
        lambda: {
            str(key): np.sort(table[key].dropna().to_numpy(dtype="float64"))[::-1] for key in table
        },
    )
