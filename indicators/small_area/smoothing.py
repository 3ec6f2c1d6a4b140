"""Sampling variances smoothed by a generalised variance function.

A variance estimated on few answers is itself noisy, and the model takes it as known. It is
replaced by ``log ψ_i = a + b log n_i`` fitted by least squares over the areas, brought back so that
the smoothed variances have the same sum (Wolter 2007, chapter 7; the factor corrects the bias of
the logarithm).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from common.errors import InvalidDataError


def smooth_variances(variance: pd.Series, answers: pd.Series) -> pd.Series:
    """Smooth sampling variances over the number of answers.

    Parameters
    ----------
    variance : estimated variances; NaN without estimate, 0 or less where they could not be told.
    answers : number of answers, on the same index.

    Returns
    -------
    Series
        Smoothed variances where there are answers, NaN elsewhere.

    Raises
    ------
    InvalidDataError
        If an area with a variance has no number of answers, or fewer than three have both.
    """
    known = variance.notna() & (variance > 0)
    lacking = variance.index[variance.notna() & ~(answers > 0)]
    if len(lacking):
        raise InvalidDataError(
            "les aires", [f"aire {code} : nombre de réponses positif attendu" for code in lacking]
        )
    if known.sum() < 3:
        raise InvalidDataError(
            "les aires", ["lissage : au moins trois variances positives attendues"]
        )
    size = np.log(answers[known].to_numpy(float))
    regressors = np.column_stack([np.ones(len(size)), size])
    log_variance = np.log(variance[known].to_numpy(float))
    slopes = np.linalg.lstsq(regressors, log_variance, rcond=None)[0]
    scale = float(variance[known].sum()) / float(np.exp(regressors @ slopes).sum())
    fitted = float(scale * np.exp(slopes[0])) * answers.astype(float) ** float(slopes[1])
    return fitted.where(variance.notna())
