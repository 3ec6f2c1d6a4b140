"""The dimensions of a place beside what the citizens of the whole country put first."""

from __future__ import annotations

import pandas as pd

from atlas.profiles.model import Profile
from atlas.profiles.reading import standing_words
from indicators.base.domains import DIMENSION_KEYS, DIMENSIONS
from indicators.base.reference_points import reference_point

#: The published figure: IMPACT-Citoyens 2019, question 3.
PRIORITIES = "dimensions"


def dimension_priorities(profile: Profile) -> pd.DataFrame:
    """Set each dimension, as it is measured here, beside the rank that citizens gave it.

    The shares are those of the country: they say nothing of the place, and go with the mentions
    and the caveat of the reference point :data:`PRIORITIES`.

    Returns
    -------
    DataFrame
        Indexed by dimension, the one most often put first first: label, standing (French),
        score (0-100), rank, rank_low, rank_high, ranked, first (share that put it first),
        first_or_second.
    """
    rows = profile.domains.loc[list(DIMENSION_KEYS)]
    peers = profile.place.level.plural
    given = {
        key: [value.value for value in reference_point(PRIORITIES).values if value.dimension == key]
        for key in DIMENSION_KEYS
    }
    found = rows[["score", "rank", "rank_low", "rank_high", "ranked"]].assign(
        label=[DIMENSIONS[key] for key in DIMENSION_KEYS],
        standing=[standing_words(row, peers) for _, row in rows.iterrows()],
        first=[given[key][0] for key in DIMENSION_KEYS],
        first_or_second=[given[key][1] for key in DIMENSION_KEYS],
    )
    return found.sort_values("first", ascending=False, kind="stable")
