"""Estimates of perceived fragility: nothing else in the product computes one.

Every function returns the same columns:

``group, domain, level, code`` (the key; ``domain`` is the name of a variable that is about none);
``value`` (perceived fragility, 0-100, 100 the most fragile; a variable stays in its own unit),
``se``, ``low``, ``high`` (95 %); ``raw_value``, ``raw_se``, ``raw_low``, ``raw_high`` in
the unit of the question, ``raw_unit``; ``n`` (answers), ``n_eff`` (effective answers, NaN where
there is no error), ``df`` (degrees of freedom of the error: primary units less strata; infinite
where everyone was asked, NaN where the error does not come from a sampling design).
They are not fit to be shown before :func:`indicators.survey.publication.publish`.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from common.errors import InvalidDataError, UnknownNameError
from common.levels import Level
from indicators.base.laws import Z
from indicators.survey.design import Design
from indicators.survey.intervals import student, wilson
from indicators.survey.linearisation import Variable, cell_means
from indicators.survey.question import Question, QuestionKind
from indicators.survey.sample import Floats, Integers, Sample, sample_of

KEY = ["group", "domain", "level", "code"]
ESTIMATE_COLUMNS = [
    *KEY, "value", "se", "low", "high", "raw_value", "raw_se", "raw_low", "raw_high", "raw_unit",
    "n", "n_eff", "df",
]  # fmt: skip


def estimate(answers: pd.DataFrame, design: Design, levels: Iterable[str]) -> pd.DataFrame:
    """Estimate each domain for each group and territory of some levels.

    Notes and quantities are estimated by design-weighted means with a t interval, yes/no,
    priorities and categories by proportions with a Wilson interval (or t, if the design says so),
    ratios by the ratio of weighted totals, totals by weighted sums; variances are linearised
    (strata, units of one or two stages, finite population correction, calibration). ``n_eff`` is
    the number of answers that a simple random sample would need for the same variance; Kish's,
    ``(Σw)² / Σw²``, where all the answers are the same.
    A survey of the 16 domains also gives ``ensemble``: the mean over the domains of each
    respondent who answered at least two thirds of them.

    Parameters
    ----------
    answers : see :func:`indicators.survey.answers.check_answers`.
    design : the design of the survey.
    levels : levels to estimate, among those where the design locates respondents, and ``france``.

    Returns
    -------
    DataFrame
        Sorted by key; one row per cell with at least one answer.

    Raises
    ------
    UnknownNameError
    from common.levels import Level
        If respondents are not located at a level.
    InvalidDataError
        If a stratum has one primary unit and the design does not say what to do of it.
    """
    sample = checked_sample(answers, design)
    parts: list[pd.DataFrame] = []
    for level in levels:
        cell, keys = cells_of(answers, design, level)
        for question in design.estimated:
            cells = cell_means(sample, variable_of(answers, question), cell)
            table = _finish_cells(cells, question, design)
            named = pd.concat([keys.loc[table.index], table], axis=1)
            parts.append(named.assign(domain=question.domain, level=level))
    return sort_estimates(pd.concat(parts, ignore_index=True))


def checked_sample(answers: pd.DataFrame, design: Design) -> Sample:
    """Describe the sampling design of answers, if its variances can be estimated.

    Raises
    ------
    InvalidDataError
        If a stratum has one unit and the design does not say what to do of it.
    """
    sample = sample_of(answers)
    if sample.lonely_strata and design.lonely == "refuse":
        raise InvalidDataError(design.answers, map(_lonely_fault, sample.lonely_strata))
    return sample


def cells_of(answers: pd.DataFrame, design: Design, level: str) -> tuple[Integers, pd.DataFrame]:
    """Number the cells of a level, a group in a territory.

    Returns
    -------
    tuple
        The cell of each respondent, -1 for none; group and code of each cell, in order.

    Raises
    ------
    UnknownNameError
    from common.levels import Level
        If respondents are not located at the level.
    """
    if f"level:{level}" not in answers.columns:
        known = ", ".join([*design.territories, Level.FRANCE])
        raise UnknownNameError(
            "le niveau", level, f"{known} (le plan n’en situe pas d’autre ; --out-level agrège)"
        )
    by_cell = answers.groupby(["group", f"level:{level}"], sort=True)
    keys = by_cell.size().index.to_frame(index=False).set_axis(["group", "code"], axis=1)
    return by_cell.ngroup().fillna(-1).to_numpy().astype(np.int64), keys


def variable_of(answers: pd.DataFrame, question: Question) -> Variable:
    """Give the answers to a question, its denominators for a ratio."""
    values = answers[f"domain:{question.domain}"].to_numpy(float)
    if question.kind is QuestionKind.RATIO:
        return Variable(values, answers[f"size:{question.domain}"].to_numpy(float))
    return Variable(values, total=question.kind is QuestionKind.TOTAL)


def estimate_counts(counts: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Estimate proportions from published counts of yes and no (simple random sampling formulas).

    Parameters
    ----------
    counts : columns group, level, code, yes, no; rows without a decided answer are left out.
    question : of kind ``binary``.

    Returns
    -------
    DataFrame
        The columns of the module; ``n_eff`` equals ``n``.
    """
    counts = counts[counts["yes"] + counts["no"] > 0]
    n = (counts["yes"] + counts["no"]).astype(float)
    share = counts["yes"].astype(float) / n
    cells = pd.DataFrame(
        {"mean": share, "variance": share * (1 - share) / (n - 1).where(n > 1), "n": n, "n_eff": n}
    )
    cells["df"] = np.nan
    bounds = wilson(share.to_numpy(float), n.to_numpy(float))
    table = _finish(cells, question, bounds)
    keys = counts[["group", "level", "code"]].assign(domain=question.domain)
    return sort_estimates(pd.concat([keys, table], axis=1))


def combine(parts: pd.DataFrame, by: list[str], question: Question) -> pd.DataFrame:
    """Bring independent published estimates to larger territories.

    ``Σ w x / Σ w`` with ``se² = Σ w² se² / (Σ w)²``: the parts were sampled independently. A part
    without margin leaves the whole without margin.

    Parameters
    ----------
    parts : columns ``by``, raw_value, raw_se (NaN for none), population (inhabitants of the part).
    by : columns that name the larger territory; must hold group, level and code.
    question : gives domain, unit and transform.

    Returns
    -------
    DataFrame
        The columns of the module; normal interval; ``n`` and ``n_eff`` are NaN (not published).
    """
    weight = parts["population"] / parts.groupby(by)["population"].transform("sum")
    weighted = parts[by].assign(
        mean=weight * parts["raw_value"], variance=(weight * parts["raw_se"]) ** 2
    )
    grouped = weighted.groupby(by, as_index=False, sort=True)
    cells = grouped["mean"].sum().merge(grouped["variance"].agg(_sum_if_all), on=by)
    cells["n"] = cells["n_eff"] = cells["df"] = np.nan
    infinite = np.full(len(cells), np.inf)
    bounds = student(
        cells["mean"].to_numpy(float), np.sqrt(cells["variance"].to_numpy(float)), infinite
    )
    table = _finish(cells, question, bounds)
    return sort_estimates(pd.concat([cells[by].assign(domain=question.domain), table], axis=1))


def as_published(cells: pd.DataFrame, question: Question) -> pd.DataFrame:
    """Take estimates as their producer publishes them, with or without their margin.

    Parameters
    ----------
    cells : columns group, level, code and raw_value (NaN where the producer hides it); raw_low and
        raw_high (95 %) and n where it gives them: the error is then that of a normal interval.
    question : gives domain, unit and transform.

    Returns
    -------
    DataFrame
        The columns of the module, on the index and in the order of ``cells``.
    """
    given = cells.reindex(columns=["raw_value", "raw_low", "raw_high", "n"]).astype("float64")
    low, high = given["raw_low"].to_numpy(), given["raw_high"].to_numpy()
    means = pd.DataFrame({"mean": given["raw_value"], "variance": ((high - low) / (2 * Z)) ** 2})
    means = means.assign(n=given["n"], n_eff=np.nan, df=np.nan)
    table = _finish(means, question, (low, high))
    keys = cells[["group", "level", "code"]].assign(domain=question.domain)
    return pd.concat([keys, table], axis=1)[ESTIMATE_COLUMNS]


def sort_estimates(table: pd.DataFrame) -> pd.DataFrame:
    """Put columns and rows in their order."""
    return table[ESTIMATE_COLUMNS].sort_values(KEY, ignore_index=True)


def _sum_if_all(values: pd.Series) -> float:
    return float(values.sum(skipna=False))


def _finish_cells(cells: pd.DataFrame, question: Question, design: Design) -> pd.DataFrame:
    """Give its effective number of answers, interval and scale to each mean."""
    mean, freedom = cells["mean"].to_numpy(float), cells["freedom"].to_numpy(float)
    n_eff = effective_answers(cells)
    if question.kind.is_proportion and design.interval == "wilson":
        bounds = wilson(mean, n_eff, freedom)
    else:
        bounds = student(mean, np.sqrt(cells["variance"].to_numpy(float)), freedom)
    cells["n_eff"] = np.where(np.isfinite(n_eff), n_eff, np.nan)
    cells["df"] = freedom
    return _finish(cells, question, bounds)


def effective_answers(cells: pd.DataFrame) -> Floats:
    """Give the size of the simple random sample that would have the same variance.

    Parameters
    ----------
    cells : columns of :func:`indicators.survey.linearisation.cell_means`.

    Returns
    -------
    array
        Infinite where there is no error: everyone was asked, or the design determines the value
        (the share of a stratum). Kish's number where all the answers are the same: no variance can
        then be estimated from them.
    """
    variance, dispersion = cells["variance"].to_numpy(float), cells["dispersion"].to_numpy(float)
    with np.errstate(divide="ignore", invalid="ignore"):
        same_variance = dispersion / variance
    certain = np.isinf(cells["freedom"].to_numpy(float))
    unknown = ~certain & ~(same_variance > 0)
    return np.where(certain, np.inf, np.where(unknown, cells["kish"], same_variance))


def _finish(
    cells: pd.DataFrame, question: Question, bounds: tuple[np.ndarray, np.ndarray]
) -> pd.DataFrame:
    """Write raw estimates beside their perceived fragility; intervals stay on the scale."""
    raw = cells["mean"].to_numpy(float)
    se = np.sqrt(cells["variance"].to_numpy(float))
    low, high = (np.clip(bound, *question.estimate_bounds) for bound in bounds)
    ends = (low, high) if question.fragile_when_high else (high, low)
    return pd.DataFrame(
        {
            "value": question.fragility(raw),
            "se": abs(question.slope) * se,
            "low": question.fragility(ends[0]),
            "high": question.fragility(ends[1]),
            "raw_value": raw,
            "raw_se": se,
            "raw_low": low,
            "raw_high": high,
            "raw_unit": question.unit,
            "n": cells["n"].to_numpy(float),
            "n_eff": cells["n_eff"].to_numpy(float),
            "df": cells["df"].to_numpy(float),
        },
        index=cells.index,
    )


def _lonely_fault(stratum: str) -> str:
    return (
        f"strate « {stratum} » : une seule unité tirée, la variance ne s’y estime pas ; "
        'regroupez-la avec une autre, ou écrivez lonely = "centre" dans le plan'
    )
