"""From a file of answers and its design to published estimates: what the survey command does."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from indicators.survey.answers import read_answers
from indicators.survey.design import Design, read_design
from indicators.survey.estimates import estimate
from indicators.survey.publication import publish


def run_survey(answers: Path, design: Path, levels: Iterable[str]) -> pd.DataFrame:
    """Read a survey and give its estimates as they may be shown.

    Ask for all the levels at once: what protects a small territory from subtraction can only see
    the levels estimated together.

    Parameters
    ----------
    answers : the file of answers.
    design : the design file.
    levels : levels to estimate.

    Returns
    -------
    DataFrame
        Columns of ``indicators.survey.estimates``, and ``status``.

    Raises
    ------
    MissingDataError, InvalidDataError
        If a file is absent or unusable.
    UnknownNameError
        If respondents are not located at a level.
    """
    plan = read_design(design)
    return published_estimates(read_answers(answers, plan), plan, levels)


def published_estimates(
    answers: pd.DataFrame, design: Design, levels: Iterable[str]
) -> pd.DataFrame:
    """Estimate checked answers, and apply the publication rule of their design.

    Parameters
    ----------
    answers : see :func:`indicators.survey.answers.check_answers`.
    design : the design of the survey.
    levels : levels to estimate.

    Returns
    -------
    DataFrame
        See :func:`run_survey`.
    """
    return publish(estimate(answers, design, levels), design.rule, answers)
