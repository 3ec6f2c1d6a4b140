"""Differences between groups, and between waves, with the error that the design gives them.

Groups of one survey are not independent: they share strata and units. Their difference is
linearised as one variable, which takes their covariance into account. So are two waves that stand
in one file, in the strata where they share units (a panel, or the same communes visited again);
elsewhere, and between two files, waves are independent and their variances add.

With samples of n units among N that have m in common, the variance of a difference of means is
``(S₁² + S₂²)/n − 2 m S₁₂/n² − S_D²/N``, S_D² that of the units' own changes. In strata whose units
are all in every wave, the last term is the finite population correction of the changes. Where only
some are, the correction is dropped: what is announced is too large by S_D²/N, never too small.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations, pairwise

import numpy as np
import pandas as pd

from indicators.survey.design import Design
from indicators.survey.estimates import cells_of, checked_sample, variable_of
from indicators.survey.intervals import student
from indicators.survey.linearisation import cell_differences, cell_means
from indicators.survey.question import Question
from indicators.survey.sample import Integers

#: ``kind`` says what is compared; ``first`` less ``second``; for waves, ``group`` is set.
DIFFERENCE_COLUMNS = [
    "kind", "domain", "level", "code", "group", "first", "second", "difference", "se", "low",
    "high", "freedom", "supported",
]  # fmt: skip
DIFFERENCE_KEY = ["kind", "domain", "level", "code", "group", "first", "second"]


def group_differences(answers: pd.DataFrame, design: Design, levels: Iterable[str]) -> pd.DataFrame:
    """Compare every two groups, in each territory where both answered.

    Parameters
    ----------
    answers, design, levels : as for :func:`indicators.survey.estimates.estimate`; one wave.

    Returns
    -------
    DataFrame
        ``DIFFERENCE_COLUMNS``: the difference of perceived fragility in points of 0-100 (own unit
        for a variable), its standard error, its 95 % t interval, and whether this interval leaves
        0 out.
    """
    sample = checked_sample(answers, design)
    parts = [_empty()]
    for level in levels:
        cell, keys = cells_of(answers, design, level)
        pairs, labels = _group_pairs(keys)
        for question in design.estimated:
            table = cell_differences(sample, variable_of(answers, question), cell, pairs)
            parts.append(_finish(table, labels, question, level, "group"))
    return _sorted(parts)


def wave_differences(answers: pd.DataFrame, design: Design, levels: Iterable[str]) -> pd.DataFrame:
    """Compare each wave of a file with the one before, group by group.

    Parameters
    ----------
    answers : as given by ``check_answers``, with the column ``wave``.
    design, levels : as for :func:`group_differences`.

    Returns
    -------
    DataFrame
        As :func:`group_differences`; ``first`` is the later wave.
    """
    sample = checked_sample(_drawn_together(answers), design)
    parts = [_empty()]
    waves = sorted(answers["wave"].unique())
    for level in levels:
        by_cell = answers.groupby(["wave", "group", f"level:{level}"], sort=True)
        keys = (
            by_cell.size().index.to_frame(index=False).set_axis(["wave", "group", "code"], axis=1)
        )
        pairs, labels = _wave_pairs(keys, waves)
        cell = by_cell.ngroup().fillna(-1).to_numpy().astype(np.int64)
        for question in design.estimated:
            table = cell_differences(sample, variable_of(answers, question), cell, pairs)
            parts.append(_finish(table, labels, question, level, "wave"))
    return _sorted(parts)


def independent_differences(
    later: tuple[pd.DataFrame, Design],
    earlier: tuple[pd.DataFrame, Design],
    levels: Iterable[str],
) -> pd.DataFrame:
    """Compare two waves that stand in two files: their variances add.

    ``V = V₁ + V₂`` with the degrees of freedom of Welch and Satterthwaite,
    ``V² / (V₁²/d₁ + V₂²/d₂)``.

    Parameters
    ----------
    later, earlier : answers and design of each wave; questions of both that measure the same
        thing in the same way are compared.
    levels : as for :func:`group_differences`.

    Returns
    -------
    DataFrame
        As :func:`group_differences`; ``first`` is the later wave.
    """
    asked = {question.domain: question for question in earlier[1].estimated}
    names = _wave_names(later[1], earlier[1])
    parts = [_empty()]
    for level in levels:
        for question in later[1].estimated:
            before = asked.get(question.domain)
            if before is None or not _comparable(question, before):
                continue
            after = _cells(*later, question, level)
            table = after.merge(
                _cells(*earlier, before, level),
                left_index=True, right_index=True, suffixes=("", "_before"),
            )  # fmt: skip
            variances = table["variance"], table["variance_before"]
            total = variances[0] + variances[1]
            squares = sum(
                variance**2 / freedom.where(freedom >= 1)
                for variance, freedom in zip(
                    variances, (table["freedom"], table["freedom_before"]), strict=True
                )
            )
            made = pd.DataFrame(
                {
                    "difference": table["mean"] - table["mean_before"],
                    "variance": total,
                    "freedom": (total**2 / squares).where(total > 0, table["freedom"]),
                }
            )
            labels = table.index.to_frame(index=False).assign(first=names[0], second=names[1])
            made = made.reset_index(drop=True)
            parts.append(_finish(made, labels, question, level, "wave"))
    return _sorted(parts)


def _wave_names(later: Design, earlier: Design) -> tuple[str, str]:
    """Name two waves: their own name, or their year, or the survey too where these are the same.

    Two surveys of the same key and year are told apart by their place.
    """
    for names in (
        (later.wave or str(later.year), earlier.wave or str(earlier.year)),
        (f"{later.key} {later.year}", f"{earlier.key} {earlier.year}"),
    ):
        if names[0] != names[1]:
            return names
    return f"{names[0]} (seconde)", f"{names[1]} (première)"


def _comparable(question: Question, other: Question) -> bool:
    """Tell whether two questions measure the same thing on the same scale."""
    same = ("kind", "low", "high", "fragile_when_high", "top", "categories", "plain")
    return all(getattr(question, name) == getattr(other, name) for name in same)


def _cells(answers: pd.DataFrame, design: Design, question: Question, level: str) -> pd.DataFrame:
    """Means of one wave, by group and code."""
    cell, keys = cells_of(answers, design, level)
    means = cell_means(checked_sample(answers, design), variable_of(answers, question), cell)
    means.index = pd.MultiIndex.from_frame(keys.loc[means.index])
    return means


def _drawn_together(answers: pd.DataFrame) -> pd.DataFrame:
    """Describe waves as one sample, without population where some units are not in every wave."""
    joint = answers.assign(stratum=_joint_strata(answers))
    stages = [("population", ["stratum"], "cluster")]
    if "subcluster" in joint:
        stages.append(("subpopulation", ["stratum", "cluster"], "subcluster"))
    for population, stratum, unit in stages:
        waves = joint.groupby(stratum)["wave"].transform("nunique")
        joint["_partial"] = joint.groupby([*stratum, unit])["wave"].transform("nunique") < waves
        partial = joint.groupby(stratum)["_partial"].transform("any")
        joint[population] = joint[population].mask(partial)
    return joint.drop(columns="_partial")


def _joint_strata(answers: pd.DataFrame) -> pd.Series:
    """Name strata so that those where waves share no unit are one stratum for each wave."""
    unit = ["stratum", "cluster"]
    shared = answers.groupby(unit)["wave"].transform("nunique") > 1
    joint = shared.groupby(answers["stratum"]).transform("any")
    return answers["stratum"].where(joint, answers["stratum"] + " · " + answers["wave"])


def _group_pairs(keys: pd.DataFrame) -> tuple[Integers, pd.DataFrame]:
    """Every two groups of each territory: numbers of their cells, and names."""
    rows, labels = [], []
    for code, here in keys.groupby("code", sort=True):
        cells = zip(here.index.to_numpy(), here["group"].astype(str), strict=True)
        for (a, first), (b, second) in combinations(cells, 2):
            rows.append((int(a), int(b)))
            labels.append((str(code), "", first, second))
    return _pairs(rows, labels)


def _wave_pairs(keys: pd.DataFrame, waves: list[str]) -> tuple[Integers, pd.DataFrame]:
    """Each wave and the one before, for each group and territory."""
    place = {tuple(row): number for number, row in zip(keys.index, keys.to_numpy(), strict=True)}
    rows, labels = [], []
    for group, code in sorted(set(zip(keys["group"], keys["code"], strict=True))):
        for before, after in pairwise(waves):
            a, b = place.get((after, group, code)), place.get((before, group, code))
            if a is not None and b is not None:
                rows.append((a, b))
                labels.append((code, group, after, before))
    return _pairs(rows, labels)


def _pairs(
    rows: list[tuple[int, int]], labels: list[tuple[str, str, str, str]]
) -> tuple[Integers, pd.DataFrame]:
    names = ["code", "group", "first", "second"]
    return np.array(rows, np.int64).reshape(-1, 2), pd.DataFrame(labels, columns=names)


def _finish(
    table: pd.DataFrame, labels: pd.DataFrame, question: Question, level: str, kind: str
) -> pd.DataFrame:
    """Bring differences to the scale of values, with their interval."""
    difference = question.slope * table["difference"].to_numpy(float)
    se = abs(question.slope) * np.sqrt(table["variance"].to_numpy(float))
    freedom = table["freedom"].to_numpy(float)
    low, high = student(difference, se, freedom)
    made = labels.assign(
        kind=kind, domain=question.domain, level=level, difference=difference, se=se, low=low,
        high=high, freedom=freedom, supported=(low > 0) | (high < 0),
    )  # fmt: skip
    return made.loc[made["difference"].notna(), DIFFERENCE_COLUMNS]


def _empty() -> pd.DataFrame:
    kinds = dict.fromkeys(DIFFERENCE_KEY, "str") | {"supported": "bool"}
    return pd.DataFrame(
        {name: pd.Series(dtype=kinds.get(name, "float64")) for name in DIFFERENCE_COLUMNS}
    )


def _sorted(parts: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(parts, ignore_index=True).sort_values(DIFFERENCE_KEY, ignore_index=True)
