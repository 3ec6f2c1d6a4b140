"""The 16 domains of a place: scores, ranks, intervals, and what stands out."""

from __future__ import annotations

import pandas as pd

from atlas.desk.desk import Desk
from atlas.desk.place import Place
from atlas.desk.place_values import place_scores
from common.levels import Level, Territory
from indicators.base.domains import DOMAIN_KEYS
from indicators.scores.standing import Standing, standings

#: Larger territories whose median is shown beside the scores.
REFERENCES = (Level.DEPARTEMENT, Level.REGION, Level.FRANCE)


def domains_of(
    desk: Desk, place: Place, values: pd.DataFrame, parents: tuple[Territory, ...]
) -> pd.DataFrame:
    """Score a place by dimension and domain, beside the medians of its peers around it."""
    own = place_scores(desk, place, values)
    own = own.assign(standing=standings(own))
    return own.join(references(desk, place.level, parents).reindex(columns=list(REFERENCES)))


def references(desk: Desk, level: Level, parents: tuple[Territory, ...]) -> pd.DataFrame:
    """Median scores of the territories of a level in larger territories, one column each."""
    return pd.DataFrame(
        {
            parent.level.value: desk.median_scores.loc[level.value, str(parent)]
            for parent in parents
            if parent.level in REFERENCES
        }
    )


def standing_out(domains: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Give the domains that the rank interval puts at one end of the ranking, whole.

    Parameters
    ----------
    domains : rank_low, rank_high, ranked and standing by domain.

    Returns
    -------
    (DataFrame, DataFrame)
        Strengths, whose best case and worst case are both in the least fragile third, and
        weaknesses, in the most fragile third; the clearest first. Without an interval a domain is
        neither.
    """
    known = domains.loc[list(DOMAIN_KEYS)]
    strong = known[known["standing"] == Standing.SOLID]
    weak = known[known["standing"] == Standing.FRAGILE]
    ends = known["rank_low"].astype("float64") + known["rank_high"].astype("float64")
    middle = ends / known["ranked"].astype("float64")
    return (
        strong.loc[middle[strong.index].sort_values(ascending=False, kind="stable").index],
        weak.loc[middle[weak.index].sort_values(kind="stable").index],
    )
