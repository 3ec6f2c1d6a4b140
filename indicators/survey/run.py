"""From checked answers to estimates and differences that may be shown."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from common.levels import Level
from indicators.survey.design import Design
from indicators.survey.differences import (
    DIFFERENCE_KEY,
    group_differences,
    independent_differences,
    wave_differences,
)
from indicators.survey.estimates import KEY, estimate
from indicators.survey.publication import EstimateStatus, publish


def published_estimates(
    answers: pd.DataFrame, design: Design, levels: Iterable[str]
) -> pd.DataFrame:
    """Estimate checked answers, and apply the publication rule of their design.

    What protects a small group from subtraction looks at all the levels where the design locates
    respondents, and at the whole country, whatever levels are asked: two files made of the same
    answers cannot be played against each other.

    Parameters
    ----------
    answers : see :func:`indicators.survey.answers.check_answers`.
    design : the design of the survey.
    levels : levels to give.

    Returns
    -------
    DataFrame
        Columns of ``indicators.survey.estimates``, and ``status``; preceded by ``wave`` where the
        answers have several, each estimated as a survey of its own.

    Raises
    ------
    UnknownNameError
        If respondents are not located at a level.
    InvalidDataError
        If a stratum has a single unit and the design does not say what to do of it.
    """
    asked = list(dict.fromkeys(levels))
    guarded = list(dict.fromkeys([Level.FRANCE, *design.territories, *asked]))
    if "wave" not in answers:
        table = publish(estimate(answers, design, guarded), design.rule, answers)
        return table[table["level"].isin(asked)].reset_index(drop=True)
    parts = []
    for wave, mine in answers.groupby("wave", sort=True):
        alone = mine.drop(columns="wave").reset_index(drop=True)
        table = published_estimates(alone, design, asked)
        table.insert(0, "wave", wave)
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def published_differences(
    answers: pd.DataFrame,
    design: Design,
    estimates: pd.DataFrame,
    earlier: tuple[pd.DataFrame, Design, pd.DataFrame] | None = None,
) -> pd.DataFrame:
    """Compare groups, and waves where there are several, wherever both sides are published.

    Parameters
    ----------
    answers, design : of the survey.
    estimates : as :func:`published_estimates` gives them for the levels wanted.
    earlier : answers, design and published estimates of an earlier wave in a file of its own.

    Returns
    -------
    DataFrame
        Columns of ``indicators.survey.differences``, preceded by ``wave`` where the answers have
        several: that of a comparison of groups, empty for one of waves.
    """
    levels = list(dict.fromkeys(estimates["level"]))
    shown = _shown(estimates)
    if "wave" not in answers:
        table = _both_shown(group_differences(answers, design, levels), shown)
        if earlier is not None:
            common = [level for level in levels if level in set(earlier[2]["level"])]
            change = independent_differences((answers, design), earlier[:2], common)
            sides = shown, _shown(earlier[2])
            table = pd.concat([table, _both_shown(change, *sides)], ignore_index=True)
        return table
    parts = []
    for wave, mine in answers.groupby("wave", sort=True):
        alone = mine.drop(columns="wave").reset_index(drop=True)
        table = _both_shown(group_differences(alone, design, levels), shown[shown["wave"] == wave])
        parts.append(table.assign(wave=wave))
    change = wave_differences(answers, design, levels)
    for side in ("first", "second"):
        known = shown.rename(columns={"wave": side})[[*KEY, side]]
        change = change.merge(known, on=[*KEY, side], how="inner")
    parts.append(change.sort_values(DIFFERENCE_KEY, ignore_index=True).assign(wave=""))
    table = pd.concat(parts, ignore_index=True)
    return table[["wave", *table.columns.drop("wave")]]


def _shown(estimates: pd.DataFrame) -> pd.DataFrame:
    """Keys of the estimates that are given with a value."""
    values = [status.value for status in EstimateStatus if status.has_value]
    names = [name for name in ("wave", *KEY) if name in estimates]
    return estimates.loc[estimates["status"].isin(values), names]


def _both_shown(
    differences: pd.DataFrame, first: pd.DataFrame, second: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Keep the differences whose two sides are shown."""
    second = first if second is None else second
    place = ["domain", "level", "code"]
    kept = differences
    for side, known in (("first", first), ("second", second)):
        group = kept["group"].where(kept["kind"] == "wave", kept[side])
        named = known[[*place, "group"]].drop_duplicates().rename(columns={"group": "_group"})
        kept = kept.assign(_group=group).merge(named, on=[*place, "_group"]).drop(columns="_group")
    return kept.sort_values(DIFFERENCE_KEY, ignore_index=True)
