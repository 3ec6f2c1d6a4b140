"""All the pairs at once: the matrix of questions and indicators, and where each puts places."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import pandas as pd

from atlas.desk.desk import Desk
from atlas.divergences.choices import gap_choices
from atlas.divergences.pairs import PairQuery, PairView, pair_view
from common.errors import NotAvailableError
from common.levels import MAPPED_LEVELS, Level
from indicators.base.groups import GROUP_KEYS
from indicators.views.gaps import MINIMUM_UNITS
from indicators.views.positions import GapStatus

#: The four positions; the two other statuses name none.
NAMED = tuple(
    status
    for status in GapStatus
    if status not in (GapStatus.NOT_DISTINGUISHABLE, GapStatus.NOT_PUBLISHABLE)
)
MATRIX = [
    *("question", "survey", "domain", "group", "level", "indicator", "closest"),
    *("units", "spearman", "low", "high", "ranks_only", "named", *(one.value for one in NAMED)),
]


def pair_views(desk: Desk, level: Level) -> Iterator[PairView]:
    """Give each pair that at least 8 territories of a level allow, in the order of the catalogue.

    At equal age where the source gives ages.
    """
    rows = desk.question_estimates
    asked = rows.loc[(rows["level"] == level.value) & rows["value"].notna(), ["question", "group"]]
    answered = set(asked.drop_duplicates().itertuples(index=False, name=None))
    for question in desk.questions.values():
        for group in question.groups:
            if (question.key, group) not in answered:
                continue
            for indicator in question.indicators:
                try:
                    yield pair_view(desk, PairQuery(question.key, indicator, level, group))
                except NotAvailableError:
                    continue  # too few territories: the matrix has no cell


def correspondence_matrix(desk: Desk) -> pd.DataFrame:
    """List the pairs with the correlation of their ranks: the matrix, one row a cell.

    Returns
    -------
    DataFrame
        :data:`MATRIX`: keys of the question, its survey, its domain (or subject), the group, the
        level and the indicator; closest (whether it is the first that the question names); units,
        spearman, low, high (95 %); ranks_only; named (territories with a position) and the number
        of each position.
    """
    levels = [level_correspondences(desk, level) for level in MAPPED_LEVELS]
    filled = [rows for rows in levels if len(rows)]
    return pd.concat(filled, ignore_index=True) if filled else levels[0]


def level_correspondences(desk: Desk, level: Level) -> pd.DataFrame:
    """List the pairs of a level: the rows of :func:`correspondence_matrix` about it."""
    return desk.once(("correspondences", level), lambda: _matrix(desk, level))


def correspondences_of(desk: Desk, level: Level, group: str | None = None) -> pd.DataFrame:
    """List the pairs of a level, of a group or of all, the strongest correlation first."""
    rows = level_correspondences(desk, level)
    kept = rows[rows["group"] == group] if group else rows
    return kept.sort_values("spearman", ascending=False, kind="stable", ignore_index=True)


def paired_levels(desk: Desk, subject: str, group: str) -> list[Level]:
    """Levels where at least 8 territories answered a question of a subject that has a pair."""
    paired = [
        one.key for one in desk.questions.values() if one.domain == subject and one.indicators
    ]
    return _answered_levels(desk, paired, [group])


def answered_levels(desk: Desk) -> list[Level]:
    """Levels where at least 8 territories answered a question that has a pair, or has a gap."""
    paired = [one.key for one in desk.questions.values() if one.indicators]
    found = set(_answered_levels(desk, paired, GROUP_KEYS))
    found |= {Level(level) for level in gap_choices(desk)["level"]}
    return [level for level in MAPPED_LEVELS if level in found]


def _answered_levels(
    desk: Desk, questions: Collection[str], groups: Collection[str]
) -> list[Level]:
    rows = desk.question_estimates
    kept = rows[
        rows["question"].isin(questions) & rows["group"].isin(groups) & rows["value"].notna()
    ]
    counts = kept.groupby(["question", "group", "age", "level"]).size()
    found = set(counts[counts >= MINIMUM_UNITS].index.get_level_values("level"))
    return [level for level in MAPPED_LEVELS if level.value in found]


def _matrix(desk: Desk, level: Level) -> pd.DataFrame:
    rows = []
    for view in pair_views(desk, level):
        counts = view.frame["status"].value_counts()
        found = {one.value: int(counts.get(one.value, 0)) for one in NAMED}
        rows.append(
            {
                **_key(view),
                "level": level.value,
                "closest": view.query.indicator == view.question.indicators[0],
                "units": view.correlation.units,
                "spearman": view.correlation.spearman,
                "low": view.correlation.low,
                "high": view.correlation.high,
                "ranks_only": view.ranks_only,
                "named": sum(found.values()),
                **found,
            }
        )
    return pd.DataFrame(rows, columns=MATRIX)


def _key(view: PairView) -> dict[str, str]:
    return {
        "question": view.question.key,
        "survey": view.question.survey.key,
        "domain": view.question.domain,
        "group": view.query.group,
        "indicator": view.indicator.key,
    }
