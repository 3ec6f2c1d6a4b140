from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from common.errors import InvalidDataError, NotAvailableError
from indicators.base.catalogue import load_catalogue
from indicators.small_area import Benchmark, eblup, modelled_perceptions
from indicators.small_area.smoothing import smooth_variances

Areas = tuple[pd.DataFrame, pd.DataFrame]


def test_an_area_without_direct_estimate_gets_the_regression_and_its_error(drawn: Areas) -> None:
    direct, covariates = drawn
    result = eblup(direct, covariates)
    row = result.frame.loc["a55"]
    x = np.array([1, covariates.loc["a55", "x"]])
    known = direct["value"].notna()
    v = result.sigma2 + direct.loc[known, "variance"].to_numpy()
    design = np.column_stack([np.ones(50), covariates.loc[known, "x"]])
    covariance = np.linalg.inv(design.T @ (design / v[:, None]))
    assert row["synthetic"]
    assert row["gamma"] == 0
    assert row["eblup"] == pytest.approx(x @ result.beta["coefficient"])
    assert row["mse"] == pytest.approx(result.sigma2 + x @ covariance @ x)
    assert result.frame["status"].unique().tolist() == ["modelled"]


def test_the_direct_estimate_counts_all_the_more_as_it_is_precise(drawn: Areas) -> None:
    direct, covariates = drawn
    frame = eblup(direct, covariates).frame.iloc[:50]
    order = frame["variance"].argsort()
    assert (np.diff(frame["gamma"].to_numpy()[order]) <= 0).all()
    # The model does better than the direct estimate in each area, and never worse than alone.
    assert (frame["mse"] < frame["variance"] * 1.1).all()
    assert frame["mse"].mean() < frame["variance"].mean()


def test_errors_have_the_size_that_the_model_says() -> None:
    # 300 draws of the same 40 areas: the mean squared error found is the one announced.
    random = np.random.default_rng(3)
    covariates = pd.DataFrame({"x": random.normal(size=40)})
    variance = random.uniform(2, 12, 40)
    found, said = [], []
    for _ in range(300):
        truth = 10 + 2 * covariates["x"].to_numpy() + random.normal(0, 4, 40)
        value = truth + random.normal(0, np.sqrt(variance))
        result = eblup(pd.DataFrame({"value": value, "variance": variance}), covariates).frame
        found.append((result["eblup"].to_numpy() - truth) ** 2)
        said.append(result["mse"].to_numpy())
    # 300 × 40 squared errors: the ratio of means has a standard error of about 2 %.
    assert np.mean(said) / np.mean(found) == pytest.approx(1, abs=0.06)


@pytest.mark.parametrize("noise", [0, 1e-9])
@pytest.mark.parametrize("intercept", [True, False])
def test_a_covariate_that_says_nothing_more_is_refused_whatever_its_size(
    drawn: Areas, noise: float, intercept: bool
) -> None:
    direct, covariates = drawn
    random = np.random.default_rng(1).normal(size=len(covariates))
    for twin in (2e6 * (covariates["x"] + noise * random), covariates["x"] * 0 + 7):
        table = covariates.assign(twin=twin)
        if not intercept:
            table["one"] = 3.5
        with pytest.raises(InvalidDataError, match=r"les covariables x, twin.* se déduisent"):
            eblup(direct, table, intercept=intercept)


def test_a_covariate_of_large_numbers_that_differ_little_is_used(drawn: Areas) -> None:
    direct, covariates = drawn
    plain, moved = eblup(direct, covariates), eblup(direct, covariates + 1e6)
    np.testing.assert_allclose(moved.frame["mse"], plain.frame["mse"], rtol=1e-6)
    slope, there = plain.beta["coefficient"]["x"], moved.beta["coefficient"]
    assert there["x"] == pytest.approx(slope, rel=1e-6)
    expected = plain.beta["coefficient"]["constante"] - 1e6 * slope
    assert there["constante"] == pytest.approx(expected, rel=1e-6)
    assert moved.beta["se"]["constante"] == pytest.approx(1e6 * plain.beta["se"]["x"], rel=1e-4)


@pytest.mark.parametrize("method", ["ratio", "difference"])
def test_benchmarked_estimates_add_up_and_say_the_cost(drawn: Areas, method: str) -> None:
    direct, covariates = drawn
    weights = pd.Series(np.arange(1.0, 61.0), index=covariates.index)
    plain = eblup(direct, covariates).frame
    known = direct["value"].notna()
    moved = eblup(direct, covariates, benchmark=Benchmark(method, weights)).frame
    assert np.average(moved["eblup"][known], weights=weights[known]) == pytest.approx(
        np.average(direct["value"][known], weights=weights[known])
    )
    whole = eblup(direct, covariates, benchmark=Benchmark(method, weights, target=41.0)).frame
    assert np.average(whole["eblup"], weights=weights) == pytest.approx(41)
    change = whole["eblup"] - plain["eblup"]
    assert whole["mse"].to_numpy() == pytest.approx((plain["mse"] + change**2).to_numpy())
    assert whole["unbenchmarked"].to_numpy() == pytest.approx(plain["eblup"].to_numpy())


def test_a_covariate_of_the_same_domain_is_refused_with_the_reason(drawn: Areas) -> None:
    direct, covariates = drawn
    catalogue = load_catalogue()
    given = direct.assign(se=np.sqrt(direct["variance"]))
    own = covariates.rename(columns={"x": "chomage_recensement"})
    for domain in ("emploi", "ensemble"):
        with pytest.raises(NotAvailableError, match=r"chomage_recensement.*tendrait vers zéro"):
            modelled_perceptions(given, own, domain, catalogue)
    frame = modelled_perceptions(given, own, "sante", catalogue)
    assert list(frame.columns) == ["value", "se", "low", "high", "gamma", "synthetic", "status"]
    assert frame["value"].between(0, 100).all()
    assert len(frame) == 60


def test_too_few_areas_are_refused(drawn: Areas) -> None:
    direct, covariates = drawn
    with pytest.raises(NotAvailableError, match=r"13 territoires.*il en faut 20"):
        eblup(direct.iloc[:13], covariates.iloc[:13])
    many = pd.DataFrame(np.random.default_rng(1).normal(size=(60, 15)), index=covariates.index)
    with pytest.raises(NotAvailableError, match="il en faut 26 pour 16"):
        eblup(direct.iloc[:25], many)


def test_nothing_to_borrow_is_refused(drawn: Areas) -> None:
    direct, covariates = drawn
    noisy = direct.assign(variance=direct["variance"] * 1000)
    with pytest.raises(NotAvailableError, match="ne diffèrent pas"):
        eblup(noisy, covariates)


def test_the_regression_alone_can_be_accepted(drawn: Areas) -> None:
    direct, covariates = drawn
    noisy = direct.assign(variance=direct["variance"] * 1000)
    result = eblup(noisy, covariates, accept_regression=True)
    known = direct["value"].notna().to_numpy()
    design = np.column_stack([np.ones(60), covariates["x"]])
    total = result.sigma2 + noisy["variance"].to_numpy()[known]
    weighted = design[known] / total[:, None]
    beta = np.linalg.solve(design[known].T @ weighted, weighted.T @ direct["value"][known])
    assert result.frame["gamma"].max() < 0.05
    assert result.beta["coefficient"].to_numpy() == pytest.approx(beta)


def test_units_of_the_covariates_change_nothing(drawn: Areas) -> None:
    direct, covariates = drawn
    both = covariates.assign(z=np.random.default_rng(3).uniform(size=60))
    usual = eblup(direct, both)
    other = eblup(direct, both * [1e9, 1e-7])
    for name in ("eblup", "mse", "gamma"):
        assert other.frame[name].to_numpy() == pytest.approx(usual.frame[name].to_numpy())
    units = np.array([1, 1e9, 1e-7])
    for name in ("coefficient", "se"):
        assert (other.beta[name] * units).to_numpy() == pytest.approx(usual.beta[name].to_numpy())


def test_covariates_that_repeat_each_other_are_refused_whatever_their_units(drawn: Areas) -> None:
    direct, covariates = drawn
    with pytest.raises(InvalidDataError, match="se déduisent"):
        eblup(direct, covariates.assign(same=covariates["x"] * 1e9))


@pytest.mark.parametrize("variance", [1e-18, 1e-12, 1e12, 1e200])
def test_an_error_out_of_all_proportion_leaves_the_others_alone(
    variance: float, drawn: Areas
) -> None:
    direct, covariates = drawn
    direct.loc["a00", "variance"] = variance
    frame = eblup(direct, covariates).frame
    assert np.isfinite(frame[["eblup", "mse"]]).all(axis=None)
    assert frame["mse"].gt(0).all()
    expected = direct.loc["a00", "value"] if variance < 1 else None
    if expected is not None:
        assert frame.loc["a00", "eblup"] == pytest.approx(expected)
    else:
        assert frame.loc["a00", "gamma"] == pytest.approx(0, abs=1e-9)


def test_all_the_faults_of_the_areas_are_said(drawn: Areas) -> None:
    direct, covariates = drawn
    wrong = pd.concat([direct, direct.iloc[:1]])
    wrong.loc["elsewhere"] = [50.0, 0.0, 30.0]
    blank = covariates.copy()
    blank.loc["a03", "x"] = np.nan
    with pytest.raises(InvalidDataError) as caught:
        eblup(wrong, blank)
    for piece in ("en double : a00", "sans covariables : elsewhere", "vide : a03", "positive"):
        assert piece in str(caught.value)
    twice = covariates.assign(y=2 * covariates["x"])
    with pytest.raises(InvalidDataError, match="les unes des autres"):
        eblup(direct, twice)


def test_smoothing_follows_the_number_of_answers_and_keeps_the_sum() -> None:
    answers = pd.Series([30.0, 60, 120, 240, 480])
    variance = 600 / answers * [1.3, 0.8, 1.1, 0.9, 1.0]
    smooth = smooth_variances(variance, answers)
    assert smooth.sum() == pytest.approx(variance.sum())
    assert (smooth.diff().dropna() < 0).all()
    exact = smooth_variances(600 / answers, answers)
    assert exact.to_numpy() == pytest.approx((600 / answers).to_numpy())
    with pytest.raises(InvalidDataError, match="nombre de réponses"):
        smooth_variances(variance, answers.mask(answers == 60))


def test_smoothed_variances_are_those_the_model_uses(drawn: Areas) -> None:
    direct, covariates = drawn
    noisy = direct.copy()
    noisy["variance"] *= np.random.default_rng(2).lognormal(0, 0.5, 60)
    frame = eblup(noisy, covariates, smooth=True).frame
    known = frame["variance"].notna()
    expected = smooth_variances(noisy["variance"], noisy["n"])
    assert frame["variance"][known].to_numpy() == pytest.approx(expected[known].to_numpy())
