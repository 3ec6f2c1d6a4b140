"""Shares of the people who answered: what a survey says beside the perceived fragility of domains.

Priorities, levers, partnerships, impacts, obstacles: each is a percentage of those who were asked,
estimated by the same engine and passed by the same publication rule as a domain.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from common.table_schema import Field, TableSchema
from indicators.survey.design import Design
from indicators.survey.estimates import ESTIMATE_COLUMNS
from indicators.survey.run import published_estimates
from indicators.views.volunteers import with_floor

SHARES = TableSchema(
    "the share of a group who gave an answer in a territory; a row whose status has no value "
    "carries no number at all",
    ("survey", "variable", "group", "level", "code"),
    (
        Field("survey", "str", "key of the survey"),
        Field("variable", "str", "key of the share, as the design of the survey names it"),
        Field("group", "str", "key of the respondents (:mod:`indicators.base.groups`)"),
        Field("level", "str", "level of the territory, ``france`` for the whole country"),
        Field("code", "str", "its code, ``FR`` for the whole country"),
        Field("year", "int16", "year of the answers"),
        Field("value", "float64", "those who gave it", "% of those who answered", "see status"),
        Field("se", "float64", "standard error of the value", "points", "see status"),
        Field("low", "float64", "lower bound, 95 %", "%", "see status"),
        Field("high", "float64", "upper bound, 95 %", "%", "see status"),
        Field("n", "float64", "answers", absent="see status"),
        Field("status", "str", ":class:`indicators.survey.publication.EstimateStatus`"),
    ),
    file="shares.parquet",
)
_PERCENT = ("value", "se", "low", "high")


def shares_of(answers: pd.DataFrame, design: Design, levels: Iterable[str]) -> pd.DataFrame:
    """Estimate the shares that a design declares among its variables.

    Parameters
    ----------
    answers : see :func:`indicators.survey.answers.check_answers`.
    design : the design of the survey, of one wave.
    levels : levels to give.

    Returns
    -------
    DataFrame
        Columns of :data:`SHARES` but survey and year; no row for a group that nobody asked.

    Raises
    ------
    UnknownNameError, InvalidDataError
        See :func:`indicators.survey.run.published_estimates`.
    """
    questions = tuple(one for one in design.questions if one.plain and one.kind.is_proportion)
    if not questions:
        return pd.DataFrame(columns=[*ESTIMATE_COLUMNS, "variable", "status"])
    only = replace(design, questions=questions)
    asked = {
        (group, one.domain)
        for one in questions
        for group in answers.loc[answers[f"domain:{one.domain}"].notna(), "group"].unique()
    }
    estimates = published_estimates(answers, only, levels)
    pairs = zip(estimates["group"], estimates["domain"], strict=True)
    told = estimates[[pair in asked for pair in pairs]]
    told = told.assign(**{name: 100.0 * told[name] for name in _PERCENT}, variable=told["domain"])
    return with_floor(told, design.kind).reset_index(drop=True)
