"""Local Moran: esda's statistic and draws, false discoveries held, nothing drawn by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from esda import Moran_Local, fdr
from esda.significance import calculate_significance
from libpysal.graph import Graph

from geo.spatial_statistics.local_moran import ALPHA, local_moran
from geo.spatial_statistics.moran import moran
from geo.spatial_statistics.units import UnitStatus
from geo.spatial_statistics.wording import labels, left_out_sentence, local_sentence

DRAWS = {"permutations": 999, "seed": 12_345}


def grid(side: int) -> Graph:
    cells = [(row, column) for row in range(side) for column in range(side)]
    return Graph.from_dicts(
        {
            f"{row:02d}-{column:02d}": [
                f"{r:02d}-{c:02d}" for r, c in cells if abs(row - r) + abs(column - c) == 1
            ]
            for row, column in cells
        }
    )


def test_the_statistic_and_its_draws_are_those_of_esda(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    ordered = columbus.sort_index()
    graph = columbus_graph.subgraph(ordered.index)
    theirs = Moran_Local(
        ordered["CRIME"], graph, permutations=999, seed=DRAWS["seed"], keep_simulations=True
    )
    ours = local_moran(columbus["CRIME"], columbus_graph, **DRAWS).sort_index()
    assert ours["Ii"].to_numpy() == pytest.approx(theirs.Is)
    two_sided = calculate_significance(theirs.Is, theirs.rlisas, alternative="two-sided")
    assert ours["p_sim"].to_numpy() == pytest.approx(two_sided)
    assert ours["significant"].any()
    assert (ours["significant"] == (two_sided <= fdr(two_sided, ALPHA))).all()
    quadrants = pd.Series(theirs.q, index=ours.index).map({1: "HH", 2: "LH", 3: "LL", 4: "HL"})
    drawn = ours["significant"]
    assert (ours.loc[drawn, "quadrant"] == quadrants[drawn]).all()
    assert ours.loc[~drawn, "quadrant"].eq("").all()


def test_local_statistics_add_up_to_the_global_one(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    # With weights that sum to 1 and m2 over N - 1, the sum of Ii is (N - 1) I.
    found = local_moran(columbus["CRIME"], columbus_graph, **DRAWS)
    total = moran(columbus["CRIME"], columbus_graph, **DRAWS).value
    assert found["Ii"].sum() == pytest.approx(48 * total)


def test_the_lag_is_the_mean_of_the_neighbours(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    found = local_moran(columbus["CRIME"], columbus_graph, **DRAWS)
    assert found.loc["1", "lag"] == pytest.approx(columbus.loc[["2", "3"], "CRIME"].mean())


def test_the_order_of_the_rows_changes_nothing(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    found = local_moran(columbus["CRIME"], columbus_graph, **DRAWS)
    shuffled = columbus["CRIME"].sample(frac=1, random_state=1)
    again = local_moran(shuffled, columbus_graph, **DRAWS)
    assert again.index.tolist() == shuffled.index.tolist()
    pd.testing.assert_frame_equal(again.loc[found.index], found)


def test_a_block_of_high_values_is_found_where_it_is() -> None:
    graph = grid(12)
    rng = np.random.default_rng(2)
    values = pd.Series(rng.normal(0, 1, 144), index=graph.unique_ids)
    block = [f"{row:02d}-{column:02d}" for row in range(3, 7) for column in range(3, 7)]
    values[block] += 6
    found = local_moran(values, graph, **DRAWS)
    hot = set(found.index[found["quadrant"] == "HH"])
    inner = {f"{row:02d}-{column:02d}" for row in (4, 5) for column in (4, 5)}
    assert inner <= hot <= set(block)
    assert (found.loc[found["significant"], "status"] == UnitStatus.CLUSTER).all()


def test_chance_alone_draws_nothing() -> None:
    graph = grid(12)
    values = pd.Series(np.random.default_rng(4).normal(size=144), index=graph.unique_ids)
    found = local_moran(values, graph, **DRAWS)
    assert (found["p_sim"] <= ALPHA).any()  # raw p-values would have drawn some
    assert found["quadrant"].eq("").all()
    assert not found["significant"].any()
    assert "rien n’est à dessiner" in local_sentence(found)


def test_what_is_left_out_says_why() -> None:
    graph = grid(12)
    values = pd.Series(np.random.default_rng(4).normal(size=144), index=graph.unique_ids)
    values[["00-01", "01-00"]] = np.nan
    found = local_moran(values, graph, **DRAWS)
    assert found.loc[["00-00", "00-01"], "status"].tolist() == ["isolated", "missing"]
    assert found.loc[["00-00", "00-01"], ["lag", "Ii", "p_sim", "p_fdr"]].isna().all(axis=None)
    assert found.loc["00-00", "value"] == values["00-00"]
    assert labels(found)["00-00"] == "sans voisin qui ait une valeur"
    assert left_out_sentence(found) == (
        "Unités écartées du calcul : 2 sans valeur, 1 sans voisin qui ait une valeur."
    )
