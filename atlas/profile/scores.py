"""The 16 domains of a place: scores, ranks, intervals, and what stands out."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.place_values import place_scores
from common.levels import Level, Territory
from indicators.base.domains import OVERALL

#: Share of the ranked territories at each end of the ranking that is told as standing out.
OUTER_SHARE = 1 / 3
#: Larger territories whose peers are averaged.
REFERENCES = (Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def domains_of(
    desk: Desk, place: Place, values: pd.DataFrame, parents: tuple[Territory, ...]
) -> pd.DataFrame:
    """Score a place by domain, beside the mean scores of its peers in larger territories."""
    own = place_scores(desk, place, values)
    return own.join(references(desk, place.level, parents).reindex(columns=list(REFERENCES)))


def references(desk: Desk, level: Level, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Mean scores of the territories of a level in larger territories, one column each."""
    return pd.DataFrame(
        {
            parent.level.value: desk.mean_scores.loc[level.value, str(parent)]
            for parent in parents
            if parent.level in REFERENCES
        }
    )


def standing_out(domains: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the domains that the rank interval puts at one end of the ranking, whole.

    Parameters
    ----------
    domains : rank_low, rank_high and ranked by domain.

    Returns
    -------
    (DataFrame, DataFrame)
        Strengths, whose best case and worst case are both in the least fragile third, and
        weaknesses, in the most fragile third; the clearest first. Without an interval a domain is
        neither.
    """
    known = domains.drop(index=OVERALL).dropna(subset=["rank_low", "rank_high"])
    low = (known["rank_low"].astype("float64") - 1) / known["ranked"].astype("float64")
    high = known["rank_high"].astype("float64") / known["ranked"].astype("float64")
    strong = known[low >= 1 - OUTER_SHARE]
    weak = known[high <= OUTER_SHARE]
    middle = (low + high) / 2
    return (
        strong.loc[middle[strong.index].sort_values(ascending=False, kind="stable").index],
        weak.loc[middle[weak.index].sort_values(kind="stable").index],
    )
