"""What is missing widens intervals, and nothing else does."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest

from indicators.base.domains import OVERALL
from indicators.composite.draws import RobustnessSettings
from indicators.scores.missing_bounds import missing_bounds, rank_bounds, widened
from indicators.scores.objective import ObjectiveScores, objective_scores
from indicators.scores.objective_robustness import objective_robustness, unit_rank_intervals

COUNT = 40
LACKS_ONE, LACKS_A_DOMAIN = "00", "01"


@dataclass(frozen=True)
class Declared:
    domain: str
    direction: int = 1
    in_index: bool = True
    scale: float = 1.0


CATALOGUE = {
    f"{domain}_{i}": Declared(domain)
    for domain in ("emploi", "niveau_de_vie", "developpement_economique")
    for i in range(3)
}


@pytest.fixture(scope="module")
def result() -> ObjectiveScores:
    generator = np.random.default_rng(4)
    codes = [f"{i:02d}" for i in range(COUNT)]
    values = pd.concat(
        [
            pd.DataFrame(
                {"indicator": key, "code": codes, "year": 2020, "value": generator.random(COUNT)}
            )
            for key in CATALOGUE
        ],
        ignore_index=True,
    ).assign(status="observed")
    lacking = (values["code"] == LACKS_ONE) & (values["indicator"] == "emploi_0")
    lacking |= (values["code"] == LACKS_A_DOMAIN) & values["indicator"].str.startswith("niveau")
    people = pd.Series(100, index=codes).astype("Int64")
    return objective_scores(values.assign(value=values["value"].mask(lacking)), people, CATALOGUE)


def scores(result: ObjectiveScores, key: str) -> pd.Series:
    rows = result.scores[result.scores["domain"] == key]
    return rows.set_index("code")["score"]


def test_who_lacks_nothing_has_its_score_for_bounds(result: ObjectiveScores) -> None:
    for key in ("emploi", "economique", OVERALL):
        bounds = missing_bounds(result, key).drop([LACKS_ONE, LACKS_A_DOMAIN])
        own = scores(result, key)[bounds.index]
        assert (bounds["floor"] == own).all()
        assert (bounds["ceiling"] == own).all()


def test_a_missing_indicator_stands_between_the_tenth_and_the_ninetieth_centile(
    result: ObjectiveScores,
) -> None:
    normalised = result.normalised
    known = normalised.loc[LACKS_ONE, ["emploi_1", "emploi_2"]].sum()
    ends = normalised["emploi_0"].quantile([0.1, 0.9]).to_numpy()
    bounds = missing_bounds(result, "emploi").loc[LACKS_ONE]
    assert bounds.tolist() == pytest.approx(((known + ends) / 3).tolist())
    own = scores(result, "emploi")[LACKS_ONE]
    assert bounds["floor"] < own < bounds["ceiling"]


def test_so_does_a_missing_domain(result: ObjectiveScores) -> None:
    place = LACKS_A_DOMAIN
    assert np.isnan(scores(result, "niveau_de_vie")[place])
    known = scores(result, "emploi")[place] + scores(result, "developpement_economique")[place]
    ends = scores(result, "niveau_de_vie").quantile([0.1, 0.9]).to_numpy()
    bounds = missing_bounds(result, "economique").loc[place]
    assert bounds.tolist() == pytest.approx(((known + ends) / 3).tolist())


def test_ranks_of_bounds_are_counted_among_the_others() -> None:
    own = pd.Series([10.0, 20.0, 30.0, 40.0], index=list("abcd"))
    bounds = pd.DataFrame({"floor": [5.0, 15.0], "ceiling": [35.0, 20.0]}, index=["b", "d"])
    best, worst = rank_bounds(own, bounds)
    assert best.tolist() == [2, 2]  # b under d alone; d under c, level with b
    assert worst.tolist() == [4, 3]


def test_an_interval_is_at_least_as_wide_as_what_is_missing(result: ObjectiveScores) -> None:
    settings = RobustnessSettings(draws=50)
    found = objective_robustness(result, settings, of="economique").intervals
    bounds = missing_bounds(result, "economique")
    narrow = found.assign(rank_low=found["rank"], rank_high=found["rank"])
    wide = widened(narrow, bounds)
    full = found.index.drop([LACKS_ONE, LACKS_A_DOMAIN])
    assert (wide.loc[full, ["rank_low", "rank_high"]] == narrow.loc[full, ["rank"]].to_numpy()).all(
        axis=None
    )
    lacking = wide.loc[[LACKS_ONE, LACKS_A_DOMAIN]]
    assert (lacking["rank_low"] < lacking["rank_high"]).all()
    assert (found["rank_low"] <= wide["rank_low"])[lacking.index].all()
    assert (found["rank_high"] >= wide["rank_high"])[lacking.index].all()
    pd.testing.assert_frame_equal(widened(found, bounds), found)


@pytest.mark.parametrize("place", [LACKS_ONE, LACKS_A_DOMAIN, "17"])
def test_one_territory_alone_has_the_interval_that_all_together_have(
    result: ObjectiveScores, place: str
) -> None:
    settings = RobustnessSettings(draws=50)
    alone = unit_rank_intervals(result, place, settings)
    for key in alone.index:
        together = objective_robustness(result, settings, of=key).intervals.loc[place]
        assert alone.loc[key].tolist() == together[["rank_low", "rank_high"]].tolist(), key
