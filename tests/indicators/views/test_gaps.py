from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from common.errors import InvalidDataError, NotAvailableError
from indicators.views.gaps import GAP_COLUMNS, gap, percentile_rank
from indicators.views.positions import GapStatus

CODES = [f"{number:02d}" for number in range(1, 13)]
POPULATION = pd.Series(1000, index=CODES)


def objective_of(*values: float) -> pd.Series:
    return pd.Series(values, index=CODES[: len(values)], dtype=float)


def perceived_of(values: pd.Series, se: float = 1.0) -> pd.DataFrame:
    return pd.DataFrame({"value": values.astype(float), "se": se})


def test_felt_more_fragile_than_measured_is_positive() -> None:
    objective = objective_of(10, 20, 30, 40, 50, 60, 70, 80)
    felt = objective.copy()
    felt["01"], felt["08"] = 80, 10
    table = gap(objective, perceived_of(felt), POPULATION)
    assert list(table.columns) == GAP_COLUMNS
    assert table.loc["01", "gap"] > 0
    assert table.loc["08", "gap"] < 0
    assert table.loc["01", "gap_points"] == 87.5
    assert table.loc["01", "status"] == "listening_topic"
    assert table.loc["08", "status"] == "silent_fragility"
    assert table.loc["02", "status"] == "aligned_solid"
    assert table.loc["07", "status"] == "aligned_fragile"


def test_standard_deviations_are_taken_over_the_units_where_both_sides_are_known() -> None:
    objective = objective_of(*range(0, 100, 10), 500)
    felt = perceived_of(objective / 2)
    felt.loc["11", "value"] = np.nan
    objective["10"] = np.nan
    table = gap(objective, felt, POPULATION)
    kept = table.drop(["10", "11"])
    assert table.loc[["10", "11"], "status"].tolist() == ["not_publishable"] * 2
    assert table.loc[["10", "11"], "gap"].isna().all()
    assert not table.loc[["10", "11"], "distinguishable"].any()
    for side in ("objective_z", "perceived_z"):
        assert kept[side].mean() == pytest.approx(0)
        assert kept[side].std() == pytest.approx(1)
    assert kept["gap"].to_numpy() == pytest.approx(0)


def test_the_delta_method_agrees_with_a_parametric_bootstrap() -> None:
    random = np.random.default_rng(11)
    objective = objective_of(*random.uniform(20, 80, 12))
    felt = perceived_of(objective_of(*random.uniform(20, 80, 12)))
    felt["se"] = random.uniform(0.5, 2.5, 12)
    objective_se = pd.Series(random.uniform(0.5, 2.0, 12), index=CODES)
    table = gap(objective, felt, POPULATION, objective_se)
    draws = 20000
    x = objective.to_numpy() + objective_se.to_numpy() * random.standard_normal((draws, 12))
    y = felt["value"].to_numpy() + felt["se"].to_numpy() * random.standard_normal((draws, 12))
    z = [(v - v.mean(1, keepdims=True)) / v.std(1, ddof=1, keepdims=True) for v in (y, x)]
    # 20,000 draws know a standard deviation to 0.5 %; the rest is the curvature of z.
    assert table["se"].to_numpy() == pytest.approx((z[0] - z[1]).std(0), rel=0.03)


def by_the_matrix(values: pd.Series, se: pd.Series) -> np.ndarray:
    """Variance of each z, with the N × N matrix of slopes written out."""
    x, size = values.to_numpy(), len(values)
    z = (x - x.mean()) / x.std(ddof=1)
    slopes = (np.eye(size) - 1 / size - np.outer(z, z) / (size - 1)) / x.std(ddof=1)
    return np.asarray((slopes**2) @ se.to_numpy() ** 2)


@settings(max_examples=40)
@given(seed=st.integers(0, 2**32 - 1), size=st.integers(8, 60))
def test_the_closed_form_of_the_errors_is_the_matrix_form(seed: int, size: int) -> None:
    random = np.random.default_rng(seed)
    codes = [f"{number:02d}" for number in range(size)]
    objective = pd.Series(random.uniform(0, 100, size), index=codes)
    felt = pd.DataFrame(
        {"value": random.uniform(0, 100, size), "se": random.uniform(0, 20, size)}, index=codes
    )
    objective_se = pd.Series(random.uniform(0, 20, size), index=codes)
    table = gap(objective, felt, pd.Series(1, index=codes), objective_se)
    for name, values, se in [
        ("objective_z_se", objective, objective_se),
        ("perceived_z_se", felt["value"], felt["se"]),
    ]:
        expected = by_the_matrix(values, se)
        assert table[name].to_numpy() ** 2 == pytest.approx(expected, rel=0, abs=1e-12)


def test_the_communes_of_the_country_are_compared_at_once() -> None:
    random = np.random.default_rng(5)
    size = 35_000
    codes = [f"{number:05d}" for number in range(size)]
    objective = pd.Series(random.uniform(0, 100, size), index=codes)
    felt = pd.DataFrame({"value": random.uniform(0, 100, size), "se": 3.0}, index=codes)
    tracemalloc.start()
    table = gap(objective, felt, pd.Series(1, index=codes), pd.Series(2.0, index=codes))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert table["se"].gt(0).all()
    # A matrix of 35,000 × 35,000 would take 9.8 GB.
    assert peak < 200e6


def test_an_error_as_large_as_the_spread_leaves_nothing_established() -> None:
    objective = objective_of(10, 20, 30, 40, 50, 60, 70, 80)
    felt = perceived_of(objective[::-1].set_axis(objective.index), se=60)
    table = gap(objective, felt, POPULATION)
    assert set(table["status"]) == {"not_distinguishable"}


def test_an_uncertain_objective_side_weakens_the_statuses() -> None:
    objective = objective_of(10, 20, 30, 40, 50, 60, 70, 80)
    felt = perceived_of(objective)
    sure = gap(objective, felt, POPULATION)
    unsure = gap(objective, felt, POPULATION, pd.Series(40.0, index=CODES))
    assert sure.loc["06", "status"] == "aligned_fragile"
    assert unsure.loc["06", "status"] == "not_distinguishable"
    assert (unsure["se"] > sure["se"]).all()


def test_fragile_on_both_sides_is_shared_even_when_one_is_stronger() -> None:
    # 12 is far above all in the statistics, and felt clearly above the mean, though less so.
    objective = objective_of(10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30, 90)
    felt = perceived_of(objective_of(40, 41, 42, 43, 44, 45, 46, 47, 48, 60, 61, 62))
    table = gap(objective, felt, POPULATION)
    assert table.loc["12", "distinguishable"]
    assert table.loc["12", "high"] < 0
    assert table.loc["12", "status"] == "aligned_fragile"


def test_control_of_discoveries_only_takes_away() -> None:
    random = np.random.default_rng(3)
    objective = objective_of(*random.uniform(20, 80, 12))
    felt = perceived_of(objective_of(*random.uniform(20, 80, 12)), se=9)
    controlled = gap(objective, felt, POPULATION)
    alone = gap(objective, felt, POPULATION, control_discoveries=False)
    assert (controlled["p_value"] >= alone["p_value"]).all()
    assert controlled["distinguishable"].sum() < alone["distinguishable"].sum()
    pd.testing.assert_frame_equal(controlled[["gap", "low", "high"]], alone[["gap", "low", "high"]])
    inside = (alone["low"] <= 0) & (alone["high"] >= 0)
    assert (alone["distinguishable"] == ~inside).all()


def test_two_sides_that_only_differ_by_sampling_rarely_show_a_gap() -> None:
    random = np.random.default_rng(2)
    codes = [f"{number:02d}" for number in range(18)]
    people = pd.Series(1, index=codes)
    units, countries, named = [], [], []
    for _ in range(100):
        truth = random.normal(50, 10, 18)
        felt = pd.DataFrame({"value": truth + 3 * random.normal(size=18), "se": 3.0}, index=codes)
        objective = pd.Series(truth, index=codes)
        one_by_one = gap(objective, felt, people, control_discoveries=False)
        controlled = gap(objective, felt, people)
        units.append(one_by_one["distinguishable"].mean())
        countries.append(controlled["distinguishable"].any())
        named.append(controlled["status"].isin(["silent_fragility", "listening_topic"]).mean())
    # 5 % is aimed at in both; bounds are that and three standard errors of 1,800 and 100 draws.
    assert np.mean(units) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 1800)
    assert np.mean(countries) < 0.05 + 3 * np.sqrt(0.05 * 0.95 / 100)
    assert np.mean(named) < 0.01


@settings(max_examples=30)
@given(
    st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 100), st.floats(0.1, 30)),
        min_size=12,
        max_size=12,
    ),
    st.floats(0.5, 20),
    st.floats(-50, 50),
)
def test_the_gap_ignores_units_order_and_turns_over_with_its_sides(
    rows: list[tuple[int, int, float]], scale: float, shift: float
) -> None:
    table = pd.DataFrame(rows, index=CODES, columns=["objective", "value", "se"]).astype(float)
    if (table[["objective", "value"]].std() == 0).any():
        return
    first = gap(table["objective"], table, POPULATION)
    other = table.assign(value=table["value"] * scale + shift, se=table["se"] * scale)
    second = gap(table["objective"][::-1], other, POPULATION).loc[CODES]
    # Close to a threshold, rounding may change a status; the figures may not.
    figures = ["gap", "se", "low", "high", "gap_points"]
    pd.testing.assert_frame_equal(first[figures], second[figures], atol=1e-6, rtol=1e-6)
    exact = table.assign(se=0.0)
    swapped = table.assign(value=table["objective"], se=0.0)
    turned = gap(table["value"], swapped, POPULATION)
    assert turned["gap"].to_numpy() == pytest.approx(
        -gap(table["objective"], exact, POPULATION)["gap"].to_numpy(), abs=1e-9
    )
    assert first["gap_points"].abs().max() <= 100


def test_too_few_units_are_refused_in_words() -> None:
    objective = objective_of(10, 20, 30, 40, 50, 60, 70)
    with pytest.raises(NotAvailableError, match="7 territoires seulement"):
        gap(objective, perceived_of(objective), POPULATION)
    without_margin = perceived_of(objective_of(*range(12)), se=np.nan)
    with pytest.raises(NotAvailableError, match="0 territoire seulement"):
        gap(objective_of(*range(12)), without_margin, POPULATION)


def test_degenerate_inputs_are_refused_in_words() -> None:
    objective = objective_of(*range(10))
    with pytest.raises(NotAvailableError, match="même valeur"):
        gap(objective, perceived_of(objective * 0), POPULATION)
    with pytest.raises(InvalidDataError, match="absente ou nulle pour 03"):
        gap(objective, perceived_of(objective), POPULATION.drop("03"))
    doubled = pd.concat([objective, objective[:1]])
    with pytest.raises(InvalidDataError, match="deux fois"):
        gap(doubled, perceived_of(objective), POPULATION)


def test_percentile_ranks_weigh_inhabitants() -> None:
    values = pd.Series([3.0, 1.0, 3.0], index=list("abc"))
    people = pd.Series([100, 800, 100], index=list("abc"))
    assert percentile_rank(values, people).to_dict() == {"a": 90.0, "b": 40.0, "c": 90.0}


def test_no_status_is_worded_as_an_error_of_anyone() -> None:
    assert len(GapStatus) == 6
    words = " ".join(status.label + " " + status.sentence for status in GapStatus).casefold()
    for accusing in ("erreur de", "tort", "faux", "à raison", "surestim", "sous-estim", "exagèr"):
        assert accusing not in words


def test_the_error_of_the_objective_side_enters_the_gap_and_its_side() -> None:
    objective = objective_of(10, 20, 30, 40, 50, 60, 70, 80)
    felt = objective.copy()
    felt["01"], felt["08"] = 80, 10
    exact = gap(objective, perceived_of(felt), POPULATION)
    unsure = gap(objective, perceived_of(felt), POPULATION, objective * 0 + 40)
    assert exact["objective_z_se"].eq(0).all()
    assert (unsure["objective_z_se"] > exact["perceived_z_se"]).all()
    assert unsure["se"].to_numpy() == pytest.approx(
        np.hypot(unsure["objective_z_se"], unsure["perceived_z_se"]).to_numpy()
    )
    pd.testing.assert_series_equal(unsure["gap"], exact["gap"])
    assert exact.loc["08", "status"] == "silent_fragility"
    assert set(unsure["status"]) == {"not_distinguishable"}
