"""Direct estimates and covariates in, modelled estimates out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from common.errors import InvalidDataError, clipped
from indicators.base.catalogue import Indicator
from indicators.base.laws import Z
from indicators.base.status import Status
from indicators.small_area.benchmark import METHODS, Benchmark, apply_benchmark
from indicators.small_area.fay_herriot import FayHerriot, fit
from indicators.small_area.guards import (
    refuse_few_areas,
    refuse_nothing_to_borrow,
    refuse_own_indicators,
)
from indicators.small_area.predictions import predict
from indicators.small_area.smoothing import smooth_variances

INTERCEPT = "constante"
#: Covariates that differ by less, relatively, say the same: what is left is rounding.
_SAME = 1e-6
#: Spread, as a part of its size, under which a column is a constant.
_SMALLEST = 1e-12


@dataclass(frozen=True, eq=False)
class SmallAreaResult:
    """Modelled estimates and the model behind them.

    Attributes
    ----------
    frame : one row per area: direct (NaN for none), variance (sampling variance used), eblup, mse,
        rmse, gamma (share of the direct estimate), synthetic (no direct estimate: the regression
        alone), status (``modelled``); and unbenchmarked where a benchmark moved the estimates.
    beta : by covariate: coefficient, se.
    sigma2 : variance between areas that the covariates do not explain.
    loglikelihood : restricted, at the maximum.
    """

    frame: pd.DataFrame
    beta: pd.DataFrame
    sigma2: float
    loglikelihood: float


def eblup(
    direct: pd.DataFrame,
    covariates: pd.DataFrame,
    *,
    intercept: bool = True,
    smooth: bool = False,
    accept_regression: bool = False,
    benchmark: Benchmark | None = None,
) -> SmallAreaResult:
    """Estimate areas by the Fay-Herriot model.

    Parameters
    ----------
    direct : by area, columns value and variance; no row, or NaN, for an area without direct
        estimate; column n (answers) if variances are to be smoothed.
    covariates : by area, numbers, no blank; its index is that of the areas to estimate.
    intercept : whether to add a constant.
    smooth : whether to smooth variances over n first.
    accept_regression : whether to estimate even where direct estimates would hardly count.
    benchmark : what the estimates must add up to.

    Returns
    -------
    SmallAreaResult

    Raises
    ------
    InvalidDataError
        If areas are repeated or unknown, if a covariate is blank or redundant, if a direct
        estimate has no positive variance.
    NotAvailableError
        If there are too few areas, or nothing to borrow (unless accepted).
    """
    areas = _checked(direct, covariates, smooth=smooth, benchmark=benchmark)
    if smooth:
        areas["variance"] = smooth_variances(areas["variance"], areas["n"])
    design = covariates.astype(float)
    if intercept:
        design = pd.concat([pd.Series(1.0, index=design.index, name=INTERCEPT), design], axis=1)
    known = areas["value"].notna().to_numpy()
    refuse_few_areas(int(known.sum()), design.shape[1])
    # Units of covariates must not decide what can be computed: each column has a size of 1.
    scale = np.sqrt((design[known] ** 2).mean()).replace(0.0, 1.0)
    centre = design[known].mean().where(design.columns != INTERCEPT, 0.0) * intercept
    scaled = (design - centre) / scale  # beside a constant, large numbers that differ little
    observed = scaled.to_numpy()[known]
    if _redundant(observed, intercept=intercept):
        named = ", ".join(map(str, covariates.columns))
        raise InvalidDataError(
            "covariables",
            [
                f"les covariables {clipped(named)} se déduisent les unes des autres, ou sont "
                "constantes, sur les aires observées, à un millionième près ; retirez-en"
            ],
        )
    variance = areas["variance"].to_numpy(float)[known]
    model = fit(areas["value"].to_numpy(float)[known], variance, observed)
    if not accept_regression:
        refuse_nothing_to_borrow(model, variance)
    frame = predict(model, areas, scaled)
    if benchmark is not None:
        frame = apply_benchmark(frame, areas["value"], benchmark)
    frame.insert(0, "direct", areas["value"])
    frame.insert(1, "variance", areas["variance"])
    frame["rmse"] = np.sqrt(frame["mse"])
    frame["status"] = Status.MODELLED.value
    return SmallAreaResult(
        frame, _coefficients(model, centre, scale), model.sigma2, model.loglikelihood
    )


def modelled_perceptions(
    direct: pd.DataFrame,
    covariates: pd.DataFrame,
    domain: str,
    catalogue: Mapping[str, Indicator],
    *,
    benchmark: Benchmark | None = None,
) -> pd.DataFrame:
    """Estimate perceived fragility where it was not published, by the model.

    Parameters
    ----------
    direct : by code, columns value, se and n of the published estimates of one survey, group and
        domain at one level (NaN where unpublished).
    covariates : by code, for every territory of the level, named as in the catalogue.
    domain : domain of the perception.
    catalogue : declared indicators by key, to refuse those of the domain's own score.
    benchmark : what the estimates must add up to.

    Returns
    -------
    DataFrame
        By code: value (0-100), se (root mean squared error), low, high (95 %, normal, within
        0-100), gamma, synthetic, status (``modelled``).

    Raises
    ------
    InvalidDataError, NotAvailableError
        As :func:`eblup`, and if a covariate belongs to the domain's own score.
    """
    refuse_own_indicators(map(str, covariates.columns), domain, catalogue)
    areas = direct.assign(variance=direct["se"] ** 2)[["value", "variance", "n"]]
    areas = areas[areas["value"].notna()]
    result = eblup(areas, covariates, smooth=True, benchmark=benchmark).frame
    value = result["eblup"].clip(0, 100)
    return pd.DataFrame(
        {
            "value": value,
            "se": result["rmse"],
            "low": (value - Z * result["rmse"]).clip(0, 100),
            "high": (value + Z * result["rmse"]).clip(0, 100),
            "gamma": result["gamma"],
            "synthetic": result["synthetic"],
            "status": result["status"],
        }
    )


def _redundant(observed: npt.NDArray[np.float64], *, intercept: bool) -> bool:
    """Tell whether some columns are sums of the others; a constant comes first if there is one."""
    columns = observed
    if intercept:
        columns = observed[:, 1:] - observed[:, 1:].mean(axis=0)
        sizes = np.sqrt((columns**2).mean(axis=0))
        if (sizes <= _SMALLEST).any():
            return True
        columns = columns / sizes
    if not columns.shape[1]:
        return False
    return bool(np.linalg.matrix_rank(columns, rtol=_SAME) < columns.shape[1])


def _checked(
    direct: pd.DataFrame, covariates: pd.DataFrame, *, smooth: bool, benchmark: Benchmark | None
) -> pd.DataFrame:
    """Bring direct estimates to the areas of the covariates, all faults said at once."""
    faults = list(_faults(direct, covariates, smooth=smooth))
    if benchmark is not None and benchmark.method not in METHODS:
        faults.append(f"calage : attendu {', '.join(METHODS)}, trouvé « {benchmark.method} »")
    if faults:
        raise InvalidDataError("aires", faults)
    return direct.reindex(covariates.index).astype(float)


def _faults(direct: pd.DataFrame, covariates: pd.DataFrame, *, smooth: bool) -> Iterator[str]:
    wanted = ["value", "variance", *(["n"] if smooth else [])]
    absent = [name for name in wanted if name not in direct]
    if absent:
        yield f"colonnes absentes : {', '.join(absent)}"
        return
    for index, what in ((direct.index, "estimations"), (covariates.index, "covariables")):
        if index.has_duplicates:
            yield f"{what} : aires en double : {_some(index[index.duplicated()])}"
    unknown = direct.index.difference(covariates.index)
    if len(unknown):
        yield f"aires sans covariables : {_some(unknown)}"
    blank = ~np.isfinite(covariates.to_numpy(float)).all(axis=1)
    if blank.any():
        yield f"covariable vide : {_some(covariates.index[blank])}"
    wrong = direct["value"].notna() & ~direct["variance"].between(0, np.inf, inclusive="neither")
    if wrong.any() and not smooth:
        yield f"variance positive et finie attendue : {_some(direct.index[wrong])}"


def _some(names: pd.Index) -> str:
    shown = ", ".join(str(name) for name in names[:10])
    return f"{shown} et {len(names) - 10} autres" if len(names) > 10 else shown


def _coefficients(model: FayHerriot, centre: pd.Series, scale: pd.Series) -> pd.DataFrame:
    """Give coefficients back the unit, and the origin, of their covariate."""
    back = np.diag(1 / scale.to_numpy(float))
    back[0] -= (centre / scale).to_numpy(float)  # zeros where there is no constant
    made = {
        "coefficient": back @ model.beta,
        "se": np.sqrt(np.diag(back @ model.covariance @ back.T)),
    }
    return pd.DataFrame(made, index=scale.index.rename("covariate"))
