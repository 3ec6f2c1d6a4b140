"""The stored pairs are those that their two sides give, each under the licence of its answers."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from common.errors import MissingDataError, NotAvailableError
from common.levels import Level
from indicators.base.values import latest
from indicators.views.pairs import ODBL_PAIRS_FILE, PAIRS_FILE, pair_table, read_pairs
from pipeline.perceptions.build import ODBL

STORED = [
    ("gd_alternatives_voiture", "part_actifs_voiture", "region", "citoyens", ""),
    ("vqs_handicap", "allocataires_aah", "departement", "citoyens", "equal_25_plus"),
    ("velo_score", "part_actifs_voiture", "commune", "citoyens", ""),
]


@pytest.mark.parametrize("key", STORED)
def test_a_stored_pair_is_that_of_its_two_sides(desk: Desk, key: tuple[str, ...]) -> None:
    question, indicator, level, group, age = key
    rows = desk.question_estimates.set_index(["question", "level", "group", "age"]).sort_index()
    felt = rows.loc[(question, level, group, age)].set_index("code")
    values = latest(desk.indicator_values(Level(level), indicator)).set_index("code")
    people = desk.territories_of(Level(level))["population"].astype("float64")
    numbers = felt[["value", "low", "high", "se", "n"]]
    expected = pair_table(numbers, values, desk.catalogue[indicator].direction, people)
    # Another processor may add up in another order: the last of sixteen digits is its own.
    pd.testing.assert_frame_equal(desk.pairs[key], expected, rtol=1e-13, atol=0)


def test_what_rests_on_share_alike_answers_stands_apart(desk: Desk) -> None:
    for name, shared in ((PAIRS_FILE, False), (ODBL_PAIRS_FILE, True)):
        questions = pd.read_parquet(desk.data / name)["question"].unique()
        licences = {desk.questions[key].survey.licence == ODBL for key in questions}
        assert licences == {shared}


def test_a_pair_of_too_few_territories_is_not_stored(desk: Desk) -> None:
    """Six French cities answer the European survey."""
    asked = {key for key, one in desk.questions.items() if one.survey.key == "villes_ue_2023"}
    assert asked
    assert len(desk.pairs)
    assert not {key[0] for key in desk.pairs} & asked
    few = desk.question_estimates.iloc[:0].set_index("code")[["value", "low", "high", "se", "n"]]
    values = desk.indicator_values(Level.REGION, "part_actifs_voiture").set_index("code")
    with pytest.raises(NotAvailableError, match="il en faut au moins 8"):
        pair_table(few, values, 1, pd.Series(dtype="float64"))


def test_an_absent_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"pairs\.parquet"):
        read_pairs(tmp_path)
