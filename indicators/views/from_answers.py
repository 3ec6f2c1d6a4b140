"""From the answers of a survey that asks about domains to the estimates that screens show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
import pandas as pd

from indicators.survey.design import Design
from indicators.survey.publication import EstimateStatus
from indicators.survey.run import published_estimates
from indicators.views.volunteers import with_floor


def answers_estimates(answers: pd.DataFrame, design: Design, levels: Iterable[str]) -> pd.DataFrame:
    """Estimate what answers say of domains, passed by the publication rule of the design.

    The variables of the survey's own (practices, priorities) are no perceived fragility:
    :func:`indicators.views.shares.shares_of` estimates them.

    Parameters
    ----------
    answers : see :func:`indicators.survey.answers.check_answers`.
    design : the design of the survey, of one wave.
    levels : levels to give.

    Returns
    -------
    DataFrame
        Columns of :mod:`indicators.survey.estimates`, with question, age, covered and status.

    Raises
    ------
    UnknownNameError, InvalidDataError
        See :func:`indicators.survey.run.published_estimates`.
    """
    domains = tuple(one for one in design.questions if not one.plain)
    told = published_estimates(answers, replace(design, questions=domains), levels)
    told = told.assign(question=f"{design.key}_" + told["domain"], age="", covered=np.nan)
    return with_floor(told, design.kind)


def covered_by(estimates: pd.DataFrame) -> dict[str, list[str]]:
    """List the groups, levels and domains of the estimates that are shown.

    >>> one = {"group": ["elus"], "level": ["epci"], "domain": ["sante"], "status": ["hidden"]}
    >>> covered_by(pd.DataFrame(one))
    {'groups': [], 'levels': [], 'domains': []}
    """
    shown = estimates["status"].isin([s.value for s in EstimateStatus if s.has_value])
    return {
        f"{name}s": sorted(estimates.loc[shown, name].unique())
        for name in ("group", "level", "domain")
    }
