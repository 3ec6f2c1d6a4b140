"""The scores of a level as a table, and in order: laid out once for all that compare them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk import Desk
from geo.levels import Level


def score_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Scores of all the territories of a level (default recipe): rows codes, columns domains."""
    scores = desk.scores(level).scores
    return desk.once(
        ("wide", level), lambda: scores.pivot(index="code", columns="domain", values="score")
    )


def ordered_scores(desk: Desk, level: Level) -> dict[str, npt.NDArray[np.float64]]:
    """Scores known in each domain of a level, the most fragile first."""
    table = score_table(desk, level)
    return desk.once(
        ("ordered scores", level),
        lambda: {
            str(key): np.sort(table[key].dropna().to_numpy(dtype="float64"))[::-1] for key in table
        },
    )
