"""A reading says no more than the rank interval supports."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from indicators.scores.standing import Standing, standings

#: Shares of the ranking, from the most fragile, between which each reading must stand.
HELD = {
    Standing.FRAGILE: (0, 1 / 3),
    Standing.SOLID: (2 / 3, 1),
    Standing.MIDDLE: (1 / 3, 2 / 3),
    Standing.FRAGILE_HALF: (0, 1 / 2),
    Standing.SOLID_HALF: (1 / 2, 1),
}


@given(st.integers(1, 900), st.integers(1, 900), st.integers(0, 900))
def test_a_standing_is_never_beyond_its_interval(a: int, b: int, more: int) -> None:
    low, high = sorted((a, b))
    ranked = high + more
    rows = pd.DataFrame({"rank": [low], "rank_low": low, "rank_high": high, "ranked": ranked})
    standing = Standing(standings(rows).iloc[0])
    best, worst = (low - 1) / ranked, high / ranked
    if standing in HELD:
        start, end = HELD[standing]
        assert start <= best
        assert worst <= end
    else:
        assert standing == Standing.OPEN
        assert not any(start <= best and worst <= end for start, end in HELD.values())
