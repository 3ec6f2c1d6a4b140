"""From a fitted Fay-Herriot model to estimates of areas, with their mean squared error.

``γ_i ŷ_i + (1 − γ_i) x_i'β̂`` with ``γ_i = σ² / (σ² + ψ_i)``; its error is ``g1 + g2 + 2 g3``
(Prasad and Rao 1990; Datta and Lahiri 2000 for REML): ``g1 = γ_i ψ_i`` what remains when all is
known, ``g2 = (1 − γ_i)² x_i' cov(β̂) x_i`` the error of β̂,
``g3 = ψ_i² (σ² + ψ_i)⁻³ var(σ̂²)`` that of σ̂².
An area without direct estimate gets ``x_i'β̂``, with the error ``σ² + x_i' cov(β̂) x_i``.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from indicators.small_area.fay_herriot import FayHerriot


def predict(model: FayHerriot, areas: pd.DataFrame, design: pd.DataFrame) -> pd.DataFrame:
    """Predict every area.

    Parameters
    ----------
    model : fitted on the areas that have a direct estimate.
    areas : columns value and variance (the sampling variance of the model), NaN for an area
        without direct estimate.
    design : covariates of all the areas, on the same index.

    Returns
    -------
    DataFrame
        On the same index: eblup, mse, gamma (0 without direct estimate), synthetic (bool).
    """
    x = design.to_numpy(float)
    mean = x @ model.beta
    leverage = np.einsum("ij,jk,ik->i", x, model.covariance, x)
    psi = areas["variance"].to_numpy(float)
    synthetic = np.isnan(areas["value"].to_numpy(float))
    psi = np.where(synthetic, np.inf, psi)
    gamma = model.sigma2 / (model.sigma2 + psi)
    left = 1 / (1 + model.sigma2 / psi)  # 1 − γ, without the rounding of the difference
    observed = np.where(synthetic, 0.0, areas["value"].to_numpy(float))
    g1 = model.sigma2 * left
    g2 = left**2 * leverage
    # ψ² (σ² + ψ)⁻³ var(σ̂²), 0 without direct estimate.
    g3 = left**2 / (model.sigma2 + psi) * model.sigma2_variance
    return pd.DataFrame(
        {
            "eblup": gamma * observed + left * mean,
            "mse": g1 + g2 + 2 * g3,
            "gamma": gamma,
            "synthetic": synthetic,
        },
        index=areas.index,
    )
