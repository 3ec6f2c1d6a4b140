"""Lee's L: the published values of Columbus, symmetry, permutations of pairs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from esda import Spatial_Pearson
from libpysal.graph import Graph

from geo.spatial_statistics.chance import seeded
from geo.spatial_statistics.lee import lee


def test_columbus_has_the_published_values(columbus: pd.DataFrame, columbus_graph: Graph) -> None:
    # Published with the data set: [[.30136527, -.23625603], [-.23625603, .53512008]].
    found = lee(columbus["HOVAL"], columbus["CRIME"], columbus_graph, permutations=999)
    assert found.value == pytest.approx(-0.23625603, abs=5e-9)
    assert found.smoothing == pytest.approx((0.30136527, 0.53512008), abs=5e-9)


def test_the_association_is_symmetric(columbus: pd.DataFrame, columbus_graph: Graph) -> None:
    there = lee(columbus["HOVAL"], columbus["CRIME"], columbus_graph, permutations=999)
    back = lee(columbus["CRIME"], columbus["HOVAL"], columbus_graph, permutations=999)
    assert there.value == pytest.approx(back.value)
    assert there.p == back.p
    assert there.smoothing == back.smoothing[::-1]


def test_the_draws_follow_the_same_law_as_those_of_esda(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    x, y = columbus["HOVAL"], columbus["CRIME"]
    with seeded(1):
        theirs = Spatial_Pearson(columbus_graph.sparse, permutations=2_000).fit(
            x.to_frame(), y.to_frame()
        )
    drawn = theirs.reference_distribution_[:, 0, 1]
    ours = lee(x, y, columbus_graph, permutations=9_999)
    # Four standard errors of the mean of 2,000 draws.
    assert ours.expected == pytest.approx(drawn.mean(), abs=4 * drawn.std() / np.sqrt(2_000))
    extreme = 2 * min((drawn <= ours.value).mean(), (drawn >= ours.value).mean())
    assert ours.p == pytest.approx(extreme, abs=4 * np.sqrt(2 * ours.p / 2_000))


def test_a_territory_without_one_of_the_values_is_left_out(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    x, y = columbus["HOVAL"].copy(), columbus["CRIME"].copy()
    x["1"], y["49"] = np.nan, np.nan
    assert lee(x, y, columbus_graph, permutations=999).units == 47
