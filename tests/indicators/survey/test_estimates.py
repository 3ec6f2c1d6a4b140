from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from common.errors import InvalidDataError, UnknownNameError
from indicators.base.domains import DOMAIN_KEYS
from indicators.survey.answers import check_answers
from indicators.survey.design import Design
from indicators.survey.estimates import combine, estimate, estimate_counts
from indicators.survey.question import Question, QuestionKind

DesignMaker = Callable[..., Design]
ALL_COLUMNS = {
    "weight": "weight", "stratum": "stratum", "cluster": "cluster", "population": "population",
}  # fmt: skip


def estimates_of(table: pd.DataFrame, design: Design, level: str = "region") -> pd.DataFrame:
    return estimate(check_answers(table, design), design, [level]).set_index("code")


def reference(table: pd.DataFrame, member: pd.Series) -> tuple[float, float, int]:
    """The formula of the ratio estimator, one loop at a time: mean, standard error, df."""
    rows = [row for row, inside in zip(table.to_dict("records"), member, strict=True) if inside]
    rows = [row for row in rows if not np.isnan(row["emploi"])]
    total = sum(row["weight"] for row in rows)
    mean = sum(row["weight"] * row["emploi"] for row in rows) / total
    variance, touched_units, touched_strata = 0.0, 0, 0
    for stratum in sorted(set(table["stratum"])):
        units = sorted(set(table.loc[table["stratum"] == stratum, "cluster"]))
        population = table.loc[table["stratum"] == stratum, "population"].iloc[0]
        sums, touched = [], 0
        for unit in units:
            mine = [row for row in rows if row["stratum"] == stratum and row["cluster"] == unit]
            sums.append(sum(row["weight"] * (row["emploi"] - mean) / total for row in mine))
            touched += bool(mine)
        size = len(units)
        average = sum(sums) / size
        spread = sum((value - average) ** 2 for value in sums)
        variance += (1 - size / population) * size / (size - 1) * spread
        touched_units += touched
        touched_strata += bool(touched)
    return mean, variance**0.5, touched_units - touched_strata


def test_a_simple_random_sample_gives_the_textbook_mean_error_and_interval(
    make_design: DesignMaker,
) -> None:
    notes = [2.0, 4.0, 4.0, 5.0, 7.0, 9.0]
    table = pd.DataFrame({"region": "11", "emploi": notes})
    row = estimates_of(table, make_design()).loc["11"]
    se = np.std(notes, ddof=1) / np.sqrt(6)
    margin = stats.t.ppf(0.975, 5) * se
    assert row["raw_value"] == pytest.approx(np.mean(notes))
    assert row["raw_se"] == pytest.approx(se)
    assert (row["raw_low"], row["raw_high"]) == pytest.approx(
        (np.mean(notes) - margin, np.mean(notes) + margin)
    )
    assert (row["value"], row["se"]) == pytest.approx((10 * np.mean(notes), 10 * se))
    assert (row["n"], row["n_eff"], row["df"]) == pytest.approx((6, 6, 5))


def test_a_stratified_sample_gives_the_closed_form_with_finite_population_correction(
    make_design: DesignMaker,
) -> None:
    # Weights N_h / n_h: the mean is Σ W_h ȳ_h and V = Σ W_h² (1 − f_h) s_h² / n_h.
    table = pd.DataFrame(
        {
            "region": "11",
            "stratum": list("aaabbbb"),
            "population": [12] * 3 + [8] * 4,
            "weight": [4.0] * 3 + [2.0] * 4,
            "emploi": [1.0, 2, 6, 5, 5, 8, 10],
        }
    )
    columns = {name: name for name in ("weight", "stratum", "population")}
    row = estimates_of(table, make_design(columns=columns)).loc["11"]
    a, b = np.array([1.0, 2, 6]), np.array([5.0, 5, 8, 10])
    variance = 0.6**2 * (1 - 3 / 12) * a.var(ddof=1) / 3 + 0.4**2 * (1 - 4 / 8) * b.var(ddof=1) / 4
    assert row["raw_value"] == pytest.approx(0.6 * a.mean() + 0.4 * b.mean())
    assert row["raw_se"] == pytest.approx(np.sqrt(variance))
    freedom = 5
    assert row["raw_high"] - row["raw_value"] == pytest.approx(
        stats.t.ppf(0.975, freedom) * np.sqrt(variance)
    )


def test_clusters_of_equal_size_give_the_variance_of_their_means(make_design: DesignMaker) -> None:
    table = pd.DataFrame(
        {
            "region": "11",
            "cluster": list("aabbccdd"),
            "emploi": [1.0, 3, 4, 4, 9, 7, 0, 4],
        }
    )
    row = estimates_of(table, make_design(columns={"cluster": "cluster"})).loc["11"]
    means = np.array([2.0, 4, 8, 2])
    assert row["raw_se"] == pytest.approx(np.sqrt(means.var(ddof=1) / 4))
    spread = table["emploi"].var(ddof=1)
    assert row["n_eff"] == pytest.approx(spread / (means.var(ddof=1) / 4))


@pytest.mark.parametrize("level", ["region", "france"])
def test_subpopulations_agree_with_the_slow_reference(
    clustered: pd.DataFrame, level: str, make_design: DesignMaker
) -> None:
    table = estimates_of(clustered, make_design(columns=ALL_COLUMNS), level)
    assert list(table.index) == (["FR"] if level == "france" else ["11", "24", "94"])
    for code, row in table.iterrows():
        member = pd.Series(True, clustered.index) if code == "FR" else clustered["region"] == code
        mean, se, freedom = reference(clustered, member)
        margin = stats.t.ppf(0.975, freedom) * se
        assert row["raw_value"] == pytest.approx(mean, rel=1e-12)
        assert row["raw_se"] == pytest.approx(se, rel=1e-12)
        assert row["raw_low"] == pytest.approx(max(0, mean - margin), rel=1e-12)
        assert row["raw_high"] == pytest.approx(min(10, mean + margin), rel=1e-12)
        assert row["n"] == (member & clustered["emploi"].notna()).sum()


@settings(max_examples=30)
@given(
    rows=st.lists(
        st.tuples(
            st.sampled_from("ab"), st.integers(0, 3), st.floats(0.5, 9), st.integers(0, 10),
            st.sampled_from(["11", "94"]),
        ),
        max_size=40,
    )
)  # fmt: skip
def test_any_design_agrees_with_the_slow_reference(
    rows: list[tuple[Any, ...]], make_design: DesignMaker
) -> None:
    anchors = [("a", 0, 1.0, 5, "11"), ("a", 1, 2.0, 4, "11"), ("b", 0, 1.0, 3, "11")]
    anchors.append(("b", 1, 3.0, 8, "11"))
    table = pd.DataFrame(
        [*anchors, *rows], columns=["stratum", "cluster", "weight", "emploi", "region"]
    )
    table["emploi"] = table["emploi"].astype(float)
    table["population"] = 7
    for code, row in estimates_of(table, make_design(columns=ALL_COLUMNS)).iterrows():
        mean, se, _ = reference(table, table["region"] == code)
        assert row["raw_value"] == pytest.approx(mean, abs=1e-9)
        assert row["raw_se"] == pytest.approx(se, abs=1e-9)


def test_order_of_rows_and_scale_of_weights_change_nothing(
    clustered: pd.DataFrame, make_design: DesignMaker
) -> None:
    design = make_design(columns=ALL_COLUMNS)
    first = estimates_of(clustered, design)
    second = estimates_of(
        clustered.sample(frac=1, random_state=3).assign(weight=lambda t: t["weight"] * 1000), design
    )
    pd.testing.assert_frame_equal(first, second)


def test_the_interval_of_a_share_follows_its_error_and_its_degrees_of_freedom(
    make_design: DesignMaker,
) -> None:
    weights = np.array([1.0, 1, 2, 4, 1, 3])
    yes = np.array([1, 0, 1, 1, 0, 1])
    table = pd.DataFrame({"region": "11", "weight": weights, "emploi": yes})
    design = make_design(columns={"weight": "weight"}, measures={"emploi": {"kind": "binary"}})
    row = estimates_of(table, design).loc["11"]
    p = 10 / 12
    variance = 6 / 5 * float(((weights * (yes - p) / 12) ** 2).sum())
    assert (row["raw_value"], row["raw_se"]) == pytest.approx((p, np.sqrt(variance)))
    assert row["n_eff"] == pytest.approx(p * (1 - p) * 6 / 5 / variance)
    # Wilson's bounds are where |p̂ − p| is t standard errors of p.
    for bound in (row["raw_low"], row["raw_high"]):
        distance = abs(p - bound) / np.sqrt(bound * (1 - bound) / row["n_eff"])
        assert distance == pytest.approx(stats.t.ppf(0.975, 5))


def test_answers_all_the_same_have_the_interval_of_their_weights(
    make_design: DesignMaker,
) -> None:
    weights = np.array([1.0, 1, 2, 4, 1, 3])
    table = pd.DataFrame({"region": "11", "weight": weights, "emploi": 1})
    design = make_design(columns={"weight": "weight"}, measures={"emploi": {"kind": "binary"}})
    row = estimates_of(table, design).loc["11"]
    kish = 12**2 / (weights**2).sum()
    assert (row["raw_value"], row["raw_se"], row["n_eff"]) == pytest.approx((1, 0, kish))
    quantile = stats.t.ppf(0.975, 5)
    assert row["raw_low"] == pytest.approx(kish / (kish + quantile**2))
    assert row["raw_high"] == pytest.approx(1)


@pytest.mark.parametrize("kind", ["binary", "score"])
def test_a_census_is_its_value_without_error(kind: str, make_design: DesignMaker) -> None:
    table = pd.DataFrame(
        {
            "region": np.repeat(["11", "24", "94"], [40, 20, 1]),
            "stratum": np.repeat(["a", "b", "c"], [40, 20, 1]),
            "population": np.repeat([1.0, 100, 1], [40, 20, 1]),
            "emploi": np.tile([1, 0, 0], 21)[:61],
        }
    )
    columns = {"stratum": "stratum", "population": "population"}
    design = make_design(columns=columns, measures={"emploi": {"kind": kind}})
    rows = estimates_of(table, design)
    # Everyone was asked in 11 and in 94 (a single unit), a fifth in 24.
    for code, value in (("11", 14 / 40), ("94", 1.0)):
        row = rows.loc[code]
        bounds = (row["raw_value"], row["raw_se"], row["raw_low"], row["raw_high"])
        assert bounds == pytest.approx((value, 0, value, value))
        assert np.isnan(row["n_eff"])
        assert np.isinf(row["df"])
    assert rows.loc["24", "raw_se"] > 0
    assert rows.loc["24", "raw_low"] < rows.loc["24", "raw_value"] < rows.loc["24", "raw_high"]


def test_a_total_is_that_of_the_population_also_of_a_part_of_it(make_design: DesignMaker) -> None:
    # Two strata of 12 and 8, three and four drawn; the total of region 11 counts the others as 0.
    table = pd.DataFrame(
        {
            "region": list("aabaabb"),
            "stratum": list("sssuuuu"),
            "population": [12.0] * 3 + [8] * 4,
            "people": [10.0, 20, 60, 5, 5, 8, 10],
        }
    ).replace({"region": {"a": "11", "b": "24"}})
    design = make_design(
        columns={"stratum": "stratum", "population": "population"},
        measures={},
        variables={"people": {"kind": "total", "low": 0, "high": 100}},
    )
    rows = estimates_of(table, design)
    for code, first, second in (
        ("11", [10.0, 20, 0], [5.0, 5, 0, 0]),
        ("24", [0.0, 0, 60], [0.0, 0, 8, 10]),
    ):
        variance = 12**2 * (1 - 3 / 12) * np.var(first, ddof=1) / 3
        variance += 8**2 * (1 - 4 / 8) * np.var(second, ddof=1) / 4
        assert rows.loc[code, "value"] == pytest.approx(4 * sum(first) + 2 * sum(second))
        assert rows.loc[code, "se"] == pytest.approx(np.sqrt(variance))
        assert rows.loc[code, "high"] > 100
    with pytest.raises(InvalidDataError, match="total"):
        make_design(measures={}, variables={"people": {"kind": "total"}})


def test_the_share_of_a_known_stratum_is_its_value(make_design: DesignMaker) -> None:
    table = pd.DataFrame(
        {"region": "11", "stratum": list("aab" * 10), "population": [200, 200, 100] * 10}
    )
    table["emploi"] = np.where(table["stratum"] == "a", "oui", "non")
    columns = {"stratum": "stratum", "population": "population"}
    design = make_design(columns=columns, measures={"emploi": {"kind": "binary"}})
    row = estimates_of(table, design).loc["11"]
    assert row["raw_se"] == 0
    assert (row["raw_low"], row["raw_value"], row["raw_high"]) == pytest.approx((2 / 3,) * 3)


def test_a_yes_that_means_all_is_well_is_the_complement(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1, 1, 1, 0, 0]})
    rows = [
        estimates_of(
            table, make_design(measures={"emploi": {"kind": "binary", "fragile": way}})
        ).loc["11"]
        for way in ("high", "low")
    ]
    assert rows[0]["value"] == pytest.approx(60)
    assert rows[1]["value"] == pytest.approx(40)
    assert rows[0]["se"] == pytest.approx(rows[1]["se"])
    assert rows[1]["low"] == pytest.approx(100 - rows[0]["high"])
    assert rows[1]["raw_value"] == pytest.approx(0.6)


def test_a_scale_and_a_priority_reach_the_scale_of_fragility(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1, 2, 3, 4]})
    scale = make_design(measures={"emploi": {"kind": "scale"}})
    priority = make_design(measures={"emploi": {"kind": "priority", "top": 3}})
    assert estimates_of(table, scale).loc["11", "value"] == pytest.approx(100 * (2.5 - 1) / 4)
    assert estimates_of(table, priority).loc["11", "value"] == pytest.approx(75)


def test_the_overall_estimate_asks_for_two_thirds_of_the_domains(make_design: DesignMaker) -> None:
    table = pd.DataFrame({domain: [2.0, 4.0, 9.0] for domain in DOMAIN_KEYS})
    table.loc[1, list(DOMAIN_KEYS[11:])] = np.nan  # 11 of 16 answered: enough
    table.loc[2, list(DOMAIN_KEYS[10:])] = np.nan  # 10 of 16: not enough
    table["region"] = "11"
    design = make_design(measures={domain: {"kind": "score"} for domain in DOMAIN_KEYS})
    rows = estimates_of(table, design)
    overall = rows[rows["domain"] == "ensemble"].loc["11"]
    assert (overall["value"], overall["n"]) == (30, 2)


def test_a_stratum_of_one_unit_is_refused_unless_the_design_says_what_to_do(
    make_design: DesignMaker,
) -> None:
    table = pd.DataFrame({"region": "11", "stratum": list("aaab"), "emploi": [1.0, 2, 3, 10]})
    with pytest.raises(InvalidDataError, match="strate « b »"):
        estimates_of(table, make_design(columns={"stratum": "stratum"}))
    centred = make_design(columns={"stratum": "stratum"}, lonely="centre")
    # Stratum a: 3/2 Σ (e − ē)² of (y − 4) / 4; stratum b alone: e².
    expected = 1.5 * (2 / 16) + (6 / 4) ** 2
    assert estimates_of(table, centred).loc["11", "raw_se"] == pytest.approx(np.sqrt(expected))


def test_a_level_where_nobody_is_located_is_unknown(make_design: DesignMaker) -> None:
    design = make_design()
    answers = check_answers(pd.DataFrame({"region": ["11", "11"], "emploi": [1, 2]}), design)
    with pytest.raises(UnknownNameError, match="epci"):
        estimate(answers, design, ["epci"])


def test_counts_give_the_same_as_the_answers_they_count(make_design: DesignMaker) -> None:
    table = pd.DataFrame({"region": "11", "emploi": [1] * 30 + [0] * 12})
    design = make_design(measures={"emploi": {"kind": "binary"}})
    one_by_one = estimates_of(table, design).loc["11"]
    counts = pd.DataFrame(
        {"group": ["citoyens"], "level": "region", "code": "11", "yes": 30, "no": 12}
    )
    counted = estimate_counts(counts, design.questions[0]).set_index("code").loc["11"]
    numbers = ["value", "se", "n", "n_eff"]
    assert counted[numbers].astype(float).to_numpy() == pytest.approx(
        one_by_one[numbers].astype(float).to_numpy()
    )
    # Counts have no variance of their own to be unsure of: the normal quantile, not Student's.
    share, quantile = 30 / 42, stats.norm.ppf(0.975)
    for bound in (counted["raw_low"], counted["raw_high"]):
        assert abs(share - bound) / np.sqrt(bound * (1 - bound) / 42) == pytest.approx(quantile)


def test_combining_weights_by_population_and_adds_variances() -> None:
    parts = pd.DataFrame(
        {
            "group": "citoyens", "level": "region", "code": ["11", "11", "94"],
            "raw_value": [1.0, 4.0, 2.0], "raw_se": [0.3, 0.6, np.nan],
            "population": [200, 100, 50],
        }
    )  # fmt: skip
    question = Question("sante", "q", QuestionKind.SCALE, -3, 3)
    table = combine(parts, ["group", "level", "code"], question).set_index("code")
    assert table.loc["11", "raw_value"] == pytest.approx((200 * 1 + 100 * 4) / 300)
    assert table.loc["11", "raw_se"] == pytest.approx(np.hypot(0.3 * 2 / 3, 0.6 / 3))
    assert table.loc["11", "value"] == pytest.approx(100 * (2 + 3) / 6)
    assert table.loc["94", "raw_value"] == 2.0
    assert table.loc["94", ["se", "low", "high"]].isna().all()
