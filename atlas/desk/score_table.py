"""The scores of a level as a table, and in order: laid out once for all that compare them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.desk.desk import Desk
from common.levels import Level
from indicators.base.domains import AGGREGATE_KEYS, domains_of
from indicators.scores.domain_scores import nearly_all
from indicators.scores.score_store import median_scores as median_of
from indicators.scores.score_store import read_score_table


def score_table(desk: Desk, level: Level) -> pd.DataFrame:
    """Scores of all the territories of a level (default recipe): rows codes, columns domains."""
    return desk.shared(
        ("wide", level),
        lambda: read_score_table(level.value, desk.data),
    )


def compared_domains(desk: Desk, level: Level, key: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """List the domains that make a score at a level, and those that it should have had.

    Parameters
    ----------
    desk : the opened data.
    level : of the territories.
    key : of a domain, a dimension or the whole; a domain alone is always itself.

    Returns
    -------
    (tuple, tuple)
        Domains scored for nearly all the level
        (:data:`indicators.scores.domain_scores.COMMON_SHARE`), and the others.
    """
    domains = domains_of(key)
    if key not in AGGREGATE_KEYS:
        return domains, ()
    scores = score_table(desk, level)
    common = tuple(one for one in domains if one in scores and nearly_all(scores[one]))
    return common, tuple(one for one in domains if one not in common)


def median_scores(desk: Desk, level: Level, codes: pd.Index) -> pd.Series:
    """Median score of each domain over territories of a level.

    Parameters
    ----------
    desk : the opened data.
    level : level of the territories.
    codes : of the territories; each counts in the domains where it has a score.
    """
    return median_of(score_table(desk, level).reindex(codes))


def ordered_scores(desk: Desk, level: Level) -> dict[str, npt.NDArray[np.float64]]:
    """Scores known in each domain of a level, the most fragile first."""
    table = score_table(desk, level)
    return desk.shared(
        ("ordered scores", level),
        lambda: {
            str(key): np.sort(table[key].dropna().to_numpy(dtype="float64"))[::-1] for key in table
        },
    )
