from __future__ import annotations

import tomllib

import numpy as np
import pandas as pd
import pytest

from common.paths import DATA
from indicators.base.domains import DOMAIN_KEYS
from indicators.survey.design import parse_design
from pipeline.perceptions.demonstration import (
    DEVIATIONS,
    SIZES,
    allocate,
    design_text,
    draw_answers,
    national_means,
)


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    return pd.read_parquet(DATA / "boundaries/territories.parquet")


@pytest.fixture(scope="module")
def memberships() -> pd.DataFrame:
    return pd.read_parquet(DATA / "boundaries/memberships.parquet")


@pytest.fixture(scope="module")
def answers(territories: pd.DataFrame, memberships: pd.DataFrame) -> pd.DataFrame:
    return draw_answers(territories, memberships)


def test_the_same_seed_draws_the_committed_answers(answers: pd.DataFrame) -> None:
    committed = pd.read_parquet(DATA / "perceptions/demonstration/answers.parquet")
    pd.testing.assert_frame_equal(committed, answers)
    design = (DATA / "perceptions/demonstration/design.toml").read_text(encoding="utf-8")
    assert design == design_text()


def test_groups_have_the_sizes_of_the_real_surveys(answers: pd.DataFrame) -> None:
    assert answers.groupby("group").size().to_dict() == SIZES
    assert answers.groupby("group")["region"].nunique().to_dict() == dict.fromkeys(SIZES, 18)


def test_weights_add_up_to_what_each_group_stands_for(
    answers: pd.DataFrame, territories: pd.DataFrame
) -> None:
    communes = territories[(territories["level"] == "commune") & (territories["population"] > 0)]
    totals = answers.groupby("group")["weight"].sum()
    assert totals["citoyens"] == pytest.approx(communes["population"].sum())
    assert totals["elus"] == pytest.approx(len(communes))


def test_respondents_live_where_their_territories_overlap(
    answers: pd.DataFrame, memberships: pd.DataFrame
) -> None:
    wide = {
        level: rows.drop_duplicates("commune").set_index("commune")["code"]
        for level, rows in memberships.sort_values(["commune", "code"]).groupby("level")
    }
    existing = pd.DataFrame(wide).fillna("").drop_duplicates()
    places = answers[["region", "departement", "crte", "epci"]].fillna("").drop_duplicates()
    assert len(places.merge(existing, how="inner")) == len(places)


def test_answers_are_whole_notes_around_the_published_and_assumed_means(
    answers: pd.DataFrame,
) -> None:
    notes = answers.loc[answers["group"] == "citoyens", list(DOMAIN_KEYS)].astype("Float64")
    assert notes.min(axis=None) >= 0
    assert notes.max(axis=None) <= 10
    assert notes.isna().to_numpy().mean() == pytest.approx(0.03, abs=0.01)
    # Four standard errors: 18 régions and 101 départements share their effects between people.
    tolerance = 4 * np.sqrt(
        DEVIATIONS["region"] ** 2 / 18 + DEVIATIONS["departement"] ** 2 / 101 + 2.1**2 / 2300
    )
    for domain, mean in national_means().items():
        assert float(notes[domain].mean()) == pytest.approx(mean, abs=tolerance), domain


def test_another_seed_draws_another_country(
    answers: pd.DataFrame, territories: pd.DataFrame, memberships: pd.DataFrame
) -> None:
    """No territory keeps its level from one draw to the other: nothing real drives the answers."""
    other = draw_answers(territories, memberships, seed=1)

    def by_region(table: pd.DataFrame) -> pd.DataFrame:
        rows = table[table["group"] == "citoyens"].astype(dict.fromkeys(DOMAIN_KEYS, float))
        return rows.groupby("region")[list(DOMAIN_KEYS)].mean()

    pairs = by_region(answers).corrwith(by_region(other), method="spearman")
    # 16 independent rank correlations over 18 régions: standard error of their mean 1/√(17 · 16).
    assert abs(pairs.mean()) < 4 / np.sqrt(17 * 16)


def test_allocation_gives_out_the_whole_sample_and_favours_the_small() -> None:
    communes = pd.DataFrame({"region": list("abc"), "population": [10000.0, 400, 100]})
    sizes = allocate(communes, 131)
    assert sizes == {"a": 101, "b": 20, "c": 10}


def test_the_design_says_that_it_is_a_demonstration_and_how_it_was_drawn() -> None:
    content = tomllib.loads(design_text())
    design = parse_design(content, "demonstration")
    assert design.demonstration
    assert "tirées au hasard" in design.mention
    assert content["generator"]["standard_deviations"] == DEVIATIONS
    assert design.covers_all_domains
