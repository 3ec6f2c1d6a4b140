"""The fit against published results, and against an independent optimisation."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize

from indicators.small_area import eblup
from indicators.small_area.fay_herriot import fit

#: Published by the R package saens for eblupfh(yi ~ as.factor(MajorArea), REML), six digits.
BETA = [0.968189, 0.132780, 0.226946, -0.241301]
BETA_SE = [0.069362, 0.103001, 0.092330, 0.081617]
#: EBLUP and MSE (g1 + g2 + 2 g3) that the R package sae gives for the first 12 areas and the last
#: (eblupFH and mseFH, REML), as quoted by the tests of the Python package samplics.
EBLUP = {
    1: 1.0219703, 2: 1.0476018, 3: 1.0679513, 4: 0.7608170, 5: 0.8461574, 6: 0.9743727,
    7: 1.0584523, 8: 1.0977762, 9: 1.2215449, 10: 1.1951455, 11: 0.7852155, 12: 1.2139456,
    28: 0.7338443, 34: 0.6102302, 43: 0.6810870,
}  # fmt: skip
MSE = {
    1: 0.013460220, 2: 0.005372876, 3: 0.005701990, 4: 0.008541740, 5: 0.009579594,
    6: 0.011670632, 7: 0.015926137, 8: 0.010586518, 9: 0.014184043, 10: 0.014901472,
    11: 0.007694262, 12: 0.016336469, 28: 0.016476912, 34: 0.003870786, 43: 0.009903626,
}  # fmt: skip


def dummies(milk: pd.DataFrame) -> pd.DataFrame:
    return pd.get_dummies(milk["MajorArea"], drop_first=True).astype(float)


def test_the_published_example_is_found_again(milk: pd.DataFrame) -> None:
    direct = pd.DataFrame({"value": milk["yi"], "variance": milk["SD"] ** 2})
    result = eblup(direct, dummies(milk))
    assert result.beta["coefficient"].to_numpy() == pytest.approx(BETA, abs=5e-7)
    assert result.beta["se"].to_numpy() == pytest.approx(BETA_SE, abs=5e-7)
    # sae stops its scoring at a relative change of 1e-4 in σ²: the sixth digit may differ.
    for area, value in EBLUP.items():
        assert result.frame.loc[area, "eblup"] == pytest.approx(value, rel=1e-5)
    for area, value in MSE.items():
        assert result.frame.loc[area, "mse"] == pytest.approx(value, rel=1e-4)


def test_the_maximum_is_that_of_an_independent_optimisation(milk: pd.DataFrame) -> None:
    y, psi = milk["yi"].to_numpy(), milk["SD"].to_numpy() ** 2
    x = np.column_stack([np.ones(43), dummies(milk)])

    def loss(logarithm: np.ndarray) -> float:
        """The restricted likelihood written with the projection P, matrices in full."""
        v = np.diag(np.exp(logarithm[0]) + psi)
        inverse = np.linalg.inv(v)
        inner = x.T @ inverse @ x
        p = inverse - inverse @ x @ np.linalg.inv(inner) @ x.T @ inverse
        return float(np.linalg.slogdet(v)[1] + np.linalg.slogdet(inner)[1] + y @ p @ y) / 2

    found = minimize(loss, [np.log(0.01)], method="Nelder-Mead", options={"xatol": 1e-10})
    model = fit(y, psi, x)
    assert model.sigma2 == pytest.approx(float(np.exp(found.x[0])), rel=1e-6)
    # What is maximised is the likelihood of 43 − 4 contrasts of y.
    assert -model.loglikelihood == pytest.approx(found.fun + 39 / 2 * np.log(2 * np.pi))
    score = [loss(np.log([model.sigma2 * factor])) for factor in (0.999, 1.0, 1.001)]
    assert score[1] < min(score[0], score[2])


def test_equal_variances_give_the_closed_form() -> None:
    # With ψ equal, REML is s² − ψ and β is ordinary least squares.
    random = np.random.default_rng(5)
    x = np.column_stack([np.ones(40), random.normal(size=40)])
    y = x @ [3.0, 1.0] + random.normal(0, 2, 40)
    residual = y - x @ np.linalg.lstsq(x, y, rcond=None)[0]
    model = fit(y, np.full(40, 0.5), x)
    assert model.sigma2 == pytest.approx(residual @ residual / 38 - 0.5, rel=1e-6)


def test_no_difference_between_areas_gives_a_null_variance() -> None:
    y = np.tile([1.0, 1.1, 0.9], 10)
    assert fit(y, np.full(30, 4.0), np.ones((30, 1))).sigma2 == 0
