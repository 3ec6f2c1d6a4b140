"""The Fay-Herriot model, fitted by restricted maximum likelihood.

``ŷ_i = x_i'β + v_i + e_i`` with ``v_i ~ N(0, σ²)`` between areas and ``e_i ~ N(0, ψ_i)`` of known
variance (Fay and Herriot 1979; Rao and Molina 2015, chapter 6). With ``V = diag(σ² + ψ_i)`` and
``P = V⁻¹ − V⁻¹X(X'V⁻¹X)⁻¹X'V⁻¹``, σ² maximises
``−½ [log|V| + log|X'V⁻¹X| + y'Py]`` over σ² ≥ 0.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

#: Points of the grid, in logarithm, that brackets the maximum before it is refined.
_GRID = 60
#: Below this share of the median sampling variance, σ² is 0.
ZERO = 1e-6


@dataclass(frozen=True, eq=False)
class FayHerriot:
    """A fitted model.

    Attributes
    ----------
    beta : coefficients, in the order of the columns of the design matrix.
    covariance : of ``beta``, (X'V⁻¹X)⁻¹.
    sigma2 : variance between areas that the covariates do not explain.
    sigma2_variance : asymptotic variance of ``sigma2``, 2 / Σ (σ² + ψ_i)⁻².
    loglikelihood : restricted, at the maximum, with its constant.
    """

    beta: Floats
    covariance: Floats
    sigma2: float
    sigma2_variance: float
    loglikelihood: float


def fit(direct: Floats, variance: Floats, design: Floats) -> FayHerriot:
    """Fit the model on the areas that have a direct estimate.

    Parameters
    ----------
    direct : direct estimates.
    variance : their sampling variances, positive.
    design : areas × covariates, of full rank.
    """
    sigma2 = _maximum(direct, variance, design)
    beta, covariance, loglikelihood = _profile(direct, sigma2 + variance, design)
    return FayHerriot(
        beta=beta,
        covariance=covariance,
        sigma2=sigma2,
        sigma2_variance=float(2 / ((1 / (sigma2 + variance)) ** 2).sum()),
        loglikelihood=loglikelihood,
    )


def _maximum(direct: Floats, variance: Floats, design: Floats) -> float:
    """Find σ²: the best point of a grid and of 0, refined between its neighbours."""
    from scipy.optimize import minimize_scalar  # noqa: PLC0415 - only where a model is fitted

    def loss(sigma2: float) -> float:
        return -_profile(direct, sigma2 + variance, design)[2]

    scale = float(np.median(variance))
    top = max(float(direct.var()), scale) * 100
    grid = np.concatenate([[0.0], np.geomspace(scale * ZERO, top, _GRID)])
    best = int(np.argmin([loss(point) for point in grid]))
    low, high = grid[max(best - 1, 0)], grid[min(best + 1, len(grid) - 1)]
    refined = float(
        minimize_scalar(
            loss, bounds=(low, high), method="bounded", options={"xatol": scale * 1e-10}
        ).x
    )
    chosen = min((grid[best], refined), key=loss)
    return 0.0 if chosen <= scale * ZERO else float(chosen)


def _profile(direct: Floats, total: Floats, design: Floats) -> tuple[Floats, Floats, float]:
    """Coefficients, their covariance and the restricted log-likelihood for a given V."""
    root = np.sqrt(total)
    # Through QR and not X'V⁻¹X, whose condition is squared where errors are very unequal.
    basis, triangle = np.linalg.qr(design / root[:, None])
    size = np.abs(np.diag(triangle))
    if not size.min() > 0:
        return np.zeros(design.shape[1]), np.zeros((design.shape[1],) * 2), -np.inf
    inverse = np.linalg.inv(triangle)
    beta = inverse @ (basis.T @ (direct / root))
    residual = (direct - design @ beta) / root
    logdet = np.log(total).sum() + 2 * np.log(size).sum()
    free = len(direct) - design.shape[1]
    loglikelihood = -(free * np.log(2 * np.pi) + logdet + (residual**2).sum()) / 2
    return np.asarray(beta), np.asarray(inverse @ inverse.T), float(loglikelihood)
