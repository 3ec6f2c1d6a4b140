"""Local Moran: esda's statistic and draws, false discoveries held, nothing drawn by chance."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from esda import Moran_Local
from libpysal.graph import Graph
from scipy.stats import false_discovery_control

from geo.spatial_statistics.chance import MARGIN, MOST_ROUNDS
from geo.spatial_statistics.local_moran import ALPHA, local_moran
from geo.spatial_statistics.moran import moran
from geo.spatial_statistics.units import UnitStatus
from geo.spatial_statistics.wording import labels, left_out_sentence, local_sentence

DRAWS = {"permutations": 99_999, "seed": 12_345}


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


def brute_force(values: pd.Series, graph: Graph, draws: int) -> np.ndarray:
    """Two-sided pseudo p-values, one unit and one permutation of the others at a time."""
    random = np.random.default_rng(7)
    found = []
    for code in values.index:
        others = values.drop(code).to_numpy(float)
        neighbours = graph[code].index
        drawn = random.permuted(np.tile(others, (draws, 1)), axis=1)[:, : len(neighbours)]
        own = values[code] - values.mean()
        statistics = own * (drawn.mean(axis=1) - values.mean())
        observed = own * (values[neighbours].mean() - values.mean())
        above, below = (statistics >= observed - 1e-9).sum(), (statistics <= observed + 1e-9).sum()
        found.append(min(1.0, 2 * (min(above, below) + 1) / (draws + 1)))
    return np.array(found)


def test_the_statistic_is_that_of_esda(columbus: pd.DataFrame, columbus_graph: Graph) -> None:
    ordered = columbus.sort_index()
    graph = columbus_graph.subgraph(ordered.index)
    theirs = Moran_Local(ordered["CRIME"], graph, permutations=0)
    ours = local_moran(columbus["CRIME"], columbus_graph, **DRAWS).sort_index()
    assert ours["Ii"].to_numpy() == pytest.approx(theirs.Is)
    quadrants = pd.Series(theirs.q, index=ours.index).map({1: "HH", 2: "LH", 3: "LL", 4: "HL"})
    drawn = ours["significant"]
    assert drawn.any()
    assert (ours.loc[drawn, "quadrant"] == quadrants[drawn]).all()
    assert ours.loc[~drawn, "quadrant"].eq("").all()


@pytest.mark.parametrize("decimals", [6, 0, -1])  # rounded to tens, most values are tied
def test_p_values_are_those_of_brute_force(
    columbus: pd.DataFrame, columbus_graph: Graph, decimals: int
) -> None:
    values = columbus["CRIME"].round(decimals)
    ours = local_moran(values, columbus_graph, **DRAWS)
    slow = brute_force(values, columbus_graph, 20_000)
    assert ours["p_sim"].between(0, 1).all()
    spread = 2 * np.sqrt(slow / 2 * (1 - slow / 2) / 20_000)
    assert (np.abs(ours["p_sim"] - slow) <= 5 * spread).all()


def test_a_unit_at_the_mean_or_among_equals_has_a_p_of_one() -> None:
    graph = grid(7)
    values = pd.Series(0.0, index=graph.unique_ids)
    values[["00-00", "00-01", "01-00"]] = 1.0
    values["06-06"] = 3.0
    found = local_moran(values, graph, **DRAWS)
    # Most draws around a cell of the middle hold zeros only, as its neighbours do.
    assert found.loc["04-03", "p_sim"] == 1
    centred = pd.Series([*np.tile([0.1, 0.2, 0.3], 16), 0.2], index=graph.unique_ids)
    assert (local_moran(centred, graph, **DRAWS)["p_sim"][centred == 0.2] == 1).all()


def test_the_monte_carlo_error_is_that_of_many_seeds(
    columbus: pd.DataFrame, columbus_graph: Graph
) -> None:
    runs = [
        local_moran(columbus["CRIME"], columbus_graph, permutations=9_999, seed=seed)
        for seed in range(40)
    ]
    once = pd.concat([run["draws"] for run in runs], axis=1).eq(9_999).all(axis=1)
    middling = once & (runs[0]["p_error"] > 0.002)
    assert middling.sum() > 20
    spread = pd.concat([run["p_sim"] for run in runs], axis=1).std(axis=1)
    # The standard deviation of 40 numbers is known to 11 %.
    ratio = (spread / runs[0]["p_error"])[middling]
    assert ratio.median() == pytest.approx(1, abs=0.1)
    assert ratio.between(0.5, 1.6).all()


def borderline() -> tuple[pd.Series, Graph]:
    """A field where units lie on each side of the threshold, and near it."""
    graph = grid(12)
    values = pd.Series(np.random.default_rng(9).normal(size=144), index=graph.unique_ids)
    return values + 1.3 * pd.Series(graph.lag(values), index=values.index), graph


def test_what_is_drawn_does_not_depend_on_the_seed() -> None:
    values, graph = borderline()
    runs = [local_moran(values, graph, seed=seed) for seed in range(5)]
    assert {tuple(run.index[run["significant"]]) for run in runs} == {
        tuple(runs[0].index[runs[0]["significant"]])
    }
    assert runs[0]["significant"].sum() > 3


def test_few_draws_leave_units_undecided_and_say_so() -> None:
    values, graph = borderline()
    found = local_moran(values, graph, permutations=999, seed=1)
    undecided = found["status"] == UnitStatus.UNDECIDED
    assert undecided.any()
    assert (found.loc[undecided, "draws"] == 999 * MOST_ROUNDS).all()
    assert found.loc[undecided, "quadrant"].eq("").all()
    assert not (undecided & found["significant"]).any()
    surely = false_discovery_control(np.minimum(found["p_sim"] + MARGIN * found["p_error"], 1))
    maybe = false_discovery_control(np.maximum(found["p_sim"] - MARGIN * found["p_error"], 0))
    assert found["significant"].tolist() == (surely <= ALPHA).tolist()
    assert undecided.tolist() == ((surely > ALPHA) & (maybe <= ALPHA)).tolist()
    assert f"{undecided.sum()} unité" in local_sentence(found)
    assert "permutations tranchent" in local_sentence(found)


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
