from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from atlas.desk.desk import Desk
from atlas.desk.score_table import median_scores
from common.errors import MissingDataError
from common.levels import MAPPED_LEVELS, Level, Territory
from common.paths import DATA
from indicators.base.domains import OVERALL, SCORE_KEYS
from indicators.base.series import read_series, series_of
from indicators.base.status import Status
from indicators.base.values import newest_years, read_values
from indicators.scores.objective import default_recipe
from indicators.scores.score_store import read_score_table, read_scores


@pytest.mark.parametrize("level", MAPPED_LEVELS)
def test_the_stored_scores_are_those_of_the_default_recipe(desk: Desk, level: Level) -> None:
    worked_out = desk.score_with(level, default_recipe()).scores
    pd.testing.assert_frame_equal(read_scores(level.value, DATA), worked_out, check_exact=True)


def test_one_domain_and_one_territory_are_parts_of_the_whole() -> None:
    whole = read_scores("epci", DATA)
    alone = read_scores("epci", DATA, domain=OVERALL)
    pd.testing.assert_frame_equal(alone, whole[whole["domain"] == OVERALL].reset_index(drop=True))
    table = read_score_table("epci", DATA)
    pd.testing.assert_frame_equal(
        table, whole.pivot(index="code", columns="domain", values="score")
    )
    own = read_scores("epci", DATA, code="240100883")
    expected = whole[whole["code"] == "240100883"].reset_index(drop=True)
    pd.testing.assert_frame_equal(own, expected)
    assert len(own) == len(SCORE_KEYS) == 21


@pytest.mark.parametrize("level", [Level.COMMUNE, Level.EPCI, Level.DEPARTEMENT])
@pytest.mark.parametrize("container", ["departement:09", "region:11", "france:FR"])
def test_the_stored_medians_are_those_of_the_scores(
    desk: Desk, level: Level, container: str
) -> None:
    codes = desk.codes_within(level, Territory.parse(container))
    expected = median_scores(desk, level, codes)
    stored = desk.median_scores.loc[level.value, container]
    pd.testing.assert_series_equal(stored, expected, check_names=False, check_exact=True)


def test_absent_scores_are_named(tmp_path: Path) -> None:
    with pytest.raises(MissingDataError, match=r"region\.parquet"):
        read_scores("region", tmp_path)
    with pytest.raises(MissingDataError, match=r"series\.parquet"):
        read_series(tmp_path)


@pytest.mark.parametrize("level", ["departement", "france"])
def test_the_stored_series_are_those_of_the_values(level: str) -> None:
    values = read_values(level, DATA)
    stored = read_series(DATA).query("level == @level").drop(columns="level")
    expected = series_of(values)
    pd.testing.assert_frame_equal(stored.reset_index(drop=True), expected, check_dtype=False)
    newest = stored[stored["newest"]].set_index("indicator")["year"].to_dict()
    assert newest == newest_years(values)
    rows = stored[[status.value for status in Status]].sum(axis=1)
    assert (rows == values["code"].nunique()).all()


def test_chosen_values_are_parts_of_the_whole() -> None:
    whole = read_values("commune", DATA)
    for codes, keys in (
        (["01004", "97611"], None),
        (None, ["taux_pauvrete"]),
        (["75056"], ["taux_pauvrete"]),
    ):
        mask = pd.Series(True, index=whole.index)
        if codes is not None:
            mask &= whole["code"].isin(codes)
        if keys is not None:
            mask &= whole["indicator"].isin(keys)
        chosen = read_values("commune", DATA, keys, codes)
        assert len(chosen)
        texts = dict.fromkeys(["indicator", "code", "status"], "str")
        pd.testing.assert_frame_equal(
            chosen.astype(texts), whole[mask].reset_index(drop=True).astype(texts)
        )
    assert read_values("commune", DATA, ["nowhere"], None).empty
