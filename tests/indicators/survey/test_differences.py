from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from indicators.survey.answers import check_answers
from indicators.survey.design import Design
from indicators.survey.differences import (
    group_differences,
    independent_differences,
    wave_differences,
)
from indicators.survey.estimates import estimate

DesignMaker = Callable[..., Design]
COLUMNS = {"stratum": "stratum", "cluster": "cluster", "weight": "weight"}


def two_groups(clustered: pd.DataFrame) -> pd.DataFrame:
    groups = np.where(np.arange(60) % 3 == 0, "elus", "citoyens")
    return clustered.assign(profil=groups).dropna(subset="emploi")


@pytest.fixture
def make_grouped(make_design: DesignMaker) -> Callable[[dict[str, str]], Design]:
    """Give the design of the small survey with its group in a column."""

    def make(columns: dict[str, str]) -> Design:
        base = vars(make_design(columns=columns))
        return Design(**{**base, "group": None, "group_column": "profil"})

    return make


def reference(table: pd.DataFrame) -> tuple[float, float]:
    """Difference of two weighted means and its error, one unit at a time."""
    means, errors = {}, np.zeros(len(table))
    for sign, name in ((1, "citoyens"), (-1, "elus")):
        mine = (table["profil"] == name).to_numpy()
        weight, y = table["weight"].to_numpy(), table["emploi"].to_numpy()
        means[name] = (weight[mine] @ y[mine]) / weight[mine].sum()
        errors += sign * mine * weight * (y - means[name]) / weight[mine].sum()
    variance = 0.0
    for stratum in sorted(set(table["stratum"])):
        here = (table["stratum"] == stratum).to_numpy()
        sums = pd.Series(errors[here]).groupby(table["cluster"].to_numpy()[here]).sum()
        variance += len(sums) / (len(sums) - 1) * float(((sums - sums.mean()) ** 2).sum())
    return means["citoyens"] - means["elus"], variance**0.5


def test_groups_that_share_clusters_are_compared_with_their_covariance(
    clustered: pd.DataFrame, make_grouped: Callable[[dict[str, str]], Design]
) -> None:
    table = two_groups(clustered)
    design = make_grouped(COLUMNS)
    answers = check_answers(table, design)
    (row,) = group_differences(answers, design, ["france"]).to_dict("records")
    difference, se = reference(table)
    assert (row["first"], row["second"]) == ("citoyens", "elus")
    assert row["difference"] == pytest.approx(10 * difference, rel=1e-12)
    assert row["se"] == pytest.approx(10 * se, rel=1e-12)
    # 13 clusters in 3 strata.
    margin = stats.t.ppf(0.975, 10) * row["se"]
    assert row["high"] - row["difference"] == pytest.approx(margin)
    alone = estimate(answers, design, ["france"]).set_index("group")
    assert row["se"] != pytest.approx(np.hypot(*alone["se"]), rel=1e-3)


def test_groups_without_anything_in_common_have_variances_that_add(
    clustered: pd.DataFrame, make_grouped: Callable[[dict[str, str]], Design]
) -> None:
    table = two_groups(clustered)
    table["stratum"] += table["profil"]
    design = make_grouped({"stratum": "stratum", "weight": "weight"})
    answers = check_answers(table, design)
    alone = estimate(answers, design, ["france", "region"]).set_index(["code", "group"])
    rows = group_differences(answers, design, ["france", "region"]).set_index("code")
    for code, row in rows.iterrows():
        a, b = alone.loc[(code, "citoyens")], alone.loc[(code, "elus")]
        assert row["difference"] == pytest.approx(a["value"] - b["value"])
        assert row["se"] == pytest.approx(np.hypot(a["se"], b["se"]))
        assert row["supported"] == (row["low"] > 0 or row["high"] < 0)
    assert sorted(rows.index) == ["11", "24", "94", "FR"]


def test_a_panel_is_compared_person_by_person(make_design: DesignMaker) -> None:
    # The same 40 people twice: the difference of means is the mean of the differences.
    random = np.random.default_rng(4)
    before = random.integers(2, 9, 40).astype(float)
    change = random.integers(-1, 3, 40)
    table = pd.DataFrame(
        {
            "region": "11", "vague": ["1"] * 40 + ["2"] * 40, "id": list(range(40)) * 2,
            "emploi": [*before, *(before + change)],
        }
    )  # fmt: skip
    design = make_design(columns={"wave": "vague", "cluster": "id"})
    answers = check_answers(table, design)
    (row,) = wave_differences(answers, design, ["france"]).to_dict("records")
    assert (row["first"], row["second"], row["group"]) == ("2", "1", "citoyens")
    assert row["difference"] == pytest.approx(10 * change.mean())
    assert row["se"] == pytest.approx(10 * change.std(ddof=1) / np.sqrt(40))


def test_waves_of_different_people_are_independent(make_design: DesignMaker) -> None:
    random = np.random.default_rng(6)
    table = pd.DataFrame(
        {
            "region": "11", "vague": ["1"] * 30 + ["2"] * 50,
            "emploi": random.integers(0, 11, 80).astype(float),
        }
    )  # fmt: skip
    design = make_design(columns={"wave": "vague"})
    (together,) = wave_differences(check_answers(table, design), design, ["france"]).to_dict(
        "records"
    )
    files = []
    for wave in ("2", "1"):
        alone = make_design(wave=wave)
        files.append((check_answers(table[table["vague"] == wave], alone), alone))
    (apart,) = independent_differences(files[0], files[1], ["france"]).to_dict("records")
    notes = [table.loc[table["vague"] == wave, "emploi"] for wave in ("2", "1")]
    expected = np.sqrt(sum(10**2 * note.var(ddof=1) / len(note) for note in notes))
    assert together["se"] == pytest.approx(expected)
    assert apart["se"] == pytest.approx(expected)
    assert apart["difference"] == pytest.approx(together["difference"])
    welch = stats.ttest_ind(*notes, equal_var=False)
    interval = welch.confidence_interval()
    assert (apart["low"], apart["high"]) == pytest.approx((10 * interval.low, 10 * interval.high))
    assert together["freedom"] == 78


def test_questions_asked_in_another_way_are_not_compared(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1, 2, 3, 4]})
    old = make_design(measures={"emploi": {"kind": "scale"}})
    new = make_design()
    sides = [(check_answers(table, design), design) for design in (new, old)]
    assert independent_differences(sides[0], sides[1], ["france"]).empty
