from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from common.errors import MissingDataError
from common.levels import MAPPED_LEVELS, Level
from common.paths import DATA, ROOT
from indicators.base.catalogue import load_catalogue
from indicators.base.domains import DOMAIN_KEYS, OVERALL
from indicators.base.values import latest, read_values
from indicators.composite.draws import RobustnessSettings
from indicators.scores.domain_scores import nearly_all
from indicators.scores.objective import ObjectiveScores, objective_scores
from indicators.scores.objective_robustness import objective_robustness, objective_sensitivity
from indicators.scores.robustness_store import (
    FOLDER,
    RANKS,
    SCORES,
    read_rank_intervals,
    read_robustness,
    read_robustness_summary,
)
from indicators.scores.score_store import read_scores
from pipeline.parquet import write_table
from pipeline.robustness import alternatives, intervals_table, summary_table


@pytest.fixture(scope="module")
def scores() -> ObjectiveScores:
    territories = pd.read_parquet(DATA / "boundaries" / "territories.parquet")
    people = territories[territories["level"] == "region"].set_index("code")["population"]
    return objective_scores(latest(read_values("region", DATA)), people, load_catalogue())


def test_the_stored_intervals_are_those_of_the_engine(scores: ObjectiveScores) -> None:
    stored = read_robustness("region", DATA)
    for key in (OVERALL, "sante"):
        rows = stored[stored["domain"] == key].set_index("code")
        expected = objective_robustness(scores, of=key).intervals
        assert rows.index.equals(expected.index)
        # Draws are in single precision: another processor may round a near tie the other way.
        assert (rows[RANKS] - expected[RANKS]).abs().max().max() <= 1
        assert (rows[SCORES] - expected[SCORES]).abs().max().max() < 0.05


def test_communes_have_rank_intervals_by_domain() -> None:
    intervals = read_rank_intervals("commune", DATA)
    assert not intervals.duplicated(["code", "domain"]).any()
    assert (intervals["rank_low"] <= intervals["rank_high"]).all()
    counts = intervals["domain"].value_counts()
    assert counts["culture_loisirs"] > 34_000
    assert "diversite_handicap" not in counts  # measured at département level only
    regions = read_rank_intervals("region", DATA)
    stored = read_robustness("region", DATA)
    assert len(regions) == len(stored)


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_every_ranked_territory_has_an_ordered_interval(level: Level) -> None:
    table = read_robustness(level.value, DATA)
    whole = table[table["domain"] == OVERALL]
    assert whole["code"].is_unique
    assert len(whole) >= {"commune": 34_000, "epci": 1_200}.get(level.value, 15)
    for low, middle, high in (RANKS, SCORES):
        assert (table[low] <= table[middle]).all()
        assert (table[middle] <= table[high]).all()
    assert whole["rank_low"].min() >= 1
    assert whole["rank_high"].max() <= len(whole)
    assert ((whole[SCORES] >= 0) & (whole[SCORES] <= 100)).all(axis=None)


def test_the_summary_says_what_moves_ranks_at_every_level() -> None:
    summary = read_robustness_summary(DATA)
    assert set(summary["level"]) == {level.value for level in MAPPED_LEVELS}
    for level, rows in summary.groupby("level"):
        kinds = rows["kind"].value_counts()
        assert kinds["alternative"] == 5
        scores = read_scores(str(level), DATA).set_index("domain")["score"]
        common = {key for key in DOMAIN_KEYS if nearly_all(scores.loc[key])}
        assert set(rows.loc[rows["kind"] == "left_out", "item"]) == common
        assert kinds["sobol"] == 5
        moves = rows[rows["kind"] != "sobol"]
        assert (moves["mean_shift"] >= 0).all()
        sobol = rows[rows["kind"] == "sobol"]
        assert sobol["first"].sum() < 1.3
        assert (sobol["total"] + sobol["total_error"] > sobol["first"] - sobol["first_error"]).all()


def test_the_method_tells_what_leaving_a_domain_out_moves() -> None:
    summary = read_robustness_summary(DATA)
    moved = summary[(summary["level"] == "epci") & (summary["kind"] == "left_out")]["mean_shift"]
    told = " ".join((ROOT / "docs" / "methode.md").read_text("utf-8").split())
    assert f"un EPCI de {moved.min():.0f} à {moved.max():.0f} places en moyenne" in told


def test_the_same_scores_give_the_same_bytes(scores: ObjectiveScores, tmp_path: Path) -> None:
    settings = RobustnessSettings(draws=50)
    made = []
    for name in ("a", "b"):
        whole = objective_robustness(scores, settings)
        intervals = intervals_table({OVERALL: whole})
        summary = summary_table(
            Level.REGION, whole, objective_sensitivity(scores, settings, samples=8)
        )
        paths = (
            write_table(intervals, tmp_path / f"{name}.parquet", stacked=True),
            write_table(summary, tmp_path / f"{name}_summary.parquet"),
        )
        made.append([path.read_bytes() for path in paths])
    assert made[0] == made[1]


def test_an_alternative_differs_from_the_recipe_by_one_option(scores: ObjectiveScores) -> None:
    whole = objective_robustness(scores, RobustnessSettings(draws=200))
    found = alternatives(whole).set_index("item")["mean_shift"]
    shifts = whole.shifts
    only = shifts[
        (shifts["normalisation"] == "minmax")
        & (shifts["treatment"] == "none")
        & (shifts["aggregation"] == "arithmetic")
    ]
    assert found["minmax"] == pytest.approx(only["mean_shift"].mean())
    assert set(found.index) == {
        *("weights", "minmax", "percentile_rank", "winsorise_then_log", "geometric"),
    }


def test_absent_tables_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"region\.parquet"):
        read_robustness("region", tmp_path)
    # 1 MB for the scores and ranks of the five levels, 3 MB for the ranks of communes by domain and
    # dimension.
    assert sum(path.stat().st_size for path in (DATA / FOLDER).iterdir()) < 4_500_000
