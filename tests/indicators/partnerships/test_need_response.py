from __future__ import annotations

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.partnerships.need_response import (
    Quadrant,
    ReferenceSide,
    both,
    fragile_side,
    quadrants,
    side,
)

NAMED = {
    Quadrant.FRAGILE_FEW,
    Quadrant.FRAGILE_MANY,
    Quadrant.SOLID_MANY,
    Quadrant.SOLID_FEW,
}
interval = st.tuples(st.floats(0, 100), st.floats(0, 100)).map(sorted)


def test_the_five_readings() -> None:
    need = pd.Series(["high", "high", "low", "low", "high", "unclear", "unknown"])
    response = pd.Series(["low", "high", "high", "low", "unclear", "low", "low"])
    assert quadrants(need, response).tolist() == [
        "fragile_peu_alliee",
        "fragile_alliee",
        "peu_fragile_alliee",
        "peu_fragile_peu_alliee",
        "non_distinguable",
        "non_distinguable",
        "inconnu",
    ]


def test_a_territory_without_response_is_unknown_not_under_allied() -> None:
    need = pd.Series(["high", "high"], index=["A", "B"])
    assert quadrants(need, pd.Series(["low"], index=["A"])).to_dict() == {
        "A": "fragile_peu_alliee",
        "B": "inconnu",
    }


def test_the_rank_in_the_middle_is_on_neither_side() -> None:
    ranks, ranked = pd.Series([2, 3, 4]), pd.Series([5.0, 5.0, 5.0])
    assert fragile_side(ranks, ranks, ranked).tolist() == ["high", "unclear", "low"]


@given(st.lists(st.tuples(interval, interval), min_size=1, max_size=30), st.floats(0, 100))
@settings(max_examples=50)
def test_no_position_is_asserted_when_an_interval_holds_the_reference(
    pairs: list[tuple[list[float], list[float]]], reference: float
) -> None:
    frame = pd.DataFrame([[*need, *rate] for need, rate in pairs], columns=list("abcd"))
    need = side(frame["a"], frame["b"], reference)
    response = both(
        side(frame["c"], frame["d"], reference), side(frame["c"], frame["d"], reference)
    )
    found = quadrants(need, response)
    holds = (frame["a"] <= reference) & (reference <= frame["b"])
    holds |= (frame["c"] <= reference) & (reference <= frame["d"])
    assert (found[holds] == Quadrant.NOT_DISTINGUISHABLE.value).all()
    assert found[~holds].isin([quadrant.value for quadrant in NAMED]).all()


def test_two_intervals_that_disagree_name_no_side() -> None:
    assert both(pd.Series(["high"]), pd.Series(["low"])).tolist() == [ReferenceSide.UNCLEAR]
